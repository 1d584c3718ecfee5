"""The certificate's page: everything on it, nothing from elsewhere, its facts inside."""

import re
from dataclasses import replace

import pytest

from automation.course.certificate_page import certificate_page, day_in_words, facts_in
from automation.domain.learning.certificate import Certificate
from automation.domain.learning.lessons import LESSONS
from automation.errors import ConfigError
from automation.language import translator
from tests.domain.learning.finished import ayu_s

IN_WORDS = {
    "en": ["Certificate", "has finished the course", "6 assignments · 95 of 100 in the mean · 23 November 2026"],
    "id": ["Sertifikat", "telah menyelesaikan kursus", "6 tugas · nilai rata-rata 95 dari 100 · 23 November 2026"],
}  # fmt: skip


def many(count: int) -> Certificate:
    certificate = ayu_s()
    return replace(certificate, parts=certificate.parts * (count // len(certificate.parts)))


@pytest.mark.parametrize("language", ["en", "id"])
def test_it_names_the_member_each_lesson_each_assignment_and_its_trainer(language: str) -> None:
    t = translator(language)

    text = certificate_page(ayu_s(language=language), t)

    for words in (*IN_WORDS[language], "Ayu Lestari", *(t(lesson.title) for lesson in LESSONS)):
        assert f">{words}<" in text
    assert text.count("<li>") == 6
    assert "2026-11-22 · Bu Tuti" in text
    assert f'<html lang="{language}">' in text


@pytest.mark.parametrize(
    ("count", "size", "reasons"), [(6, "roomy", 6), (12, "close", 0), (24, "dense", 0), (60, "packed", 0)]
)  # fmt: skip
def test_the_more_assignments_the_closer_they_are_set(count: int, size: str, reasons: int) -> None:
    text = certificate_page(many(count), translator("en"))

    assert f'<main class="sheet {size}">' in text
    assert (text.count("<li>"), text.count('class="why"')) == (count, reasons)


def test_its_facts_come_back_from_the_page_whatever_people_wrote_into_cells() -> None:
    nasty = '</script><script>alert("x")</script> & \\u003c 😀'
    part = replace(ayu_s().parts[0], title=nasty)
    certificate = replace(ayu_s(), member=nasty, parts=(part, *ayu_s().parts[1:]))

    text = certificate_page(certificate, translator("en"))

    assert facts_in(text, "x.html") == certificate
    assert text.count("<script") == 1


def test_nothing_in_it_leads_to_another_place() -> None:
    text = certificate_page(ayu_s(), translator("id"))

    assert re.findall(r"(?:src|href|url)\s*[=(]|https?://|@import", text) == []


@pytest.mark.parametrize(
    "text", ["", "<html></html>", '<script id="lembar-facts">{"form": 1}</script>', '<script id="lembar-facts">{</script>'],
    ids=["empty", "another page", "half of the facts", "damaged"],
)  # fmt: skip
def test_a_page_without_facts_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="holds no certificate"):
        facts_in(text, "x.html")


def test_a_day_is_said_in_the_reader_s_language() -> None:
    assert day_in_words("2027-05-03T09:00+07:00", "id") == "3 Mei 2027"
    assert day_in_words("2027-05-03T09:00+07:00", "en") == "3 May 2027"

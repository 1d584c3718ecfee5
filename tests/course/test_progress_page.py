"""The page about a cohort: complete, self-contained, readable by whoever cannot tell colours."""

import re
from collections.abc import Sequence

import pytest
from lxml import etree

from automation.course.progress_page import Telling, progress_page
from automation.course.progress_picture import WIDTH, progress_picture
from automation.course.words import SIGNS, STANDS
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.progress import Cohort, Learner, Stand
from automation.language import english, translator

LINE_UP = [Stand.DONE, Stand.WAITING, Stand.OVERDUE, Stand.OPEN, Stand.NOT_BEGUN, Stand.NOT_ASKED]


def learner(name: str, stands: Sequence[Stand] = LINE_UP, *, finished: bool = False) -> Learner:
    lessons = {lesson.id: stand for lesson, stand in zip(LESSONS, stands, strict=True)}
    counts = {Stand.DONE: 3, Stand.OVERDUE: 1}
    return Learner(
        member=name, lessons=lessons, counts=counts, score=87.5, is_finished=finished
    )  # fmt: skip


def telling(language: str = "en", **changes: str) -> Telling:
    facts = {"workbook": "calendar.xlsx", "at": "2026-11-22 09:00", **changes}
    return Telling(translate=translator(language), language=language, **facts)


def test_every_learner_stands_there_with_a_sign_for_each_lesson_and_counts() -> None:
    team = [learner("Ayu"), learner("Bima", finished=True)]

    text = progress_page(Cohort(learners=team, has_left=2), telling())

    for name in ("Ayu", "Bima"):
        [row] = re.findall(rf"<tr><th[^>]*>{name}</th>.*?</tr>", text)
        assert re.findall(r">(.)</span>", row)[:6] == [SIGNS[stand] for stand in LINE_UP]
        assert "3 done, 1 overdue" in row
        assert row.endswith(">88</td></tr>")
    assert "1 of 2 have finished the course" in text
    assert text.count('class="is-finished"') == 1
    assert "Not shown, since they are no longer active members: 2." in text


def test_in_indonesian_no_sentence_stays_english() -> None:
    said = progress_page(Cohort(learners=[learner("Ayu")]), telling("id"))

    words = [*STANDS.values(), *(lesson.title for lesson in LESSONS), "Score", "Member"]
    assert [word for word in words if f">{word}<" in said or f"· {word}<" in said] == []
    assert '<html lang="id">' in said


def test_nothing_in_it_leads_to_another_place_and_names_stay_text() -> None:
    name = '<script>alert("x")</script>\x07'

    text = progress_page(Cohort(learners=[learner(name)]), telling(workbook="<b>.xlsx"))

    assert re.findall(r"(?:src|href|url)\s*[=(]|https?://(?!www\.w3\.org/2000/svg)", text) == []
    assert "<script" not in text
    assert "<b>" not in text
    assert "\x07" not in text


@pytest.mark.parametrize(
    ("cohort", "said"),
    [
        (Cohort(learners=[]), "There are no learners yet."),
        (
            Cohort(learners=[Learner(member="Ayu", lessons=learner("Ayu").lessons, counts={}, score=None, is_finished=False)]),
            "“lembar run assign calendar.xlsx” gives the first ones.",
        ),
    ],
    ids=["no members", "no assignments"],
)  # fmt: skip
def test_an_empty_course_says_what_comes_first(cohort: Cohort, said: str) -> None:
    assert said in progress_page(cohort, telling())


def test_the_picture_of_two_hundred_is_no_larger_than_that_of_three() -> None:
    few = Cohort(learners=[learner(f"A{n}") for n in range(3)])
    many = Cohort(
        learners=[learner(f"A{n}", [LINE_UP[(n + at) % 6] for at in range(6)]) for n in range(200)]
    )

    small, large = (etree.fromstring(progress_picture(one, english, "")) for one in (few, many))

    assert small.attrib["viewBox"] == large.attrib["viewBox"]
    bars = [one for one in large.iter() if str(one.tag).endswith("rect")]
    assert all(float(one.attrib["x"]) + float(one.attrib["width"]) <= WIDTH + 1 for one in bars)
    numbers = [int(text) for one in large.iter() if (text := one.text or "").isdigit()]
    assert sum(numbers) == sum(sum(many.in_lesson(lesson.id).values()) for lesson in LESSONS)


def test_a_lesson_that_is_for_nobody_shows_a_dash() -> None:
    cohort = Cohort(learners=[learner("Galih", [Stand.NOT_ASKED] * 6)])

    assert progress_picture(cohort, english, "").count(f">{SIGNS[Stand.NOT_ASKED]}</text>") == 6

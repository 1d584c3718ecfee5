"""The course's files: what ships is in order, and a trainer hears what is wrong with their own."""

from pathlib import Path

import pytest
import yaml

from automation.course.files import load_course, read_folders, shipped_folder
from automation.domain.learning.pick import pick
from automation.errors import ConfigError
from automation.language import english, translator
from tests.domain.desks import AYU, NOW
from tests.domain.learning.practice import course_desk, row

OWN = """\
# A kind a trainer wrote.
lesson: L6
roles: [creator]
minutes: 15
title: {en: Name one regular guest, id: Sebut satu tamu tetap}
brief: {en: Add a topic a regular talks about., id: Tambahkan topik yang dibicarakan pelanggan tetap.}
where: {en: "Topics, “{topics[seen]}”", id: "Topik, “{topics[seen]}”"}
done_when: {en: One topic says where you heard it., id: Satu topik menyebut di mana Anda mendengarnya.}
evidence:
  rule: few_rows
  rows: {tab: topics, whose: mine}
  fewer_than: 1
  why: {en: "Topics of yours: {count}.", id: "Topik Anda: {count}."}
check:
  rule: rows_there
  rows: {tab: topics, whose: mine}
  now: {seen: filled}
  words: topic
  missing: {en: "Still wanted: {left}.", id: "Masih kurang: {left}."}
"""
CHECK = OWN.split("check:\n")[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "regular.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def said_of(folder: Path, old: str, new: str) -> list[str]:
    """Return what the check says of the trainer's file after a change."""
    assert old in OWN
    (folder / "regular.yaml").write_text(OWN.replace(old, new), encoding="utf-8")
    found = read_folders(folder)
    assert found.course.kinds == {}
    assert found.course.faults == 1
    return [f"{fault.line} {fault.field}: {fault.said}" for fault in found.faults]


def test_every_shipped_kind_is_in_order_and_enough_of_them_need_no_trainer() -> None:
    found = read_folders(shipped_folder())
    per_lesson = [kind.lesson.number for kind in found.course.kinds.values()]

    assert found.faults == []
    assert len(found.course.kinds) >= 17
    assert all(per_lesson.count(number) >= 2 for number in range(1, 7))
    assert sum(not kind.by_trainer for kind in found.course.kinds.values()) >= 10


@pytest.mark.parametrize(
    "file", sorted(shipped_folder().glob("*.yaml")), ids=lambda file: file.stem
)
def test_both_languages_of_a_text_are_filled_by_the_same_facts(file: Path) -> None:
    def texts(value: object) -> list[dict[str, str]]:
        if isinstance(value, dict):
            if set(value) == {"en", "id"}:
                return [value]
            return [one for inner in value.values() for one in texts(inner)]
        return [one for inner in value for one in texts(inner)] if isinstance(value, list) else []

    for text in texts(yaml.safe_load(file.read_text(encoding="utf-8"))):
        places = [sorted(part.split("}")[0] for part in text[lang].split("{")[1:]) for lang in text]
        assert places[0] == places[1], text
        assert text["en"] != text["id"], text


def test_a_trainer_s_own_file_is_given_and_speaks_both_languages(folder: Path) -> None:
    course = load_course(str(folder))
    desk = course_desk()

    [one] = pick(desk, now=NOW, kinds={"regular": course.kinds["regular"]})[:1]

    assert one.member == AYU
    assert one.evidence.why.say(course.in_language("en", english)) == "Topics of yours: 0."
    assert one.evidence.why.say(course.in_language("id", translator("id"))) == "Topik Anda: 0."
    known = {"regular": course.kinds["regular"]}
    assert pick(course_desk(row("topics", "Kopi tubruk")), now=NOW, kinds=known) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("lesson: L6", "lesson: L7", "2 lesson: “L7” is not possible here. Possible: L1, L2, L3, L4, L5, L6."),
        ("[creator]", "[creater]", "3 roles[1]: “creater” is not possible here. Did you mean “creator”?"),
        ("minutes: 15", "minutes: quarter", "4 minutes: Here a whole number from 5 to 600 is expected; “quarter” stands there."),
        ("minutes: 15", "minuets: 15", "4 minuets: There is no field “minuets” here. Did you mean “minutes”?"),
        (", id: Sebut satu tamu tetap}", "}", "5 title: The field “id” is missing."),
        ("{topics[seen]}", "{topics[sene]}", "7 where.en: Nothing fills “{topics[sene]}” in this text. Did you mean “topics[seen]”?"),
        ("rule: few_rows", "rule: few_row", "10 evidence.rule: “few_row” is not possible here. Did you mean “few_rows”?"),
        ("tab: topics, whose: mine}\n  fewer", "tab: topic, whose: mine}\n  fewer", "11 evidence.rows.tab: “topic” is not possible here. Did you mean “topics”?"),
        ("{count}.\", id", "{cuont}.\", id", "13 evidence.why.en: Nothing fills “{cuont}” in this text. Did you mean “count”?"),
        ("{seen: filled}", "{sene: filled}", "17 check.now.sene: There is no field “sene” here. Did you mean “seen”?"),
        ("{seen: filled}", "{seen: full}", "17 check.now.seen: “full” is not possible here."),
        ("{seen: filled}", "{seen: {words: many}}", "17 check.now.seen.words: Here a whole number is expected; “many” stands there."),
        ("words: topic", "words: topik", "18 check.words: “topik” is not possible here. Did you mean “topic”?"),
        ("{left}.\", id", "{left.\", id", "19 check.missing.en: A curly bracket is opened or closed without its other half."),
        (CHECK, "  rule: rows_mended\n  missing: {en: a, id: b}\n", "10 evidence.rule: The check compares with what this evidence does not keep (rows)."),
        ("minutes: 15", "minutes: 15\nrubric: [{en: a, id: b}]", "5 rubric: This check needs no trainer"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_its_field_and_what_belongs_there(
    folder: Path, old: str, new: str, said: str
) -> None:
    assert any(line.startswith(said) for line in said_of(folder, old, new)), said_of(
        folder, old, new
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("a.yaml", "title: [", "This is not YAML", id="no YAML"),
        pytest.param("a.yaml", "", "a block of fields is expected", id="empty"),
        pytest.param("a.yaml", "- 1", "a block of fields is expected", id="a list"),
        pytest.param("Mine own.yaml", OWN, "small letters", id="a name with blanks"),
        pytest.param("alt_texts.yaml", OWN, "There is a kind “alt_texts” already", id="twice"),
    ],
)
def test_a_file_that_is_none_is_told_and_stops_no_other(
    folder: Path, name: str, text: str, said: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    found = read_folders(shipped_folder(), folder)

    assert any(said in str(fault.said) for fault in found.faults)
    assert {fault.file.name for fault in found.faults} == {name}
    assert {"regular", "alt_texts"} <= found.course.kinds.keys()


def test_a_folder_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="LEMBAR_ASSIGNMENTS"):
        load_course(str(tmp_path / "nowhere"))

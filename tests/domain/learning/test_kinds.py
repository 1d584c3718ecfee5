"""What every kind of assignment and every lesson must have, however many join later."""

from collections import Counter
from dataclasses import replace
from string import Formatter

import pytest

from automation.domain.learning.give import lesson_rows
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.voice import Voice
from automation.domain.team.member import LEARNERS, Role
from tests.domain.desks import SHOP, make_channel, make_desk, make_member, make_out, make_post
from tests.domain.learning.course import KINDS, find, give, give_in

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)


def texts(kind: AssignmentKind) -> list[str]:
    return [kind.title, kind.brief, kind.where, kind.done_when]


def test_there_are_six_lessons_each_with_at_least_two_kinds() -> None:
    per_lesson = Counter(kind.lesson.id for kind in KINDS.values())

    assert [lesson.number for lesson in LESSONS] == [1, 2, 3, 4, 5, 6]
    assert all(per_lesson[lesson.id] >= 2 for lesson in LESSONS)


@pytest.mark.parametrize("role", sorted(LEARNERS))
def test_every_role_has_something_to_learn(role: Role) -> None:
    lessons = {kind.lesson.id for kind in KINDS.values() if role in kind.roles}

    assert len(lessons) >= 2


@EVERY_KIND
def test_a_kind_is_small_enough_for_a_week_and_says_all_it_must(kind: AssignmentKind) -> None:
    assert 5 <= kind.minutes <= 30
    assert 3 <= kind.days <= 14
    assert all(texts(kind))
    assert not kind.title.endswith(".")
    assert kind.done_when.endswith(":" if kind.by_trainer else ".")
    assert bool(kind.rubric) is kind.by_trainer
    assert "{" not in kind.title, "titles also stand in the lessons tab, without evidence"


@EVERY_KIND
def test_columns_named_in_a_kind_stand_in_the_schema(kind: AssignmentKind) -> None:
    from automation.workbook.schema import load_schema

    tabs = load_schema().tabs
    for text in texts(kind):
        for _, place, _, _ in Formatter().parse(text):
            tab, _, column = (place or "").partition("[")
            if column:
                name, _, value = column.rstrip("]").partition(".")
                assert value in ("", *tabs[tab].fields[name].values)


def test_an_assignment_speaks_the_member_s_language_and_names_the_sheet_s_headers() -> None:
    desk = make_desk(out=[make_out(days=-d) for d in (3, 6, 9)])
    voice = Voice(lambda template: f"‹{template}›", lambda tab, column: f"{tab} {column}".upper())

    form = give_in(voice, "new_form", desk)
    numbers = give_in(voice, "alt_texts", make_desk([make_post(media=("a.jpg",))]))

    assert form.title == "‹Try a form you have not tried›"
    assert form.why.endswith("none was ‹a post with a picture›.›")
    assert numbers.where == "‹Calendar, “CALENDAR ALT_TEXT” of your coming posts›"


def test_numbers_of_a_rehearsal_are_called_so() -> None:
    out = [make_out(days=-d, numbers={"likes": 5}, rehearsal=True) for d in (2, 3, 4)]
    local = replace(make_channel(SHOP), address="http://localhost:8000/@warung")

    row = give("own_numbers", make_desk(out=out, channels={SHOP: local}))

    assert row.why.endswith("(Numbers of a rehearsal: nobody outside the team saw these posts.)")


def test_the_lessons_tab_speaks_the_workbook_s_language() -> None:
    rows = lesson_rows(KINDS, lambda template: f"‹{template}›")

    assert rows[0].title == "‹What social media management is›"
    assert "‹Plan your first post›" in rows[0].tasks.splitlines()


@pytest.mark.parametrize("code", sorted(KINDS))
def test_an_empty_workbook_breaks_no_kind(code: str) -> None:
    newcomer = make_member("Dewi", Role.CREATOR)

    evidence = find(code, make_desk(members=[newcomer], channels={}), newcomer)

    assert evidence is None or 0 <= evidence.weight <= 1

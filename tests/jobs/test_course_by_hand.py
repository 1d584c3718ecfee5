"""What people do to a course by hand: delete rows, work in another language, come in great numbers."""

from datetime import timedelta
from time import process_time

import pytest

from automation.domain.learning.pick import pick
from automation.domain.team.member import LEARNERS
from automation.jobs.assign import assign
from automation.jobs.grade import grade
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.protocol import Cell
from tests.domain.desks import NOW, make_desk, make_member, make_out, make_post
from tests.domain.learning.course import KINDS
from tests.domain.learning.practice import course_desk
from tests.jobs.sheets import make_context, make_sheets, rows_of, write
from tests.jobs.test_assign import CHANNELS, MEMBERS, calendar_row


@pytest.fixture
def sheets() -> MemoryBackend:
    rows = [calendar_row(1), calendar_row(2), calendar_row(3, owner="")]
    return make_sheets(members=MEMBERS, channels=CHANNELS, calendar=rows)


def kinds_of(sheets: MemoryBackend, member: str) -> list[Cell]:
    return [row["kind"] for row in rows_of(sheets, "assignments") if row["member"] == member]


def test_an_assignment_deleted_by_hand_is_neither_given_again_nor_replaced_at_once(
    sheets: MemoryBackend,
) -> None:
    assign(make_context(sheets))
    first, second = kinds_of(sheets, "Ayu Lestari")
    place = next(n for n, row in enumerate(rows_of(sheets, "assignments")) if row["kind"] == first)
    sheets.delete_row("Assignments", place + 1)

    tomorrow = assign(make_context(sheets, now=NOW + timedelta(days=1)))
    after_a_day = kinds_of(sheets, "Ayu Lestari")
    write(sheets, "assignments", 0, trainer_mark=90, trainer="Budi Santoso")
    assign(make_context(sheets, now=NOW + timedelta(days=9)))
    after_a_week = kinds_of(sheets, "Ayu Lestari")

    assert tomorrow.counts["given"] == 0
    assert after_a_day == [second]
    assert len(after_a_week) > 1
    assert first not in after_a_week


def test_a_deleted_kind_comes_back_when_four_weeks_have_gone(sheets: MemoryBackend) -> None:
    assign(make_context(sheets))
    given = kinds_of(sheets, "Ayu Lestari")
    while rows_of(sheets, "assignments"):
        sheets.delete_row("Assignments", 1)

    assign(make_context(sheets, now=NOW + timedelta(days=29)))

    assert set(given) & set(kinds_of(sheets, "Ayu Lestari"))


def test_in_an_indonesian_workbook_work_in_a_practice_tab_is_read_and_told_in_indonesian() -> None:
    members: list[dict[str, Cell]] = [
        {"name": "Citra Dewi", "roles": "Pengelola komunitas", "weekly_hours": 40},
        {"name": "Bu Tuti", "roles": "Pelatih"},
    ]
    topics: list[dict[str, Cell]] = [
        {
            "topic": "Kopi tubruk", "by": "citra dewi", "seen": "Grup warga",
            "words": "Ampasnya jangan diaduk lagi ya", "question": "Tim aduk atau tim diam?",
        }
    ]  # fmt: skip
    empty = make_sheets("id", members=members, channels=CHANNELS)
    for days in range(0, 60, 9):
        assign(make_context(empty, now=NOW + timedelta(days=days)))
        for place, row in enumerate(rows_of(empty, "assignments", "id")):
            if row["kind"] != "conversation":
                empty.edit("Tugas", place + 1, _column("trainer_mark"), 80)
                empty.edit("Tugas", place + 1, _column("trainer"), "Bu Tuti")
        grade(make_context(empty, now=NOW + timedelta(days=days, hours=1)))
    rows = [
        dict(one) for one in rows_of(empty, "assignments", "id") if one["kind"] == "conversation"
    ]
    assert rows, "the assignment about conversations was never given"

    sheets = make_sheets(
        "id", members=members, channels=CHANNELS, topics=topics, assignments=rows[:1]
    )
    grade(make_context(sheets, now=NOW + timedelta(days=60)))

    [graded] = rows_of(sheets, "assignments", "id")
    assert str(graded["brief"]).startswith("Komunitas Anda tidak berawal dari produk Anda.")
    assert graded["missing"] == (
        "Topik yang masih kurang, masing-masing dengan tempatnya, kata-kata mereka, dan pertanyaan: 2."
    )


def _column(name: str) -> int:
    from tests.jobs.sheets import SCHEMA

    return list(SCHEMA.tabs["assignments"].fields).index(name)


def seconds_for(members: int) -> float:
    roles = sorted(LEARNERS)
    team = [make_member(f"Anggota {n}", roles[n % len(roles)]) for n in range(members)]
    owners = [team[n % members] for n in range(200)]
    rows = [make_post(one, media=("a.jpg",), campaign="") for one in owners]
    out = [
        make_out(one, days=-(n % 20) - 2, numbers={"likes": n % 9}) for n, one in enumerate(owners)
    ]
    desk = course_desk(desk=make_desk(rows, out, team))
    start = process_time()
    given = pick(desk, now=NOW, kinds=KINDS)
    spent = process_time() - start
    assert len({one.member.id for one in given}) > members * 0.9
    return spent


def test_four_times_the_members_take_about_four_times_as_long() -> None:
    seconds_for(50)

    small, large = (min(seconds_for(count) for _ in range(3)) for count in (50, 200))

    assert large <= 6 * small

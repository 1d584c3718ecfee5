"""What counts as done in the tabs of a course: rows that are there, new, one's own, and complete."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from automation.domain.learning.pick import pick
from automation.domain.learning.practice import PracticeRow, Value
from automation.domain.team.member import Member
from tests.domain.desks import AYU, BUDI, CITRA, NOW, make_desk, make_out
from tests.domain.learning.course import DONE, KINDS, OPEN, find, give, graded, why
from tests.domain.learning.practice import course_desk, row

WHYS = (
    "Kalimat pertama langsung bertanya, lalu fotonya menjawab sendiri",
    "Angka besar di gambar membuat orang berhenti menggulir sebentar saja",
    "Cerita tukang roti itu terasa dekat karena ada nama jalannya",
    "Warnanya hanya dua sehingga mata tahu harus melihat ke mana",
    "Video tanpa suara tetap jelas karena tangannya bercerita sejak awal",
)


def example(n: int, by: Member = AYU, /, **cells: Value) -> PracticeRow:
    filled: dict[str, Value] = {
        "kind": "example", "source": f"https://roti.example/{n}", "why": WHYS[n],
    }  # fmt: skip
    return row("ideas", f"Contoh {n}", by, **{**filled, **cells})


def test_without_its_tab_a_kind_is_not_given_and_with_it_the_count_is_told() -> None:
    kinds = {"swipe_file": KINDS["swipe_file"]}

    assert pick(make_desk(members=[AYU]), now=NOW, kinds=kinds) == []
    assert why("swipe_file", course_desk(example(0))) == (
        "Examples under your name in the ideas tab: 1 of 5."
    )


def test_five_new_examples_of_one_s_own_are_wanted_and_old_ones_do_not_count() -> None:
    assignment = give("swipe_file", course_desk(example(0)))
    more = [example(n) for n in range(1, 5)]

    four = graded(course_desk(example(0), *more), assignment)
    renamed = replace(example(0), name="Nama lain")
    still_four = graded(course_desk(renamed, *more), assignment)

    assert (four.state, four.score) == (OPEN, 80)
    assert four.missing == "Examples still wanted, each with its address and why it works: 1."
    assert still_four.score == 80


@pytest.mark.parametrize(
    "flaw",
    [
        pytest.param({"source": "roti.example"}, id="no web address"),
        pytest.param({"why": "Bagus sekali"}, id="too few words"),
        pytest.param({"kind": "idea"}, id="an idea, no example"),
        pytest.param({"by": "Siapa saja"}, id="nobody of the team"),
        pytest.param({"by": BUDI.id}, id="a colleague's"),
    ],
)
def test_a_row_that_lacks_something_is_not_counted(flaw: dict[str, Value]) -> None:
    assignment = give("swipe_file", course_desk())
    rows = [example(n) for n in range(4)]

    after = graded(course_desk(*rows, example(4, **flaw)), assignment)

    assert (after.state, after.score) == (OPEN, 80)


def test_rows_copied_from_a_colleague_are_found_and_it_is_said_kindly() -> None:
    theirs = [example(n, CITRA) for n in range(5)]
    assignment = give("swipe_file", course_desk(*theirs))

    copied = [replace(example(n), name=f"Milikku {n}") for n in range(5)]
    shouted = [
        replace(one, cells={**one.cells, "why": f"{one.cells['why']}!".upper()}) for one in copied
    ]

    for rows in (copied, shouted):
        after = graded(course_desk(*theirs, *rows), assignment)
        assert (after.state, after.score) == (OPEN, 0)
        assert after.missing == (
            "“Milikku 0” says the same as “Contoh 0”, which Citra Dewi wrote. It happens; say it "
            "in your own words and it counts."
        )


def test_one_s_own_row_twice_counts_for_none_until_they_differ() -> None:
    assignment = give("swipe_file", course_desk())
    rows = [*(example(n) for n in range(4)), example(0, source="https://roti.example/lain")]

    after = graded(course_desk(*rows), assignment)

    assert after.state is OPEN
    assert after.missing.endswith("Say something of its own in each, and both count.")


def worked(day: date, **cells: Value) -> PracticeRow:
    return row("time", "writing", **{"activity": "writing", "day": day, "minutes": 30.0, **cells})


def test_a_week_is_five_days_from_the_assignment_on_and_none_in_the_future() -> None:
    today = NOW.date()
    assignment = give("time_week", course_desk())
    later = NOW + timedelta(days=9)
    days = [worked(today + timedelta(days=n)) for n in range(5)]

    before = [worked(today - timedelta(days=n)) for n in range(1, 9)]
    future = [worked(today + timedelta(days=n)) for n in range(20, 29)]
    same = [worked(today) for _ in range(5)]

    assert graded(course_desk(*days), assignment, later).state is DONE
    assert graded(course_desk(*before), assignment, later).score == 0
    assert graded(course_desk(*future), assignment, later).score == 0
    one_day = graded(course_desk(*same), assignment, later)
    assert one_day.state is OPEN
    assert one_day.missing == "Days still wanted: 4. Several rows on one day count as one."


def goal(name: str, **cells: Value) -> PracticeRow:
    filled: dict[str, Value] = {
        "goal": name, "measure": "replies", "now": 2.0, "target": 4.0,
        "by_date": date(2026, 12, 31), "why": "Orang merasa didengar di warung kita",
    }  # fmt: skip
    return row("goals", name, BUDI, **{**filled, **cells})


@pytest.mark.parametrize(
    ("flaw", "state"),
    [
        pytest.param({}, DONE, id="complete"),
        pytest.param({"by_date": date(2026, 11, 1)}, OPEN, id="a day that is past"),
        pytest.param({"target": 2.0}, OPEN, id="wanted is what there is"),
        pytest.param({"target": ""}, OPEN, id="no number wanted"),
        pytest.param({"owner": "Pak RT"}, OPEN, id="nobody of the team looks after it"),
    ],
)
def test_a_goal_has_two_numbers_a_day_to_come_and_somebody(
    flaw: dict[str, Value], state: object
) -> None:
    assignment = give("goals", course_desk(), BUDI)

    after = graded(course_desk(goal("Balasan naik"), goal("Suka naik", **flaw)), assignment)

    assert after.state is state


def test_the_library_counts_the_whole_team_s_replies_and_five_situations() -> None:
    def reply(n: int, situation: str, by: Member) -> PracticeRow:
        text = f"Halo [nama], terima kasih sudah menulis; soal nomor {n} kami cek dan kabari sebelum sore."
        return row("replies", f"B{n}", by, situation=situation, text=text, next="Citra, hari ini")

    kinds = ["question", "praise", "complaint", "delay", "question", "praise", "complaint"]
    stood = [reply(n, kind, CITRA) for n, kind in enumerate(kinds)]
    assignment = give("reply_library", course_desk(*stood))

    same = graded(course_desk(*stood, reply(8, "delay", AYU)), assignment)
    fifth = graded(course_desk(*stood, reply(8, "pengembalian uang", AYU)), assignment)

    assert (same.state, same.missing) == (OPEN, "Situations still without a reply: 1.")
    assert fifth.state is DONE


def test_when_its_tab_is_taken_away_the_work_is_not_done_and_the_way_back_is_told() -> None:
    assignment = give("swipe_file", course_desk())

    after = graded(make_desk(), assignment)

    assert after.state is OPEN
    assert "lembar init WORKBOOK --course" in after.missing


def test_how_many_of_one_s_posts_lie_above_the_middle_is_counted_on_one_channel() -> None:
    out = [make_out(AYU, days=-d, numbers={"likes": n}) for d, n in ((2, 1), (3, 8), (4, 9))]
    out += [make_out(BUDI, days=-d, numbers={"likes": n}) for d, n in ((5, 5), (6, 7))]
    desk = make_desk(out=out)
    assignment = give("benchmark", desk)

    assert "the median of 5 posts" in assignment.why
    assert graded(desk, replace(assignment, submission="2")).state is DONE
    assert graded(desk, replace(assignment, submission="3")).state is OPEN


def test_a_member_without_posts_is_not_asked_about_their_own() -> None:
    out = [make_out(BUDI, days=-d, numbers={"likes": d}) for d in range(2, 9)]

    assert find("benchmark", make_desk(out=out)) is None

"""The machine's own tabs: what is written is read back, and damage is never taken for absence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.approvals.approval import Approval, Verdict, head_of, verify
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId, EventId, MemberId, PostId, Revision, RunId
from automation.domain.learning.assignment import Assignment, AssignmentState, Typed
from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.domain.publishing.snapshot import NUMBER_NAMES, Mark, Numbers, Snapshot
from automation.domain.run import Outcome, Run
from automation.domain.team.proof import Proof
from automation.errors import ColumnMissing
from automation.workbook.log_rows import Recordable, cell_of
from automation.workbook.protocol import Cell
from tests.workbook.pages import SCHEMA, book, column, new_ids, pages

AT = datetime(2026, 11, 21, 9, 0, 0, 123_000, tzinfo=ZoneInfo("Asia/Jakarta"))
KEY = (PostId("P-1"), ChannelId("brand"))


def written(values: list[Recordable], language: str = "en") -> Desk:
    """Write values to an empty workbook, and read it anew."""
    workbook, backend = book(pages(language=language))
    workbook.read(new_ids())
    workbook.save(record=values)
    return book({t: backend.read([t])[t].rows for t in backend.tabs()})[0].read(new_ids())


# Round trips

LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters="#")
NAMES = st.text(LETTERS, min_size=1, max_size=12) | st.just("Ayu Lestari")
WORDS = NAMES | st.just("") | st.sampled_from(["=1+1", "007", "+62 812", "1e5", "🏳️‍🌈", "a\nb"])
TIMES = st.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([timezone(timedelta(hours=h)) for h in (-5, 0, 7)]),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))  # fmt: skip
IDS = st.uuids().map(str)
COUNTS = st.none() | st.integers(0, 2**53)

APPROVALS = st.builds(
    Approval,
    id=IDS.map(EventId), at=TIMES, post=NAMES.map(PostId), revision=NAMES.map(Revision),
    level=st.integers(1, 3), member=NAMES.map(MemberId), verdict=st.sampled_from(Verdict),
    counts=st.booleans(), proof=st.sampled_from(Proof), run=NAMES.map(RunId),
    previous=st.just(""), hash=st.just(""),
)  # fmt: skip
RECEIPTS = st.builds(Receipt, network_id=NAMES, url=WORDS, published_at=TIMES)
EVENTS = st.builds(
    LedgerEvent,
    id=IDS.map(EventId), at=TIMES,
    happened=st.sampled_from([h for h in Happened if h not in (Happened.PUBLISHED, Happened.STAGED)]),
    post=NAMES.map(PostId), channel=NAMES.map(ChannelId), revision=WORDS.map(Revision),
    claim=WORDS.map(EventId), part=st.integers(0, 20), parts=st.integers(1, 20),
    reason=WORDS, rehearsal=st.booleans(), run=WORDS.map(RunId),
) | st.builds(
    LedgerEvent,
    id=IDS.map(EventId), at=TIMES, happened=st.just(Happened.PUBLISHED), receipt=RECEIPTS,
    post=NAMES.map(PostId), channel=NAMES.map(ChannelId), revision=WORDS.map(Revision),
    claim=WORDS.map(EventId), part=st.integers(0, 20), parts=st.integers(1, 20), run=WORDS.map(RunId),
) | st.builds(
    LedgerEvent,
    id=IDS.map(EventId), at=TIMES, happened=st.just(Happened.STAGED), step=NAMES, handle=WORDS,
    post=NAMES.map(PostId), channel=NAMES.map(ChannelId), revision=WORDS.map(Revision),
    claim=WORDS.map(EventId), part=st.integers(0, 20), parts=st.integers(1, 20), run=WORDS.map(RunId),
)  # fmt: skip
SNAPSHOTS = st.builds(
    Snapshot,
    id=IDS.map(EventId), at=TIMES, post=NAMES.map(PostId), channel=NAMES.map(ChannelId),
    network_id=WORDS, mark=st.sampled_from(Mark), rehearsal=st.booleans(), run=WORDS.map(RunId),
    numbers=st.builds(Numbers, **dict.fromkeys(NUMBER_NAMES, COUNTS)),
)  # fmt: skip
ASSIGNMENTS = st.builds(
    Assignment,
    id=IDS, lesson=NAMES, kind=NAMES, member=NAMES.map(MemberId), title=WORDS, brief=WORDS,
    why=WORDS, where=WORDS, done_when=WORDS, due_at=TIMES, given_at=TIMES,
    state=st.sampled_from(AssignmentState), score=st.none() | st.integers(0, 100).map(float),
    missing=WORDS, graded_at=st.none() | TIMES, run=WORDS.map(RunId),
    facts=st.dictionaries(NAMES, st.integers() | NAMES | st.lists(NAMES, max_size=2), max_size=3),
    submission=st.just(""), typed=st.just(Typed()), trainer_note=st.just(""),
)  # fmt: skip
RUNS = st.builds(
    Run,
    id=IDS.map(RunId), job=NAMES, started_at=TIMES, ended_at=TIMES, outcome=st.sampled_from(Outcome),
    counts=WORDS, needs=WORDS, notebook=WORDS, paused=st.booleans(), approvals_head=WORDS, rehearsal=st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (APPROVALS, lambda desk: desk.approvals),
        (EVENTS, lambda desk: desk.events),
        (SNAPSHOTS, lambda desk: desk.snapshots),
        (ASSIGNMENTS, lambda desk: desk.assignments),
        (RUNS, lambda desk: desk.runs),
    ],
    ids=["approvals", "ledger events", "snapshots", "assignments", "runs"],
)
@settings(max_examples=25)
@given(data=st.data(), language=st.sampled_from(["en", "id"]))
def test_what_is_written_is_read_back(
    values: st.SearchStrategy[Recordable],
    read: Callable[[Desk], list[Recordable]],
    data: st.DataObject,
    language: str,
) -> None:
    value = data.draw(values)

    desk = written([value], language)

    assert read(desk) == [value]
    assert desk.damaged == []


@settings(max_examples=25)
@given(records=st.lists(APPROVALS, max_size=4, unique_by=lambda record: record.id))
def test_a_chain_of_approvals_still_fits_after_it_was_written_and_read(
    records: list[Approval],
) -> None:
    log: list[Approval] = []
    for record in records:
        log.append(record.hashed_after(head_of(log)))

    read = written(list(log)).approvals

    assert verify(read, [head_of(log)]) is None


def test_a_moment_finer_than_a_cell_shows_still_fits_its_hash() -> None:
    fine = Approval(
        id=EventId("D-1"), at=AT.replace(microsecond=123_456), post=PostId("P-1"),
        revision=Revision("a"), level=1, member=MemberId("Budi"), verdict=Verdict.APPROVE,
        counts=True, proof=Proof.DECLARED, run=RunId("R-1"),
    ).hashed_after("0" * 64)  # fmt: skip

    assert verify(written([fine]).approvals) is None


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        ("", None),
        ("=1+1", "=1+1"),
        (0, 0),
        (False, False),
        (AT, "2026-11-21T09:00:00.123+07:00"),
        (AT.replace(microsecond=0), "2026-11-21T09:00:00+07:00"),
        (Happened.SEEN, "seen"),
    ],
)
def test_a_value_is_written_plainly(value: object, cell: object) -> None:
    assert cell_of(value) == cell


def test_what_no_network_told_is_an_empty_cell_and_a_zero_is_a_zero() -> None:
    workbook, backend = book(pages())
    workbook.read(new_ids())
    workbook.save(
        record=[
            Snapshot(
                id=EventId("S-1"), at=AT, post=KEY[0], channel=KEY[1], network_id="1",
                mark=Mark.DAY, numbers=Numbers(likes=0, replies=None), run=RunId("R-1"),
            )
        ]
    )  # fmt: skip
    row = backend.read(["Snapshots"])["Snapshots"].rows[1]

    assert row[column("snapshots", "likes")] == 0
    assert row[column("snapshots", "replies")] is None


# Damage


def ledger(*events: LedgerEvent, damage: dict[tuple[int, str], Cell]) -> Desk:
    """Write a ledger, let people change its cells (row from 0, column name), and read it."""
    workbook, backend = book(pages())
    workbook.read(new_ids())
    workbook.save(record=list(events))
    for (row, name), value in damage.items():
        backend.edit("Publications", row + 1, column("publications", name), value)
    return workbook.read(new_ids())


CLAIMED = LedgerEvent(
    id=EventId("C-1"), at=AT, happened=Happened.CLAIMED, post=KEY[0], channel=KEY[1],
    revision=Revision("a" * 32), claim=EventId("C-1"), run=RunId("R-1"),
)  # fmt: skip
PUBLISHED = replace(
    CLAIMED, id=EventId("E-2"), happened=Happened.PUBLISHED, at=AT + timedelta(seconds=1),
    receipt=Receipt(network_id="115", url="https://kopi.example/1", published_at=AT),
)  # fmt: skip
BREAKING: dict[str, Cell] = {
    "at": "kemarin", "happened": "entah", "part": None, "parts": "dua", "network_id": None,
    "published_at": "2026-11-21 09:00",
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKING)
def test_a_damaged_receipt_is_named_and_holds_its_post_until_somebody_looked(name: str) -> None:
    desk = ledger(CLAIMED, PUBLISHED, damage={(1, name): BREAKING[name]})

    assert desk.damaged == ["Publications 3"]
    assert desk.ledger[KEY].open_claim is not None
    assert desk.ledger[KEY].receipts == {}


@pytest.mark.parametrize("name", ["at", "happened", "part"])
def test_a_ledger_with_every_row_damaged_still_holds_its_posts(name: str) -> None:
    cell = BREAKING[name]

    desk = ledger(CLAIMED, PUBLISHED, damage={(0, name): cell, (1, name): cell})

    assert desk.damaged == ["Publications 2, 3"]
    assert desk.ledger[KEY].open_claim is not None


def test_a_damaged_claim_does_no_harm_to_a_post_that_is_out() -> None:
    desk = ledger(CLAIMED, PUBLISHED, damage={(0, "at"): "kemarin"})

    assert desk.ledger[KEY].is_over
    assert desk.ledger[KEY].open_claim is None


def test_a_damaged_row_that_names_no_post_is_reported() -> None:
    desk = ledger(PUBLISHED, damage={(0, "post"): None, (0, "claim"): None})

    assert desk.damaged == ["Publications 2"]
    assert desk.ledger == {}


def test_a_damaged_approval_approves_nothing() -> None:
    workbook, backend = book(pages())
    workbook.read(new_ids())
    record = Approval(
        id=EventId("D-1"), at=AT, post=KEY[0], revision=Revision("a"), level=1,
        member=MemberId("Budi Santoso"), verdict=Verdict.APPROVE, counts=True,
        proof=Proof.DECLARED, run=RunId("R-1"),
    )  # fmt: skip
    workbook.save(record=[record.hashed_after("0" * 64)])
    backend.edit("Approvals", 1, column("approvals", "level"), "satu")

    desk = workbook.read(new_ids())

    assert desk.approvals == []
    assert desk.damaged == ["Approvals 2"]


@pytest.mark.parametrize(
    ("tab", "name"),
    [
        *(("publications", name) for name in ("at", "part", "parts", "published_at", "claim")),
        *(("approvals", name) for name in ("at", "proof", "previous", "hash", "run", "level")),
    ],
)
def test_a_log_whose_column_nobody_finds_is_not_taken_for_an_empty_log(tab: str, name: str) -> None:
    grids = pages()
    title = SCHEMA.tabs[tab].title("en")
    grids[title][0][column(tab, name)] = "Dinamai ulang"

    with pytest.raises(ColumnMissing) as caught:
        book(grids)[0].read(new_ids())

    assert f"The tab “{title}”" in str(caught.value)
    assert "lembar init" in str(caught.value)


def test_a_channel_in_other_letters_keeps_its_history() -> None:
    named = [
        replace(CLAIMED, channel=ChannelId("Brand")),
        replace(PUBLISHED, channel=ChannelId("BRAND ")),
    ]

    desk = ledger(*named, damage={})

    assert set(desk.ledger) == {KEY}
    assert fold(desk.events)[KEY].is_over


def test_a_channel_that_nobody_knows_any_more_keeps_its_name() -> None:
    desk = ledger(replace(CLAIMED, channel=ChannelId("lama")), damage={})

    assert [event.channel for event in desk.events] == ["lama"]

"""The machine's own tabs, read: rows to approvals, ledger events, snapshots, assignments, runs.

A row people damaged is reported and never guessed at. How the rows are written stands in
`log_rows`.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from automation.domain.approvals.approval import Approval, Verdict
from automation.domain.ids import (
    NO_RUN,
    ChannelId,
    EventId,
    MemberId,
    PostId,
    Revision,
    RunId,
)
from automation.domain.learning.assignment import Assignment, AssignmentState, Typed
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.domain.publishing.snapshot import NUMBER_NAMES, Mark, Numbers, Snapshot
from automation.domain.run import Given, Outcome, Run
from automation.domain.team.proof import Proof
from automation.workbook.locate import header_key
from automation.workbook.open_tab import OpenTab, Record

Row = TypeVar("Row")
OfChannel = TypeVar("OfChannel", LedgerEvent, Snapshot)

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a damaged row that no longer tells its own."""


def read_rows(
    tab: OpenTab,
    decode: Callable[[Record], Row],
    doubt: Callable[[Record], Row | None] = lambda _record: None,
) -> tuple[list[Row], list[int]]:
    """Decode every row of a log; return the values and the sheet rows (1 is first) that are damaged.

    `doubt` says what a damaged row still stands for, None when it stands for nothing.
    """
    values: list[Row] = []
    damaged: list[int] = []
    for record in tab.records():
        value: Row | None
        try:
            value = decode(record)
        except (ValueError, KeyError):
            damaged.append(record.index + 1)
            value = doubt(record)
        if value is not None:
            values.append(value)
    return values, damaged


def _at(record: Record, name: str) -> datetime:
    moment = datetime.fromisoformat(record.text(name))
    if moment.tzinfo is None:
        raise ValueError(name)
    return moment


def _enum(record: Record, name: str) -> str:
    value = record.open_tab.tab.fields[name].value_of(record.text(name))
    if value is None:
        raise ValueError(name)
    return value


def _text(record: Record, name: str) -> str:
    text = record.text(name)
    if not text:
        raise ValueError(name)
    return text


def _number(record: Record, name: str) -> int:
    number = record.whole(name)
    if number is None:
        raise ValueError(name)
    return number


def approval_from(record: Record) -> Approval:
    """Read one row of the approvals tab."""
    return Approval(
        id=EventId(record.row_id),
        at=_at(record, "at"),
        post=PostId(record.text("post")),
        revision=Revision(record.text("revision")),
        level=_number(record, "level"),
        member=MemberId(record.text("member")),
        verdict=Verdict(_enum(record, "decision")),
        counts=record.flag("counts", default=False),
        proof=Proof(_enum(record, "proof")),
        run=RunId(record.text("run")),
        comment=record.text("comment"),
        signed_by=record.text("signed_by"),
        accounts=record.text("accounts"),
        previous=record.text("previous"),
        hash=record.text("hash"),
    )


def event_from(record: Record) -> LedgerEvent:
    """Read one row of the publications tab."""
    happened = Happened(_enum(record, "happened"))
    receipt = None
    if happened is Happened.PUBLISHED:
        receipt = Receipt(
            network_id=record.text("network_id"),
            url=record.text("url"),
            published_at=_at(record, "published_at"),
        )
    return LedgerEvent(
        id=EventId(record.row_id),
        at=_at(record, "at"),
        happened=happened,
        post=PostId(_text(record, "post")),
        channel=ChannelId(_text(record, "channel")),
        revision=Revision(record.text("revision")),
        claim=EventId(record.text("claim")),
        part=_number(record, "part"),
        parts=_number(record, "parts"),
        receipt=receipt,
        step=record.text("step"),
        handle=record.text("handle"),
        reason=record.text("reason"),
        rehearsal=record.flag("rehearsal", default=False),
        run=RunId(record.text("run")),
    )


def doubtful_event_from(record: Record) -> LedgerEvent | None:
    """Return what a damaged row of the publications tab still proves: something may have been sent.

    It holds its post back until somebody looked, unless other rows say how that claim ended. Its
    run is left out: of another run than the claim's it would be a question (`Happened.UNKNOWN`).
    """
    post, channel = record.text("post"), record.text("channel")
    if not post or not channel:
        return None
    try:
        at = _at(record, "at")
    except ValueError:
        at = LONG_AGO
    row = EventId(record.row_id or f"row {record.index + 1}")
    return LedgerEvent(
        id=row,
        at=at,
        happened=Happened.UNKNOWN,
        post=PostId(post),
        channel=ChannelId(channel),
        revision=Revision(record.text("revision")),
        claim=EventId(record.text("claim")) or row,
        run=NO_RUN,
    )


def snapshot_from(record: Record) -> Snapshot:
    """Read one row of the snapshots tab; an empty number stays unknown."""
    return Snapshot(
        id=EventId(record.row_id),
        at=_at(record, "at"),
        post=PostId(record.text("post")),
        channel=ChannelId(record.text("channel")),
        network_id=record.text("network_id"),
        mark=Mark(_enum(record, "mark")),
        numbers=Numbers(**{name: record.whole(name) for name in NUMBER_NAMES}),
        rehearsal=record.flag("rehearsal", default=False),
        run=RunId(record.text("run")),
    )


def as_channels_are_written(
    rows: Sequence[OfChannel], channels: Collection[ChannelId]
) -> list[OfChannel]:
    """Name each row's channel as the channels tab writes it now: case and blanks do not matter."""
    known = {header_key(channel): channel for channel in channels}
    return [
        row
        if row.channel in channels
        else replace(row, channel=known.get(header_key(row.channel), row.channel))
        for row in rows
    ]


def run_from(record: Record) -> Run:
    """Read one row of the runs tab."""
    started_at = _at(record, "started_at")
    return Run(
        id=RunId(record.row_id),
        job=record.text("job"),
        started_at=started_at,
        ended_at=_at(record, "ended_at"),
        outcome=Outcome(_enum(record, "outcome")),
        counts=record.text("counts"),
        needs=record.text("needs"),
        notebook=record.text("notebook"),
        paused=record.flag("paused", default=False),
        approvals_head=record.text("approvals_head"),
        rehearsal=record.flag("rehearsal", default=False),
        given=_given(record, started_at),
    )


def _given(record: Record, at: datetime) -> tuple[Given, ...]:
    """Read what a run gave; a line that is not ours says nothing."""
    parts = (line.split(" ", 2) for line in record.text("given").splitlines())
    return tuple(
        Given(assignment=one[0], kind=one[1], member=MemberId(one[2]), at=at)
        for one in parts
        if len(one) == 3
    )


def assignment_from(record: Record) -> Assignment:
    """Read one row of the assignments tab, with what the member and the trainer wrote."""
    graded = record.text("graded_at")
    facts = json.loads(record.text("facts") or "{}")
    if not isinstance(facts, dict):
        raise ValueError("facts")  # noqa: TRY004 - a damaged row, like any other
    return Assignment(
        id=record.row_id,
        lesson=record.text("lesson"),
        kind=record.text("kind"),
        member=MemberId(record.text("member")),
        title=record.text("title"),
        brief=record.text("brief"),
        why=record.text("why"),
        where=record.text("where"),
        done_when=record.text("done_when"),
        due_at=_at(record, "due_at"),
        given_at=_at(record, "given_at"),
        state=AssignmentState(_enum(record, "state")),
        score=record.number("score"),
        missing=record.text("missing"),
        submission=record.text("submission"),
        typed=Typed(
            by=record.text("trainer"),
            points=record.text("trainer_points"),
            mark=record.text("trainer_mark"),
        ),
        trainer_note=record.text("trainer_note"),
        graded_at=datetime.fromisoformat(graded) if graded else None,
        facts=facts,
        run=RunId(record.text("run")),
    )


def damaged_rows(title: str, rows: Sequence[int]) -> str:
    """Name damaged log rows for a message: `Runs 4, 9`."""
    return f"{title} {', '.join(map(str, rows))}"

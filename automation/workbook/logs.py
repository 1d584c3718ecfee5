"""The machine's own tabs, both ways: rows to approvals, ledger events, snapshots, assignments, runs.

Times are ISO text with offset, exact and proof against daylight saving. A row people damaged is
left out and reported, never guessed at.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from automation.domain.approval import Approval, Proof, Verdict
from automation.domain.assignment import Assignment, AssignmentState
from automation.domain.ids import ChannelId, EventId, MemberId, PostId, Revision, RunId
from automation.domain.publication import Happened, LedgerEvent, Receipt
from automation.domain.run import Outcome, Run
from automation.domain.snapshot import NUMBER_NAMES, Mark, Numbers, Snapshot
from automation.workbook.open_tab import OpenTab, Record
from automation.workbook.protocol import Written

Row = TypeVar("Row")


def read_rows(tab: OpenTab, decode: Callable[[Record], Row]) -> tuple[list[Row], list[int]]:
    """Decode every row of a log; return the values and the sheet rows (1 is first) that are damaged."""
    values: list[Row] = []
    damaged: list[int] = []
    for record in tab.records():
        try:
            values.append(decode(record))
        except (ValueError, KeyError):
            damaged.append(record.index + 1)
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


def _count(record: Record, name: str) -> int | None:
    number = record.number(name)
    return None if number is None else int(number)


def approval_from(record: Record) -> Approval:
    """Read one row of the approvals tab."""
    return Approval(
        id=EventId(record.row_id),
        at=_at(record, "at"),
        post=PostId(record.text("post")),
        revision=Revision(record.text("revision")),
        level=int(record.number("level") or 0),
        member=MemberId(record.text("member")),
        verdict=Verdict(_enum(record, "decision")),
        counts=record.flag("counts", default=False),
        proof=Proof(_enum(record, "proof")),
        run=RunId(record.text("run")),
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
        post=PostId(record.text("post")),
        channel=ChannelId(record.text("channel")),
        revision=Revision(record.text("revision")),
        claim=EventId(record.text("claim")),
        part=_count(record, "part") or 0,
        parts=_count(record, "parts") or 1,
        receipt=receipt,
        reason=record.text("reason"),
        rehearsal=record.flag("rehearsal", default=False),
        run=RunId(record.text("run")),
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
        numbers=Numbers(**{name: _count(record, name) for name in NUMBER_NAMES}),
        rehearsal=record.flag("rehearsal", default=False),
        run=RunId(record.text("run")),
    )


def run_from(record: Record) -> Run:
    """Read one row of the runs tab."""
    return Run(
        id=RunId(record.row_id),
        job=record.text("job"),
        started_at=_at(record, "started_at"),
        ended_at=_at(record, "ended_at"),
        outcome=Outcome(_enum(record, "outcome")),
        counts=record.text("counts"),
        needs=record.text("needs"),
        notebook=record.text("notebook"),
        paused=record.flag("paused", default=False),
        approvals_head=record.text("approvals_head"),
        rehearsal=record.flag("rehearsal", default=False),
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
        trainer_mark=record.number("trainer_mark"),
        trainer_note=record.text("trainer_note"),
        graded_at=datetime.fromisoformat(graded) if graded else None,
        facts=facts,
        run=RunId(record.text("run")),
    )


Recordable = Approval | LedgerEvent | Snapshot | Assignment | Run


def row_of(value: Recordable, titles: Mapping[PostId, str]) -> tuple[str, str, dict[str, object]]:
    """Return (tab, event id, cells by column name) for a value that is appended to a log."""
    match value:
        case Approval():
            return "approvals", value.id, _approval_row(value, titles)
        case LedgerEvent():
            return "publications", value.id, _event_row(value, titles)
        case Snapshot():
            return "snapshots", value.id, _snapshot_row(value, titles)
        case Assignment():
            return "assignments", value.id, _assignment_row(value)
        case Run():
            return "runs", value.id, _run_row(value)


def _approval_row(value: Approval, titles: Mapping[PostId, str]) -> dict[str, object]:
    return {
        "event": value.id,
        "at": value.at,
        "post": value.post,
        "title": titles.get(value.post, ""),
        "revision": value.revision,
        "level": value.level,
        "member": value.member,
        "decision": value.verdict,
        "counts": value.counts,
        "proof": value.proof,
        "previous": value.previous,
        "hash": value.hash,
        "run": value.run,
    }


def _event_row(value: LedgerEvent, titles: Mapping[PostId, str]) -> dict[str, object]:
    receipt = value.receipt
    return {
        "event": value.id,
        "at": value.at,
        "happened": value.happened,
        "post": value.post,
        "channel": value.channel,
        "title": titles.get(value.post, ""),
        "revision": value.revision,
        "claim": value.claim,
        "part": value.part,
        "parts": value.parts,
        "network_id": receipt.network_id if receipt else None,
        "url": receipt.url if receipt else None,
        "published_at": receipt.published_at if receipt else None,
        "reason": value.reason,
        "rehearsal": value.rehearsal,
        "run": value.run,
    }


def _snapshot_row(value: Snapshot, titles: Mapping[PostId, str]) -> dict[str, object]:
    return {
        "event": value.id,
        "at": value.at,
        "post": value.post,
        "channel": value.channel,
        "title": titles.get(value.post, ""),
        "network_id": value.network_id,
        "mark": value.mark,
        **{name: getattr(value.numbers, name) for name in NUMBER_NAMES},
        "rehearsal": value.rehearsal,
        "run": value.run,
    }


def _assignment_row(value: Assignment) -> dict[str, object]:
    return {
        "assignment": value.id,
        "lesson": value.lesson,
        "kind": value.kind,
        "member": value.member,
        "title": value.title,
        "brief": value.brief,
        "why": value.why,
        "where": value.where,
        "done_when": value.done_when,
        "due_at": value.due_at,
        "state": value.state,
        "score": value.score,
        "missing": value.missing,
        "given_at": value.given_at,
        "graded_at": value.graded_at,
        "facts": json.dumps(value.facts, ensure_ascii=False, sort_keys=True),
        "run": value.run,
    }


def _run_row(value: Run) -> dict[str, object]:
    return {
        "run": value.id,
        "job": value.job,
        "started_at": value.started_at,
        "ended_at": value.ended_at,
        "outcome": value.outcome,
        "counts": value.counts,
        "needs": value.needs,
        "notebook": value.notebook,
        "paused": value.paused,
        "approvals_head": value.approvals_head,
        "rehearsal": value.rehearsal,
    }


def cell_of(value: object) -> Written:
    """Return a value as the machine writes it: times as ISO text, nothing as an empty cell."""
    match value:
        case None | "":
            return None
        case datetime():
            return value.isoformat(timespec="seconds" if not value.microsecond else "milliseconds")
        case bool() | int() | float():
            return value
        case _:
            return str(value)


def damaged_rows(title: str, rows: Sequence[int]) -> str:
    """Name damaged log rows for a message: `Runs 4, 9`."""
    return f"{title} {', '.join(map(str, rows))}"

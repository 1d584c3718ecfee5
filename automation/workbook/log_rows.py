"""The machine's own tabs, written: approvals, ledger events, snapshots, assignments, runs to rows.

Times are ISO text with offset, exact and proof against daylight saving. How the rows are read
stands in `logs`.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from automation.domain.approvals.approval import Approval
from automation.domain.ids import PostId
from automation.domain.learning.assignment import Assignment
from automation.domain.publishing.publication import LedgerEvent
from automation.domain.publishing.snapshot import NUMBER_NAMES, Snapshot
from automation.domain.run import Run
from automation.workbook.protocol import Written

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
        "accounts": value.accounts,
        "signed_by": value.signed_by,
        "comment": value.comment,
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
        "step": value.step,
        "handle": value.handle,
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
        "due_at": due_text(value),
        "state": value.state,
        "score": value.score,
        "missing": value.missing,
        "given_at": value.given_at,
        "graded_at": value.graded_at,
        "facts": facts_text(value),
        "run": value.run,
    }


def facts_text(value: Assignment) -> str:
    """Return an assignment's facts as its cell keeps them."""
    return json.dumps(value.facts, ensure_ascii=False, sort_keys=True)


def due_text(value: Assignment) -> str:
    """Return when an assignment is due, as exact as any time and easier on the eye."""
    is_full = not (value.due_at.second or value.due_at.microsecond)
    return value.due_at.isoformat(sep=" ", timespec="minutes" if is_full else "auto")


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
        "given": "\n".join(f"{one.assignment} {one.kind} {one.member}" for one in value.given),
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

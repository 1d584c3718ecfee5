"""Workbooks as a busy team has them after a few years, of any length, written by Lembar itself."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from automation.domain.approvals.approval import GENESIS, Approval, Verdict
from automation.domain.content.post import seen_mark
from automation.domain.ids import ChannelId, EventId, MemberId, PostId, Revision, RunId
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.domain.run import Outcome, Run
from automation.domain.team.proof import Proof
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.making import make_workbook
from automation.workbook.protocol import Append
from automation.workbook.schema import load_schema
from automation.workbook.workbook import Workbook

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
"""Nothing is due: what was published is older, what is planned is later."""

ADDRESS = "http://127.0.0.1:9/@kopisenja"
_BETWEEN = timedelta(hours=3)
_LOCAL = timedelta(hours=7)
_SERIAL_0 = datetime(1899, 12, 30, tzinfo=UTC)
_OWN_COLUMN = "Catatan tim"
"""With a column of the team's own, the calendar has 36."""
_CHANNEL = ChannelId("brand")
_POSTS_A_RUN = 10


def write_calendar(path: Path, *, posts: int, published: int) -> None:
    """Write a workbook whose first posts are out, each approved and with its ledger rows."""
    schema = load_schema()
    make_workbook(path, language="id", timezone="Asia/Jakarta", schema=schema)
    backend = XlsxBackend(path)
    calendar = schema.tabs["calendar"]
    id_column = calendar.fields[calendar.primary_key].title("id")
    backend.add_columns(calendar.title("id"), id_column=id_column, headers=[_OWN_COLUMN])
    workbook = Workbook(backend, schema)
    workbook.read(str)
    workbook.save(
        record=[*_approvals(published), *_events(published), *_runs(published)],
        rows=[*_team(workbook), *_posts(workbook, posts, published)],
    )


def write_due(path: Path, *, channels: Mapping[str, str], posts: int) -> None:
    """Write a workbook whose posts are all due at `NOW`, dealt out to channels (name -> address)."""
    schema = load_schema()
    make_workbook(path, language="id", timezone="Asia/Jakarta", schema=schema)
    workbook = Workbook(XlsxBackend(path), schema)
    workbook.read(str)
    rows = [
        workbook.append_row(
            "channels",
            name,
            {"channel": name, "network": "mastodon", "address": address, "policy": "none"},
        )
        for name, address in channels.items()
    ]
    names = list(channels)
    for place in range(posts):
        cells = {
            "title": f"Kabar {place}",
            "channels": names[place % len(names)],
            "publish_at": _serial(NOW - timedelta(minutes=1)),
            "status": "ready",
            "text": f"Halo teman-teman, ini kabar {place} dari kedai #kopi",
        }
        rows.append(workbook.append_row("calendar", _post(place), cells))
    workbook.save(rows=rows)


def _serial(moment: datetime) -> float:
    """Return a moment as spreadsheets keep it: days, in Jakarta's wall-clock time."""
    return (moment + _LOCAL - _SERIAL_0) / timedelta(days=1)


def _moment(place: int, published: int) -> datetime:
    return NOW + _BETWEEN * (place - published + 1) + timedelta(minutes=-30)


def _post(place: int) -> PostId:
    return PostId(f"P-{place:06d}")


def _run(place: int) -> RunId:
    return RunId(f"R-{place // _POSTS_A_RUN:012d}")


def _revision(place: int) -> Revision:
    return Revision(f"{place:032x}")


def _team(workbook: Workbook) -> Iterator[Append]:
    people = {"Sari": "Kreator", "Rina": "Manajer"}
    for name, roles in people.items():
        yield workbook.append_row("members", name, {"name": name, "roles": roles})
    channel = {"network": "mastodon", "address": ADDRESS, "policy": "required"}
    yield workbook.append_row("channels", _CHANNEL, channel)


def _posts(workbook: Workbook, posts: int, published: int) -> Iterator[Append]:
    for place in range(posts):
        at = _moment(place, published)
        cells: dict[str, object] = {
            "title": f"Promo nomor {place}",
            "channels": _CHANNEL,
            "publish_at": _serial(at),
            "status": "ready",
            "owner": "Sari",
            "text": f"Halo teman-teman, ini kabar {place}: "
            + "kopi susu gula aren " * (3 + place % 10)
            + "#kopi",
            "campaign": "Musim hujan",
            "asset": f"aset-{place % 50}",
            "revision": seen_mark(_post(place), _revision(place)),
        }
        yield workbook.append_row(
            "calendar",
            _post(place),
            cells | (_shown(place, at) if place < published else {"state": "waiting"}),
        )


def _shown(place: int, at: datetime) -> dict[str, object]:
    return {
        "state": "measured",
        "approver_1": "Rina",
        "decision_1": "approve",
        "url": f"{ADDRESS}/{place}",
        "published_at": f"{at + _LOCAL:%Y-%m-%d %H:%M}",
        "likes": place % 97,
        "replies": place % 7,
        "shares": place % 11,
        "numbers_at": f"{at + timedelta(days=30):%Y-%m-%d %H:%M}",
    }


def _approvals(published: int) -> Iterator[Approval]:
    head = GENESIS
    for place in range(published):
        record = Approval(
            id=EventId(f"D-{place:012d}"),
            at=_moment(place, published) - timedelta(days=1),
            post=_post(place),
            revision=_revision(place),
            level=1,
            member=MemberId("Rina"),
            verdict=Verdict.APPROVE,
            counts=True,
            proof=Proof.DECLARED,
            run=_run(place),
        ).hashed_after(head)
        head = record.hash
        yield record


def _events(published: int) -> Iterator[LedgerEvent]:
    for place in range(published):
        at = _moment(place, published)
        claim = EventId(f"E-{place:012d}")
        receipt = Receipt(network_id=str(10**17 + place), url=f"{ADDRESS}/{place}", published_at=at)
        for event, happened in ((claim, Happened.CLAIMED), (f"{claim}b", Happened.PUBLISHED)):
            yield LedgerEvent(
                id=EventId(event),
                at=at,
                happened=happened,
                post=_post(place),
                channel=_CHANNEL,
                revision=_revision(place),
                claim=claim,
                receipt=receipt if happened is Happened.PUBLISHED else None,
                rehearsal=True,
                run=_run(place),
            )


def _runs(published: int) -> Iterator[Run]:
    for place in range(0, published, _POSTS_A_RUN):
        at = _moment(place, published)
        yield Run(id=_run(place), job="publish", started_at=at, ended_at=at, outcome=Outcome.DONE)

"""The journal: what networks answered is on the disk at once, and is settled by one run."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from automation.domain.ids import ChannelId, EventId, PostId, Revision, RunId
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.workbook.journal import FileJournal

BOOK = "/home/sari/kalender kopi.xlsx"
AT = datetime(2026, 12, 31, 23, 59, 59, 250_000, tzinfo=UTC)
EVENT = LedgerEvent(
    id=EventId("E-1"),
    at=AT,
    happened=Happened.PUBLISHED,
    post=PostId("P-7F3K2A"),
    channel=ChannelId("brand"),
    revision=Revision("ab12"),
    claim=EventId("E-0"),
    part=1,
    parts=2,
    receipt=Receipt(network_id="1154", url="https://kopi.example/1154", published_at=AT),
    reason="“ketemu” ☕\nbaris kedua",
    rehearsal=True,
    run=RunId("R-1"),
)
STAGED = replace(
    EVENT, id=EventId("E-3"), happened=Happened.STAGED, receipt=None, step="media", handle="m/17"
)
RELEASED = replace(EVENT, id=EventId("E-2"), happened=Happened.RELEASED, receipt=None)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[FileJournal]:
    opened = FileJournal(tmp_path, BOOK, "R-1")
    yield opened
    opened.close()


@pytest.fixture
def following(tmp_path: Path) -> Iterator[FileJournal]:
    opened = FileJournal(tmp_path, BOOK, "R-2")
    yield opened
    opened.close()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def lines(folder: Path) -> Path:
    return next(path for path in files(folder) if path.suffix == ".jsonl")


def test_the_next_run_reads_what_was_kept(journal: FileJournal, following: FileJournal) -> None:
    assert journal.keep(EVENT)
    assert journal.keep(STAGED)
    assert journal.keep(RELEASED)
    journal.close()

    assert following.take_over() == [EVENT, STAGED, RELEASED]
    assert following.take_over() == [EVENT, STAGED, RELEASED]


def test_a_run_that_lives_keeps_its_own(journal: FileJournal, following: FileJournal) -> None:
    journal.keep(EVENT)

    assert following.take_over() == []
    following.forget()
    assert following.take_over() == []

    journal.close()
    assert following.take_over() == [EVENT]


def test_two_runs_do_not_take_over_the_same(
    journal: FileJournal, following: FileJournal, tmp_path: Path
) -> None:
    journal.keep(EVENT)
    journal.close()

    assert following.take_over() == [EVENT]
    assert FileJournal(tmp_path, BOOK, "R-3").take_over() == []


def test_what_stands_in_the_workbook_is_forgotten_without_a_trace(
    journal: FileJournal, following: FileJournal, tmp_path: Path
) -> None:
    journal.keep(EVENT)
    journal.close()
    following.take_over()
    following.keep(RELEASED)

    following.forget()

    assert files(tmp_path) == []
    assert not Path(following.place).exists()


def test_a_run_goes_on_keeping_after_it_forgot(
    journal: FileJournal, following: FileJournal
) -> None:
    journal.keep(EVENT)
    journal.forget()
    journal.keep(RELEASED)
    journal.close()

    assert following.take_over() == [RELEASED]


def test_what_a_later_version_keeps_besides_is_left_out(
    journal: FileJournal, following: FileJournal, tmp_path: Path
) -> None:
    journal.keep(EVENT)
    journal.close()
    text = lines(tmp_path).read_text().replace('{"id"', '{"mood": "glad", "id"', 1)
    lines(tmp_path).write_text(text)

    assert following.take_over() == [EVENT]


@pytest.mark.parametrize("cut", [1, 40, -1])
def test_a_line_torn_by_a_crash_is_read_over(
    journal: FileJournal, following: FileJournal, tmp_path: Path, cut: int
) -> None:
    journal.keep(EVENT)
    whole = lines(tmp_path).read_bytes()
    journal.close()
    lines(tmp_path).write_bytes(whole + whole[: cut if cut > 0 else len(whole) // 2])

    assert following.take_over() == [EVENT]


@pytest.mark.parametrize(
    "rubbish", [b"\xff\xfe\n", b"[]\n", b"null\n", b'{"id": 1}\n', b'{"receipt": []}\n', b"\0" * 50]
)
def test_rubbish_is_read_over(
    journal: FileJournal, following: FileJournal, tmp_path: Path, rubbish: bytes
) -> None:
    journal.keep(EVENT)
    whole = lines(tmp_path).read_bytes()
    journal.close()
    lines(tmp_path).write_bytes(rubbish + whole)

    assert following.take_over()[-1:] == ([EVENT] if rubbish.endswith(b"\n") else [])


def test_only_this_user_may_read_it(journal: FileJournal, tmp_path: Path) -> None:
    journal.keep(EVENT)

    assert {stat.S_IMODE(path.stat().st_mode) for path in files(tmp_path)} == {0o600}
    assert stat.S_IMODE(Path(journal.place).stat().st_mode) == 0o700


def test_workbooks_of_the_same_name_have_journals_of_their_own(tmp_path: Path) -> None:
    here = FileJournal(tmp_path, "/a/kalender.xlsx", "R-1")
    there = FileJournal(tmp_path, "/b/kalender.xlsx", "R-2")
    here.keep(EVENT)
    here.close()

    assert there.take_over() == []
    assert "kalender" in here.place


def test_a_folder_that_may_not_be_written_is_told_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file where a folder should be")
    journal = FileJournal(tmp_path, BOOK, "R-1")

    assert not journal.keep(EVENT)
    assert journal.trouble is not None
    assert journal.take_over() == []
    journal.forget()

"""The demo, played whole: what its workbook says is what the rehearsal network has."""

import contextlib
import io
import shutil
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation.app import open_workbook
from automation.demo import play
from automation.demo.folder import MARKER
from automation.demo.outcome import HELD, OUT, Outcome, read_outcome
from automation.domain.desk import Desk
from automation.domain.publishing.publication import Happened
from automation.domain.run import Outcome as Ended
from automation.errors import ConfigError, WorkbookBusy
from automation.rehearsal.network import ACCOUNTS, start_rehearsal
from automation.rehearsal.records import Post


@dataclass(frozen=True, kw_only=True)
class Played:
    """A demo that was played, and what it said."""

    folder: Path
    said: str

    @property
    def outcome(self) -> Outcome:
        return read_outcome(self.folder / "calendar.xlsx")

    @property
    def desk(self) -> Desk:
        return open_workbook(str(self.folder / "calendar.xlsx")).read(lambda: "P-NEW")


def play_into(folder: Path, language: str) -> Played:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert play(folder, language, wait=True) == 0
    return Played(folder=folder, said=said.getvalue())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play_into(tmp_path_factory.mktemp("first") / "demo", "id")


def posts_on_the_network(demo: Played, tmp_path: Path) -> list[Post]:
    """Return what the demo's network remembers, from a copy of its state."""
    for name in ("network.json", "network.json.media"):
        there = demo.folder / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, tmp_path / name)
    with start_rehearsal(0, tmp_path / "network.json") as network:
        return [post for account in ACCOUNTS for post in network.posts(account.username)]


def titles(outcome: Outcome, state: str) -> list[str]:
    return [row.title for row in outcome.in_states(state)]


def test_what_the_ledger_calls_published_is_on_the_network_and_nothing_else_is(
    demo: Played, tmp_path: Path
) -> None:
    receipts = [event.receipt for event in demo.desk.events if event.receipt is not None]

    on_the_network = sorted(post.id for post in posts_on_the_network(demo, tmp_path))
    assert sorted(receipt.network_id for receipt in receipts) == on_the_network
    assert len(set(on_the_network)) == len(on_the_network) >= 20


def test_no_text_stands_twice_on_one_channel(demo: Played, tmp_path: Path) -> None:
    posts = posts_on_the_network(demo, tmp_path)

    times = Counter((post.account_id, post.text) for post in posts)
    assert [text for text, count in times.items() if count > 1] == []


def test_every_post_carries_the_code_of_the_language_chosen_in_its_row(
    demo: Played, tmp_path: Path
) -> None:
    assert {post.language for post in posts_on_the_network(demo, tmp_path)} == {"id", "en"}


def test_every_post_that_is_out_shows_an_address_for_each_of_its_channels(demo: Played) -> None:
    for row in demo.outcome.in_states(*OUT):
        assert len(row.addresses) == len(row.channels.split(",")), row.title


def test_every_ready_row_that_is_not_out_says_why(demo: Played) -> None:
    silent = [
        row.title for row in demo.outcome.in_states(*HELD, "missed", "rejected") if not row.problems
    ]

    assert silent == []


STATES = {
    "measured": ["Selamat pagi dari Senja", "Kelas seduh dibuka"],
    "published": ["Makan siang di Senja", "Harvest report"],
    "scheduled": ["Libur dan jam buka Minggu", "Sunday slow", "Minggu di kebun"],
    "waiting": ["Playlist senja", "Kopi pertama Pak Slamet"],
    "changes_requested": ["Cold brew to take home"],
    "missed": ["Cerita barista baru"],
    "rejected": ["Brewing class in English"],
    "idea": ["Kolaborasi toko buku"],
    "draft": ["Year in cups"],
    "on_hold": ["Diskon 12.12"],
}


@pytest.mark.parametrize(("state", "expected"), STATES.items(), ids=STATES)
def test_the_story_has_rows_in_every_state(
    demo: Played, state: str, expected: Sequence[str]
) -> None:
    assert set(expected) <= set(titles(demo.outcome, state))


MENDING = {
    "Latte art Jumat": "teks alternatif",
    "Sarapan Sabtu": "sneja",
    "Pasar Minggu Senja": "31/11/2026",
    "Promo akhir pekan": "dijamin",
    "Lowongan barista": "Akustik lagi",
    "Akustik lagi": "Lowongan barista",
}


@pytest.mark.parametrize(("title", "fact"), MENDING.items(), ids=MENDING)
def test_each_row_that_needs_work_names_what_is_wrong(demo: Played, title: str, fact: str) -> None:
    row = next(row for row in demo.outcome.rows if row.title == title)

    assert row.state == "needs_work"
    assert fact in "\n".join(row.problems)


def test_the_post_whose_answer_was_lost_was_found_and_not_sent_again(demo: Played) -> None:
    post = next(post for post in demo.desk.posts if post.title == "Kelas seduh dibuka")
    happened = [event.happened for event in demo.desk.events if event.post == post.id]

    assert happened == [Happened.CLAIMED, Happened.UNKNOWN, Happened.PUBLISHED]


def test_every_member_has_assignments_and_some_are_done(demo: Played) -> None:
    given = demo.outcome.assignments

    assert {one.member for one in given} == {"Ratih", "Dimas", "Bima", "Ayu", "Nadia", "Galih"}
    assert {"done", "open", "overdue", "waiting_for_trainer"} <= {one.state for one in given}


def test_every_run_ended_well_and_met_the_pause_once(demo: Played) -> None:
    runs = demo.desk.runs

    assert {run.outcome for run in runs} <= {Ended.DONE, Ended.NEEDS_PERSON}
    assert sum(run.paused for run in runs) == 1
    assert all(run.rehearsal for run in runs)


def test_each_executed_notebook_has_its_page(demo: Played) -> None:
    notebooks = sorted((demo.folder / "runs").rglob("*.ipynb"))

    assert [path.name.split("-")[1] for path in notebooks] == ["all", "report", "grade"]
    assert all(path.with_suffix(".html").is_file() for path in notebooks)


def test_the_reports_chart_names_the_teams_own_day(demo: Played) -> None:
    """The post went out before seven in the morning, when it was still the day before in UTC."""
    notebook = next((demo.folder / "runs").rglob("*-report-*.ipynb")).read_text(encoding="utf-8")

    assert "11-09 Selamat pagi" in notebook
    assert "11-08 Selamat pagi" not in notebook


def test_the_summary_names_addresses_reasons_and_places(demo: Played) -> None:
    newest = next(row for row in demo.outcome.rows if row.title == "Makan siang di Senja")

    for expected in (newest.addresses[0], "sneja", "Cerita barista baru", "calendar.xlsx"):
        assert expected in demo.said


def test_only_this_user_can_read_the_tokens_and_they_stand_nowhere_else(demo: Played) -> None:
    tokens = [account.token.encode() for account in ACCOUNTS]
    dotenv = demo.folder / ".env"
    holding = [
        path
        for path in demo.folder.rglob("*")
        if path.is_file() and any(token in path.read_bytes() for token in tokens)
    ]

    assert holding == [dotenv]
    assert stat.S_IMODE(dotenv.stat().st_mode) == 0o600


def test_a_second_demo_starts_clean_and_tells_the_same_story_in_the_other_language(
    demo: Played, tmp_path: Path
) -> None:
    shutil.copytree(demo.folder, tmp_path / "demo")
    old_runs = {path.name for path in (demo.folder / "runs").rglob("*.ipynb")}

    again = play_into(tmp_path / "demo", "en")

    told = [(row.title, row.state) for row in again.outcome.rows]
    assert told == [(row.title, row.state) for row in demo.outcome.rows]
    assert old_runs.isdisjoint(path.name for path in (again.folder / "runs").rglob("*.ipynb"))
    assert {row.label for row in again.outcome.in_states("missed")} == {"Missed"}
    assert "Rehearsal: nothing here is public." in again.said


def test_a_folder_the_demo_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "calendar.xlsx").write_bytes(b"somebody's own")

    with pytest.raises(ConfigError, match="was not made by the demo"):
        play(tmp_path, "en", wait=False)

    assert [path.name for path in tmp_path.iterdir()] == ["calendar.xlsx"]


def test_what_people_put_into_the_demos_folder_survives(tmp_path: Path) -> None:
    (tmp_path / MARKER).touch()
    (tmp_path / "calendar.xlsx").touch()
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    (tmp_path / ".~lock.calendar.xlsx#").write_text("Ayu,ayu,laptop", encoding="utf-8")

    with pytest.raises(WorkbookBusy, match="Ayu"):
        play(tmp_path, "en", wait=False)

    assert (tmp_path / "calendar.xlsx").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "ours"

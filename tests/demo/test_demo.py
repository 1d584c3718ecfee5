"""The demo, played whole: what its workbook says is what the rehearsal network has."""

import shutil
import stat
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from automation.demo import play
from automation.demo.folder import MARKER
from automation.demo.outcome import HELD, OUT, Outcome
from automation.domain.publishing.publication import Happened
from automation.domain.run import Outcome as Ended
from automation.errors import ConfigError, WorkbookBusy
from automation.rehearsal.network import ACCOUNTS, start_rehearsal
from automation.rehearsal.records import Post
from tests.course.story import LEARNERS, Story
from tests.course.team import Desk
from tests.demo.played import Played, command, play_into
from tests.lessons.running import run_as_learner
from tests.lessons.shipped import LESSONS, NAMES


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play_into(tmp_path_factory.mktemp("first") / "demo", "id")


@pytest.fixture(scope="module")
def again(demo: Played, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play it a second time, in the other language, over a copy of the first."""
    folder = tmp_path_factory.mktemp("second") / "demo"
    shutil.copytree(demo.folder, folder)
    return play_into(folder, "en")


@pytest.fixture(scope="module", params=["id", "en"])
def course(
    request: pytest.FixtureRequest,
    demo: Played,
    again: Played,
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    """Return the demo's workbook after a course of some weeks, which three learners finished."""
    language = str(request.param)
    folder = tmp_path_factory.mktemp("course")
    for name in ("calendar.xlsx", ".env"):
        shutil.copy((demo if language == "id" else again).folder / name, folder / name)
    now = datetime.fromisoformat("2026-11-20T09:00+07:00")
    story = Story(folder / "calendar.xlsx", language, now)
    story.open_course()
    story.go_on_until_finished()
    return story


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


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_every_lesson_runs_on_its_workbook(path: Path, demo: Played, tmp_path: Path) -> None:
    run_as_learner(path, demo.folder / "calendar.xlsx", tmp_path)


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
    demo: Played, again: Played
) -> None:
    old_runs = {path.name for path in (demo.folder / "runs").rglob("*.ipynb")}

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


FINISHED = {"en": "3 of 4 have finished the course", "id": "3 dari 4 peserta sudah tamat"}


def test_three_learners_go_from_assignments_to_certificates_that_hold(course: Story) -> None:
    folder = course.path.parent / "certificates"
    told = {"--now": course.now.isoformat(), "--page": str(course.path.with_name("progress.html"))}
    shown = command("course", "progress", course.path, **told)
    written = command("course", "certificate", course.path, **{"--folder": str(folder)})

    assert FINISHED[course.language] in shown.said
    assert sorted(page.stem for page in folder.iterdir()) == ["bima", "dimas", "nadia"]
    for page in folder.iterdir():
        checked = command("course", "certificate", course.path, **{"--check": str(page)})
        assert (written.code, checked.code) == (0, 0), checked.said


def test_each_learner_was_sent_back_once_and_got_through_by_trying_again(course: Story) -> None:
    with course.desk.open() as desk:
        back = [row for row in desk.rows("assignments") if row["assignment"] in course.sent_back]
        done = desk.say("assignments", "state", "done")

    assert sorted(str(row["member"]) for row in back) == sorted(LEARNERS)
    assert {(row["state"], row["score"], row["missing"]) for row in back} == {(done, 100, None)}


def test_assigning_and_grading_once_more_changes_no_byte(course: Story) -> None:
    jobs = ("assign", "grade")
    for job in jobs:
        course.run(job)
    before = course.path.read_bytes()

    assert [course.run(job).changed for job in jobs] == [False, False]
    assert course.path.read_bytes() == before


def test_a_certificate_is_found_out_when_a_cell_or_the_page_says_otherwise(course: Story) -> None:
    page = course.path.with_name("nadia.html")
    facts = {"--member": "Nadia", "--folder": str(page.parent)}
    assert command("course", "certificate", course.path, **facts).code == 0
    forged = course.path.with_name("forged.html")
    text = page.read_text(encoding="utf-8")
    forged.write_text(text.replace(">Nadia</h1>", ">Nadia S.</h1>"), encoding="utf-8")
    other = course.path.with_name("other.xlsx")
    shutil.copy(course.path, other)
    with Desk(other, course.language).open() as desk:
        mine = next(row for row in desk.rows("assignments") if row["member"] == "Nadia")
        desk.type("assignments", mine, score=99.0)

    by_page = command("course", "certificate", course.path, **{"--check": str(forged)})
    by_cell = command("course", "certificate", other, **{"--check": str(page)})

    assert (by_page.code, by_cell.code) == (1, 1)
    assert by_page.said != by_cell.said
    assert str(mine["assignment"]) in by_cell.said

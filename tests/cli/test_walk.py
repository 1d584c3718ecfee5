"""The whole walk of a team's day, each command a process of its own, as people and cron start it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from automation.rehearsal.network import Rehearsal
from tests.cli.conftest import Said
from tests.cli.desk_file import at, fill, label_of, make_desk, post, runs_of
from tests.desk_builder import TOKENS, Team, XlsxBook, moment

CHECKOUT = Path(__file__).parents[2]


def lembar(*words: str, language: str) -> Said:
    """Start the command as a shell does."""
    environment = {
        "PATH": os.defpath, "PYTHONPATH": str(CHECKOUT), "LEMBAR_LANGUAGE": language, **TOKENS,
    }  # fmt: skip
    command = [sys.executable, "-m", "automation", *words]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, timeout=120
    )
    return Said(code=done.returncode, out=done.stdout, err=done.stderr)


class ExistingBook(XlsxBook):
    """A workbook that `lembar init` made."""

    def __init__(self, path: Path) -> None:
        self.path = path


def approve(team: Team, title: str) -> None:
    """Play Rina, who decides in the row."""
    decision = label_of(team, "calendar", "decision_1", "approve")
    team.edit(title, approver_1="Rina", decision_1=decision)


def succeed(*words: str, language: str = "en") -> str:
    """Start a command that must be done without a word of complaint; return what it said."""
    done = lembar(*words, language=language)
    assert done.code == 0, done
    assert not [line for line in done.err.splitlines() if line.startswith(("✗", "Traceback"))]
    return done.out


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_team_walks_from_an_empty_folder_to_a_post_that_is_out(
    folder: Path, network: Rehearsal, language: str
) -> None:
    succeed("init", "kalender.xlsx", language=language)
    team = Team(ExistingBook(folder / "kalender.xlsx"), language)
    channel = {
        "channel": "brand", "network": "mastodon", "policy": "required",
        "address": f"{network.url}/@kopi_senja",
    }  # fmt: skip
    fill(
        team,
        members=[{"name": "Sari", "roles": "creator"}, {"name": "Rina", "roles": "manager"}],
        channels=[channel],
        calendar=[post("Kopi pagi")],
    )

    succeed("check", "kalender.xlsx", "--now", at("08:00"), language=language)
    assert team.state("Kopi pagi") == "waiting"
    approve(team, "Kopi pagi")
    shown = succeed("preview", "kalender.xlsx", "--now", at("09:01"), language=language)
    network.set_clock(moment("09:05"))
    told = succeed("run", "publish", "kalender.xlsx", "--now", at("09:05"), language=language)

    (out,) = network.posts("kopi_senja")
    assert out.text in shown
    assert team.state("Kopi pagi") == "published"
    assert team.cell("Kopi pagi", "url") in told


def test_a_team_stops_all_publishing_lets_it_go_on_and_looks_after_its_workbook(
    folder: Path, network: Rehearsal
) -> None:
    team = make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))
    network.set_clock(moment("09:05"))

    succeed("pause", "a.xlsx")
    succeed("run", "publish", "a.xlsx", "--now", at("09:05"))
    assert network.posts("kopi_senja") == ()
    succeed("resume", "a.xlsx")
    succeed("run", "publish", "a.xlsx", "--now", at("09:05"))
    assert len(network.posts("kopi_senja")) == 1
    before = team.everything()
    for command in ("reconcile", "rebuild"):
        succeed(command, "a.xlsx", "--now", at("09:06"))
    assert team.everything() == before
    succeed("verify", "a.xlsx")
    succeed("doctor", "a.xlsx")

    runs = [run for run in runs_of(team) if run.job == "publish"]
    assert [run.paused for run in runs] == [True, False]
    assert all(Path(run.notebook).is_file() for run in runs)

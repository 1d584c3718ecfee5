"""The whole walk of a team's day, each command a process of its own, as people and cron start it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from automation.rehearsal.network import Rehearsal
from tests.cli.conftest import Said
from tests.cli.desk_file import at, fill, label_of, post, runs_of
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


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_team_walks_from_an_empty_folder_to_a_post_that_is_out(
    folder: Path, network: Rehearsal, language: str
) -> None:
    def said(code: int, *words: str) -> str:
        done = lembar(*words, language=language)
        assert done.code == code, done
        assert "Traceback" not in done.err
        return done.out

    said(0, "init", "kalender.xlsx")
    team = Team(ExistingBook(folder / "kalender.xlsx"), language)
    fill(
        team,
        members=[{"name": "Sari", "roles": "creator"}, {"name": "Rina", "roles": "manager"}],
        channels=[
            {
                "channel": "brand", "network": "mastodon", "policy": "required",
                "address": f"{network.url}/@kopi_senja",
            }
        ],
        calendar=[post("Kopi pagi"), post("Kopi sore", "09:10")],
    )  # fmt: skip

    said(0, "check", "kalender.xlsx", "--now", at("08:00"))
    assert team.state("Kopi pagi") == "waiting"
    approve(team, "Kopi pagi")
    approve(team, "Kopi sore")
    assert "Kopi pagi: kopi baru" in said(0, "preview", "kalender.xlsx", "--now", at("09:01"))

    network.set_clock(moment("09:05"))
    printed = said(0, "run", "publish", "kalender.xlsx", "--now", at("09:05"))
    (first,) = network.posts("kopi_senja")
    assert team.cell("Kopi pagi", "url") in printed

    said(0, "pause", "kalender.xlsx")
    said(0, "run", "publish", "kalender.xlsx", "--now", at("09:15"))
    assert network.posts("kopi_senja") == (first,)
    said(0, "resume", "kalender.xlsx")
    network.set_clock(moment("09:20"))
    said(0, "run", "publish", "kalender.xlsx", "--now", at("09:20"))
    assert len(network.posts("kopi_senja")) == 2

    said(0, "reconcile", "kalender.xlsx", "--now", at("09:25"))
    said(0, "verify", "kalender.xlsx")
    said(0, "doctor", "kalender.xlsx")
    before = team.everything()
    said(0, "rebuild", "kalender.xlsx", "--now", at("09:25"))
    assert team.everything() == before
    published = [run for run in runs_of(team) if run.job == "publish"]
    assert [run.paused for run in published] == [False, True, False]
    assert all(Path(run.notebook).is_file() for run in published)

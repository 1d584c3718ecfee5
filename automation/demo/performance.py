"""Plays the demo from an empty folder to the summary."""

import sys
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from automation.app import Wishes, language_named
from automation.demo.folder import DemoFolder
from automation.demo.history import History
from automation.demo.stage import open_network, set_stage
from automation.demo.story import Story, read_story
from automation.demo.summary import Summary
from automation.demo.telling import Say
from automation.language import mark
from automation.notebook_runner.of_job import JobRun, Telling, run_job_notebook
from automation.settings import load_settings

BY_PAPERMILL = ("all", "report", "grade")
"""What runs at the demo's present, a minute apart, each as a kept notebook with a page."""


def play(folder: Path, language: str, *, wait: bool) -> int:
    """Play the fortnight into a folder and tell what came of it; return the exit code.

    Args:
        folder: Made anew; refused when it holds anything the demo did not make.
        language: `en` or `id`, of the workbook and of what is said; empty for `id`.
        wait: Keep the posts' addresses answering until Enter, where a person sits at a terminal.

    Raises:
        ConfigError: the folder is not the demo's, there is no such language, or the environment
            cannot be used.
        SheetError: the workbook is open in another program.
        RunError: a notebook ended without a result.
    """
    language = language_named(language) or "id"
    place, story, say = DemoFolder(folder), read_story(), Say(language)
    place.make_anew()
    with open_network(place, story) as network:
        say.sentence(
            mark("Kopi Senja, an invented coffee house, on the rehearsal network at {url}."),
            url=network.url,
        )
        people = set_stage(place, story, network, language)
        history = History(story, people, network, place.workbook)
        history.play(say)
        history.set_clock(story.now)
        runs = _run_notebooks(place, story, say)
        Summary(place, story, say, port=network.port).tell(runs)
        _leave(say, wait=wait)
    return 0


def _run_notebooks(place: DemoFolder, story: Story, say: Say) -> list[JobRun]:
    settings = replace(load_settings(dotenv=place.dotenv), runs=str(place.runs))
    telling = Telling(translate=say.translate, page=True)
    runs = []
    for minute, job in enumerate(BY_PAPERMILL):
        now = story.now + timedelta(minutes=minute)
        wishes = Wishes(now=now.isoformat())
        run = run_job_notebook(job, str(place.workbook), wishes, settings, telling)
        say.line(f"  {say.moment(now)}  Papermill · {job}: {run.result['headline']}")
        runs.append(run)
    return runs


def _leave(say: Say, *, wait: bool) -> None:
    """Keep the addresses answering for a person; without one, end."""
    if wait and sys.stdin.isatty() and sys.stdout.isatty():
        say.line()
        say.sentence(mark("The addresses answer until you press Enter."))
        with suppress(KeyboardInterrupt):
            sys.stdin.readline()

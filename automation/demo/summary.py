"""The demo's last words: what went out, what is held and why, and where to look."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from automation.demo.folder import DemoFolder
from automation.demo.outcome import HELD, OUT, Given, Outcome, Row, read_outcome
from automation.demo.story import Story
from automation.demo.telling import Say
from automation.errors import ConfigError
from automation.language import mark
from automation.notebook_runner.of_job import JobRun

_SHOWN = 5
"""How many of the posts that are out are named, the latest first."""


class Summary:
    """Tells the outcome of one demo."""

    def __init__(self, place: DemoFolder, story: Story, say: Say, *, port: int) -> None:
        self._place = place
        self._story = story
        self._say = say
        self._port = port

    def tell(self, runs: Sequence[JobRun]) -> None:
        """Print the summary; make sure first that what it shows can be seen.

        Raises:
            ConfigError: an address that was published does not answer.
        """
        outcome = read_outcome(self._place.workbook)
        out = sorted(outcome.in_states(*OUT), key=lambda row: row.published_at, reverse=True)
        _check_address(out[0].addresses[0])
        say = self._say
        say.line()
        say.sentence(mark("It is {now} in the story."), now=say.moment(self._story.now))
        self._went_out(out)
        self._held(outcome)
        self._assignments(outcome.assignments)
        self._places(runs)
        say.line()
        say.sentence(mark("Rehearsal: nothing here is public."))

    def _went_out(self, out: Sequence[Row]) -> None:
        self._head(mark("Went out: {count} posts. The latest:"), count=len(out))
        for row in out[:_SHOWN]:
            for address in row.addresses:
                self._say.line(f"  {row.published_at[5:16]}  {row.title:<26} {address}")

    def _held(self, outcome: Outcome) -> None:
        held = outcome.in_states(*HELD)
        self._head(mark("Held, and why: {count}"), count=len(held))
        self._rows(held)
        for state, title in (
            ("missed", mark("Missed: {count}")),
            ("rejected", mark("Refused by the network: {count}")),
        ):
            rows = outcome.in_states(state)
            self._head(title, count=len(rows))
            self._rows(rows)
        self._head(mark("Scheduled, approved: {count}"), count=len(outcome.in_states("scheduled")))

    def _rows(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._say.line(f"  {row.title} ({row.label})")
            for problem in row.problems[:1]:
                self._say.line(textwrap.indent(textwrap.fill(problem, 92), "      "))

    def _assignments(self, given: Sequence[Given]) -> None:
        members = sorted(given, key=lambda one: one.member)
        by_member = {name: list(ones) for name, ones in groupby(members, lambda one: one.member)}
        self._head(
            mark("Assignments: {count}, for {members} members"),
            count=len(given), members=len(by_member),
        )  # fmt: skip
        for name, ones in by_member.items():
            told = (f"{one.title} ({one.label.lower()})" for one in ones)
            self._say.line(f"  {name}: {' · '.join(told)}")

    def _places(self, runs: Sequence[JobRun]) -> None:
        say = self._say
        say.line()
        say.sentence(mark("Workbook:  {path}"), path=self._place.workbook)
        say.sentence(mark("Notebooks: {path}"), path=self._place.runs)
        for run in runs:
            say.sentence(mark("Page:      {path}"), path=_near(run.page))
        say.line()
        say.sentence(
            mark("Later, the addresses answer again with: lembar rehearse --port {port} --state {path}"),
            port=self._port, path=self._place.network,
        )  # fmt: skip

    def _head(self, title: str, **facts: object) -> None:
        self._say.line()
        self._say.sentence(title, **facts)


def _near(path: str) -> str:
    """Return a path as short as it can be typed from here."""
    found = Path(path)
    return str(found.relative_to(Path.cwd())) if found.is_relative_to(Path.cwd()) else path


def _check_address(address: str) -> None:
    import httpx

    with httpx.Client(trust_env=False) as client:
        answer = client.get(address, headers={"Accept": "text/html"})
    if not answer.is_success:
        raise ConfigError(
            mark("The rehearsal network does not show {address} (it answered {status})."),
            mark("Run “lembar demo” again; if it stays so, tell whoever looks after Lembar."),
            address=address, status=answer.status_code,
        )  # fmt: skip

"""The stage faults are played on, and the catalogue they are entered in.

The faults themselves stand in `faults_of_people.py` and `faults_of_the_world.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from automation.jobs.result import JobResult
from automation.rehearsal.network import Effect, Fault, Rehearsal
from tests.desk_builder import Team, Wired

POSTS = "^/api/v1/statuses$"
TITLE = "Kopi pagi"
OWNER, APPROVER, MANAGER, OPERATOR = (
    "(the post's owner)", "(the approver)", "(the team's manager)", "(who runs Lembar)",
)  # fmt: skip


@dataclass
class Scene:
    """A team on a file, its network, and everything that was told."""

    team: Team
    network: Rehearsal
    folder: Path
    results: list[JobResult] = field(default_factory=list)

    def run(self, job: str, at: str) -> JobResult:
        result = Wired(self.team, self.network.set_clock).run(job, at)
        self.results.append(result)
        return result

    @property
    def path(self) -> Path:
        """The workbook's file; a scene that asks for it is played on one."""
        return self.folder / "kalender.xlsx"

    def planned(self, **cells: object) -> str:
        """Plan a post with these cells, check it, and return what its row says."""
        self.team.post(TITLE, **cells)  # type: ignore[arg-type]
        self.run("check", "08:00")
        return self.problems()

    def approved(self, **cells: object) -> None:
        self.planned(**cells)
        self.team.approve(TITLE)
        self.run("check", "08:01")

    def sent(self, *faults: Fault | str, **cells: object) -> str:
        """Let an approved post meet faults on its way out, and return what its row says."""
        self.approved(**cells)
        for fault in faults:
            self.network.add_fault(fault)
        self.run("publish", "09:05")
        return self.problems()

    def problems(self) -> str:
        return self.team.cell(TITLE, "problems")

    def channel(self) -> str:
        return self.team.cell("brand", "problems", tab="channels")

    def needs(self) -> str:
        """Check the workbook and return what the run says needs a person."""
        return "\n".join(self.run("check", "08:00").needs)

    def file(self, name: str, body: bytes) -> str:
        (self.folder / name).write_bytes(body)
        return name

    def edit_file(self, act: Callable[[openpyxl.Workbook], object]) -> None:
        book = openpyxl.load_workbook(self.path)
        act(book)
        book.save(self.path)


Play = Callable[[Scene], str]
CATALOGUE: dict[str, tuple[Play, Sequence[str]]] = {}
ON_FILE: set[Play] = set()


def fault(name: str, *words: str) -> Callable[[Play], Play]:
    """Enter a fault into the catalogue: what must be said about it."""

    def enter(play: Play) -> Play:
        CATALOGUE[name] = (play, words)
        return play

    return enter


def on_file(play: Play) -> Play:
    """Play this on a real file; the others, quicker, in memory."""
    ON_FILE.add(play)
    return play


def row(name: str, cells: dict[str, object], *words: str) -> None:
    """Enter a fault that lies in the row itself."""
    CATALOGUE[name] = (lambda scene: scene.planned(**cells), words)


def answer(name: str, effect: Effect, *words: str, status: int = 503, path: str = POSTS) -> None:
    """Enter a fault that the network makes of the next post."""
    made = Fault(effect=effect, status=status, methods="^POST$", path=path, delay_s=60)
    CATALOGUE[name] = (lambda scene: scene.sent(made), words)

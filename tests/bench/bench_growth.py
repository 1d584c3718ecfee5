"""Twice the rows take about twice the time: reading with planning, and writing."""

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from automation.app import open_workbook
from automation.domain.ids import RunId
from automation.domain.run import Outcome, Run
from automation.workbook.collector import collecting_seldom
from tests.bench.calendars import NOW, write_calendar
from tests.bench.measure import Cost, Line, best, command, here, ratio

SIZES = (5_000, 10_000, 20_000)
ROUNDS = 5


def lines(folder: Path) -> Iterator[Line]:
    """Measure 5,000 rows, 10,000 and 20,000, each with the logs of its published posts."""
    for size in SIZES:
        write_calendar(folder / f"{size}.xlsx", posts=size, published=size * 9 // 10)
    for name, work in (("read + plan", _look), ("a commit of 250 changes", _commit)):
        works = {str(size): _of(work, folder, size) for size in SIZES}
        costs = best(works, rounds=ROUNDS)
        for small, large in pairwise(SIZES):
            yield ratio(
                f"{name}, {large:,} rows to {small:,}",
                costs[str(large)],
                costs[str(small)],
                limit=2.1,
            )


def _of(work: Callable[[Path], Cost], folder: Path, size: int) -> Callable[[], Cost]:
    return lambda: work(folder / f"{size}.xlsx")


def _look(path: Path) -> Cost:
    told = json.loads(command("-m", "tests.bench.one_look", str(path), folder=path.parent)[1])
    return Cost(wall_s=told["look"][0] + told["plan"][0], cpu_s=told["look"][1] + told["plan"][1])


def _commit(path: Path) -> Cost:
    """Change 200 calendar cells and add 50 runs, in a copy that every round makes anew."""
    copy = path.with_name(f"copy-{path.name}")
    shutil.copyfile(path, copy)
    workbook = open_workbook(str(copy))
    desk = workbook.read(str)
    step = len(desk.posts) // 200
    show: dict[str, dict[str, object]] = {
        post.id: {"likes": 1_000_000} for post in desk.posts[::step][:200]
    }
    runs = [
        Run(
            id=RunId(f"R-{place:012d}"),
            job="publish",
            started_at=NOW,
            ended_at=NOW,
            outcome=Outcome.DONE,
        )
        for place in range(50)
    ]
    with collecting_seldom():
        return here(lambda: workbook.save(record=runs, show={"calendar": show}))

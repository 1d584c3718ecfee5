"""How the benchmarks measure: the best of several rounds, in which everything compared takes turns.

The best is the run that other programs disturbed least; taking turns lets them disturb all alike.
Elapsed time is what people wait for; processor time, printed beside it, says the same on a busy
machine.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a piece of work took. `peak_mib` is the process's largest memory so far."""

    wall_s: float
    cpu_s: float
    peak_mib: float = 0.0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(wall_s=self.wall_s + other.wall_s, cpu_s=self.cpu_s + other.cpu_s)

    def __mul__(self, times: float) -> "Cost":
        return Cost(wall_s=self.wall_s * times, cpu_s=self.cpu_s * times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One promise: what was measured, in units of what it is compared with, and the limit.

    Without a limit it only informs. `detail` tells the seconds behind the ratio.
    """

    what: str
    measured: float
    limit: float | None = None
    unit: str = "×"
    detail: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds on this machine now."""
        return self.limit is None or self.measured <= self.limit


def ratio(what: str, cost: Cost, base: Cost, *, limit: float | None, note: str = "") -> Line:
    """Compare two costs by elapsed time; the processor times stand in the detail."""
    detail = f"{cost.wall_s:.2f} s to {base.wall_s:.2f} s"
    if cost.cpu_s and base.cpu_s:
        detail += f"; processor {cost.cpu_s / base.cpu_s:.2f} ×"
    return Line(
        what=what,
        measured=cost.wall_s / base.wall_s,
        limit=limit,
        detail=f"{detail}{'; ' + note if note else ''}",
    )


def here(work: Callable[[], object]) -> Cost:
    """Do a piece of work in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(wall_s=time.perf_counter() - wall, cpu_s=time.process_time() - cpu)


def command(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None
) -> tuple[Cost, str]:
    """Run this Python with arguments, as users do: with compiled modules; return what it printed.

    The cost includes the processes it started and waited for. Anything but exit code 0 is an error.
    """
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # noqa: TID251
    env |= {"PYTHONPATH": str(Path(__file__).parents[2]), **(environment or {})}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{arguments}: exit code {done.returncode}\n{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall_s=wall, cpu_s=cpu), done.stdout


def peak_mib() -> float:
    """Return the largest memory this process has had, in MiB.

    Linux counts the starting process's memory into `ru_maxrss` of the started one, so its own
    record is read there.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [one for one in status.read_text().splitlines() if one.startswith("VmHWM")]
        return float(line.split()[1]) / _KIB_PER_MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB


def best(works: Mapping[str, Callable[[], Cost]], *, rounds: int = ROUNDS) -> Mapping[str, Cost]:
    """Let the works take turns; return the least that each took."""
    taken: dict[str, list[Cost]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return {name: least(costs) for name, costs in taken.items()}


def least(costs: Sequence[Cost]) -> Cost:
    """Return the least elapsed and the least processor time of several runs of the same work."""
    return Cost(
        wall_s=min(cost.wall_s for cost in costs),
        cpu_s=min(cost.cpu_s for cost in costs),
        peak_mib=max(cost.peak_mib for cost in costs),
    )

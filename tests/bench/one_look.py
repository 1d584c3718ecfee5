"""One process that reads a workbook and plans all of it, and tells what each step took, as JSON.

Run: python -m tests.bench.one_look WORKBOOK
"""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

from automation.app import Wishes, build_context
from automation.domain.desk import Desk
from automation.jobs.look import look, needs_look, read_desk
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.collector import collecting_seldom
from automation.workbook.protocol import Grid
from automation.workbook.schema import load_schema
from automation.workbook.workbook import Workbook
from tests.bench.calendars import NOW
from tests.bench.measure import Cost, here, peak_mib


class TimedBackend(XlsxBackend):
    """An .xlsx file whose reads are counted apart."""

    cost = Cost(wall_s=0, cpu_s=0)

    def tabs(self) -> Sequence[str]:
        found: list[str] = []
        self.cost += here(lambda: found.extend(super(TimedBackend, self).tabs()))
        return found

    def read(self, tabs: Sequence[str]) -> Mapping[str, Grid]:
        found: dict[str, Grid] = {}
        self.cost += here(lambda: found.update(super(TimedBackend, self).read(tabs)))
        return found


def main(address: str) -> None:
    """Print the seconds of reading, of decoding and of planning, and the memory."""
    backend = TimedBackend(address)
    desks: list[Desk] = []
    with ExitStack() as closing, collecting_seldom():
        context = replace(
            build_context(address, Wishes(now=NOW.isoformat()), closing),
            workbook=Workbook(backend, load_schema()),
        )
        whole = here(lambda: desks.append(read_desk(context)))
        desk = desks[0]
        planned = here(lambda: look(context, desk, needs_look(desk, NOW)).decide(NOW))
    costs = {"read": backend.cost, "look": whole, "plan": planned}
    told = {name: [cost.wall_s, cost.cpu_s] for name, cost in costs.items()}
    sys.stdout.write(json.dumps({**told, "peak_mib": peak_mib(), "posts": len(desk.posts)}))


if __name__ == "__main__":
    main(sys.argv[1])

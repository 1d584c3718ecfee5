"""A hundred thousand rows: decoding and planning to a raw read of the same file, and the memory."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.calendars import write_calendar
from tests.bench.measure import Cost, Line, command, here, least, ratio
from tests.bench.raw_read import raw_read

ROUNDS = 2


def lines(folder: Path) -> Iterator[Line]:
    """Measure 100,000 calendar rows; a tenth is published, the rest is planned."""
    path = folder / "large.xlsx"
    write_calendar(path, posts=100_000, published=10_000)
    looks = [_look(path, folder) for _ in range(ROUNDS)]
    raw = least([here(lambda: raw_read(path)) for _ in range(ROUNDS)])
    costs = {name: least([one[name] for one in looks]) for name in looks[0]}
    decoding = Cost(
        wall_s=costs["look"].wall_s - costs["read"].wall_s,
        cpu_s=costs["look"].cpu_s - costs["read"].cpu_s,
    )
    what = "100,000 calendar rows"
    yield ratio(f"decode + plan of {what}, to a raw read", decoding + costs["plan"], raw, limit=2)
    yield ratio(
        f"read + decode + plan of {what}, to a raw read",
        costs["look"] + costs["plan"],
        raw,
        limit=None,
    )
    yield Line(
        what=f"memory of reading and planning {what}",
        measured=costs["look"].peak_mib,
        limit=1024,
        unit=" MiB",
    )


def _look(path: Path, folder: Path) -> dict[str, Cost]:
    told = json.loads(command("-m", "tests.bench.one_look", str(path), folder=folder)[1])
    return {
        name: Cost(wall_s=told[name][0], cpu_s=told[name][1], peak_mib=told["peak_mib"])
        for name in ("read", "look", "plan")
    }

"""Prints what design promises of speed and memory measure on this machine, as ratios.

Run: python -m tests.bench [idle_run | rows | sending | growth | xlsx_backend | google_calls | google_rows] …

Ratios compare work on one machine at one time, so they hold on slow machines too; a machine that
is busy with other things still blurs them.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.bench.measure import Line

BENCHES = ("idle_run", "rows", "sending", "growth", "xlsx_backend", "google_calls", "google_rows")


def main(wanted: list[str]) -> int:
    """Print a table, a line as soon as it is measured; return 1 when a promise is not kept."""
    kept = True
    for name in wanted or BENCHES:
        bench = import_module(f"tests.bench.bench_{name}")
        with tempfile.TemporaryDirectory(prefix="lembar-bench-") as folder:
            for line in bench.lines(Path(folder)):
                sys.stdout.write(_row(line))
                sys.stdout.flush()
                kept = kept and line.is_kept
    return 0 if kept else 1


def _row(line: Line) -> str:
    limit = "" if line.limit is None else f"≤ {line.limit:g}{line.unit}"
    verdict = "" if line.limit is None else "ok" if line.is_kept else "NOT KEPT"
    digits = 0 if line.measured >= 100 else 2
    measured = f"{line.measured:.{digits}f}{line.unit}"
    return f"{line.what:<84} {measured:>9} {limit:>10}  {verdict:<9} {line.detail}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

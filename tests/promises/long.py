"""The stateful test for as long as you like: `python -m tests.promises.long --runs 10000`.

Each run is a new story of up to `--steps` steps; the first broken promise is shrunk and shown.
"""

import argparse
import sys

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.promises.memory_machine import MemoryMachine


def main() -> None:
    """Read the options and run."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, default=10_000)
    words.add_argument("--steps", type=int, default=40)
    words.add_argument("--raw", action="store_true", help="show the first failure as it came")
    chosen = words.parse_args()
    phases = [Phase.generate] if chosen.raw else [Phase.generate, Phase.shrink]
    run_state_machine_as_test(
        MemoryMachine,
        settings=settings(
            max_examples=chosen.runs,
            stateful_step_count=chosen.steps,
            deadline=None,
            database=None,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    sys.stdout.write(f"{chosen.runs} stories, every promise kept.\n")


if __name__ == "__main__":
    main()

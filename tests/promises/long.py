"""The stateful test for as long as you like: `python -m tests.promises.long --schedules 10000`.

Each schedule is a new story of up to `--steps` steps; the first broken promise is shrunk and shown.
They are drawn in lots of a hundred, each lot from a seed of its own: `--seed` goes on where
another round ended, or plays one lot again. `--google` plays on a Google Sheet.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from traceback import format_exc

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.promises.desk_machine import DeskMachine
from tests.promises.memory_machine import MemoryMachine
from tests.promises.sheets.machine import SheetMachine
from tests.promises.tally import TALLY

LOT = 100
Told = tuple[int, Counter[str], str]
"""A lot's seed, what happened in it, and how it failed; empty when every promise was kept."""


def main() -> None:
    """Read the options and run; 1 when a promise was broken."""
    chosen = _options()
    begun, total, done = time.monotonic(), Counter[str](), 0
    for seed, happened, failure in _lots(chosen):
        total += happened
        done = max(done, seed + 1)
        _say(f"lot {seed}: {total['schedules']} schedules, {time.monotonic() - begun:.0f} s")
        if failure:
            _say(failure)
            _say(f"A promise was broken; again with: --seed {seed} --schedules 1")
            sys.exit(1)
    for name, times in sorted(total.items()):
        _say(f"{times:8} {name}")
    _say(f"{total['schedules']} schedules, every promise kept, {time.monotonic() - begun:.0f} s.")
    _say(f"Seeds {chosen.seed} to {done - 1}; go on with: --seed {done}")


def play(seed: int, machine: type[DeskMachine], steps: int, *, raw: bool) -> Told:
    """Play one lot; a seed gives the same schedules each time."""
    TALLY.clear()
    try:
        run_state_machine_as_test(
            hypothesis.seed(seed)(machine),
            settings=settings(
                max_examples=LOT,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                phases=[Phase.generate] if raw else [Phase.generate, Phase.shrink],
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except BaseException:  # noqa: BLE001 - told to whoever started it, whatever it is
        return seed, Counter(TALLY), format_exc()
    return seed, Counter(TALLY), ""


def _lots(chosen: argparse.Namespace) -> Iterator[Told]:
    """Yield lots as they end, until there are schedules enough."""
    machine = SheetMachine if chosen.google else MemoryMachine
    seed, schedules = chosen.seed, 0
    running: set[Future[Told]] = set()
    with ProcessPoolExecutor(chosen.processes, mp_context=get_context("spawn")) as pool:
        while running or schedules < chosen.schedules:
            while len(running) < chosen.processes and schedules < chosen.schedules:
                running.add(pool.submit(play, seed, machine, chosen.steps, raw=chosen.raw))
                seed += 1
                schedules += LOT
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            for one in ended:
                yield one.result()


def _options() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--schedules", "--runs", type=int, default=10_000)
    words.add_argument("--steps", type=int, default=40)
    words.add_argument("--google", action="store_true", help="on a Google Sheet, with its faults")
    words.add_argument("--processes", type=int, default=1)
    words.add_argument("--seed", type=int, default=0, help="the first lot's seed")
    words.add_argument("--raw", action="store_true", help="show the first failure as it came")
    return words.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

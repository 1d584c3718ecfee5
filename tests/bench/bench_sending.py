"""200 posts on 4 channels of a network that takes 100 ms a request, to the least that could take.

The least is 50 posts after one another on each channel, and the four channels at once.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from automation.rehearsal.faults import Effect, Fault
from automation.rehearsal.network import start_rehearsal
from automation.rehearsal.records import RehearsalAccount
from tests.bench.calendars import NOW, write_due
from tests.bench.measure import Cost, Line, command, least, ratio

CHANNELS, POSTS, REQUEST_S, ROUNDS = 4, 200, 0.1, 2
_PUBLISH = """
import json, sys, time
from automation import run_job
started, processor = time.perf_counter(), time.process_time()
result = run_job("publish", sys.argv[1], now=sys.argv[2])
took = [time.perf_counter() - started, time.process_time() - processor]
print(json.dumps({"took": took, "counts": dict(result.counts)}))
"""


def lines(folder: Path) -> Iterator[Line]:
    """Measure the whole job: reading, claiming, sending, settling, and the rows' new cells."""
    rounds = [_publish(folder / f"due-{place}.xlsx") for place in range(ROUNDS)]
    one_channel = Cost(wall_s=POSTS / CHANNELS * REQUEST_S, cpu_s=0)
    yield ratio(
        "200 posts on 4 channels at 100 ms a request, to the ideal",
        least(rounds),
        one_channel,
        limit=1.5,
        note=f"processor {least(rounds).cpu_s:.2f} s",
    )


def _publish(path: Path) -> Cost:
    names = [f"kedai{place}" for place in range(CHANNELS)]
    accounts = [RehearsalAccount(username=name, token=f"rehearsal-{name}") for name in names]
    with start_rehearsal(accounts=accounts) as network:
        network.set_clock(NOW)
        network.add_fault(Fault(effect=Effect.SLOW, delay_s=REQUEST_S, count=None))
        write_due(path, channels={n: f"{network.url}/@{n}" for n in names}, posts=POSTS)
        tokens = {f"MASTODON_TOKEN_{name.upper()}": f"rehearsal-{name}" for name in names}
        told = command(
            "-c", _PUBLISH, str(path), NOW.isoformat(), folder=path.parent, environment=tokens
        )[1]
        seen = sum(len(network.posts(name)) for name in names)
    if seen != POSTS:
        raise RuntimeError(f"{seen} of {POSTS} posts went out: {told}")
    wall_s, cpu_s = json.loads(told)["took"]
    return Cost(wall_s=wall_s, cpu_s=cpu_s)

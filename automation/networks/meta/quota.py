"""How many posts an account may still publish today, which Instagram and Threads tell."""

from datetime import timedelta
from typing import NamedTuple

from automation.language import mark
from automation.networks.meta.graph import Graph

LATER = timedelta(hours=1)
"""When to look again: the 24 hours roll, and when the oldest post leaves them is not told."""


class Quota(NamedTuple):
    """Where a network tells its quota, and the fields of what is used and of what is allowed."""

    edge: str
    used: str
    config: str


def refuse_when_used_up(graph: Graph, account: str, quota: Quota) -> None:
    """Raise RateLimited when the account has published all it may; nothing is sent then."""
    query = {"fields": f"{quota.used},{quota.config}"}
    answer = graph.ask("read limits", "GET", f"/{account}/{quota.edge}", query=query)
    for one in answer.fields.items("data"):
        used, most = one.count(quota.used), one.inside(quota.config).count("quota_total")
        if used is not None and most is not None and used >= most:
            graph.wait(
                "publish", LATER,
                mark("Channel {channel} has published {used} times in 24 hours, and {network} allows {most}."),
                mark("Nothing to do: the post goes out once the network takes more."),
                used=used, most=most,
            )  # fmt: skip

"""What is said the same way wherever a post goes out by the Graph API."""

from typing import NoReturn

from automation.errors import OutcomeUnknown, Sent
from automation.language import mark
from automation.networks.meta.graph import Graph


def out_but_unseen(graph: Graph) -> NoReturn:
    """Raise that a post is out by its container's word, though the network does not list it yet."""
    graph.fail(
        OutcomeUnknown, "find",
        mark("{network} says that the post of channel {channel} is out, and does not list it yet."),
        mark("Nothing to do: the next run looks again. If it lasts, the post's owner looks on the channel and chooses the answer in the row."),
        sent=Sent.UNKNOWN,
    )  # fmt: skip

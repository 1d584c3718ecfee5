"""What is said the same way wherever a post goes out by the Graph API."""

from typing import NoReturn

from automation.domain.content.draft import Part
from automation.errors import OutcomeUnknown, Rejected, Sent
from automation.language import mark
from automation.networks.meta.graph import Graph


def refuse_too_long(graph: Graph, part: Part, limit: int) -> None:
    """Raise Rejected when a part is longer than the network takes; nothing is sent then."""
    if part.length > limit:
        graph.fail(
            Rejected, "publish",
            mark("The text for channel {channel} has {length} characters, and {network} takes {limit}."),
            mark("The post's owner shortens it."), length=part.length, limit=limit,
        )  # fmt: skip


def out_but_unseen(graph: Graph) -> NoReturn:
    """Raise that a post is out by its container's word, though the network does not list it yet."""
    graph.fail(
        OutcomeUnknown, "find",
        mark("{network} says that the post of channel {channel} is out, and does not list it yet."),
        mark("Nothing to do: the next run looks again. If it lasts, the post's owner looks on the channel and chooses the answer in the row."),
        sent=Sent.UNKNOWN,
    )  # fmt: skip

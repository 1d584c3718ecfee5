"""Stories: a channel of their own, whose posts are one picture or film that is gone after 24 hours.

They have no text, no alt text, no comments and no likes. Nothing tells two Stories apart but their
time, so a lost one is adopted only where its container says it is out and it is the only one since.

Source: https://developers.facebook.com/docs/instagram-platform/content-publishing,
…/docs/instagram-api/reference/ig-user/stories, …/reference/instagram-media/insights (read 2026-11-22).
"""

from collections.abc import Set
from dataclasses import replace
from datetime import date, datetime, timedelta

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.limits import ANY, Span
from automation.domain.publishing.network import Capability
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Unauthorized
from automation.networks.meta.containers import Form
from automation.networks.meta.graph import Graph
from automation.networks.meta.insights import insights_in
from automation.networks.meta.instagram.account import Account
from automation.networks.meta.instagram.header import SPEC
from automation.networks.meta.recognise import SKEW, Names, receipt_of

LIFE = timedelta(hours=24)
"""How long a Story is shown, and its numbers are told."""
_FOLDER = "stories/"
_TOO_FEW = 10
"""The code of “not enough viewers”, where it is not that of a missing right."""
_INSIGHTS = "views,reach,replies,shares"
_STORY = Names(text="caption", url="permalink", at="timestamp")

STORY = replace(
    SPEC,
    text=replace(SPEC.text, max=0, most={}, checked=date(2026, 11, 22)),
    media=replace(
        SPEC.media, images_max=1, videos_max=1, files_max=1, mixed=False, alt_text_max=None,
        images=ANY,  # 9:16 is advised, what differs is shown with bars
        video_max_bytes=100_000_000, videos=replace(SPEC.media.videos, seconds=Span(3, 60)),
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.FIND_OWN_POSTS, Capability.SNAPSHOT,
    }),
    numbers=frozenset({"impressions", "reach", "replies", "shares"}),
)  # fmt: skip


def is_of_stories(channel: Channel) -> bool:
    """Say whether a channel is one of Stories: its address is `…/stories/name`, as Instagram's own is."""
    return f"/{_FOLDER}" in channel.address


def of_account(channel: Channel) -> Channel:
    """Return the channel with the address of the account whose Stories it is."""
    return replace(channel, address=channel.address.replace(f"/{_FOLDER}", "/", 1))


def story_of(part: Part, media: MediaSource) -> Form:
    """Return the form of a Story's container."""
    file = part.attachments[0].file
    return {
        "media_type": "STORIES",
        "image_url" if file.is_image else "video_url": media.address(file),
    }


def only_since(account: Account, since: datetime, known: Set[str]) -> Receipt | None:
    """Return the one Story there is since then; None when there is none, or more than one."""
    floor = since - account.graph.ahead - SKEW
    listed = account.graph.listed("find", f"/{account.id}/stories", {"fields": _STORY.fields})
    found = [
        one
        for one in listed
        if (one.time(_STORY.at) or floor) >= floor and one.text("id") not in known
    ]
    return receipt_of(found[0], _STORY) if len(found) == 1 else None


def numbers_of(graph: Graph, receipt: Receipt) -> Numbers:
    """Read a Story's numbers; of one that is over, or seen by fewer than five, nothing is told."""
    if graph.clock() - receipt.published_at > LIFE:
        return Numbers()
    path = f"/{receipt.network_id}/insights"
    try:
        answer = graph.ask(
            "fetch numbers", "GET", path, query={"metric": _INSIGHTS}, names_post=True
        )
    except Unauthorized:
        if graph.last_code != _TOO_FEW:
            raise
        return Numbers()
    told = insights_in(answer)
    return Numbers(
        impressions=told.get("views"),
        reach=told.get("reach"),
        replies=told.get("replies"),
        shares=told.get("shares"),
    )

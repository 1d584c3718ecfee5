"""How a part is written as a post on X, and recognised in one. Pure."""

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Part
from automation.domain.content.likeness import skeleton
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.http import Fields, Json

FIELDS = "created_at,author_id,entities,attachments,referenced_tweets"
"""What is asked of every post."""
_SINCE_MS = 1_288_834_974_657
"""Ids count milliseconds from here (4 November 2010) in their upper bits.

Source: https://github.com/twitter-archive/snowflake (read by others, 2026-11-21).
"""
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def body_of(part: Part, media: list[str], reply_to: str) -> dict[str, Json]:
    """Return the body of `POST /2/tweets`; what is empty is left out."""
    body: dict[str, Json] = {"text": part.text} if part.text else {}
    if media:
        body["media"] = {"media_ids": media}
    if reply_to:
        body["reply"] = {"in_reply_to_tweet_id": reply_to}
    return body


def posted_at(post: str) -> datetime | None:
    """Return when a post was made, as its id tells: to the millisecond, and in every answer alike."""
    if not re.fullmatch(r"\d{15,19}", post, re.ASCII):
        return None
    return datetime.fromtimestamp(((int(post) >> 22) + _SINCE_MS) / 1000, UTC)


def answered(post: Fields) -> str:
    """Return the id of the post that this one answers, empty when it answers none."""
    kinds = {one.text("type"): one.text("id") for one in post.items("referenced_tweets")}
    return kinds.get("replied_to", "")


def seen_of(post: Fields) -> str:
    """Return the text as people wrote it: with whole links, and without that of its own pictures."""
    text = post.text("text")
    for link in post.inside("entities").items("urls"):
        whole = "" if link.text("media_key") else link.text("expanded_url")
        text = text.replace(link.text("url"), whole) if link.text("url") else text
    return html.unescape(text)


def plain_skeleton(text: str) -> str:
    """Return what must be equal in two posts that are one; X links names of hosts without a scheme."""
    return skeleton(_SCHEME.sub("", text))


def same_frame(part: Part, post: Fields) -> bool:
    """Say whether as many files are attached."""
    return len(post.inside("attachments").texts("media_keys")) == len(part.attachments)


def numbers_of(post: Fields, media: list[Fields]) -> Numbers:
    """Read a post's numbers; X calls its shares retweets or reposts."""
    public, own = post.inside("public_metrics"), post.inside("non_public_metrics")
    shares = public.count("retweet_count")
    views = [one.inside("public_metrics").count("view_count") for one in media]
    told = [view for view in views if view is not None]
    return Numbers(
        likes=public.count("like_count"),
        replies=public.count("reply_count"),
        shares=public.count("repost_count") if shares is None else shares,
        quotes=public.count("quote_count"),
        saves=public.count("bookmark_count"),
        clicks=own.count("url_link_clicks"),
        impressions=public.count("impression_count"),
        video_views=sum(told) if told else None,
    )


def message_of(post: Fields, names: Mapping[str, str], pages: str, now: datetime) -> Message:
    """Return somebody's post that names us or answers us."""
    to, name = answered(post), names.get(post.text("author_id"), "")
    return Message(
        network_id=post.text("id"),
        kind=MessageKind.COMMENT if to else MessageKind.MENTION,
        author=f"@{name}" if name else post.text("author_id"),
        text=seen_of(post),
        at=posted_at(post.text("id")) or post.time("created_at") or now,
        answers=to,
        url=f"{pages}/{name or 'i'}/status/{post.text('id')}",
    )


def receipt_of(post: str, name: str, pages: str, now: datetime) -> Receipt:
    """Return what proves a published post."""
    return Receipt(
        network_id=post, url=f"{pages}/{name}/status/{post}", published_at=posted_at(post) or now
    )

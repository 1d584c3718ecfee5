"""Mastodon's header: its limits, its rights, and how a server announces its own limits. Pure."""

import re
from dataclasses import replace
from datetime import date, timedelta

from automation.domain.content.text import Unit
from automation.domain.publishing.network import (
    Bounds,
    Capability,
    Idempotency,
    MediaLimit,
    Moving,
    NetworkSpec,
    RateLimit,
    Span,
    TextLimit,
    Verified,
)
from automation.domain.publishing.sign_in import Ask, OAuth, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.http import Fields
from automation.language import mark

RIGHTS = ("read:accounts", "read:notifications", "read:statuses", "write:media", "write:statuses")
"""What the token must be allowed to do (https://docs.joinmastodon.org/api/oauth-scopes/, read 2026-11-21)."""

_CHECKED = date(2026, 11, 21)
_INSTANCE_PAGE = "https://docs.joinmastodon.org/methods/instance/"

SPEC = NetworkSpec(
    name="mastodon",
    title="Mastodon",
    text=TextLimit(
        max=500, unit=Unit.GRAPHEMES, url_length=23, local_mentions=True, counts_warning=True,
        source="https://docs.joinmastodon.org/user/posting/", checked=_CHECKED,
    ),
    media=MediaLimit(
        images_max=4, image_max_bytes=16 * 1024**2, image_max_pixels=33_177_600, alt_text_max=1500,
        image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "image/avif"}),
        video_max_bytes=99 * 1024**2,
        video_types=frozenset({"video/mp4", "video/webm", "video/quicktime"}),
        moving=Moving.ALONE,
        videos=Bounds(max_pixels=8_294_400, frame_rate=Span(None, 120)),
        source=_INSTANCE_PAGE, checked=_CHECKED,
    ),
    rate=RateLimit(requests=300, per_s=300, source="https://docs.joinmastodon.org/api/rate-limits/", checked=_CHECKED),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.CONTENT_WARNING, Capability.VISIBILITY, Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.DELETE,
        Capability.EDIT, Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.KEY,
    settle_after=timedelta(minutes=5),
    numbers=frozenset({"likes", "replies", "shares", "quotes"}),
    secrets=("MASTODON_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="the rehearsal network, and answers measured on a GoToSocial server",
    sign_in=SignIn(
        page="{server}/settings/applications",
        steps=(
            mark("Sign in at {server} as the brand, in the browser that opens."),
            mark("Read what Lembar asks for, and agree."),
        ),
        oauth=OAuth(
            register="{server}/api/v1/apps", authorize="{server}/oauth/authorize",
            token="{server}/oauth/token", revoke="{server}/oauth/revoke", scopes=RIGHTS,  # noqa: S106 - an address
        ),
        asks=(Ask(name="MASTODON_TOKEN", title="Your access token"),),
        source="https://docs.joinmastodon.org/methods/oauth/", checked=_CHECKED,
    ),
    options={"visibility": frozenset({"public", "unlisted", "private", "direct"})},
)  # fmt: skip

_HOST = r"(?P<host>(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?)"
_ADDRESS = re.compile(rf"(?P<scheme>https?)://{_HOST}(?:/(?:@(?P<name>[\w.-]+))?)?/?")
_HANDLE = re.compile(rf"(?P<scheme>)@(?P<name>[\w.-]+)@{_HOST}")


def announced(document: Fields, spec: NetworkSpec = SPEC) -> NetworkSpec:
    """Return the spec with the limits a server's instance document (v2, or v1) tells.

    What it leaves out, or tells as 0, stays as written in the spec, by us or by the team.
    """
    statuses = document.inside("configuration", "statuses")
    files = document.inside("configuration", "media_attachments")
    mimes = frozenset(files.texts("supported_mime_types"))
    text, media = spec.text, spec.media
    longest = statuses.count("max_characters") or document.count("max_toot_chars")
    return replace(
        spec,
        text=replace(
            text,
            max=longest or text.max,
            url_length=statuses.count("characters_reserved_per_url") or text.url_length,
        ),
        media=replace(
            media,
            images_max=statuses.count("max_media_attachments") or media.images_max,
            image_max_bytes=files.count("image_size_limit") or media.image_max_bytes,
            image_max_pixels=files.count("image_matrix_limit") or media.image_max_pixels,
            alt_text_max=files.count("description_limit") or media.alt_text_max,
            video_max_bytes=files.count("video_size_limit") or media.video_max_bytes,
            image_types=frozenset(one for one in mimes if one.startswith("image/"))
            or media.image_types,
            videos=Bounds(
                max_pixels=files.count("video_matrix_limit") or media.videos.max_pixels,
                frame_rate=Span(
                    None, files.count("video_frame_rate_limit") or media.videos.frame_rate.most
                ),
            ),
            video_types=frozenset(one for one in mimes if one.startswith("video/"))
            or media.video_types,
        ),
    )


def server_and_name(channel: Channel) -> tuple[str, str]:
    """Return a channel's server (`https://host`) and account name, which is empty when not written.

    Its address is `https://host`, `https://host/@name` or `@name@host`.

    Raises:
        ConfigError: it is none of these. It is not shown, since it may hold a password.
    """
    address = channel.address.strip()
    found = _HANDLE.fullmatch(address) or _ADDRESS.fullmatch(address)
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Mastodon account."),
            mark(
                "Whoever manages the channel writes it as https://server/@name in the channels tab."
            ),
            channel=channel.id,
        )
    return f"{found['scheme'] or 'https'}://{found['host']}", found["name"] or ""

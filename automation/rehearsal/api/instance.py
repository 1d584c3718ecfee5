"""Who the server is and what it takes, plus the few words about applications.

Source: https://docs.joinmastodon.org/methods/instance/ and …/apps/ (checked 2026-11-21)
"""

from urllib.parse import urlsplit

from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, Json, json_answer
from automation.rehearsal.entities import APPLICATION, Entities
from automation.rehearsal.limits import IMAGE_TYPES, VIDEO_TYPES
from automation.rehearsal.world import World

VERSION = "4.5.0+lembar-rehearsal"
_TITLE = "Rehearsal · Latihan"
_DESCRIPTION = "Nothing here is public. · Tidak ada yang tayang sungguhan."
_API_VERSION = 7  # Mastodon 4.5


def show_v2(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v2/instance."""
    return json_answer(
        {
            "domain": _domain(call), "title": _TITLE, "version": VERSION, "rehearsal": True,
            "source_url": "", "description": _DESCRIPTION, "usage": {"users": {"active_month": 1}},
            "thumbnail": {"url": f"{call.base_url}/avatars/rehearsal.svg"}, "icon": [], "languages": ["en", "id"],
            "configuration": _configuration(world, call), "api_versions": {"mastodon": _API_VERSION},
            "registrations": {"enabled": False, "approval_required": False, "message": None},
            "contact": {"email": "", "account": _contact(world, call)}, "rules": [],
        }
    )  # fmt: skip


def show_v1(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/instance."""
    people = [one for one in world.store.accounts.values() if not one.is_audience]
    return json_answer(
        {
            "uri": _domain(call), "title": _TITLE, "version": VERSION, "rehearsal": True,
            "short_description": _DESCRIPTION, "description": _DESCRIPTION, "email": "",
            "urls": {"streaming_api": ""}, "languages": ["en", "id"], "registrations": False,
            "stats": {"user_count": len(people), "status_count": len(world.store.posts), "domain_count": 1},
            "thumbnail": f"{call.base_url}/avatars/rehearsal.svg", "approval_required": False,
            "invites_enabled": False, "configuration": _configuration(world, call),
            "contact_account": _contact(world, call), "rules": [],
        }
    )  # fmt: skip


def verify_app(_world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/apps/verify_credentials."""
    scopes: list[Json] = list(call.scopes)
    return json_answer(
        {**APPLICATION, "id": "1", "scopes": scopes, "redirect_uris": [], "vapid_key": ""}
    )


def _configuration(world: World, call: Call) -> dict[str, Json]:
    limits = world.limits
    media: dict[str, Json] = {
        "supported_mime_types": [*IMAGE_TYPES, *VIDEO_TYPES],
        "description_limit": limits.description_limit,
        "image_size_limit": limits.image_size_limit,
        "image_matrix_limit": limits.image_matrix_limit,
        "video_size_limit": limits.video_size_limit,
        "video_frame_rate_limit": 120,
        "video_matrix_limit": 8_294_400,
    }
    statuses: dict[str, Json] = {
        "max_characters": limits.max_characters,
        "max_media_attachments": limits.max_media_attachments,
        "characters_reserved_per_url": limits.characters_reserved_per_url,
    }
    return {
        "urls": {"streaming": ""},
        "vapid": {"public_key": ""},
        "accounts": {"max_featured_tags": 10, "max_pinned_statuses": 5},
        "statuses": statuses,
        "media_attachments": media,
        "polls": {
            "max_options": 4,
            "max_characters_per_option": 50,
            "min_expiration": 300,
            "max_expiration": 2629746,
        },
        "translation": {"enabled": False},
        "limited_federation": True,
    }


def _contact(world: World, call: Call) -> dict[str, Json] | None:
    first = next(iter(world.store.accounts.values()), None)
    return Entities(world, call.base_url).account(first) if first else None


def _domain(call: Call) -> str:
    return urlsplit(call.base_url).netloc

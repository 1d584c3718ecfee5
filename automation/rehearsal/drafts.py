"""Reads and judges what a client asks to post: pure, refusing as Mastodon documents it.

Where the documentation is silent the stricter reading is taken, because a rehearsal that accepts
what a real server refuses teaches nothing: an unknown language code is refused here, while
Mastodon falls back to the account's own.

Source: https://docs.joinmastodon.org/methods/statuses/ (checked 2026-11-21)
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from automation.rehearsal.call import Form, invalid
from automation.rehearsal.limits import Limits
from automation.rehearsal.records import VISIBILITIES, Account, Draft, Media
from automation.rehearsal.text import counted_length

SCHEDULE_AHEAD = timedelta(minutes=5)

_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk "
    "tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)


def read_draft(form: Form, author: Account) -> Draft:
    """Turn parameters into a draft; what was left out is the account's habit.

    Raises:
        Refusal: 422, a moment that cannot be read or a poll, which is not rehearsed.
    """
    if any(name.startswith("poll[") for name in form.values):
        raise invalid("the rehearsal network has no polls")
    text, spoiler = form.text("status"), form.text("spoiler_text")
    if not text and spoiler:
        text, spoiler = spoiler, ""
    return Draft(
        text=text,
        spoiler_text=spoiler,
        sensitive=form.flag("sensitive") or bool(spoiler),
        visibility=form.text("visibility") or "public",
        language=form.text("language") or author.seed.language,
        in_reply_to_id=form.text("in_reply_to_id") or None,
        media_ids=tuple(dict.fromkeys(form.texts("media_ids"))),
        scheduled_at=_moment(form.text("scheduled_at")),
    )


def check_draft(
    draft: Draft, *, limits: Limits, media: Mapping[str, Media], attached_to: str | None = None
) -> None:
    """Refuse a draft the network would not take.

    Args:
        draft: what was asked.
        limits: the numbers in force now.
        media: the author's own uploads by id.
        attached_to: the post being edited, whose media may stay.

    Raises:
        Refusal: 422 with everything that is wrong with the text, or the first wrong about media.
    """
    _check_media(draft, limits, media, attached_to)
    wrong = [*_text_problems(draft, limits), *_choice_problems(draft)]
    if wrong:
        raise invalid(", ".join(wrong))


def check_schedule(moment: datetime, now: datetime) -> None:
    """Refuse a moment that is not five minutes ahead.

    Raises:
        Refusal: 422. (Some servers post at once instead; a rehearsal must not teach that.)
    """
    if moment < now + SCHEDULE_AHEAD:
        raise invalid("Scheduled at The scheduled date must be in the future")


def check_description(description: str, limits: Limits) -> None:
    """Refuse alternative text that is too long.

    Raises:
        Refusal: 422.
    """
    if len(description) > limits.description_limit:
        raise invalid(f"Description is too long (maximum is {limits.description_limit} characters)")


def _text_problems(draft: Draft, limits: Limits) -> list[str]:
    if not draft.text.strip() and not draft.media_ids:
        return ["Text can't be blank"]
    length = counted_length(
        draft.text, draft.spoiler_text, url_length=limits.characters_reserved_per_url
    )
    if length > limits.max_characters:
        return [f"Text character limit of {limits.max_characters} exceeded"]
    return []


def _choice_problems(draft: Draft) -> list[str]:
    problems = []
    if draft.visibility not in VISIBILITIES:
        problems.append("Visibility is not included in the list")
    if draft.language is not None and not is_language(draft.language):
        problems.append("Language is invalid")
    return problems


def is_language(code: str) -> bool:
    """Whether a code is ISO 639-1, or has the form of ISO 639-3; a region may follow."""
    base, _, region = code.partition("-")
    if region and not re.fullmatch(r"[A-Za-z]{2,4}", region):
        return False
    return base in _ISO_639_1.split() or bool(re.fullmatch(r"[a-z]{3}", base))


def _check_media(
    draft: Draft, limits: Limits, media: Mapping[str, Media], attached_to: str | None
) -> None:
    if len(draft.media_ids) > limits.max_media_attachments:
        raise invalid(f"Cannot attach more than {limits.max_media_attachments} files")
    free = [
        one for one in draft.media_ids if one in media and media[one].post_id in (None, attached_to)
    ]
    if len(free) < len(draft.media_ids):
        lost = ", ".join(one for one in draft.media_ids if one not in free)
        raise invalid(f"Media {lost} not found or already attached to another post")
    chosen = [media[one] for one in draft.media_ids]
    if len(chosen) > 1 and any(one.kind != "image" for one in chosen):
        raise invalid("Cannot attach a video to a post that already contains images")
    if any(one.polls_left for one in chosen):
        raise invalid(
            "Cannot attach files that have not finished processing. Try again in a moment!"
        )


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise invalid("Scheduled at is invalid") from None
    if moment.tzinfo is None:
        raise invalid("Scheduled at needs a time zone")
    return moment

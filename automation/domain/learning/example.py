"""A small example for who has no rows yet: an invented noodle stall with two channels and numbers.

Exercises fall back on it and say so. Its posts went out in the weeks before the moment asked about,
so it is never out of date.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION, ChannelId, EventId, MemberId, PostId, RunId
from automation.domain.learning.practice import PracticeRow, Value
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.domain.publishing.snapshot import Mark, Numbers, Snapshot
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, Role
from automation.domain.team.team_settings import TeamSettings
from automation.language import Translate, mark

EXAMPLE = mark("the noodle stall Mi Pelangi")
_RUN = RunId("R-EXAMPLE")
_BRAND, _HELP = ChannelId("pelangi"), ChannelId("bantuan")
_PEOPLE = (
    ("Sekar", {Role.MANAGER, Role.EDITOR}), ("Made", {Role.CREATOR}), ("Lina", {Role.CREATOR}),
)  # fmt: skip
_POSTS = (
    (mark("The broth, at five in the morning"), _BRAND, "Made", 30, (31, 4, 3)),
    (mark("Opening hours this week"), _HELP, "Lina", 24, (3, 1, 0)),
    (mark("How we pull a noodle"), _BRAND, "Lina", 22, (64, 11, 9)),
    (mark("Which sambal are you?"), _BRAND, "Made", 20, (42, 23, 4)),
    (mark("The kitchen is closed until noon"), _HELP, "Lina", 19, (5, 6, 2)),
    (mark("A bowl for a rainy evening"), _BRAND, "Made", 17, (28, 2, 2)),
    (mark("Grandmother's recipe, part one"), _BRAND, "Lina", 15, (57, 9, 12)),
    (mark("Parking behind the market"), _HELP, "Lina", 13, (2, 0, 1)),
    (mark("Ten per cent off on Tuesday"), _BRAND, "Made", 12, (9, 1, 0)),
    (mark("Grandmother's recipe, part two"), _BRAND, "Lina", 9, (49, 7, 8)),
    (mark("Delivery takes longer today"), _HELP, "Lina", 8, (4, 5, 1)),
    (mark("Who cooks for you today"), _BRAND, "Made", 6, (38, 6, 2)),
    (mark("Two new tables under the tree"), _BRAND, "Made", 4, (26, 3, 1)),
    (mark("Card payments work again"), _HELP, "Lina", 3, (6, 2, 0)),
)  # fmt: skip

_TEXTS = {
    3: mark(
        "How we pull a noodle. Flour, water, a little salt, and then patience: the dough rests for two "
        "hours under a damp cloth. Lina folds it, pulls it to the width of her arms, folds it again. "
        "Nine times, and one strip has become five hundred and twelve threads. Nobody needs scissors. "
        "Come on Saturday at ten, stand at the counter and try it yourself; what tears goes into your "
        "own soup, and that soup is free."
    ),
    11: mark(
        "Delivery takes longer today: the bridge is closed. Your soup comes hot, that is guaranteed!"
    ),
}
"""What some of them say, by place; the others say their title."""
_ASSETS = {
    1: mark("Morning in the kitchen (photos)"), 3: mark("Film of the noodle pulling"),
    6: mark("Morning in the kitchen (photos)"), 7: mark("Grandmother's recipe book"),
    10: mark("Grandmother's recipe book"), 12: mark("Morning in the kitchen (photos)"),
}  # fmt: skip
_BANNED = (mark("guaranteed"), mark("never sold out"))
_PICTURES = {
    1: mark("Steam over a large pot; behind it the dark street."), 3: "", 6: "IMG_2041",
    7: mark("A page of a recipe book in old handwriting, with a brown ring from a cup."),
    10: mark("Recipe"), 12: mark("Made laughs and holds up a ladle as if it were a microphone."),
}  # fmt: skip
"""The alt text of the picture that some of them have."""

_CAMPAIGNS = {
    **{place: mark("Family recipes") for place in (3, 7, 10)},
    **{place: mark("Mornings in the kitchen") for place in (1, 6, 12)},
}
_EVENINGS = (4, 6, 7, 10)
"""Which of them went out at 19:00; the others did at 9:00."""
_WEEK = (
    (6, "writing", 50, None), (6, "pictures", 40, None), (5, "planning", 10, 45),
    (4, "answering", 35, 30), (3, "writing", 40, None), (1, "measuring", 15, 60),
    (1, "answering", 30, None),
)  # fmt: skip
"""Made's week: days ago, the work, its minutes, and the minutes it would take by hand."""

_COMING = (
    (mark("A new broth without chilli"), _BRAND, "Lina", 0.4), (mark("Closed on Friday morning"), _HELP, "Lina", 0.9),
    (mark("The ladle that outlived three cooks"), _BRAND, "Lina", 3), (mark("Ask the cook"), _BRAND, "Made", 5),
    (mark("Market day: what we carry home"), _BRAND, "Lina", 7),
)  # fmt: skip
"""Posts that wait for their day: what they say, the channel, the owner, days from now."""


def example_desk(now: datetime, zone: ZoneInfo, translate: Translate) -> Desk:
    """Return the example as it would stand at a moment, with its texts in one language."""
    posts, events, shots = [], [], []
    for place, (title, channel, owner, days, told) in enumerate(_POSTS, start=1):
        at = (now - timedelta(days=days)).astimezone(zone).replace(hour=19 if place in _EVENINGS else 9, minute=0, second=0, microsecond=0)  # fmt: skip
        post = Post(
            id=PostId(f"P-{place:02}"), title=translate(title), channels=(channel,), publish_at=at,
            status=Status.READY, owner=owner, text=translate(_TEXTS.get(place, title)),
            asset=_said(_ASSETS, place, translate), campaign=_said(_CAMPAIGNS, place, translate),
            media=(f"{place}.jpg",) if place in _PICTURES else (),
            alt_texts=(_said(_PICTURES, place, translate),) if place in _PICTURES else (),
        )  # fmt: skip
        posts.append(post)
        events.append(_out(post, channel, at))
        shots.append(_numbers(post, channel, at, told))
    posts += [
        Post(
            id=PostId(f"P-{place:02}"), title=translate(title), channels=(channel,),
            publish_at=_full_hour(now.astimezone(zone) + timedelta(days=days)), status=Status.READY, owner=owner,
            text=translate(title),
        )
        for place, (title, channel, owner, days) in enumerate(_COMING, start=len(_POSTS) + 1)
    ]  # fmt: skip
    return Desk(
        settings=TeamSettings(timezone=zone),
        guidelines=[Guideline(rule=Rule.BANNED_WORDS, words=tuple(map(translate, _BANNED)))],
        members={
            MemberId(name): Member(id=MemberId(name), roles=frozenset(roles))
            for name, roles in _PEOPLE
        },
        channels={
            one: Channel(id=one, network="mastodon", address=f"https://mi.example/@{one}", policy=policy)
            for one, policy in ((_BRAND, Policy.REQUIRED), (_HELP, Policy.NONE))
        },
        posts=posts,
        events=events,
        snapshots=shots,
        practice={"time": _time(now.astimezone(zone).date())},
    )  # fmt: skip


def _full_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _time(today: date) -> list[PracticeRow]:
    rows = []
    for days, work, minutes, by_hand in _WEEK:
        cells: dict[str, Value] = {
            "activity": work, "day": today - timedelta(days=days), "minutes": float(minutes), "by": "Made",
        }  # fmt: skip
        if by_hand is not None:
            cells["by_hand"] = float(by_hand)
        rows.append(PracticeRow(tab="time", name=work, cells=cells))
    return rows


def _said(texts: Mapping[int, str], place: int, translate: Translate) -> str:
    return translate(texts[place]) if texts.get(place) else ""


def _out(post: Post, channel: ChannelId, at: datetime) -> LedgerEvent:
    receipt = Receipt(
        network_id=post.id, url=f"https://mi.example/@{channel}/{post.id}", published_at=at
    )
    return LedgerEvent(
        id=EventId(f"E-{post.id}"), at=at, post=post.id, channel=channel, revision=NO_REVISION,
        claim=EventId(""), happened=Happened.PUBLISHED, receipt=receipt, run=_RUN,
    )  # fmt: skip


def _numbers(post: Post, channel: ChannelId, at: datetime, told: tuple[int, int, int]) -> Snapshot:
    likes, replies, shares = told
    return Snapshot(
        id=EventId(f"S-{post.id}"), at=at + timedelta(days=2), post=post.id, channel=channel,
        network_id=post.id, mark=Mark.DAY, run=_RUN,
        numbers=Numbers(likes=likes, replies=replies, shares=shares),
    )  # fmt: skip

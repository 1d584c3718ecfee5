"""The revision: what is fingerprinted, and what is free to change after approval."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.content.post import Answer, Ask, Choice, Post, Status, revision_of
from automation.domain.ids import NO_REVISION, PostId, Revision
from tests.domain.builders import make_picture
from tests.domain.desks import HELP, SHOP, make_post

MEDIA = {name: make_picture(name) for name in ("kopi.jpg", "biji.jpg")}
POST = make_post(
    text="Kopi susu gula aren",
    texts={"mastodon": "Kopi susu"},
    link="https://kopi.example/menu",
    media=("kopi.jpg", "biji.jpg"),
    alt_texts=("Cangkir", "Biji"),
    channels=(SHOP, HELP),
    first_comment="Tanya di sini",
    thread=("Dua", "Tiga"),
    content_warning="Kafein",
    visibility="public",
    language="id",
)
COVERED: dict[str, object] = {
    "text": "Kopi susu gula  aren",
    "texts": {"mastodon": "Kopi susu!"},
    "headline": "Kopi susu kembali",
    "topic": "Kopi",
    "link": "https://kopi.example/menu2",
    "media": ("biji.jpg", "kopi.jpg"),
    "alt_texts": ("Cangkir",),
    "channels": (SHOP,),
    "first_comment": "",
    "thread": ("Dua\n\nTiga",),
    "content_warning": "Gula",
    "visibility": "unlisted",
    "language": "en",
}
FREE: dict[str, object] = {
    "seen_at": POST.publish_at,
    "id": PostId("P-LAIN"),
    "title": "Nama lain",
    "publish_at": POST.publish_at + timedelta(hours=1) if POST.publish_at else None,
    "status": Status.HOLD,
    "owner": "Budi Santoso",
    "campaign": "Lebaran",
    "asset": "Artikel 7",
    "asks": (Ask(level=1, approver="Budi Santoso", choice=Choice.APPROVE),),
    "feedback": "Bagus",
    "answer": Answer.THERE,
    "answer_address": "https://kopi.example/1",
    "last_revision": Revision("b" * 32),
}


def revision(post: Post, *, covers_time: bool = False) -> Revision:
    return revision_of(post, MEDIA, covers_time=covers_time)


def test_every_field_of_a_post_is_either_covered_or_free() -> None:
    assert {field.name for field in fields(Post)} == {*COVERED, *FREE}


@pytest.mark.parametrize("name", COVERED)
def test_a_change_of_what_is_published_is_another_revision(name: str) -> None:
    changed = replace(POST, **{name: COVERED[name]})  # type: ignore[arg-type]

    assert revision(changed) != revision(POST)


@pytest.mark.parametrize("name", FREE)
def test_a_change_of_how_the_team_works_keeps_the_revision(name: str) -> None:
    changed = replace(POST, **{name: FREE[name]})  # type: ignore[arg-type]

    assert revision(changed) == revision(POST)


def test_the_order_of_channels_is_not_what_is_published() -> None:
    assert revision(replace(POST, channels=(HELP, SHOP, HELP))) == revision(POST)


def test_a_picture_is_known_by_its_content_not_its_name() -> None:
    renamed = {**MEDIA, "foto.jpg": replace(MEDIA["kopi.jpg"], address="foto.jpg")}
    exchanged = {**MEDIA, "kopi.jpg": replace(MEDIA["kopi.jpg"], sha256="another")}
    moved = replace(POST, media=("foto.jpg", "biji.jpg"))

    assert revision_of(moved, renamed, covers_time=False) == revision(POST)
    assert revision_of(POST, exchanged, covers_time=False) != revision(POST)


def test_a_post_with_a_picture_that_cannot_be_read_has_no_revision() -> None:
    assert revision(replace(POST, media=("kopi.jpg", "hilang.jpg"))) == NO_REVISION


def test_the_time_counts_only_where_approval_covers_it() -> None:
    later = replace(POST, publish_at=FREE["publish_at"])  # type: ignore[arg-type]
    never = replace(POST, publish_at=None)

    revisions = {revision(post, covers_time=True) for post in (POST, later, never)}

    assert len(revisions) == 3
    assert revision(POST) not in revisions


TEXTS = st.text(max_size=6)


@given(one=st.lists(TEXTS, max_size=3), other=st.lists(TEXTS, max_size=3))
def test_two_threads_have_one_revision_only_when_they_are_the_same_parts(
    one: list[str], other: list[str]
) -> None:
    first, second = (replace(POST, thread=tuple(parts)) for parts in (one, other))

    assert (revision(first) == revision(second)) == (one == other)


@given(text=TEXTS | st.just("\ud83d"))
def test_any_text_a_cell_can_hold_has_a_revision(text: str) -> None:
    assert len(revision(replace(POST, text=text))) == 32


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "Kopi susu"),
        ({"title": ""}, "Selamat pagi"),
        ({"title": "", "text": ""}, "P-1"),
        ({"title": "", "text": "Panjang " * 100}, "Panjang " * 5),
    ],
    ids=["its title", "its text", "its id", "the beginning of its text"],
)
def test_a_post_is_called_by_the_first_name_it_has(changes: dict[str, str], label: str) -> None:
    post = Post(id=PostId("P-1"), title="Kopi susu", text="Selamat pagi")

    assert replace(post, **changes).label == label  # type: ignore[arg-type]


def test_a_name_as_long_as_an_essay_is_cut_where_messages_use_it() -> None:
    assert len(make_post(title="Kopi " * 9_000).label) <= 120

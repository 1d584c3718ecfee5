"""Mastodon.py, an independent client with types for every field, finds what it expects."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from mastodon import Mastodon
from mastodon.errors import MastodonNotFoundError, MastodonRatelimitError, MastodonUnauthorizedError
from mastodon.return_types import (
    Account,
    Context,
    InstanceV2,
    MediaAttachment,
    Notification,
    Status,
)

from automation.rehearsal.network import Rehearsal


@pytest.fixture
def connect(network: Rehearsal) -> Iterator[Any]:
    made: list[Any] = []

    def client(token: str = "rehearsal-kopi-senja") -> Any:  # noqa: S107
        made.append(
            Mastodon(access_token=token, api_base_url=network.url, ratelimit_method="throw")
        )
        return made[-1]

    yield client
    for one in made:
        one.session.close()


@pytest.fixture
def client(connect: Any) -> Any:
    return connect()


def unfit_fields(value: Any, kind: Any) -> list[str]:
    """Name the fields that the client could not turn into the types it declares."""
    wrong = []
    for name, declared in kind.__annotations__.items():
        found = value.get(name)
        if declared == "datetime" and not isinstance(found, datetime):
            wrong.append(name)
        if declared in ("str", "int", "bool") and type(found).__name__ != declared:
            wrong.append(name)
    return wrong


def test_it_recognises_the_server_and_its_api_version(client: Any) -> None:
    assert client.retrieve_mastodon_version().startswith("4.5.0")
    assert client.mastodon_api_version == 7
    assert client.verify_minimum_version("4.3.0")


def test_it_reads_the_servers_time_from_a_head_request(client: Any) -> None:
    assert client.get_approx_server_time().astimezone(UTC) == datetime(2026, 12, 31, 12, tzinfo=UTC)


def test_the_instance_document_is_complete_and_marked_as_rehearsal(client: Any) -> None:
    instance = client.instance_v2()

    assert unfit_fields(instance, InstanceV2) == []
    assert instance.configuration.statuses.max_characters == 500
    assert instance.configuration.media_attachments.description_limit == 1500
    assert instance["rehearsal"] is True


def test_a_post_comes_back_with_every_field_of_the_entity(client: Any) -> None:
    post = client.status_post("Selamat pagi! #kopi", language="id", idempotency_key="row-7")

    assert set(unfit_fields(post, Status)) <= {"tagged_collections"}
    assert post.content.startswith("<p>Selamat pagi! <a href=")
    assert post.created_at == datetime(2026, 12, 31, 12, tzinfo=UTC)
    assert (post.language, post.visibility, post.tags[0].name) == ("id", "public", "kopi")


def test_the_account_has_every_field_a_server_of_that_version_sends(client: Any) -> None:
    newer = {
        "avatar_description",
        "header_description",
        "show_media",
        "show_media_replies",
        "show_featured",
    }

    me = client.account_verify_credentials()

    assert set(unfit_fields(me, Account)) <= newer | {"memorial"}
    assert me.source.language == "id"
    assert client.account_lookup("kopi_senja").id == me.id == client.account(me.id).id


def test_a_picture_keeps_its_alternative_text_and_bytes(client: Any, picture: bytes) -> None:
    media = client.media_post(picture, mime_type="image/png", description="Secangkir kopi")
    media = client.media_update(media, description="Secangkir kopi tubruk di meja kayu")
    post = client.status_post("Pagi", media_ids=[media])

    assert set(unfit_fields(post.media_attachments[0], MediaAttachment)) <= {"blurhash"}
    assert post.media_attachments[0].description == "Secangkir kopi tubruk di meja kayu"
    assert client.session.get(post.media_attachments[0].url).content == picture


def test_a_thread_reads_up_and_down(client: Any) -> None:
    first = client.status_post("1/3 Dari kebun")
    second = client.status_post("2/3 ke sangrai", in_reply_to_id=first)
    third = client.status_post("3/3 ke cangkir", in_reply_to_id=second)

    context = client.status_context(second)

    assert isinstance(context, Context)
    assert [one.id for one in context.ancestors] == [first.id]
    assert [one.id for one in context.descendants] == [third.id]
    assert client.status(first).replies_count == 1


def test_an_edit_changes_text_and_alternative_text(client: Any, picture: bytes) -> None:
    media = client.media_post(picture, mime_type="image/png")
    post = client.status_post("Buka jam 7", media_ids=[media])
    attributes = [client.generate_media_edit_attributes(media.id, description="Pintu kedai")]

    edited = client.status_update(post, "Buka jam 8", media_attributes=attributes)

    assert edited.edited_at is not None
    assert client.status_source(post).text == "Buka jam 8"
    assert client.status(post).media_attachments[0].description == "Pintu kedai"


def test_a_deleted_post_is_gone_and_leaves_its_text(client: Any) -> None:
    post = client.status_post("Salah ketik")

    assert client.status_delete(post)["text"] == "Salah ketik"
    with pytest.raises(MastodonNotFoundError):
        client.status(post)


def test_reactions_of_another_account_are_counted_and_told(connect: Any) -> None:
    brand, other = connect(), connect("rehearsal-kopi-senja-en")
    post = brand.status_post("Resep cold brew")

    other.status_favourite(post)
    other.status_favourite(post)
    boost = other.status_reblog(post)
    other.status_post("@kopi_senja berapa lama?", in_reply_to_id=post)

    assert boost.reblog.id == post.id
    counts = brand.status(post)
    assert (counts.favourites_count, counts.reblogs_count, counts.replies_count) == (1, 1, 1)
    notices = brand.notifications()
    assert sorted(one.type for one in notices) == ["favourite", "mention", "reblog"]
    assert unfit_fields(notices[0], Notification) == []
    assert other.status_unreblog(post).reblogs_count == 0
    assert other.status_unfavourite(post).favourites_count == 0


def test_pages_of_posts_are_walked_by_the_link_header(client: Any) -> None:
    posted = [client.status_post(f"Posting {number}").id for number in range(7)]
    page = client.account_statuses(client.me(), limit=3)

    everything = client.fetch_remaining(page)

    assert [one.id for one in everything] == posted[::-1]


def test_many_posts_are_fetched_in_one_request(client: Any) -> None:
    posted = [client.status_post(f"Posting {number}").id for number in range(3)]

    assert [one.id for one in client.statuses([*posted, "42"])] == posted


def test_a_scheduled_post_waits_for_its_moment(client: Any, network: Rehearsal) -> None:
    scheduled = client.status_post(
        "Selamat tahun baru", scheduled_at=network.now() + timedelta(hours=5)
    )
    assert [one.id for one in client.scheduled_statuses()] == [scheduled.id]
    assert network.posts("kopi_senja") == ()

    network.advance(timedelta(hours=5))

    assert client.scheduled_statuses() == []
    assert [one.text for one in network.posts("kopi_senja")] == ["Selamat tahun baru"]


def test_reading_marks_are_kept(client: Any) -> None:
    client.markers_set("notifications", "17")

    assert client.markers_get("notifications")["notifications"].last_read_id == "17"


def test_a_wrong_token_and_a_rate_limit_are_understood(connect: Any, network: Rehearsal) -> None:
    with pytest.raises(MastodonUnauthorizedError):
        connect("nothing-like-it").account_verify_credentials()

    network.add_fault("rate-limited")
    with pytest.raises(MastodonRatelimitError):
        connect().account_verify_credentials()

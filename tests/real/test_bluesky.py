"""Bluesky's own server does with our requests what our fake of it says it does.

It stands alone, without the network at large: numbers and notifications are not to be had, and the
video service is none of it.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.card import Card
from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import Gone, OutcomeUnknown, Rejected, Unauthorized, Unavailable
from automation.http import Http
from automation.networks import open_network
from automation.settings import load_settings
from automation.tokens.credentials import Credentials
from automation.tokens.grant import Grant, GrantKey
from automation.tokens.stores.sealed_file import SealedFile
from tests.attempts import attempt
from tests.networks.bluesky.opening import failed
from tests.real.bluesky_server import Account, RealServer
from tests.real.conftest import OpenAs
from tests.wire.album import Album
from tests.wire.pace import FakeTime

SINCE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FLAG = "🇮🇩"


def png(side: int = 40) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (side, 30), "brown").save(into, "PNG")
    return into.getvalue()


def test_a_post_goes_out_with_its_text_language_and_time(
    network: Network, server: RealServer, kopi: Account
) -> None:
    receipt = network.publish(Part(text="Kopi ☕", language="id"), attempt("k", since=SINCE))

    (record,) = server.records(kopi)
    assert record["uri"] == receipt.network_id
    assert record["value"] | {"$type": ""} == {
        "$type": "", "text": "Kopi ☕", "langs": ["id"], "createdAt": "2026-11-21T09:00:00.000Z",
    }  # fmt: skip


def test_the_same_attempt_again_is_the_same_post(
    network: Network, server: RealServer, kopi: Account
) -> None:
    receipts = [network.publish(Part(text="Kopi"), attempt("k", since=SINCE)) for _ in range(2)]

    assert receipts[0] == receipts[1]
    assert len(server.records(kopi)) == 1


def test_five_runs_at_once_make_one_post(
    open_as: OpenAs, server: RealServer, kopi: Account
) -> None:
    runs = [open_as(kopi) for _ in range(5)]

    with ThreadPoolExecutor(5) as pool:
        found = list(
            pool.map(lambda run: run.publish(Part(text="Kopi"), attempt("k", since=SINCE)), runs)
        )

    assert len(set(found)) == 1
    assert len(server.records(kopi)) == 1


def test_a_post_that_is_there_is_adopted_though_the_record_would_differ(
    network: Network, server: RealServer, kopi: Account
) -> None:
    first = network.publish(Part(text="Kopi", language="id"), attempt("k", since=SINCE))

    again = network.publish(Part(text="Kopi", language="en"), attempt("k", since=SINCE))

    assert again == first
    assert [one["value"]["langs"] for one in server.records(kopi)] == [["id"]]


def test_what_was_sent_is_found_and_what_was_not_is_not(network: Network) -> None:
    part, sent = Part(text="Kopi"), attempt("k", since=SINCE)
    receipt = network.publish(part, sent)

    assert network.find(part, sent, set()) == receipt
    assert network.look_up(receipt.url) == receipt
    assert network.find(part, attempt("other", since=SINCE), set()) is None
    assert network.find(part, attempt("k", since=SINCE + timedelta(days=1)), set()) is None


def test_another_text_at_our_key_is_left_to_a_person(network: Network) -> None:
    network.publish(Part(text="Kopi"), attempt("k", since=SINCE))

    error = failed(lambda: network.find(Part(text="Teh"), attempt("k", since=SINCE), set()))

    assert type(error) is OutcomeUnknown


def test_links_names_and_tags_stand_where_the_text_has_them(
    network: Network, server: RealServer, kopi: Account
) -> None:
    text = f"{FLAG} @{kopi.handle} @nobody-{kopi.handle} kopisenja.com/menu #kopi"

    network.publish(Part(text=text), attempt("k", since=SINCE))

    facets = server.records(kopi)[0]["value"]["facets"]
    spots = [(one["index"]["byteStart"], one["index"]["byteEnd"]) for one in facets]
    seen = [text.encode()[start:end].decode() for start, end in spots]
    assert seen == [f"@{kopi.handle}", "kopisenja.com/menu", "#kopi"]
    assert facets[0]["features"][0]["did"] == kopi.did


@pytest.mark.parametrize("sign", ["k", FLAG, "e\u0301"], ids=["letter", "flag", "combined"])
def test_the_server_counts_as_we_do(network: Network, sign: str) -> None:
    network.publish(Part(text=sign * 300), attempt("k", since=SINCE))

    assert type(failed(lambda: network.publish(Part(text=sign * 301), attempt("l")))) is Rejected


def test_four_pictures_go_out_with_their_alt_texts(
    network: Network, server: RealServer, kopi: Account, album: Album
) -> None:
    files = [album.put(png(40 + n), f"{n}.png", width=40 + n, height=30) for n in range(4)]
    attachments = tuple(Attachment(file=file, alt_text=f"Gelas {file.address}") for file in files)

    network.publish(Part(text="", attachments=attachments), attempt("k", since=SINCE))

    images = server.records(kopi)[0]["value"]["embed"]["images"]
    assert [one["alt"] for one in images] == [f"Gelas {n}.png" for n in range(4)]
    assert [one["aspectRatio"]["width"] for one in images] == [40, 41, 42, 43]


def test_a_card_of_a_linked_page_is_taken_with_its_picture(
    network: Network, album: Album, server: RealServer, kopi: Account
) -> None:
    link = "https://kopisenja.example/menu?a=1&b=2"
    album.cards[link] = Card(
        address=link, title="Menu & harga 🌴", picture=album.put(png(), "menu.png")
    )

    network.publish(Part(text=f"Menu: {link}", card_of=link), attempt("k", since=SINCE))

    (record,) = server.records(kopi)
    page = record["value"]["embed"]["external"]
    assert (page["uri"], page["title"], page["description"]) == (link, "Menu & harga 🌴", "")
    assert page["thumb"]["mimeType"] == "image/png"


def test_a_picture_larger_than_this_server_takes_is_refused_in_its_words(
    network: Network, server: RealServer, kopi: Account, album: Album
) -> None:
    large = Attachment(file=album.put(png() + bytes(1_100_000)))  # 0.4.209 takes 1 MB, newer ones 2

    error = failed(
        lambda: network.publish(Part(text="Menu", attachments=(large,)), attempt("k", since=SINCE))
    )

    assert (type(error), server.records(kopi)) == (Rejected, [])
    assert "too large" in str(error) or "too big" in str(error)


def test_a_thread_and_a_first_comment_stand_below_the_first_post(
    network: Network, server: RealServer, kopi: Account
) -> None:
    first = network.publish(Part(text="1/2"), attempt("k/0", since=SINCE))
    second = network.publish(Part(text="2/2"), attempt("k/1", since=SINCE, reply_to=first))
    third = network.publish(Part(text="Lagi"), attempt("k/2", since=SINCE, reply_to=second))

    replies = {one["uri"]: one["value"].get("reply") for one in server.records(kopi)}
    root = {"uri": first.network_id, "cid": server.cid_of(kopi, first.network_id)}
    parent = {"uri": second.network_id, "cid": server.cid_of(kopi, second.network_id)}
    assert replies[second.network_id] == {"root": root, "parent": root}
    assert replies[third.network_id] == {"root": root, "parent": parent}


def test_a_deleted_post_is_gone_and_deleting_it_again_is_no_error(
    network: Network, server: RealServer, kopi: Account
) -> None:
    receipt = network.publish(Part(text="Kopi"), attempt("k", since=SINCE))

    network.delete(receipt)
    network.delete(receipt)

    assert server.records(kopi) == []
    assert network.look_up(receipt.url) is None
    error = failed(lambda: network.publish(Part(text="Ya"), attempt("l", reply_to=receipt)))
    assert type(error) is Gone


def test_a_reply_of_somebody_is_answered_and_hidden(
    network: Network, server: RealServer, kopi: Account
) -> None:
    post = network.publish(Part(text="Kopi"), attempt("k", since=SINCE))
    root = {"uri": post.network_id, "cid": server.cid_of(kopi, post.network_id)}
    guest = server.join(f"tamu-{kopi.handle}")
    uri = server.post(guest, "Jam berapa buka?", reply={"root": root, "parent": root})
    message = Message(
        network_id=uri, kind=MessageKind.COMMENT, author=guest.handle, text="Jam berapa buka?", at=SINCE
    )  # fmt: skip

    answer = network.reply(message, "Jam delapan", attempt("r", since=SINCE))
    network.hide(message)
    network.hide(message)

    reply = next(one for one in server.records(kopi) if one["uri"] == answer.network_id)
    assert (reply["value"]["reply"]["root"], reply["value"]["reply"]["parent"]["uri"]) == (
        root,
        uri,
    )
    (gate,) = server.records(kopi, "app.bsky.feed.threadgate")
    assert gate["value"]["hiddenReplies"] == [uri]


def test_an_expired_token_is_named_as_one(
    open_as: OpenAs, server: RealServer, kopi: Account
) -> None:
    late = open_as(kopi, server.expired_token(kopi))

    error = failed(late.check)

    assert (type(error), error.call.status) == (Unauthorized, 400)
    assert "BLUESKY_TOKEN_BRAND" in str(error)


def test_a_suspended_account_is_named_as_one_and_publishes_nothing(
    network: Network, server: RealServer, kopi: Account
) -> None:
    network.check()
    server.suspend(kopi)

    error = failed(lambda: network.publish(Part(text="Kopi"), attempt("k", since=SINCE)))

    assert type(error) is Unauthorized
    assert "suspended" in str(error)


def test_numbers_are_not_to_be_had_where_the_network_at_large_is_away(network: Network) -> None:
    receipt = network.publish(Part(text="Kopi"), attempt("k", since=SINCE))

    assert type(failed(lambda: network.fetch_snapshot(receipt))) is Unavailable


def test_a_handle_and_an_app_password_open_a_session_that_renews_itself(
    server: RealServer, kopi: Account, tmp_path: Path
) -> None:
    environment = {
        "BLUESKY_HANDLE": kopi.handle, "BLUESKY_APP_PASSWORD": server.app_password(kopi),
    }  # fmt: skip
    settings = load_settings(environment)
    channel = Channel(
        id=ChannelId("brand"), network="bluesky", address=f"{server.url}/profile/{kopi.handle}"
    )
    later = [timedelta(0)]
    clock = lambda: datetime.now(UTC) + later[0]  # noqa: E731, TID251
    http = Http(settings, clock=clock, pace=FakeTime(luck=0.0).pace)

    def grant() -> Grant:
        kept = SealedFile(tmp_path).load(GrantKey("bluesky", ChannelId("brand")))
        assert kept is not None
        return kept

    credentials = Credentials(settings=settings, http=http, open_store=lambda: SealedFile(tmp_path))
    network = open_network(channel, settings, http, Album(), credentials.find)

    account, first = network.check().account, grant()
    later[0] = timedelta(hours=1, minutes=56)
    receipt = network.publish(Part(text="Kopi"), attempt("k", since=SINCE))
    http.close()

    assert account == f"@{kopi.handle}"
    assert first.refresh not in {"", grant().refresh}
    assert server.records(kopi)[0]["uri"] == receipt.network_id

"""What readers of Bluesky's whole network do reaches us, and what we do reaches them.

Directory, server of accounts and AppView are Bluesky's own, of the versions in `package.json`.
Moderation, search and the video service are none of it.
"""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.errors import Gone, Unavailable
from tests.attempts import attempt
from tests.networks.bluesky.opening import failed
from tests.real.bluesky_server import Account, RealServer
from tests.real.whole_network.conftest import in_time
from tests.wire.album import Album

MADE_AT = "2026-11-22T09:00:00Z"


@pytest.fixture
def guest(server: RealServer, kopi: Account) -> Account:
    return server.join(kopi.handle.replace("kopi", "tamu"))


@pytest.fixture
def since() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)  # noqa: TID251 - the servers' own clock


@pytest.fixture
def post(network: Network, since: datetime) -> Receipt:
    return network.publish(Part(text="Kopi susu sudah kembali"), attempt("k", since=since))


def subject(server: RealServer, kopi: Account, post: Receipt) -> dict[str, str]:
    return {"uri": post.network_id, "cid": server.cid_of(kopi, post.network_id)}


def answer_to(server: RealServer, guest: Account, root: dict[str, str], text: str) -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - a reader's own clock
    return server.post(guest, text, reply={"root": root, "parent": root}, createdAt=now)


def shown(network: Network, post: Receipt) -> Numbers | str:
    try:
        return network.fetch_snapshot(post)
    except (Gone, Unavailable) as error:
        return type(error).__name__


def told(network: Network, since: datetime) -> list[tuple[MessageKind, str]]:
    return [(one.kind, one.text) for one in network.fetch_messages(since)]


def only(network: Network, since: datetime, text: str) -> Message:
    in_time(lambda: [one.text for one in network.fetch_messages(since)], [text])
    (message,) = network.fetch_messages(since)
    return message


def test_a_new_post_is_shown_with_nothing_counted_yet(network: Network, post: Receipt) -> None:
    in_time(lambda: shown(network, post), Numbers(likes=0, replies=0, shares=0, quotes=0, saves=0))


def test_what_readers_do_is_counted_and_taking_it_back_is_too(
    network: Network, post: Receipt, server: RealServer, kopi: Account, guest: Account
) -> None:
    target = subject(server, kopi, post)
    like, again = "app.bsky.feed.like", "app.bsky.feed.repost"
    liked = server.put(guest, {"$type": like, "subject": target, "createdAt": MADE_AT})
    server.put(kopi, {"$type": like, "subject": target, "createdAt": MADE_AT})
    server.put(guest, {"$type": again, "subject": target, "createdAt": MADE_AT})
    answer_to(server, guest, target, "Asyik")
    server.post(guest, "Lihat ini", embed={"$type": "app.bsky.embed.record", "record": target})

    in_time(lambda: shown(network, post), Numbers(likes=2, replies=1, shares=1, quotes=1, saves=0))

    server.take_back(guest, liked)
    in_time(lambda: shown(network, post), Numbers(likes=1, replies=1, shares=1, quotes=1, saves=0))


def test_a_deleted_post_is_gone(network: Network, post: Receipt) -> None:
    in_time(lambda: shown(network, post) != "Unavailable", wanted=True)

    network.delete(post)

    in_time(lambda: shown(network, post), "Gone")
    assert network.look_up(post.url) is None


def test_a_post_that_the_network_at_large_does_not_show_yet_is_not_called_gone(
    network: Network, server: RealServer, kopi: Account
) -> None:
    # the lexicon takes 300 characters: the server of accounts keeps it, and the AppView drops it
    record = {"$type": "app.bsky.feed.post", "text": "k" * 301, "createdAt": MADE_AT}
    uri = server.put(kopi, record, checked=False)
    hidden = Receipt(network_id=uri, url="", published_at=datetime.now(UTC))  # noqa: TID251

    assert type(failed(lambda: network.fetch_snapshot(hidden))) is Unavailable


def test_replies_mentions_and_quotes_reach_us_once_and_our_own_words_do_not(
    network: Network, post: Receipt, server: RealServer, kopi: Account, guest: Account, since: datetime
) -> None:  # fmt: skip
    target = subject(server, kopi, post)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - a reader's own clock
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": kopi.did}
    facet = {"index": {"byteStart": 0, "byteEnd": 5}, "features": [feature]}
    answer_to(server, guest, target, "Jam berapa buka?")
    server.post(guest, "@kopi ke sini yuk", facets=[facet], createdAt=now)
    server.post(
        guest, "Enak!", embed={"$type": "app.bsky.embed.record", "record": target}, createdAt=now
    )
    answer_to(server, kopi, target, "Kata kami sendiri")

    in_time(
        lambda: sorted(told(network, since)),
        sorted([
            (MessageKind.COMMENT, "Jam berapa buka?"),
            (MessageKind.MENTION, "@kopi ke sini yuk"),
            (MessageKind.MENTION, "Enak!"),
        ]),
    )  # fmt: skip
    assert {one.author for one in network.fetch_messages(since)} == {f"@{guest.handle}"}
    assert told(network, since + timedelta(hours=1)) == []


def test_an_answer_stands_below_what_it_answers_for_everybody(
    network: Network, post: Receipt, server: RealServer, kopi: Account, guest: Account, since: datetime
) -> None:  # fmt: skip
    answer_to(server, guest, subject(server, kopi, post), "Jam berapa buka?")
    message = only(network, since, "Jam berapa buka?")

    network.reply(message, "Jam delapan", attempt("r", since=since))

    def below() -> list[str]:
        seen = server.seen_by(guest, "app.bsky.feed.getPostThread", uri=message.network_id)
        return [one["post"]["record"]["text"] for one in seen["thread"].get("replies", [])]

    in_time(below, ["Jam delapan"])


def test_a_hidden_reply_is_hidden_from_everybody_and_no_longer_told_to_us(
    network: Network, post: Receipt, server: RealServer, kopi: Account, guest: Account, since: datetime
) -> None:  # fmt: skip
    answer_to(server, guest, subject(server, kopi, post), "Kasar sekali")
    message = only(network, since, "Kasar sekali")

    network.hide(message)

    def hidden() -> list[str]:
        seen = server.seen_by(guest, "app.bsky.feed.getPosts", uris=post.network_id)["posts"][0]
        gate = seen.get("threadgate", {}).get("record", {})
        return list(gate.get("hiddenReplies", []))

    in_time(hidden, [message.network_id])
    in_time(lambda: told(network, since), [])


def test_readers_are_told_the_alt_texts_of_our_pictures(
    network: Network, server: RealServer, guest: Account, album: Album, since: datetime
) -> None:
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(into, "PNG")
    picture = Attachment(file=album.put(into.getvalue(), width=40, height=30), alt_text="Segelas")

    post = network.publish(Part(text="", attachments=(picture,)), attempt("k", since=since))

    def pictures() -> list[tuple[str, int]]:
        seen = server.seen_by(guest, "app.bsky.feed.getPosts", uris=post.network_id)["posts"]
        return [
            (image["alt"], image["aspectRatio"]["width"])
            for one in seen
            for image in one["embed"]["images"]
        ]

    in_time(pictures, [("Segelas", 40)])


def test_followers_are_counted(
    network: Network, server: RealServer, kopi: Account, guest: Account
) -> None:
    follow = {"$type": "app.bsky.graph.follow", "subject": kopi.did, "createdAt": MADE_AT}
    server.put(guest, follow)

    in_time(lambda: network.check().followers, 1)

"""What people wrote to us, and what is hidden below our posts."""

from datetime import datetime

from automation.domain.community.message import MessageKind
from automation.domain.publishing.network import Network
from automation.errors import Rejected, Sent
from tests.attempts import attempt
from tests.networks.bluesky.opening import failed, posted, publish
from tests.wire.bluesky import BlueskyStage
from tests.wire.bluesky_server import OURS, BlueskyServer

LONG_AGO = datetime.fromisoformat("2020-01-01T00:00:00+00:00")


def test_replies_mentions_and_quotes_are_told_and_likes_and_our_own_words_are_not(
    network: Network, kopi: BlueskyStage
) -> None:
    post = publish(network, "Kopi").network_id
    for number, (reason, text) in enumerate(
        [("reply", "Enak?"), ("mention", "Lihat @kopi"), ("quote", "Ini!"), ("like", "")]
    ):
        kopi.notify(reason, f"3kaaaaaaaaa{number + 2}a", text, post)
    kopi.notify("reply", "3kaaaaaaaaa7a", "Kata kami", post, did=OURS)

    messages = network.fetch_messages(LONG_AGO)

    assert [(one.kind, one.text) for one in messages] == [
        (MessageKind.COMMENT, "Enak?"),
        (MessageKind.MENTION, "Lihat @kopi"),
        (MessageKind.MENTION, "Ini!"),
    ]
    assert messages[0].answers == post


def test_messages_beyond_one_page_are_read_too(network: Network, kopi: BlueskyStage) -> None:
    post = publish(network, "Kopi").network_id
    letters = "abcdefghij"
    for number in range(250):
        key = (
            f"3kaaaaaaaa{letters[number // 100]}{letters[number // 10 % 10]}{letters[number % 10]}"
        )
        kopi.notify("reply", key, f"Pesan {number}", post)

    messages = network.fetch_messages(LONG_AGO)

    assert {one.text for one in messages} == {f"Pesan {number}" for number in range(250)}


def test_an_answer_to_a_reply_belongs_to_the_thread_of_our_post(
    network: Network, kopi: BlueskyStage, server: BlueskyServer
) -> None:
    post = publish(network, "Kopi")
    kopi.write_to_us(post, "Jam berapa buka?")
    (message,) = network.fetch_messages(LONG_AGO)

    answer = network.reply(message, "Jam delapan", attempt("r"))

    reply = posted(server, answer)["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (post.network_id, message.network_id)


def test_what_was_hidden_before_stays_hidden(network: Network, kopi: BlueskyStage) -> None:
    post = publish(network, "Kopi").network_id
    kopi.notify("reply", "3kaaaaaaaaa2a", "Kasar", post)
    kopi.notify("reply", "3kaaaaaaaaa3a", "Lebih kasar", post)

    for message in network.fetch_messages(LONG_AGO):
        network.hide(message)

    assert kopi.hidden() == ["Kasar", "Lebih kasar"]


def test_a_reply_below_somebody_elses_post_is_not_ours_to_hide(
    network: Network, kopi: BlueskyStage
) -> None:
    post = publish(network, "Kopi").network_id
    kopi.notify("mention", "3kaaaaaaaaa2a", "Lihat @kopi", post)
    (message,) = network.fetch_messages(LONG_AGO)

    error = failed(lambda: network.hide(message))

    assert (type(error), error.call.sent, kopi.hidden()) == (Rejected, Sent.NO, [])


def test_the_newest_page_is_enough_where_nothing_older_is_wanted(
    network: Network, kopi: BlueskyStage, server: BlueskyServer
) -> None:
    post = publish(network, "Kopi").network_id
    for number in range(100, 350):
        key = f"3kaaaaaaa{''.join('abcdefghij'[int(digit)] for digit in f'{number:04}')}"
        kopi.notify("reply", key, "Lama", post)

    server.asked.clear()
    found = network.fetch_messages(datetime.fromisoformat("2100-01-01T00:00:00+00:00"))

    pages = [one for one in server.asked if one.path.endswith("listNotifications")]
    assert (list(found), len(pages)) == ([], 1)


def test_a_message_is_told_once_though_it_names_and_answers_us(
    network: Network, kopi: BlueskyStage
) -> None:
    post = publish(network, "Kopi").network_id
    kopi.notify("reply", "3kaaaaaaaaa2a", "Halo @kopi", post)
    kopi.notify("mention", "3kaaaaaaaaa2a", "Halo @kopi", post)

    assert len(network.fetch_messages(LONG_AGO)) == 1

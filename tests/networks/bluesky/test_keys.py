"""A post's key and time come from the ledger, so the same part is the same record."""

from datetime import timedelta

from automation.domain.content.draft import Part
from automation.domain.content.text.identifiers import is_tid
from automation.domain.publishing.network import Network
from automation.errors import OutcomeUnknown, RateLimited, Rejected, Sent
from automation.networks.bluesky.record import key_of
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.bluesky.opening import failed, posted, publish
from tests.wire.bluesky import BlueskyStage
from tests.wire.bluesky_server import BlueskyServer
from tests.wire.pace import NOON


def test_a_key_is_a_time_in_base_32_that_sorts_by_the_claims_second() -> None:
    keys = [key_of(attempt("k", since=NOON + timedelta(seconds=s))) for s in (0, 1, 60, 86_400)]

    assert keys == sorted(set(keys))
    assert all(is_tid(key) for key in keys)


def test_what_the_ledger_keeps_of_a_moment_is_enough_to_find_the_key_again() -> None:
    begun = NOON + timedelta(microseconds=123_456)
    kept = begun.replace(microsecond=123_000)  # the ledger keeps milliseconds

    assert key_of(attempt("k", since=begun)) == key_of(attempt("k", since=kept))


def test_posts_claimed_in_the_same_second_have_keys_of_their_own() -> None:
    keys = {key_of(attempt(f"P-{n}/brand/rev/0", since=NOON)) for n in range(2000)}

    assert len(keys) == 2000


def test_a_record_says_the_claims_moment_whenever_it_is_sent(
    network: Network, server: BlueskyServer
) -> None:
    receipt = publish(network, "Kopi")

    assert posted(server, receipt)["createdAt"] == "2026-12-31T12:00:00.000Z"
    assert receipt.published_at == NOON


def test_a_thread_stands_in_order_though_all_its_parts_were_claimed_at_once(
    network: Network,
) -> None:
    first = publish(network, "1/3", "k/0")
    second = publish(network, "2/3", "k/1", reply_to=first)
    third = publish(network, "3/3", "k/2", reply_to=second)

    assert first.published_at < second.published_at < third.published_at


def test_a_post_that_is_there_already_is_adopted_when_the_record_would_differ(
    network: Network, server: BlueskyServer
) -> None:
    first = publish(network, "Halo @pelanggan.test")
    del server.people["pelanggan.test"]

    again = publish(network, "Halo @pelanggan.test")

    assert again == first
    assert "facets" in posted(server, first)


def test_what_stands_at_our_key_and_says_something_else_is_left_to_a_person(
    network: Network, server: BlueskyServer
) -> None:
    receipt = publish(network, "Kopi susu")
    posted(server, receipt)["text"] = "Kopi hitam"

    found = failed(lambda: network.find(Part(text="Kopi susu"), attempt("k", since=NOON), set()))

    assert (type(found), found.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
    assert type(failed(lambda: publish(network, "Kopi susu"))) is Rejected


def test_a_first_send_that_must_wait_went_nowhere(network: Network, kopi: BlueskyStage) -> None:
    kopi.trouble(Trouble.LIMITED)

    error = failed(lambda: publish(network, "Kopi"))

    assert (type(error), error.call.sent, kopi.texts()) == (RateLimited, Sent.NO, [])

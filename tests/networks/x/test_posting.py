"""What X counts, refuses and shows, and what a lost try means when the same text stands there."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from automation.domain.content.draft import Part
from automation.domain.content.lengths import length_of
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    NetworkError,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
)
from automation.networks.x.header import SPEC, name_of
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.wire.pace import FakeTime
from tests.wire.x import XStage
from tests.wire.x_words import weight

TEXT = "Kopi & teh <baru> di https://kopisenja.id/menu?a=1&b=2 dan kopisenja.id"


def part(text: str = TEXT) -> Part:
    return Part(text=text, length=length_of(text, SPEC.text))


@pytest.mark.parametrize("sign", ["k", "é", "e\u0301", "👨‍👩‍👧‍👦", "語", "🇮🇩"])
def test_a_text_at_the_limit_goes_out_and_one_more_does_not(
    kopi: Network, x: XStage, sign: str
) -> None:
    text = sign * (280 // weight(sign))
    text += "k" * (280 - weight(text))

    kopi.publish(part(text), attempt())
    with pytest.raises(Rejected) as caught:
        kopi.publish(part(text + "k"), attempt("k2"))

    assert x.texts() == [text]
    assert caught.value.call.status is None


def test_a_post_is_found_behind_shortened_links_and_escaped_signs(kopi: Network) -> None:
    sent = kopi.publish(part(), attempt("k"))

    assert kopi.find(part(), attempt("k", since=sent.published_at), frozenset()) == sent


def test_a_text_that_stands_there_already_is_refused_and_not_taken_for_ours(
    kopi: Network, x: XStage
) -> None:
    kopi.publish(part(), attempt("other row"))
    kept: dict[str, str] = {}

    for _ in range(2):  # the second time too: the first was refused, not lost
        with pytest.raises(Rejected, match="the same text stands there already"):
            kopi.publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    assert len(x.texts()) == 1


def test_a_lost_try_that_arrived_is_adopted_when_x_refuses_its_repetition(
    open_kopi: Callable[[], Network], x: XStage
) -> None:
    kept: dict[str, str] = {}
    x.trouble(Trouble.LOST)
    with pytest.raises(OutcomeUnknown):
        open_kopi().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    receipt = open_kopi().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    assert [receipt.network_id] == list(x.server.posts)


def test_a_lost_try_that_x_does_not_show_yet_stays_unknown(
    open_kopi: Callable[[], Network], x: XStage
) -> None:
    kept: dict[str, str] = {}
    x.trouble(Trouble.LOST)
    with pytest.raises(OutcomeUnknown):
        open_kopi().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))
    x.server.shows_nothing = True

    with pytest.raises(OutcomeUnknown, match="does not show it yet"):
        open_kopi().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))


def test_a_2xx_without_a_post_but_with_errors_is_an_unknown(kopi: Network, x: XStage) -> None:
    x.server.no_data = True

    with pytest.raises(OutcomeUnknown) as caught:
        kopi.publish(part(), attempt())

    assert caught.value.call.sent is Sent.UNKNOWN


@pytest.mark.parametrize(
    ("detail", "kind", "said"),
    [
        ("Your account is suspended and is not permitted to access this feature.", Unauthorized, "suspended or locked"),
        ("To protect our users your account is temporarily locked.", Unauthorized, "appeals"),
        ("Reply to this conversation is not allowed because you have not been mentioned.", Rejected, "Since February 2026"),
        ("Your Tweet text is too long.", Rejected, "too long"),
        ("You are not permitted to perform this action.", Unauthorized, "X_TOKEN_BRAND"),
    ],
)  # fmt: skip
def test_a_403_is_read_by_its_words(
    kopi: Network, x: XStage, detail: str, kind: type[NetworkError], said: str
) -> None:
    x.server.says = detail

    with pytest.raises(kind, match=said) as caught:
        kopi.publish(part(), attempt())

    assert type(caught.value) is kind
    assert caught.value.call.sent is Sent.NO


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [(402, "", "credits"), (429, "/usage-capped", "used up what its plan")],
)
def test_an_app_without_money_or_plan_is_said_to_whoever_pays(
    kopi: Network, x: XStage, status: int, kind: str, said: str
) -> None:
    x.server.refuses_app = (status, kind)

    with pytest.raises(NetworkError, match=said) as caught:
        kopi.publish(part(), attempt())

    assert "console.x.com" in str(caught.value)
    assert caught.value.call.sent is Sent.NO


def test_a_token_that_ends_in_the_middle_of_a_batch_stops_it_there(
    kopi: Network, x: XStage
) -> None:
    kopi.publish(part("Satu"), attempt("1"))
    x.trouble(Trouble.UNAUTHORIZED)

    with pytest.raises(Unauthorized, match="X_TOKEN_BRAND"):
        kopi.publish(part("Dua"), attempt("2"))

    assert x.texts() == ["Satu"]


def test_clicks_are_asked_for_only_while_x_tells_them(kopi: Network, passing: FakeTime) -> None:
    receipt = kopi.publish(part(), attempt())
    old = Receipt(
        network_id=receipt.network_id, url=receipt.url,
        published_at=receipt.published_at - timedelta(days=31),
    )  # fmt: skip

    assert kopi.fetch_snapshot(receipt).clicks == 7
    assert kopi.fetch_snapshot(old).clicks is None
    assert kopi.fetch_snapshot(old).likes == 5


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/kopi_senja",
        "https://www.twitter.com/kopi_senja/?s=21",
        "@kopi_senja",
        "x.com/@kopi_senja",
    ],
)
def test_an_address_is_read_as_people_write_it(address: str) -> None:
    assert name_of(Channel(id=ChannelId("brand"), network="x", address=address)) == "kopi_senja"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/",
        "https://x.example/kopi",
        "localhost:80/kopi",
        "https://x.com/a/status/1",
        "kopi",
    ],
)
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        name_of(Channel(id=ChannelId("brand"), network="x", address=address))


def test_an_account_that_is_not_the_channels_gets_nothing(x: XStage, kopi: Network) -> None:
    x.server.username = "teh_pagi"

    with pytest.raises(Unauthorized, match="teh_pagi"):
        kopi.publish(part(), attempt())

    assert x.texts() == []

"""A person manages several accounts; the channel's address says whose token is kept."""

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.sign_in import Pick
from automation.domain.team.channel import Channel
from automation.http import Fields
from automation.tokens.oauth import SignInRefused, Tokens
from automation.tokens.picking import chosen, picked
from tests.tokens.conftest import LONG_LIVED, Bench

SENJA = Fields({"id": "1042", "name": "Kopi Senja", "username": "kopi.senja", "access_token": "a"})
PAGI = Fields({"id": "2042", "name": "Kopi Pagi", "access_token": "b"})
NAMES = ("username", "id")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://www.facebook.com/kopi.senja", SENJA),
        ("https://www.facebook.com/Kopi.Senja/?ref=x", SENJA),
        ("https://facebook.com/@kopi.senja", SENJA),
        ("https://www.facebook.com/profile.php?id=2042", PAGI),
        ("https://www.facebook.com/pages/Kopi-Pagi/2042/", PAGI),
    ],
)
def test_the_account_the_address_names_is_taken(address: str, meant: Fields) -> None:
    assert chosen([PAGI, SENJA] if meant is SENJA else [SENJA, PAGI], NAMES, address) is meant


def test_the_only_account_needs_no_name() -> None:
    assert chosen([PAGI], NAMES, "https://www.facebook.com/kopipagi.baru") is PAGI


def test_of_several_none_is_guessed() -> None:
    with pytest.raises(SignInRefused, match=r"Kopi Senja \(1042\), Kopi Pagi \(2042\)"):
        chosen([SENJA, PAGI], NAMES, "https://www.facebook.com/kopi")


def test_the_accounts_own_token_is_kept_in_place_of_the_persons(bench: Bench) -> None:
    bench.sign_in = LONG_LIVED
    person = bench.agree()
    tokens = Tokens(access=person.access, refresh="r", expires_at=person.expires_at)
    channel = Channel(id=ChannelId("brand"), network="kopigram", address="https://kopigram.example/2042")  # fmt: skip
    pick = Pick(address="{server}/pages", query={"fields": "id,name"}, names=NAMES)

    own = picked(bench.desk, pick, tokens, channel)

    assert bench.server.lives(own.access)
    assert own.access != person.access
    assert (own.refresh, own.expires_at) == ("", None)


def test_no_account_at_all_is_said() -> None:
    with pytest.raises(SignInRefused, match="manages no account"):
        chosen([], NAMES, "https://www.facebook.com/kopi.senja")

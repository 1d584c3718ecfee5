"""A person manages several accounts; the channel's address says whose token is kept."""

import pytest

from automation.http import Fields
from automation.tokens.oauth import SignInRefused
from automation.tokens.picking import chosen

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


def test_no_account_at_all_is_said() -> None:
    with pytest.raises(SignInRefused, match="manages no account"):
        chosen([], NAMES, "https://www.facebook.com/kopi.senja")

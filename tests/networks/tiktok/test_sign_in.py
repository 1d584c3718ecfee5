"""TikTok's own ways of signing in, and of writing addresses."""

from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest

from automation.domain.ids import ChannelId
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.networks.tiktok.header import SPEC, place_of
from automation.tokens.oauth import ask_person


def test_the_challenge_is_written_in_hexadecimal_digits() -> None:
    assert SPEC.sign_in is not None
    assert SPEC.sign_in.oauth is not None
    oauth = SPEC.sign_in.oauth

    asking = ask_person(
        oauth, authorize=oauth.authorize, client="kunci", redirect="http://127.0.0.1:9/", state="s"
    )

    query = parse_qs(urlsplit(asking.address).query)
    assert query["code_challenge"] == [sha256(asking.verifier.encode()).hexdigest()]
    assert query["client_key"] == ["kunci"]
    assert query["scope"] == [
        "user.info.basic,user.info.stats,video.list,video.publish,video.upload"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.tiktok.com/@kopi.senja",
        "tiktok.com/@kopi.senja/",
        "@kopi.senja",
        "https://m.tiktok.com/@kopi.senja?lang=id",
    ],
)
def test_an_address_is_read_in_every_form(address: str) -> None:
    place = place_of(Channel(id=ChannelId("brand"), network="tiktok", address=address))

    assert (place.name, place.api) == ("kopi.senja", "https://open.tiktokapis.com")


@pytest.mark.parametrize(
    "address", ["https://www.tiktok.com/@kopi/video/1", "https://tiktok.com.example/@kopi"]
)
def test_what_is_no_account_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        place_of(Channel(id=ChannelId("brand"), network="tiktok", address=address))

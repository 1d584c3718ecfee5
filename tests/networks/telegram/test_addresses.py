"""A channel's address is read as people write it."""

import pytest

from automation.domain.ids import ChannelId
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.networks.telegram.header import Place, place_of


def at(address: str) -> Place:
    return place_of(Channel(id=ChannelId("brand"), network="telegram", address=address))


class TestAddresses:
    """Public channels by name, others by number."""

    @pytest.mark.parametrize(
        "address",
        [
            "https://t.me/kopi_senja", "t.me/kopi_senja/", "https://t.me/s/kopi_senja", "@kopi_senja",
            "https://telegram.me/kopi_senja", "https://t.me/@kopi_senja",
        ],
    )  # fmt: skip
    def test_a_public_channel(self, address: str) -> None:
        place = at(address)

        assert (place.chat, place.server) == ("@kopi_senja", "https://api.telegram.org")
        assert place.url_of("17") == "https://t.me/kopi_senja/17"

    @pytest.mark.parametrize("address", ["https://t.me/c/1234567890", "-1001234567890"])
    def test_a_channel_without_a_name(self, address: str) -> None:
        place = at(address)

        assert place.chat == "-1001234567890"
        assert place.url_of("17") == "https://t.me/c/1234567890/17"
        assert place.post_at("https://t.me/c/1234567890/17") == "17"

    @pytest.mark.parametrize(
        "address",
        [
            "https://t.me/+AbCdEf123456", "https://t.me/joinchat/AbCdEf", "https://evil.example/kopi_senja",
            "https://t.me.evil.example/kopi", "https://t.me/abc", "https://t.me/kopi_senja/17/18",
        ],
    )  # fmt: skip
    def test_anything_else_is_refused_without_being_shown(self, address: str) -> None:
        with pytest.raises(ConfigError, match=r"https://t\.me/name") as caught:
            at(address)

        assert address not in str(caught.value)

    def test_a_rehearsal_asks_this_machine_alone(self) -> None:
        place = at("http://127.0.0.1:8080/@kopi_senja")

        assert place.server == place.pages == "http://127.0.0.1:8080"

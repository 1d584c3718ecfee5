"""What every network promises about opening a channel."""

import pytest

from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.http import Http
from automation.networks import open_network
from automation.settings import load_settings
from tests.contracts.network_contract.desk import BRAND, Desk


class Opening:
    """A channel is opened only where that is wanted and possible."""

    def test_without_its_credential_the_variable_to_set_is_named(self, desk: Desk) -> None:
        if not desk.open().spec.secrets:
            pytest.skip("the header declares that it needs no credential")

        with pytest.raises(ConfigError, match="BRAND"):
            desk.open(settings=load_settings({}))

    def test_a_rehearsal_cannot_open_a_real_network(self, desk: Desk) -> None:
        settings = load_settings({**desk.stage.secrets, "LEMBAR_REHEARSAL_ONLY": "1"})

        with pytest.raises(ConfigError, match="rehearsal"):
            desk.open(address="https://social.example/@brand", settings=settings)

    @pytest.mark.parametrize(
        "address",
        ["", "kopi", "ftp://x.example", "https://u:p@x.example/", "http://[/", "https://"],
    )
    def test_an_address_that_is_none_is_refused_without_being_shown(
        self, desk: Desk, address: str
    ) -> None:
        channel = Channel(id=BRAND, network=desk.name, address=address)

        with pytest.raises(ConfigError, match="brand") as caught:
            open_network(
                channel, desk.settings, Http(desk.settings, clock=desk._now), desk.stage.media
            )

        assert "u:p" not in str(caught.value)

    def test_clear_text_over_the_internet_is_refused(self, desk: Desk) -> None:
        with pytest.raises(ConfigError, match="https"):
            desk.open(address="http://social.example/@kopi_senja").check()

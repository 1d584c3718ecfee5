"""What every network promises about a post that is out, and about its credential."""

import pytest

from automation.errors import Gone, Unauthorized
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk, failed, part
from tests.contracts.network_stages import Trouble


class Afterwards:
    """Numbers, deletion, and looking a post up."""

    def test_a_new_post_has_numbers_and_what_is_not_told_is_empty(self, desk: Desk) -> None:
        network = desk.open()
        receipt = network.publish(part(), attempt("k"))

        numbers = network.fetch_snapshot(receipt)

        assert numbers.likes == 0
        assert numbers.impressions is None

    def test_a_deleted_post_is_gone_and_deleting_it_again_is_no_error(self, desk: Desk) -> None:
        network = desk.open()
        receipt = network.publish(part(), attempt("k"))

        network.delete(receipt)
        network.delete(receipt)

        assert type(failed(lambda: network.fetch_snapshot(receipt))) is Gone
        assert network.look_up(receipt.url) is None
        assert desk.stage.texts() == []

    @pytest.mark.parametrize(
        "address",
        ["", "https://elsewhere.example/@kopi/1", "http://[", "/1", "{server}", "{server}/1"],
    )
    def test_an_address_of_no_post_of_ours_is_none(self, desk: Desk, address: str) -> None:
        server = desk.stage.address.rpartition("/")[0]

        assert desk.open().look_up(address.replace("{server}", server)) is None

    def test_a_good_credential_is_named_and_lacks_nothing(self, desk: Desk) -> None:
        check = desk.open().check()

        assert "kopi_senja" in check.account
        assert check.missing_rights == ()

    def test_a_refused_credential_names_the_variable_to_renew(self, desk: Desk) -> None:
        desk.stage.trouble(Trouble.UNAUTHORIZED)

        error = failed(desk.open().check)

        assert type(error) is Unauthorized
        assert next(iter(desk.stage.secrets)) in str(error)

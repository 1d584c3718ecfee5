"""What every network promises about a post that is out, and about its credential."""

import pytest

from automation.domain.publishing.network import Capability
from automation.domain.publishing.snapshot import NUMBER_NAMES
from automation.errors import Gone, Unauthorized
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk, failed
from tests.contracts.trouble import Trouble


class Afterwards:
    """Numbers, deletion, and looking a post up."""

    def test_a_new_post_has_the_numbers_its_header_names_and_no_others(self, desk: Desk) -> None:
        desk.needs(Capability.SNAPSHOT)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))

        numbers = network.fetch_snapshot(receipt)

        told = {name for name in NUMBER_NAMES if getattr(numbers, name) is not None}
        assert told
        assert told <= network.spec.numbers
        assert set(NUMBER_NAMES) >= network.spec.numbers

    def test_a_deleted_post_is_gone_and_deleting_it_again_is_no_error(self, desk: Desk) -> None:
        desk.needs(Capability.DELETE)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))

        network.delete(receipt)
        network.delete(receipt)

        assert desk.stage.texts() == []
        if Capability.FIND_OWN_POSTS in network.spec.can:
            assert network.look_up(receipt.url) is None
        if Capability.SNAPSHOT in network.spec.can:
            assert type(failed(lambda: network.fetch_snapshot(receipt))) is Gone

    def test_an_edited_post_says_the_new_text_where_it_stood(self, desk: Desk) -> None:
        desk.needs(Capability.EDIT)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))

        edited = network.edit(receipt, desk.part("Kopi tubruk juga kembali", length=24))

        assert edited.network_id == receipt.network_id
        assert desk.stage.texts() == ["Kopi tubruk juga kembali"]

    @pytest.mark.parametrize(
        "address",
        ["", "https://elsewhere.example/@kopi/1", "http://[", "/1", "{server}", "{server}/1"],
    )
    def test_an_address_of_no_post_of_ours_is_none(self, desk: Desk, address: str) -> None:
        server = desk.stage.address.rpartition("/")[0]

        assert desk.open().look_up(address.replace("{server}", server)) is None

    def test_a_good_credential_is_named_and_lacks_nothing(self, desk: Desk) -> None:
        check = desk.open().check()

        assert desk.stage.account in check.account
        assert check.missing_rights == ()

    def test_a_refused_credential_names_the_variable_to_renew(self, desk: Desk) -> None:
        desk.trouble(Trouble.UNAUTHORIZED)
        failed(lambda: desk.open().publish(desk.part(), attempt("k")))

        error = failed(desk.open().check)

        assert type(error) is Unauthorized
        assert next(iter(desk.stage.secrets)) in str(error)

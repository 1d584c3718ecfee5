"""What every network promises about its errors."""

import pytest

from automation.errors import LembarError
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk, failed, part
from tests.contracts.network_stages import Trouble


class Messages:
    """Every error is a sentence someone can act on, and gives nothing away."""

    @pytest.mark.parametrize("trouble", Trouble)
    def test_it_says_what_where_and_what_to_do_and_no_secret(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        network = desk.open()
        network.check()
        desk.stage.trouble(trouble)

        error: LembarError = failed(lambda: network.publish(part(), attempt("k")))

        shown = f"{error!s} {error!r} {network!r} {vars(network)!r}"
        assert "brand" in str(error.what)
        assert str(error.fix)
        assert not any(secret in shown for secret in desk.stage.secrets.values())

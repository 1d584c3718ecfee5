"""What every network promises about its errors."""

import pytest

from automation.errors import LembarError
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk, tried
from tests.contracts.trouble import Trouble


class Messages:
    """Every error is a sentence someone can act on, and gives nothing away."""

    @pytest.mark.parametrize("trouble", Trouble)
    def test_it_says_what_where_and_what_to_do_and_no_secret(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        network = desk.open()
        network.check()
        desk.trouble(trouble)

        error = tried(lambda: network.publish(desk.part(), attempt("k")))

        shown = f"{error!s} {error!r} {network!r} {vars(network)!r}"
        assert not any(secret in shown for secret in desk.stage.secrets.values())
        if isinstance(error, LembarError):
            assert "brand" in str(error.what)
            assert str(error.fix)

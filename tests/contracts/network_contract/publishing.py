"""What every network promises about a post that goes out, and one that is refused."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.publishing.network import Capability
from automation.errors import NetworkError, RateLimited, Rejected, Sent, Unauthorized, Unavailable
from automation.networks import spec_of
from automation.networks.overrides import limits_of
from automation.settings import load_settings
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.contracts.trouble import Trouble
from tests.wire.raw import closed_port
from tests.wire.stage import TEXT


class Publishing:
    """A post goes out once, and what is not sure is said to be not sure."""

    def test_a_published_post_has_an_id_and_an_address(self, desk: Desk) -> None:
        network = desk.open()

        receipt = network.publish(desk.part(), attempt("k"))

        assert receipt.network_id
        assert receipt.url.startswith("file:" if network.spec.is_file else "http")
        assert abs(receipt.published_at - desk.started_at) < timedelta(minutes=1)
        assert desk.stage.texts() == [TEXT]

    def test_a_text_exactly_at_the_limit_goes_out(self, desk: Desk) -> None:
        limit = desk.text_limit().max

        desk.open().publish(desk.part("k" * limit, length=limit), attempt("k"))

        assert desk.stage.texts() == ["k" * limit]

    def test_one_more_is_refused_before_it_is_sent(self, desk: Desk) -> None:
        network, limit = desk.open(), desk.text_limit().max

        error = failed(
            lambda: network.publish(desk.part("k" * (limit + 1), length=limit + 1), attempt("k"))
        )

        assert (type(error), error.call.sent, error.call.status) == (Rejected, Sent.NO, None)
        assert desk.stage.texts() == []

    def test_a_limit_the_team_lowered_is_kept_to(self, desk: Desk, tmp_path: Path) -> None:
        file = tmp_path / "limits.yaml"
        names = [name for name in limits_of(spec_of(desk.name)) if name.endswith(("text.max", "caption.max"))]  # fmt: skip
        file.write_text(f"{desk.name}:\n" + "".join(f"  {name}: 9\n" for name in names))
        settings = load_settings({**desk.stage.secrets, "LEMBAR_LIMITS": str(file)})

        network = desk.open(settings=settings)
        if network.limits() != network.spec:
            pytest.skip("the server announces its limits, and they count")
        error = failed(lambda: network.publish(desk.part("k" * 10, length=10), attempt("k")))

        assert (type(error), error.call.sent, error.call.status) == (Rejected, Sent.NO, None)
        assert desk.stage.texts() == []

    def test_a_thread_answers_the_part_before_it(self, desk: Desk) -> None:
        desk.needs(Capability.THREAD, Capability.FIND_OWN_POSTS)
        network = desk.open()
        first = network.publish(desk.part("1/2"), attempt("k/0"))
        begun = attempt("k/1", since=desk.started_at, reply_to=first)
        second = network.publish(desk.part("2/2"), begun)

        found = network.find(desk.part("2/2"), begun, NOBODY)

        assert found == second

    @pytest.mark.parametrize(
        ("trouble", "kind"),
        [
            (Trouble.UNAUTHORIZED, Unauthorized),
            (Trouble.FORBIDDEN, Unauthorized),
            (Trouble.SUSPENDED, Unauthorized),
            (Trouble.REFUSED, Rejected),
            (Trouble.LIMITED, RateLimited),
        ],
    )
    def test_a_refusal_stored_nothing(
        self, desk: Desk, trouble: Trouble, kind: type[NetworkError]
    ) -> None:
        network = desk.open()
        network.check()
        desk.trouble(trouble)

        error = failed(lambda: network.publish(desk.part(), attempt("k")))

        assert (type(error), error.call.sent) == (kind, Sent.NO)
        assert desk.stage.texts() == []

    def test_a_network_that_asks_to_wait_says_until_when(self, desk: Desk) -> None:
        desk.trouble(Trouble.LIMITED)
        network = desk.open()

        error = failed(lambda: network.publish(desk.part(), attempt("k")))

        assert error.call.retry_at is not None
        assert timedelta(seconds=30) < error.call.retry_at - desk.started_at < timedelta(seconds=90)

    def test_a_server_that_cannot_be_reached_got_nothing(self, desk: Desk) -> None:
        if desk.open().spec.is_file:
            pytest.skip("the header declares a file: there is no server to reach")
        network = desk.open(address=desk.address_at(f"127.0.0.1:{closed_port()}"))

        error = failed(lambda: network.publish(desk.part(), attempt("k")))

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)

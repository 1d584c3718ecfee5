"""Whose account a token opens, by either login, and what its refusals say."""

import pytest

from automation.errors import NetworkError, OutcomeUnknown, RateLimited, Unauthorized
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk, failed
from tests.networks.meta.posts import pictures
from tests.wire.graph import graph_error
from tests.wire.instagram import US, InstagramServer


class TestAccounts:
    """A token is looked for at both of Meta's hosts."""

    def test_a_token_of_facebooks_login_finds_the_account_behind_its_page(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        server.by_page = True

        receipt = desk.open().publish(pictures(desk, 1), attempt("k"))

        assert server.media[0].id == receipt.network_id

    @pytest.mark.parametrize("by_page", [False, True])
    def test_a_token_of_another_account_publishes_nothing(
        self, desk: Desk, server: InstagramServer, by_page: bool
    ) -> None:
        server.by_page = by_page
        other = desk.open(address=f"{server.url}/kopi_pagi")

        error = failed(lambda: other.publish(pictures(desk, 1), attempt("k")))

        assert type(error) is Unauthorized
        assert "kopi_pagi" in str(error)
        assert server.containers == {}

    @pytest.mark.parametrize("path", ["kopi_senja", "@kopi_senja/", "KOPI_SENJA/?hl=id", ""])
    def test_an_address_is_read_as_people_write_it(
        self, desk: Desk, server: InstagramServer, path: str
    ) -> None:
        assert desk.open(address=f"{server.url}/{path}").check().account == "@kopi_senja"

    def test_a_missing_right_to_publish_is_named(self, desk: Desk, server: InstagramServer) -> None:
        server.refuses[f"/{US}/content_publishing_limit"] = server.forbidden()

        assert desk.open().check().missing_rights == ("instagram_business_content_publish",)

    def test_a_token_that_expires_in_the_middle_of_a_batch_ends_it(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        network = desk.open()
        network.publish(pictures(desk, 1), attempt("one"))
        server.revoked = True

        error = failed(lambda: network.publish(pictures(desk, 1, "Dua"), attempt("two")))

        assert (type(error), len(server.media)) == (Unauthorized, 1)


class TestErrors:
    """Each of Meta's errors is a sentence someone can act on."""

    @pytest.mark.parametrize(
        ("code", "subcode", "kind", "said"),
        [
            (190, 463, Unauthorized, "no longer takes the credential"),
            (190, 460, Unauthorized, "password"),
            (190, 458, Unauthorized, "removed the app"),
            (190, 459, Unauthorized, "confirm who they are"),
            (200, 0, Unauthorized, "lacks a right"),
            (10, 0, Unauthorized, "lacks a right"),
            (3, 0, Unauthorized, "App Review"),
            (368, 0, Unauthorized, "account status"),
            (9, 2207050, Unauthorized, "account status"),
            (4, 0, RateLimited, "wait until"),
            (9, 2207042, RateLimited, "24 hours"),
            (2, 0, OutcomeUnknown, "may be there"),
            (9, 2207051, OutcomeUnknown, "went out all the same"),
        ],
    )
    def test_on_the_request_that_publishes(
        self, desk: Desk, server: InstagramServer, code: int, subcode: int, kind: type[NetworkError], said: str
    ) -> None:  # fmt: skip
        server.refuses[f"/{US}/media_publish"] = graph_error(code, "Sorry", subcode=subcode)

        error = failed(lambda: desk.open().publish(pictures(desk, 1), attempt("k")))

        assert type(error) is kind
        assert said in str(error)

    def test_the_last_calls_of_a_budget_are_left_unused(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        network = desk.open()
        server.usage = {"X-App-Usage": '{"call_count": 96, "total_time": 4, "total_cputime": 4}'}

        error = failed(lambda: network.publish(pictures(desk, 1), attempt("k")))

        assert type(error) is RateLimited
        assert error.call.retry_at is not None
        assert (len(server.asked), server.containers) == (1, {})

    @pytest.mark.parametrize(
        "header", ["", "no json", "[]", '{"call_count": "many"}', '{"1": [{}]}']
    )
    def test_a_budget_that_cannot_be_read_stops_nothing(
        self, desk: Desk, server: InstagramServer, header: str
    ) -> None:
        server.usage = {"X-App-Usage": header, "X-Business-Use-Case-Usage": header}

        desk.open().publish(pictures(desk, 1), attempt("k"))

        assert len(server.media) == 1

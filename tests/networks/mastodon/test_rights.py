"""Which rights a token lacks, where the server tells."""

import pytest

from tests.networks.mastodon.servers import ACCOUNT, Opened, said
from tests.wire.raw import raw_server


class TestRights:
    """The doctor says which rights a token lacks, where the server tells."""

    @pytest.mark.parametrize(
        ("scopes", "missing"),
        [
            (["read", "write"], ()),
            (
                ["profile", "read:statuses", "read:notifications", "write:statuses", "write:media"],
                (),
            ),
            (["read"], ("write:media", "write:statuses")),
            (
                ["write:statuses"],
                ("read:accounts", "read:notifications", "read:statuses", "write:media"),
            ),
            ([], ()),
        ],
    )
    def test_missing_rights_are_named(
        self, open_at: Opened, scopes: list[str], missing: tuple[str, ...]
    ) -> None:
        with raw_server(said(ACCOUNT), said({"name": "Lembar", "scopes": scopes})) as server:
            assert open_at(server.url).check().missing_rights == missing

    def test_a_server_that_does_not_tell_lacks_nothing(self, open_at: Opened) -> None:
        with raw_server(said(ACCOUNT), said({"error": "Not found"}, 404)) as server:
            check = open_at(server.url).check()

        assert (check.missing_rights, check.followers) == ((), 3)

"""Whose account a token opens, and at which of Meta's hosts.

Instagram's own login gives tokens for one host, Facebook's login tokens for another, where the
account is found through its Page. Nothing in a token says which it is, so the first is asked and,
when it refuses the token, the second.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from automation.domain.team.channel import Channel
from automation.errors import NetworkError, Unauthorized
from automation.http import Credential, Fields, Http
from automation.networks.meta.address import account_at, host_for
from automation.networks.meta.graph import Graph
from automation.networks.meta.instagram.header import (
    FACEBOOK_HOST,
    HOST,
    PUBLISHING_RIGHT,
    SITES,
    SPEC,
    VERSION,
)

_FIELDS = "username,followers_count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One professional account, and the line to it."""

    graph: Graph
    id: str
    name: str
    followers: int | None
    publishing_right: str
    """What the right to publish is called for this login."""


class Accounts:
    """Finds the account of one channel; nothing is asked before that."""

    def __init__(self, channel: Channel, token: Credential, http: Http) -> None:
        self._wanted = account_at(channel, SITES, SPEC.title, "https://www.instagram.com/name")
        self._lines: Mapping[str, Graph] = {
            host: Graph(host_for(channel, host, VERSION), SPEC.title, channel.id, token, http)
            for host in (HOST, FACEBOOK_HOST)
        }
        self._token = token

    def find(self) -> Account:
        """Return the account the token opens.

        Raises:
            Unauthorized: none, or another one than the channel's address names.
            NetworkError: it could not be asked.
        """
        try:
            own = self._lines[HOST].ask(
                "check", "GET", "/me", query={"fields": f"user_id,{_FIELDS}"}
            )
        except Unauthorized as refused:
            return self._by_page(refused)
        return self._account(HOST, own.fields, own.fields.text("user_id"))

    def _by_page(self, refused: NetworkError) -> Account:
        """Return the account behind one of the Pages a Facebook token opens."""
        query = {"fields": f"instagram_business_account{{id,{_FIELDS}}}"}
        try:
            pages = list(self._lines[FACEBOOK_HOST].listed("check", "/me/accounts", query))
        except Unauthorized:
            raise refused from None
        linked = [page.inside("instagram_business_account") for page in pages]
        named = [one for one in linked if self._is_wanted(one.text("username"))]
        found = (named or [one for one in linked if one.values] or [Fields()])[0]
        return self._account(FACEBOOK_HOST, found, found.text("id"))

    def _is_wanted(self, name: str) -> bool:
        return bool(name) and name.casefold() == (self._wanted or name).casefold()

    def _account(self, host: str, found: Fields, account: str) -> Account:
        line, name = self._lines[host], found.text("username")
        if not account or not self._is_wanted(name):
            line.refuse_other_account(name or "–", self._wanted)
        return Account(
            graph=line, id=account, name=name, followers=found.count("followers_count"),
            publishing_right=PUBLISHING_RIGHT[host],
        )  # fmt: skip

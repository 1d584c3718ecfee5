"""Who a channel's posts are by: the organisation its address names, or the member who signed in."""

from functools import cached_property

from automation.domain.publishing.network import ChannelCheck
from automation.errors import Unauthorized
from automation.http import Credential
from automation.language import mark
from automation.networks.linkedin.header import Address
from automation.networks.linkedin.wire import Rest

_MAY_POST = frozenset({
    "ADMINISTRATOR", "CONTENT_ADMIN", "CONTENT_ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER",
})  # fmt: skip
"""Roles on a page that may publish for it."""


class Author:
    """One channel's author; asked of LinkedIn once a run."""

    def __init__(self, line: Rest, address: Address, token: Credential) -> None:
        self._line = line
        self._address = address
        self._token = token

    @property
    def urn(self) -> str:
        """The author's URN. Raises Unauthorized when the token may not publish for it."""
        return self._known[0]

    def check(self) -> ChannelCheck:
        """Say whose posts these are; LinkedIn does not tell which rights a token has."""
        urn, name = self._known
        if not self._address.is_page:
            return ChannelCheck(account=name)
        path = f"/networkSizes/{urn.replace(':', '%3A')}?edgeType=COMPANY_FOLLOWED_BY_MEMBER"
        size = self._line.rest("check", "GET", path).fields.count("firstDegreeSize")
        return ChannelCheck(account=name, followers=size)

    @cached_property
    def _known(self) -> tuple[str, str]:
        return self._page() if self._address.is_page else self._member()

    def _member(self) -> tuple[str, str]:
        """Return the member who signed in; LinkedIn does not tell the name in their address."""
        me = self._line.ask("check", "GET", "/v2/userinfo").fields
        if not me.text("sub"):
            self._line.refuse_answer("check")
        return f"urn:li:person:{me.text('sub')}", me.text("name") or me.text("sub")

    def _page(self) -> tuple[str, str]:
        name = self._address.name
        if name.isdecimal():
            number, title = name, name
        else:
            path = f"/organizations?q=vanityName&vanityName={name}"
            found = self._line.elements("check", path)
            number = found[0].text("id") if found else ""
            title = found[0].text("localizedName") if found else ""
        urn = f"urn:li:organization:{number}"
        path = "/organizationAcls?q=roleAssignee&state=APPROVED"
        roles = self._line.elements("check", path)
        ours = {one.text("organization") for one in roles if one.text("role") in _MAY_POST}
        if not number or urn not in ours:
            self._line.fail(
                Unauthorized, "check",
                mark("Who signed in for channel {channel} may not publish for the page “{page}” on {network}."),
                mark("An administrator of the page gives them the role there, or whoever manages the channel corrects the address in the channels tab. {advice}"),
                page=name, advice=self._token.advice,
            )  # fmt: skip
        return urn, title or name

"""What one channel was granted: its secrets, how long they last, and what became of renewals."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple, TypeAlias

from automation.domain.ids import ChannelId
from automation.domain.publishing.sign_in import Access, SignIn, Trouble

Plain: TypeAlias = Mapping[str, "str | Mapping[str, str]"]
"""A grant as JSON has it."""


class GrantKey(NamedTuple):
    """Whose grant it is: one network, one channel."""

    network: str
    channel: ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One channel's credential as it is kept; printing it shows no secret.

    `values` are what the network is handed, by the names in its header; the access token is the
    first. `client` is what a person was asked for and must stay hidden, by the names in
    `SignIn.asks`; `facts` is the rest of it, and what the network told. Times are aware.
    """

    network: str
    channel: ChannelId
    values: Mapping[str, str] = field(repr=False)
    refresh: str = field(default="", repr=False)
    client: Mapping[str, str] = field(default_factory=dict, repr=False)
    account: str = ""
    server: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    scopes: str = ""
    obtained_at: datetime | None = None
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None
    trouble: Trouble | None = None
    trouble_at: datetime | None = None

    @property
    def key(self) -> GrantKey:
        """Whose it is."""
        return GrantKey(self.network, self.channel)

    @property
    def access(self) -> str:
        """The token that is sent."""
        return next(iter(self.values.values()), "")

    def answer(self, name: str) -> str:
        """Return what a person was asked for, hidden or not."""
        return self.client.get(name) or self.facts.get(name, "")

    def secrets(self) -> list[str]:
        """Return everything of it that must not be seen."""
        return [one for one in (*self.values.values(), self.refresh, *self.client.values()) if one]


def access_of(grant: Grant, sign_in: SignIn | None) -> Access:
    """Return how long a grant gives access without a person."""
    is_session = sign_in is not None and sign_in.session is not None
    if is_session and grant.trouble is None:
        return Access(is_kept=True)  # a session that ends is opened again with the app password
    by_itself = bool(grant.refresh) and grant.trouble is None
    return Access(
        is_kept=True,
        ends_at=grant.refresh_expires_at if by_itself else grant.expires_at,
        trouble=grant.trouble,
        trouble_at=grant.trouble_at,
    )


def to_plain(grant: Grant) -> Plain:
    """Return a grant as JSON has it; what is empty is left out."""
    plain: dict[str, str | Mapping[str, str]] = {}
    for one in fields(grant):
        value = getattr(grant, one.name)
        if isinstance(value, datetime):
            plain[one.name] = value.isoformat()
        elif isinstance(value, Mapping):
            plain[one.name] = dict(value)
        elif value:
            plain[one.name] = str(value)
    return plain


def from_plain(plain: object) -> Grant:
    """Return the grant JSON holds.

    Raises:
        ValueError: it holds none.
    """
    if not isinstance(plain, Mapping):
        raise ValueError("no grant")  # noqa: TRY004 - one error for every file that is none
    text, table, moment = _Reader(plain).text, _Reader(plain).table, _Reader(plain).moment
    if not text("network") or not text("channel"):
        raise ValueError("a grant of nobody")
    trouble = text("trouble")
    return Grant(
        network=text("network"),
        channel=ChannelId(text("channel")),
        values=table("values"),
        refresh=text("refresh"),
        client=table("client"),
        account=text("account"),
        server=text("server"),
        facts=table("facts"),
        scopes=text("scopes"),
        obtained_at=moment("obtained_at"),
        expires_at=moment("expires_at"),
        refresh_expires_at=moment("refresh_expires_at"),
        trouble=Trouble(trouble) if trouble else None,
        trouble_at=moment("trouble_at"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    plain: Mapping[object, object]

    def text(self, name: str) -> str:
        value = self.plain.get(name, "")
        return value if isinstance(value, str) else ""

    def table(self, name: str) -> dict[str, str]:
        value = self.plain.get(name)
        pairs = value.items() if isinstance(value, Mapping) else ()
        return {str(key): one for key, one in pairs if isinstance(one, str)}

    def moment(self, name: str) -> datetime | None:
        text = self.text(name)
        return datetime.fromisoformat(text) if text else None

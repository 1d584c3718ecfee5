"""How a channel's credential is got and kept, written as data in a network's SPEC.

`lembar connect` walks a person through it and `automation.tokens` renews by it; a network's class
never reads it. Addresses may hold `{server}`, which is the server of the channel's own address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from automation.domain.publishing.limits import Grade
from automation.domain.team.channel import Channel, web_host


class Redirect(StrEnum):
    """Where a network sends the browser back to once a person has agreed.

    ANY_PORT: to 127.0.0.1 on whatever port is free. FIXED_PORT: to 127.0.0.1 on the one port that
    was written into the app. PASTED: to an https address of the team's own; the person copies
    the address their browser ended at.
    """

    ANY_PORT = "any_port"
    FIXED_PORT = "fixed_port"
    PASTED = "pasted"


class Challenge(StrEnum):
    """How a PKCE challenge is written: as RFC 7636 §4.2 has it, or as hexadecimal digits (TikTok)."""

    BASE64 = "base64"
    HEX = "hex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing a person copies from the network's page; `name` is the variable that may hold it.

    `title` is what the network's page calls it. What is `hidden` is typed without echo.
    """

    name: str
    title: str
    hidden: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCall:
    """A request that turns one token into another: an exchange for a longer one, or a renewal.

    `token_field` carries the token in; `from_access` says that it is the access token itself, as
    Meta's networks do, and not a refresh token. `names_client`: whether the app's id and secret go along.
    """

    address: str
    grant_type: str = "refresh_token"
    token_field: str = "refresh_token"  # noqa: S105 - the field's name
    method: Literal["GET", "POST"] = "POST"
    from_access: bool = False
    names_client: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Where a person's token tells the accounts it opens, each with a token of its own (Meta's Pages).

    The address is read with `query`; the accounts stand in its list `data`, each with an
    `access_token`. The channel's address tells by one of `names` which of them is meant.
    """

    address: str
    query: Mapping[str, str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """OAuth 2 with a code, as RFC 6749 §4.1 and RFC 7636 have it, and in what a network differs.

    `client_field` is the network's name for the app's id. `register` is where an app makes itself
    (Mastodon); without it a person makes the app. `basic`: the app's id and secret travel as
    HTTP Basic instead of in the form. `extra` goes into the authorise address. `port` is that of
    `Redirect.FIXED_PORT`.
    """

    authorize: str
    token: str
    scopes: tuple[str, ...]
    scopes_below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Those asked instead for a channel whose address's path begins so, such as a member's `in/`."""
    separator: str = " "
    pkce: bool = True
    challenge: Challenge = Challenge.BASE64
    client_field: str = "client_id"
    basic: bool = False
    register: str = ""
    revoke: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    redirect: Redirect = Redirect.ANY_PORT
    port: int = 8917
    exchange: TokenCall | None = None
    """Asked once after the code, where the first token lives only an hour or two."""
    pick: Pick | None = None
    """Asked last, where the token that is used is that of an account the person manages."""
    renewal: TokenCall | None = None
    """How a new token is got without a person; None: a person signs in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session opened with a name and an app password, and renewed with a token of its own (Bluesky).

    The name and the password are the first two of `SignIn.asks`.
    """

    create: str
    renew: str
    end: str = ""
    name_field: str = "identifier"
    password_field: str = "password"  # noqa: S105 - the field's name
    access_field: str = "accessJwt"
    refresh_field: str = "refreshJwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How a credential is got, how long it lives, and whence that is known.

    With neither `oauth` nor `session` it is a static token: what `asks` names is copied from
    `page` and used as it is. With `oauth`, `asks` names the app's id and secret; where the app
    registers itself it names the token that may be pasted instead. The network is handed the
    access token as its first secret.
    """

    page: str
    """Where a person makes the app or the token."""
    steps: tuple[str, ...]
    """What to do there, one marked sentence a step; `{redirect}` and `{scopes}` may stand in them."""
    asks: tuple[Ask, ...] = ()
    oauth: OAuth | None = None
    session: Session | None = None
    access_lifetime: timedelta | None = None
    """Used when the network's answer does not tell; None: until it is revoked."""
    refresh_lifetime: timedelta | None = None
    renewable_after: timedelta = timedelta(0)
    """How old a token must be before it may be renewed."""
    rotates: bool = True
    """Whether a renewal ends the refresh token it used; True also where that is not documented."""
    servers: Mapping[str, str] = field(default_factory=dict)
    """Where `{server}` leads instead for addresses on a host that only shows pages; "" is no host."""
    keeps: tuple[str, ...] = ()
    """Facts of the network's answer that its class needs, such as the account's id."""
    source: str
    checked: date
    unverified: str = ""
    """What of this rests on other clients' code, or on nobody's word."""

    @property
    def is_static(self) -> bool:
        """Whether the credential is used as it was copied, and never renewed by us."""
        return self.oauth is None and self.session is None

    def for_channel(self, channel: Channel) -> "SignIn":
        """Return the sign-in with the rights that this channel's address needs."""
        _, _, path = channel.address.strip().rpartition("://")[2].partition("/")
        own = self.oauth.scopes_below.items() if self.oauth else ()
        scopes = next((scopes for start, scopes in own if path.startswith(start)), None)
        if self.oauth is None or scopes is None:
            return self
        return replace(self, oauth=replace(self.oauth, scopes=scopes))

    def server_of(self, channel: Channel) -> str:
        """Return what `{server}` stands for: the server of the channel's address, or of its host."""
        return self.servers.get(web_host(channel.address.strip()), channel.server)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiVersion:
    """The version of a network's interface that we speak, and the day it ends (None: none is set).

    A day that the network did not name (`grade`) is the earliest it may be: it only warns.
    """

    name: str
    retires_on: date | None = None
    grade: Grade = Grade.OFFICIAL
    source: str
    checked: date


class Trouble(StrEnum):
    """Why a credential will not be renewed by itself."""

    LOST = "lost"
    """A renewal was asked for and its answer never came: the refresh token may be spent."""
    REFUSED = "refused"
    """The network refused the renewal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How long we have access to a channel, as far as it is known without asking its network.

    `ends_at` is when a person must have connected it again: a token that is renewed by itself
    lasts as long as the right to renew it. None: it has no end that is known.
    """

    is_kept: bool = False
    """Whether we keep the credential and so know its end; else only the network can tell."""
    ends_at: datetime | None = None
    trouble: Trouble | None = None
    trouble_at: datetime | None = None
    api: ApiVersion | None = None

"""OAuth's words, by oauthlib: the authorise address, PKCE, what comes back, and its errors. Pure.

Nothing is sent from here. Source: RFC 6749, RFC 7636, RFC 8252 (checked 2026-11-22).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from automation.domain.publishing.sign_in import Challenge, OAuth
from automation.http import Fields
from automation.language import Sentence, mark

VERIFIER_LENGTH = 64
"""Characters of a PKCE verifier; RFC 7636 §4.1 allows 43 to 128."""


class SignInRefused(Exception):
    """The network, or a person at it, said no; `reason` says why in words."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One authorisation that is under way; `state` and `verifier` belong to it alone."""

    address: str
    redirect: str
    state: str = field(repr=False)
    verifier: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a token call gave. An empty `refresh` means that the answer had none."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None
    scopes: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def ask_person(oauth: OAuth, *, authorize: str, client: str, redirect: str, state: str) -> Asking:
    """Return the address a person opens to agree; `state` is unguessable and used once."""
    from oauthlib.oauth2 import WebApplicationClient

    words = WebApplicationClient(client)
    extra = dict(oauth.extra)
    verifier = ""
    if oauth.pkce:
        verifier = words.create_code_verifier(VERIFIER_LENGTH)
        challenge = words.create_code_challenge(verifier, "S256")
        if oauth.challenge is Challenge.HEX:
            challenge = sha256(verifier.encode()).hexdigest()
        extra |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    if oauth.client_field != "client_id":
        extra[oauth.client_field] = client
    scheme, _, rest = authorize.partition(
        "://"
    )  # a rehearsal is on this machine, and oauthlib minds
    address = words.prepare_request_uri(
        f"https://{rest}", redirect_uri=redirect, scope=oauth.separator.join(oauth.scopes), state=state, **extra
    )  # fmt: skip
    address = f"{scheme}{str(address).removeprefix('https')}"
    return Asking(address=address, redirect=redirect, state=state, verifier=verifier)


def code_in(asking: Asking, came_back: str) -> str:
    """Return the code in the address the browser was sent back to.

    Raises:
        SignInRefused: the network said no, or this is not the answer to what was asked.
    """
    from oauthlib.oauth2 import MismatchingStateError, OAuth2Error, WebApplicationClient

    query = urlsplit(came_back.strip()).query
    try:
        found = WebApplicationClient("").parse_request_uri_response(
            f"https://{urlsplit(asking.redirect).netloc}/?{query}", state=asking.state
        )
    except MismatchingStateError:
        raise SignInRefused(
            Sentence(mark("what came back does not belong to this attempt"))
        ) from None
    except OAuth2Error as error:
        raise SignInRefused(
            reason_of(str(error.error or ""), str(error.description or ""))
        ) from None
    return str(found["code"])


def tokens_in(body: bytes, *, now: datetime, keeps: tuple[str, ...] = ()) -> Tokens:
    """Return the tokens in a token call's answer.

    Raises:
        SignInRefused: it is an error, or holds no token.
    """
    from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

    try:
        found = WebApplicationClient("").parse_request_body_response(_unwrapped(body.decode()))
    except OAuth2Error as error:
        raise SignInRefused(
            reason_of(str(error.error or ""), str(error.description or ""))
        ) from None
    except (ValueError, TypeError):
        raise SignInRefused(Sentence(mark("its answer cannot be read"))) from None
    answer = Fields(dict(found))
    return Tokens(
        access=answer.text("access_token"),
        refresh=answer.text("refresh_token"),
        expires_at=_later(now, answer.count("expires_in")),
        refresh_expires_at=_later(
            now,
            answer.count("refresh_token_expires_in") or answer.count("refresh_expires_in"),
        ),
        scopes=" ".join(answer.texts("scope")) or answer.text("scope"),
        facts={name: answer.text(name) for name in keeps if answer.text(name)},
    )


def _unwrapped(body: str) -> str:
    """Return a token answer; Instagram's guide shows it as the one object of a list `data`."""
    answer = json.loads(body) if body.lstrip().startswith("{") else {}
    inside = answer.get("data")
    return json.dumps(inside[0]) if isinstance(inside, list) and len(inside) == 1 else body


def error_in(answer: Fields) -> Sentence:
    """Return in words why a token call was refused: OAuth's errors, or Meta's."""
    own = answer.inside("error")
    return reason_of(
        own.text("type") or answer.text("error"),
        own.text("message") or answer.text("error_description") or answer.text("message"),
    )


def reason_of(code: str, detail: str) -> Sentence:
    """Return an OAuth error in words; one we do not know is quoted, on one line."""
    known = _REASONS.get(code)
    if known:
        return Sentence(known)
    told = " ".join(f"{code} {detail}".split())[:200]
    if not told:
        return Sentence(mark("it gave no reason"))
    return Sentence(mark("it says “{told}”"), {"told": told})


def _later(now: datetime, seconds: int | None) -> datetime | None:
    return now + timedelta(seconds=seconds) if seconds else None


_REASONS = {
    "access_denied": mark("the person at the page did not agree"),
    "invalid_client": mark("the app's id or secret is not the one the network knows"),
    "unauthorized_client": mark("the app is not allowed to sign in like this"),
    "invalid_scope": mark("the app may not ask for one of these rights"),
    "invalid_grant": mark("the code or token was used already, has expired or was revoked"),
    "redirect_uri_mismatch": mark("the app does not know the address the browser is sent back to"),
    "server_error": mark("the network has trouble of its own; try again later"),
    "temporarily_unavailable": mark("the network has trouble of its own; try again later"),
}

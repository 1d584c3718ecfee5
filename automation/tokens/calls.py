"""The calls that get, renew and end tokens. Each is sent once: a token call may spend what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from automation.domain.publishing.sign_in import OAuth, SignIn, TokenCall
from automation.errors import Call, NetworkError, OutcomeUnknown, RateLimited, Sent, Unavailable
from automation.http import Answer, Caller, Failure, Http, Repeat, Request
from automation.http.answer import Json
from automation.language import Sentence, mark
from automation.settings import Secret
from automation.tokens.oauth import SignInRefused, Tokens, error_in, tokens_in

NOBODY = Secret("", "")
_REFUSED = frozenset({400, 401, 403, 404})


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The app a person made at a network: its id, and its secret where it has one."""

    client: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """How a token call says who asks: the `Authorization` header's word and what follows it."""

    scheme: str = ""
    secret: Secret = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenDesk:
    """Speaks with one network's token addresses on behalf of one channel.

    `title` is the network's; `server` stands in for `{server}` in its addresses.
    """

    title: str
    channel: str
    sign_in: SignIn
    server: str
    http: Http

    def at(self, address: str) -> str:
        """Return an address of the header with this channel's server in it."""
        return address.replace("{server}", self.server)

    def swap_code(
        self, oauth: OAuth, app: App, *, code: str, verifier: str, redirect: str
    ) -> Tokens:
        """Turn the code of an authorisation into tokens, then into longer ones where there are.

        Raises:
            SignInRefused: the network refused it.
            NetworkError: it could not be asked, or its answer was lost; the code is spent then.
        """
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        if verifier:
            form["code_verifier"] = verifier
        tokens = self._token_call(oauth, app, oauth.token, form)
        if oauth.exchange is None:
            return tokens
        return self.trade(oauth, app, oauth.exchange, tokens.access)

    def trade(self, oauth: OAuth, app: App, call: TokenCall, token: str) -> Tokens:
        """Turn one token into another: a renewal, or an exchange for a longer one.

        Raises:
            SignInRefused: the network refused it.
            NetworkError: it could not be asked, or its answer was lost; see `.call.sent`.
        """
        form = {"grant_type": call.grant_type, call.token_field: token}
        return self._token_call(
            oauth, app, call.address, form, method=call.method, names_client=call.names_client
        )

    def revoke(self, oauth: OAuth, app: App, token: str) -> None:
        """Tell the network that a token is no longer wanted (RFC 7009).

        Raises:
            SignInRefused: the network refused it.
            NetworkError: it could not be asked.
        """
        form = {"token": token, **({} if oauth.basic else _named(oauth, app))}
        self.send("revoke", oauth.revoke, form=form, proof=_proof(oauth, app))

    def _token_call(
        self, oauth: OAuth, app: App, address: str, form: Mapping[str, str],
        *, method: Literal["GET", "POST"] = "POST", names_client: bool = True,
    ) -> Tokens:  # fmt: skip
        named = _named(oauth, app) if names_client and not oauth.basic else {}
        proof = _proof(oauth, app) if names_client else Proof()
        answer = self.send("sign in", address, method=method, form={**form, **named}, proof=proof)
        return tokens_in(answer.body, now=self.http.clock(), keeps=self.sign_in.keeps)

    def send(
        self, operation: str, address: str, *, method: Literal["GET", "POST"] = "POST",
        form: Mapping[str, str] | None = None, body: Mapping[str, Json] | None = None,
        proof: Proof = Proof(),
    ) -> Answer:  # fmt: skip
        """Send one request that is about tokens.

        Raises:
            SignInRefused: the network refused it.
            NetworkError: it could not be asked, or its answer was lost.
        """
        caller = Caller(
            network=self.title, channel=self.channel, token=proof.secret, scheme=proof.scheme
        )
        sent = dict(form or {})
        is_read = method == "GET"
        result = self.http.ask(
            caller,
            Request(
                operation=operation, method=method, url=self.at(address), repeat=Repeat.ONCE,
                query=sent if is_read else {}, form={} if is_read else {**sent}, json=body,
            ),
        )  # fmt: skip
        if isinstance(result, Failure):
            raise self._meaning(operation, result)
        return result

    def _meaning(self, operation: str, failure: Failure) -> SignInRefused | NetworkError:
        """Return what a failed token call means: a refusal, no answer, or a lost one."""
        if failure.status in _REFUSED and failure.answer is not None:
            return SignInRefused(error_in(failure.answer.fields))
        if failure.is_harmless:
            kind = RateLimited if failure.status == 429 else Unavailable
            return self._error(kind, operation, failure, Sent.NO)
        return self._error(OutcomeUnknown, operation, failure, Sent.UNKNOWN)

    def _error(
        self, kind: type[NetworkError], operation: str, failure: Failure, sent: Sent
    ) -> NetworkError:
        moment: datetime | None = failure.retry_at(self.http.clock())
        call = Call(
            network=self.title, channel=self.channel, operation=operation, status=failure.status,
            retry_at=moment, sent=sent,
        )  # fmt: skip
        return kind(
            mark("{network} did not answer when channel {channel} asked for a token: {trouble} ({status})."),
            mark("Nothing to do: the next run tries again. If it lasts, whoever manages the channel runs “lembar connect {name} --channel {channel}”."),
            call=call, trouble=Sentence(failure.trouble), name=self.title.casefold(),
        )  # fmt: skip


def _named(oauth: OAuth, app: App) -> dict[str, str]:
    named = {oauth.client_field: app.client}
    return {**named, "client_secret": app.secret} if app.secret else named


def _proof(oauth: OAuth, app: App) -> Proof:
    return Proof("Basic", Secret(f"{app.client}:{app.secret}", "")) if oauth.basic else Proof()

"""When a token is renewed, and how: by refresh token, by itself as Meta does, or by a session."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from automation.domain.publishing.sign_in import OAuth, Session, SignIn, TokenCall
from automation.http import Fields
from automation.settings import Secret
from automation.tokens.calls import App, Proof, TokenDesk
from automation.tokens.grant import Grant
from automation.tokens.oauth import SignInRefused, Tokens

SHORT_MARGIN = timedelta(minutes=5)
"""A token that lives hours is renewed when it has less than this left."""
CLIENT_ID, CLIENT_SECRET = "client_id", "client_secret"
"""What the app is kept under where it made itself, and nobody was asked."""
A_DAY = timedelta(days=1)
"""A token that lives longer than this is renewed when a third of its life is left."""


@dataclass(frozen=True, slots=True)
class Renewer:
    """Renews the grants of one network by what its header says."""

    desk: TokenDesk

    @property
    def _sign_in(self) -> SignIn:
        return self.desk.sign_in

    def can_renew(self, grant: Grant) -> bool:
        """Say whether a new token can be had without a person."""
        oauth = self._sign_in.oauth
        if self._sign_in.session is not None:
            return True
        if oauth is None or oauth.renewal is None:
            return False
        return oauth.renewal.from_access or bool(grant.refresh)

    def is_due(self, grant: Grant, now: datetime) -> bool:
        """Say whether it is time to renew: soon enough before the end, and not sooner than allowed."""
        if grant.expires_at is None or not self.can_renew(grant):
            return False
        began = grant.obtained_at or now
        lifetime = grant.expires_at - began
        margin = lifetime / 3 if lifetime > A_DAY else min(SHORT_MARGIN, lifetime / 2)
        return now >= max(grant.expires_at - margin, began + self._sign_in.renewable_after)

    def spends(self, grant: Grant) -> bool:
        """Say whether a renewal may end the refresh token even if its answer is lost."""
        return self._sign_in.rotates and bool(grant.refresh) and self._sign_in.session is None

    def renew(self, grant: Grant, now: datetime) -> Grant:
        """Return the grant with a new token; what the answer leaves out stays as it was.

        Raises:
            SignInRefused: the network refused it.
            NetworkError: it could not be asked, or its answer was lost; see `.call.sent`.
        """
        oauth, session = self._sign_in.oauth, self._sign_in.session
        if session is not None:
            return renewed(grant, self._continue_session(session, grant), self._sign_in, now)
        if oauth is None or oauth.renewal is None:
            return grant
        return renewed(grant, self._by_oauth(oauth, oauth.renewal, grant), self._sign_in, now)

    def _by_oauth(self, oauth: OAuth, call: TokenCall, grant: Grant) -> Tokens:
        token = grant.access if call.from_access else grant.refresh
        return self.desk.trade(oauth, app_of(grant, self._sign_in), call, token)

    def _continue_session(self, session: Session, grant: Grant) -> Tokens:
        """Continue the session; one that cannot be continued is opened anew with the app password."""
        if grant.refresh:
            try:
                own = Secret(grant.refresh, "")
                answer = self.desk.send("renew", session.renew, proof=Proof("Bearer", own))
            except SignInRefused:
                pass
            else:
                return self._session_in(session, answer.fields)
        return self.open_session(session, grant)

    def open_session(self, session: Session, grant: Grant) -> Tokens:
        """Open a session with the name and the app password.

        Raises:
            SignInRefused: they are not right.
            NetworkError: it could not be asked.
        """
        name, password = (grant.answer(ask.name) for ask in self._sign_in.asks[:2])
        body = {session.name_field: name, session.password_field: password}
        return self._session_in(
            session, self.desk.send("sign in", session.create, body=body).fields
        )

    def _session_in(self, session: Session, answer: Fields) -> Tokens:
        keeps = self._sign_in.keeps
        return Tokens(
            access=answer.text(session.access_field),
            refresh=answer.text(session.refresh_field),
            facts={name: answer.text(name) for name in keeps if answer.text(name)},
        )


def app_of(grant: Grant, sign_in: SignIn) -> App:
    """Return the app a grant was made with: its id, and its secret where it has one."""
    registered = sign_in.oauth is not None and bool(sign_in.oauth.register)
    names = [CLIENT_ID, CLIENT_SECRET] if registered else [ask.name for ask in sign_in.asks]
    client, secret = (*(grant.answer(name) for name in names[:2]), "")[:2]
    return App(client=client, secret=secret)


def renewed(grant: Grant, tokens: Tokens, sign_in: SignIn, now: datetime) -> Grant:
    """Return a grant with new tokens. An answer without a refresh token leaves the old one. Pure."""
    name = next(iter(grant.values))
    lasts = sign_in.refresh_lifetime
    refresh_ends = grant.refresh_expires_at
    if tokens.refresh_expires_at is not None:
        refresh_ends = tokens.refresh_expires_at
    elif tokens.refresh and lasts is not None:
        refresh_ends = now + lasts
    lifetime = sign_in.access_lifetime
    return replace(
        grant,
        values={**grant.values, name: tokens.access},
        refresh=tokens.refresh or grant.refresh,
        scopes=tokens.scopes or grant.scopes,
        facts={**grant.facts, **tokens.facts},
        obtained_at=now,
        expires_at=tokens.expires_at or (now + lifetime if lifetime else None),
        refresh_expires_at=refresh_ends,
        trouble=None,
        trouble_at=None,
    )

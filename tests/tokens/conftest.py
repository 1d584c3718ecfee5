"""A channel that was connected to the OAuth server of the tests, with a store in a folder of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.sign_in import Ask, OAuth, Session, SignIn, TokenCall
from automation.http import Caller, Http, Repeat, Request
from automation.settings import Settings
from automation.tokens.calls import App, TokenDesk
from automation.tokens.credential import StoredCredential
from automation.tokens.grant import Grant, GrantKey
from automation.tokens.oauth import ask_person, code_in
from automation.tokens.renewal import Renewer, renewed
from automation.tokens.stores.sealed_file import SealedFile
from tests.wire.oauth import CLIENT, CLIENT_SECRET, OAuthServer, oauth_server
from tests.wire.pace import FakeTime

KEY = GrantKey("kopigram", ChannelId("brand"))
REDIRECT = "http://127.0.0.1:9/back"


def sign_in_with(oauth: OAuth | None = None, session: Session | None = None) -> SignIn:
    """Return how one signs in to the network of these tests."""
    return SignIn(
        page="https://kopigram.example/apps", steps=(), oauth=oauth, session=session,
        asks=(Ask(name="KOPIGRAM_CLIENT_ID", title="Client ID", hidden=False), Ask(name="KOPIGRAM_CLIENT_SECRET", title="Client secret")),
        keeps=("did",), source="https://kopigram.example/docs", checked=date(2026, 11, 22),
        access_lifetime=timedelta(hours=2) if session else None,
    )  # fmt: skip


ROTATING = sign_in_with(
    OAuth(
        authorize="{server}/authorize", token="{server}/token", revoke="{server}/revoke", scopes=("read", "write"),
        renewal=TokenCall(address="{server}/token"),
    )
)  # fmt: skip
LONG_LIVED = sign_in_with(
    OAuth(
        authorize="{server}/authorize", token="{server}/token", scopes=("threads_basic",), pkce=False,
        exchange=TokenCall(address="{server}/exchange", method="GET", grant_type="th_exchange_token", token_field="access_token"),
        renewal=TokenCall(
            address="{server}/exchange", method="GET", grant_type="th_exchange_token", token_field="access_token",
            from_access=True, names_client=False,
        ),
    )
)  # fmt: skip
SESSION = sign_in_with(session=Session(create="{server}/session", renew="{server}/session/renew"))


@dataclass
class Bench:
    """One channel, its network's token server, its store, and the time."""

    server: OAuthServer
    store: SealedFile
    time: FakeTime
    settings: Settings
    http: Http
    sign_in: SignIn = ROTATING

    @property
    def desk(self) -> TokenDesk:
        return TokenDesk(
            title="Kopigram", channel="brand", sign_in=self.sign_in, server=self.server.url, http=self.http
        )  # fmt: skip

    def agree(self) -> Grant:
        """Play a person who agrees; return and keep what that grants."""
        oauth = self.sign_in.oauth
        assert oauth is not None
        asking = ask_person(
            oauth, authorize=self.desk.at(oauth.authorize), client=CLIENT, redirect=REDIRECT, state="s"
        )  # fmt: skip
        answer = self.server.answer("GET", "/authorize", _query(asking.address), "")
        code = code_in(asking, answer.location)
        app = App(client=CLIENT, secret=CLIENT_SECRET)
        tokens = self.desk.swap_code(
            oauth, app, code=code, verifier=asking.verifier, redirect=REDIRECT
        )
        return self.keep(renewed(self.empty(), tokens, self.sign_in, self.time.now()))

    def empty(self) -> Grant:
        facts = {"KOPIGRAM_CLIENT_ID": CLIENT}
        client = {"KOPIGRAM_CLIENT_SECRET": CLIENT_SECRET}
        if self.sign_in.session:
            facts, client = {"KOPIGRAM_CLIENT_ID": "kopi.example"}, {"KOPIGRAM_CLIENT_SECRET": "app-password-canary"}  # fmt: skip
        return Grant(
            network=KEY.network, channel=KEY.channel, values={"KOPIGRAM_TOKEN": ""}, client=client, facts=facts,
            server=self.server.url, expires_at=self.time.now(),
        )  # fmt: skip

    def keep(self, grant: Grant) -> Grant:
        self.store.save(grant)
        return grant

    def open(self) -> StoredCredential:
        """Open the credential as a run does; each call is another process."""
        grant = self.store.load(KEY)
        assert grant is not None
        return StoredCredential(
            grant, "KOPIGRAM_TOKEN", renewer=Renewer(self.desk), store=SealedFile(self.store._folder),
            learn=self.settings.learn,
        )  # fmt: skip

    def whoami(self, token: StoredCredential) -> str:
        """Ask the network whose token this is, as a network's class would."""
        caller = Caller(network="Kopigram", channel="brand", token=token)
        url = f"{self.server.url}/me"
        return self.http.send(
            caller, Request(operation="check", method="GET", url=url, repeat=Repeat.FREELY)
        ).fields.text("id")

    def later(self, **after: float) -> None:
        """Let time pass."""
        self.time.pace.sleep(timedelta(**after).total_seconds())

    def kept(self) -> Grant:
        grant = self.store.load(KEY)
        assert grant is not None
        return grant


@pytest.fixture
def server() -> Iterator[OAuthServer]:
    with oauth_server() as running:
        yield running


@pytest.fixture
def make_bench(server: OAuthServer, tmp_path: Path) -> Iterator[Callable[[SignIn], Bench]]:
    time, settings = FakeTime(), Settings()
    http = Http(settings, clock=time.now, pace=time.pace)
    base = Bench(server, SealedFile(tmp_path / ".lembar"), time, settings, http)
    yield lambda sign_in: replace(base, sign_in=sign_in)
    http.close()


@pytest.fixture
def bench(make_bench: Callable[[SignIn], Bench]) -> Bench:
    return make_bench(ROTATING)


def _query(address: str) -> dict[str, str]:
    from urllib.parse import parse_qsl, urlsplit

    return dict(parse_qsl(urlsplit(address).query))

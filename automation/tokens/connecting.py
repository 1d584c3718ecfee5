"""Walks a person through getting one channel's credential, by what its network's SPEC says.

Who asks and shows is given by the caller: a terminal, or a test. Nothing is kept from here; the
caller keeps the grant once the network has said whose account it opens.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from automation.domain.publishing.network import NetworkSpec
from automation.domain.publishing.sign_in import Ask, OAuth, Redirect, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.http import Fields, Http
from automation.language import Sentence, Translate, mark
from automation.settings import Settings
from automation.tokens.calls import App, TokenDesk
from automation.tokens.grant import Grant
from automation.tokens.loopback import ComingBack
from automation.tokens.oauth import Asking, SignInRefused, ask_person, code_in
from automation.tokens.picking import picked
from automation.tokens.renewal import CLIENT_ID, CLIENT_SECRET, Renewer, renewed

APP_NAME = "Lembar"


class Person(Protocol):
    """Whoever sits before the screen."""

    @property
    def translate(self) -> Translate:
        """Translates to the person's language."""
        ...

    def say(self, template: str, **facts: object) -> None:
        """Tell one sentence."""
        ...

    def ask(self, what: str, *, hidden: bool) -> str:
        """Ask for one line; what is hidden is typed without echo."""
        ...

    def open(self, address: str) -> None:
        """Open an address in the browser; one that does not open is no error."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Connecting:
    """One channel on its way to being connected.

    `has_browser`: a browser on this very machine can come back to it; else the person pastes the
    address their browser ended at. `pastes_token`: they bring a token instead of signing in.
    """

    spec: NetworkSpec
    sign_in: SignIn
    channel: Channel
    settings: Settings
    http: Http
    person: Person
    has_browser: bool = True
    pastes_token: bool = False

    def grant(self) -> Grant:
        """Return what the person got for us.

        Raises:
            ConfigError: nothing was typed, the network refused, or nobody came back.
            NetworkError: it could not be asked.
        """
        try:
            if self.sign_in.oauth is not None and not self.pastes_token:
                return self._by_oauth(self.sign_in.oauth)
            self._show_steps("")
            answers = {ask.name: self._typed(ask) for ask in self.sign_in.asks}
            if self.sign_in.session is not None:
                return self._by_session(answers)
        except SignInRefused as refused:
            raise ConfigError(
                mark("Channel {channel} was not connected to {network}: {reason}."),
                mark("Nothing was kept. Mend that, and run “lembar connect {name} --channel {channel}” again."),
                channel=self.channel.id, network=self.spec.title, name=self.spec.name, reason=refused.reason,
            ) from None  # fmt: skip
        return self._empty(answers)

    @property
    def _server(self) -> str:
        return self.sign_in.server_of(self.channel)

    @property
    def _desk(self) -> TokenDesk:
        return TokenDesk(
            title=self.spec.title, channel=self.channel.id, sign_in=self.sign_in,
            server=self._server, http=self.http,
        )  # fmt: skip

    def _by_oauth(self, oauth: OAuth) -> Grant:
        if not self.has_browser or oauth.redirect is Redirect.PASTED:
            redirect = f"http://127.0.0.1:{oauth.port}/"
            if oauth.redirect is Redirect.PASTED:
                redirect = self._typed(Ask(name="redirect", title=mark("The app's redirect address"), hidden=False))  # fmt: skip
            return self._agreed(oauth, redirect, None)
        port = oauth.port if oauth.redirect is Redirect.FIXED_PORT else 0
        with ComingBack(self.person.translate, port) as coming:
            return self._agreed(oauth, coming.address, coming)

    def _agreed(self, oauth: OAuth, redirect: str, coming: ComingBack | None) -> Grant:
        self._show_steps(redirect)
        client = self._registered(oauth, redirect) if oauth.register else self._asked()
        app = App(client=next(iter(client.values()), ""), secret=[*client.values(), ""][1])
        asking = ask_person(
            oauth, authorize=self._desk.at(oauth.authorize), client=app.client, redirect=redirect,
            state=secrets.token_urlsafe(24),
        )  # fmt: skip
        code = code_in(asking, self._came_back(asking, coming))
        tokens = self._desk.swap_code(oauth, app, code=code, verifier=asking.verifier, redirect=redirect)  # fmt: skip
        if oauth.pick is not None:
            tokens = picked(self._desk, oauth.pick, tokens, self.channel)
        name = self.spec.secrets[0]
        return renewed(self._kept(client, {name: ""}), tokens, self.sign_in, self.http.clock())

    def _came_back(self, asking: Asking, coming: ComingBack | None) -> str:
        self.person.say(
            mark("Open this address and agree there: {address}"), address=asking.address
        )
        if coming is not None:
            self.person.open(asking.address)
            self.person.say(mark("Waiting for you to come back from the page …"))
            return coming.wait(asking.state)
        self.person.say(
            mark("Your browser ends at an address that begins with {redirect}. It may show no page: copy the whole address from its address line."),
            redirect=asking.redirect,
        )  # fmt: skip
        return self._typed(Ask(name="address", title=mark("The address your browser ended at")))

    def _registered(self, oauth: OAuth, redirect: str) -> Mapping[str, str]:
        form = {
            "client_name": APP_NAME, "redirect_uris": redirect, "scopes": oauth.separator.join(oauth.scopes),
        }  # fmt: skip
        answer: Fields = self._desk.send("register", oauth.register, form=form).fields
        client, secret = answer.text("client_id"), answer.text("client_secret")
        if not client:
            raise SignInRefused(Sentence(mark("its answer cannot be read")))
        return {CLIENT_ID: client, CLIENT_SECRET: secret}

    def _asked(self) -> Mapping[str, str]:
        answers = {}
        for ask in self.sign_in.asks:
            known = self.settings.answer(ask.name, self.channel.id)
            if known:
                self.person.say(mark("{title}: taken from {variable}."), title=ask.title, variable=ask.name)  # fmt: skip
            answers[ask.name] = known or self._typed(ask)
        return answers

    def _by_session(self, answers: Mapping[str, str]) -> Grant:
        grant = self._kept(answers, {self.spec.secrets[0]: ""})
        return Renewer(self._desk).renew(grant, self.http.clock())

    def _empty(self, answers: Mapping[str, str]) -> Grant:
        """Return the grant of a credential that is used as it was pasted."""
        values = dict(zip(self.spec.secrets, answers.values(), strict=False))
        return self._kept({}, values)

    def _kept(self, answers: Mapping[str, str], values: Mapping[str, str]) -> Grant:
        shown = {ask.name for ask in self.sign_in.asks if not ask.hidden} | {CLIENT_ID}
        return Grant(
            network=self.spec.name, channel=self.channel.id, values=values, server=self._server,
            client={name: text for name, text in answers.items() if name not in shown},
            facts={name: text for name, text in answers.items() if name in shown},
            obtained_at=self.http.clock(),
        )  # fmt: skip

    def _show_steps(self, redirect: str) -> None:
        facts = {
            "server": self._server, "redirect": redirect,
            "page": self._desk.at(self.sign_in.page),
            "scopes": " ".join(self.sign_in.oauth.scopes) if self.sign_in.oauth else "",
        }  # fmt: skip
        if self.pastes_token or not (self.sign_in.oauth and self.sign_in.oauth.register):
            self.person.say(mark("On the network's own page: {page}"), **facts)
        if not self.pastes_token:
            for number, step in enumerate(self.sign_in.steps, start=1):
                self.person.say("{number}. {step}", number=number, step=Sentence(step, facts))

    def _typed(self, ask: Ask) -> str:
        title = self.person.translate(ask.title)
        for _ in range(3):
            typed = self.person.ask(title, hidden=ask.hidden).strip()
            if typed:
                return typed
        raise ConfigError(
            mark("Nothing was typed for “{title}”."),
            mark("Nothing was kept. Run it again when you have it at hand."),
            title=title,
        )

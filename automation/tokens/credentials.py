"""The credentials of one run: a channel's own variable first, then the store, then the shared one."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from automation.domain.publishing.network import NetworkSpec
from automation.domain.publishing.sign_in import Access, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.http import Credential, Http
from automation.language import mark
from automation.settings import Settings, secret_variable
from automation.tokens.calls import TokenDesk
from automation.tokens.credential import StoredCredential
from automation.tokens.grant import Grant, GrantKey, access_of
from automation.tokens.renewal import Renewer
from automation.tokens.stores.store import TokenStore


@dataclass(kw_only=True)
class Credentials:
    """Finds each channel's credential, and says how long it lasts. Threads may share it."""

    settings: Settings
    http: Http
    open_store: Callable[[], TokenStore]
    _made: dict[tuple[GrantKey, str], StoredCredential] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def find(self, spec: NetworkSpec, name: str, channel: Channel) -> Credential:
        """Return the credential for one secret of a network's header.

        Raises:
            ConfigError: there is none, and it says how to get one; or the store cannot be read.
        """
        own = self.settings.own_secret(name, channel.id)
        sign_in = spec.sign_in
        if own is not None or sign_in is None:
            return own or self.settings.secret_for(name, channel.id)
        with self._turn:
            stored = self._stored(spec, sign_in, name, channel)
        if stored is not None:
            return stored
        shared = self.settings.secrets.get(name)
        if shared is None:
            raise ConfigError(
                mark("Channel {channel} is not connected to {network}: {variable} is not set either."),
                mark("Whoever manages the channel runs “lembar connect {name} --channel {channel}”, or puts its credential into the .env file as {variable}; then runs “lembar doctor”."),
                channel=channel.id, network=spec.title, name=spec.name,
                variable=", ".join(secret_variable(one, channel.id) for one in _copied(sign_in, name)),
            )  # fmt: skip
        return shared

    def access(self, spec: NetworkSpec, channel: Channel) -> Access:
        """Return how long a channel's access lasts, as far as we know it.

        Raises:
            ConfigError: the store cannot be read.
        """
        if any(self.settings.own_secret(name, channel.id) for name in spec.secrets):
            return Access(api=spec.api)
        grant = self._store.load(GrantKey(spec.name, channel.id))
        return replace(access_of(grant, spec.sign_in) if grant else Access(), api=spec.api)

    def _stored(
        self, spec: NetworkSpec, sign_in: SignIn, name: str, channel: Channel
    ) -> StoredCredential | None:
        key = GrantKey(spec.name, channel.id)
        if (key, name) not in self._made:
            grant = self._from_environment(spec, sign_in, channel) or self._store.load(key)
            if grant is None or name not in grant.values:
                return None
            desk = TokenDesk(
                title=spec.title, channel=channel.id, sign_in=sign_in, server=grant.server, http=self.http
            )  # fmt: skip
            self._made[key, name] = StoredCredential(
                grant, name, renewer=Renewer(desk), store=self._store, learn=self.settings.learn
            )
        return self._made[key, name]

    def _from_environment(
        self, spec: NetworkSpec, sign_in: SignIn, channel: Channel
    ) -> Grant | None:
        """Return the session of the name and app password that are set; None where none are.

        One that was opened with others, or not yet, is still to be opened.
        """
        if sign_in.session is None:
            return None
        answers = {ask.name: self.settings.answer(ask.name, channel.id) for ask in sign_in.asks}
        if not all(answers.values()):
            return None
        kept = self._store.load(GrantKey(spec.name, channel.id))
        if kept and all(kept.answer(name) == text for name, text in answers.items()):
            return kept
        hidden = {ask.name for ask in sign_in.asks if ask.hidden}
        grant = Grant(
            network=spec.name, channel=channel.id, values={spec.secrets[0]: ""}, server=sign_in.server_of(channel),
            client={name: text for name, text in answers.items() if name in hidden},
            facts={name: text for name, text in answers.items() if name not in hidden},
            expires_at=self.http.clock(),
        )  # fmt: skip
        self._store.save(grant)
        return grant

    @cached_property
    def _store(self) -> TokenStore:
        return self.open_store()


def _copied(sign_in: SignIn, name: str) -> Sequence[str]:
    """Return what people copy from the network's page to open a channel by hand."""
    return [ask.name for ask in sign_in.asks] if sign_in.session else [name]

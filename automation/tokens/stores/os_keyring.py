"""The token store of the system: Keychain, Credential Manager, Secret Service; by `keyring`."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from automation.domain.ids import ChannelId
from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.tokens.grant import Grant, GrantKey, from_plain, to_plain
from automation.tokens.stores.folder import lock_name, locked

_INDEX = "channels"
"""The entry that lists the others: a keyring tells nobody what it holds."""


class OsKeyring:
    """One entry a grant, under the service `lembar`, or `lembar TEAM` where teams share a machine."""

    def __init__(self, folder: Path, team: str = "") -> None:
        self._folder = folder
        self._service = f"lembar {team}".strip()
        self._ring = _keyring()

    @property
    def place(self) -> Sentence:
        """Which keyring it is."""
        return Sentence(
            mark("this computer's keyring, under “{service}”"), {"service": self._service}
        )

    def load(self, key: GrantKey) -> Grant | None:
        """Return a channel's grant."""
        kept = self._get(_entry(key))
        if kept is None:
            return None
        try:
            return from_plain(json.loads(kept))
        except ValueError:
            self._refuse(_entry(key))

    def load_all(self) -> Sequence[Grant]:
        """Return every grant the index lists."""
        found = (self.load(key) for key in sorted(self._index()))
        return [grant for grant in found if grant is not None]

    def save(self, grant: Grant) -> None:
        """Keep a grant."""
        with locked(self._folder, "tokens"):
            self._set(_entry(grant.key), json.dumps(to_plain(grant)))
            self._set_index({*self._index(), grant.key})

    def remove(self, key: GrantKey) -> None:
        """Forget a grant."""
        with locked(self._folder, "tokens"):
            if self._get(_entry(key)) is not None:
                with _said(self._service):
                    self._ring.delete_password(self._service, _entry(key))
            self._set_index(self._index() - {key})

    def turn(self, key: GrantKey) -> AbstractContextManager[None]:
        """Let one process at a time renew a grant."""
        return locked(self._folder, lock_name(key))

    def _index(self) -> set[GrantKey]:
        try:
            listed = json.loads(self._get(_INDEX) or "[]")
            return {GrantKey(str(network), ChannelId(str(channel))) for network, channel in listed}
        except (ValueError, TypeError):
            self._refuse(_INDEX)

    def _set_index(self, keys: set[GrantKey]) -> None:
        self._set(_INDEX, json.dumps(sorted(keys)))

    def _get(self, entry: str) -> str | None:
        with _said(self._service):
            found: str | None = self._ring.get_password(self._service, entry)
        return found

    def _set(self, entry: str, value: str) -> None:
        with _said(self._service):
            put: Callable[[str, str, str], None] = self._ring.set_password
            put(self._service, entry, value)

    def _refuse(self, entry: str) -> NoReturn:
        raise ConfigError(
            mark("The keyring's entry “{entry}” under “{service}” cannot be read as a token."),
            mark("Whoever runs Lembar deletes that entry and connects the channel again."),
            entry=entry, service=self._service,
        ) from None  # fmt: skip


def _entry(key: GrantKey) -> str:
    return f"{key.network}/{key.channel}"


def _keyring() -> ModuleType:
    """Return `keyring` where it is installed and finds a keyring that works."""
    try:
        import keyring
        from keyring.backends import fail
    except ImportError:
        raise ConfigError(
            mark("Tokens are to be kept in the keyring, and the package keyring is not installed."),
            mark("Whoever runs Lembar installs it with “pip install lembar[keyring]”, or removes LEMBAR_TOKENS to keep them in an encrypted file."),
        ) from None  # fmt: skip
    if isinstance(keyring.get_keyring(), fail.Keyring):
        raise ConfigError(
            mark("Tokens are to be kept in the keyring, and this computer has none that works."),
            mark("Whoever runs Lembar sets one up (a server seldom has one), or removes LEMBAR_TOKENS to keep them in an encrypted file."),
        )  # fmt: skip
    return keyring


@contextmanager
def _said(service: str) -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        raise ConfigError(
            mark("The keyring did not take or give what is kept under “{service}” ({cause})."),
            mark("Whoever runs Lembar unlocks it, and runs this again."),
            service=service, cause=type(error).__name__,
        ) from None  # fmt: skip

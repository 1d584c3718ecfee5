"""Which token store the settings name, and how grants move from one to another."""

import re
from pathlib import Path

from automation.errors import ConfigError
from automation.http import Http
from automation.language import mark
from automation.settings import TOKEN_KEY, Settings
from automation.tokens.stores.folder import folder_in
from automation.tokens.stores.sealed_file import SealedFile
from automation.tokens.stores.store import TokenStore

_PROJECT = re.compile(r"[a-z][a-z0-9-]{4,28}[a-z0-9]|[0-9]{1,19}")


def open_store(settings: Settings, http: Http, folder: Path, kind: str = "") -> TokenStore:
    """Return the token store that LEMBAR_TOKENS names, or the one of that kind.

    `folder` is the workbook's. `file` or `file:FOLDER`, `keyring` or `keyring:TEAM`, `google:PROJECT`.

    Raises:
        ConfigError: there is no such store, or it cannot be used on this machine.
    """
    name, _, where = (kind or settings.tokens or "file").partition(":")
    folder = folder_in(folder)
    match name:
        case "file":
            key = settings.secrets.get(TOKEN_KEY)
            return SealedFile(Path(where).expanduser() if where else folder, key)
        case "keyring":
            from automation.tokens.stores.os_keyring import OsKeyring

            return OsKeyring(folder, where)
        case "google" if _PROJECT.fullmatch(where):
            from automation.tokens.stores.google_access import GoogleAccess
            from automation.tokens.stores.secret_manager import SecretManager

            return SecretManager(folder, where, http=http, access=GoogleAccess(settings.google_key))
    raise ConfigError(
        mark("Tokens cannot be kept in “{kind}”."),
        mark("Whoever runs Lembar sets LEMBAR_TOKENS to file, file:FOLDER, keyring, keyring:TEAM or google:PROJECT."),
        kind=kind or settings.tokens,
    )  # fmt: skip


def move(old: TokenStore, new: TokenStore) -> int:
    """Move every grant to another store; return how many.

    A grant leaves the old store only when the new one gives it back unchanged.

    Raises:
        ConfigError: the new store did not keep one; it is still in the old one.
    """
    grants = old.load_all()
    for grant in grants:
        with old.turn(grant.key):
            kept = old.load(grant.key) or grant
            new.save(kept)
            if new.load(kept.key) != kept:
                raise ConfigError(
                    mark("The token of channel {channel} did not arrive whole."),
                    mark("It is still where it was. Whoever runs Lembar looks at the new place, and tries again."),
                    channel=kept.channel,
                )  # fmt: skip
            old.remove(kept.key)
    return len(grants)

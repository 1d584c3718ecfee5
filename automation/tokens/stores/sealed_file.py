"""The token store everybody has: one file, encrypted, with its key in the environment or beside it.

Encryption is Fernet (AES-128-CBC with HMAC-SHA256) of `cryptography`; its key is made from ours
by scrypt with the file's own salt. A key file beside the store protects the tokens in a copy or
a backup of one of the two, and in a folder that is shared without hidden files; it does not protect
from somebody who can read everything of this user. A key in the environment does, at rest.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NoReturn

from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.settings import TOKEN_KEY, Secret
from automation.tokens.grant import Grant, GrantKey, Plain, from_plain, to_plain
from automation.tokens.stores.folder import lock_name, locked, make_private, write_atomically

FORMAT = "lembar tokens 1"
SHORTEST_KEY = 16
"""Characters of a key in the environment; fewer could be guessed by trying."""


class SealedFile:
    """Grants in one encrypted file; several processes may share it."""

    def __init__(self, folder: Path, key: Secret | None = None) -> None:
        self._folder = folder
        self._file = folder / "tokens"
        self._key_file = folder / "key"
        self._key = key
        self._made: dict[bytes, bytes] = {}

    @property
    def place(self) -> Sentence:
        """Where the tokens are, and what protects them."""
        if self._key:
            return Sentence(
                mark("the encrypted file {file}, which {variable} opens"),
                {"file": self._file, "variable": TOKEN_KEY},
            )
        return Sentence(
            mark("the encrypted file {file}; the key beside it opens it, so keep the two apart in copies and backups"),
            {"file": self._file},
        )  # fmt: skip

    def load(self, key: GrantKey) -> Grant | None:
        """Return a channel's grant."""
        return self._open().get(key)

    def load_all(self) -> Sequence[Grant]:
        """Return every grant."""
        return [grant for _, grant in sorted(self._open().items())]

    def save(self, grant: Grant) -> None:
        """Keep a grant; when this returns it is on the disk."""
        with locked(self._folder, "tokens"):
            self._seal({**self._open(), grant.key: grant})

    def remove(self, key: GrantKey) -> None:
        """Forget a grant."""
        with locked(self._folder, "tokens"):
            kept = self._open()
            if kept.pop(key, None) is not None:
                self._seal(kept)

    def turn(self, key: GrantKey) -> AbstractContextManager[None]:
        """Let one process at a time renew a grant."""
        return locked(self._folder, lock_name(key))

    def _open(self) -> dict[GrantKey, Grant]:
        if not self._file.exists():
            return {}
        from cryptography.fernet import Fernet, InvalidToken

        try:
            whole = json.loads(self._file.read_bytes())
            salt, proof = bytes.fromhex(whole["salt"]), str(whole["key"])
            sealed, known = str(whole["sealed"]).encode(), whole["format"] == FORMAT
        except (ValueError, KeyError, TypeError):
            self._refuse_damaged()
        key = self._fernet_key(salt)
        if not secrets.compare_digest(_proof_of(key), proof):
            self._refuse_key()
        try:
            plain = json.loads(Fernet(key).decrypt(sealed))
            grants = [from_plain(one) for one in plain]
        except (InvalidToken, ValueError, TypeError):
            self._refuse_damaged()
        if not known:
            self._refuse_damaged()
        return {grant.key: grant for grant in grants}

    def _seal(self, grants: Mapping[GrantKey, Grant]) -> None:
        from cryptography.fernet import Fernet

        make_private(self._folder)
        salt = self._salt()
        key = self._fernet_key(salt, may_make=True)
        plain: list[Plain] = [to_plain(grant) for grant in grants.values()]
        sealed = Fernet(key).encrypt(json.dumps(plain).encode()).decode()
        whole = {"format": FORMAT, "salt": salt.hex(), "key": _proof_of(key), "sealed": sealed}
        write_atomically(self._file, json.dumps(whole, indent=1).encode())

    def _salt(self) -> bytes:
        """Return the file's salt, so that its key is made once; a new file gets a new one."""
        if self._file.exists():
            return bytes.fromhex(json.loads(self._file.read_bytes())["salt"])
        return secrets.token_bytes(16)

    def _fernet_key(self, salt: bytes, *, may_make: bool = False) -> bytes:
        if salt not in self._made:
            ours = self._our_key(may_make=may_make)
            rounds = 2**15 if self._key else 2  # a key we made holds 256 random bits already
            raw = hashlib.scrypt(ours, salt=salt, n=rounds, r=8, p=1, maxmem=2**26, dklen=32)
            self._made[salt] = base64.urlsafe_b64encode(raw)
        return self._made[salt]

    def _our_key(self, *, may_make: bool) -> bytes:
        if self._key is not None:
            if len(self._key.reveal()) < SHORTEST_KEY:
                raise ConfigError(
                    mark("{variable} is shorter than {least} characters."),
                    mark("Whoever runs Lembar sets it to a long text that nobody can guess."),
                    variable=TOKEN_KEY, least=SHORTEST_KEY,
                )  # fmt: skip
            return self._key.reveal().encode()
        if not self._key_file.exists():
            if not may_make or self._file.exists():
                self._refuse_key()
            write_atomically(self._key_file, secrets.token_urlsafe(32).encode())
        return self._key_file.read_bytes().strip()

    def _refuse_key(self) -> NoReturn:
        raise ConfigError(
            mark("The key does not open the tokens in {file}."),
            mark("Whoever runs Lembar sets {variable} to the key they were kept with, or puts back the key file; else they move {file} away and connect every channel again."),
            file=self._file, variable=TOKEN_KEY,
        ) from None  # fmt: skip

    def _refuse_damaged(self) -> NoReturn:
        raise ConfigError(
            mark("The tokens in {file} are damaged."),
            mark("Whoever runs Lembar puts back a copy of the file, or moves it away and connects every channel again."),
            file=self._file,
        ) from None  # fmt: skip


def _proof_of(key: bytes) -> str:
    """Return what tells a wrong key from a damaged file, without telling the key."""
    return hashlib.sha256(b"lembar key " + key).hexdigest()[:16]

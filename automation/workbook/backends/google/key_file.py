"""A file with Google credentials: what it is, whether it can be used, and what of it is secret."""

import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError
from automation.language import Sentence, mark

_SECRET = ("private_key", "private_key_id", "client_secret", "refresh_token", "token")
_PERSONS = ("client_id", "client_secret", "refresh_token")
_NEW_KEY = mark("Whoever manages the Google project makes one (Service accounts › Keys › Add key › JSON), and LEMBAR_GOOGLE_KEY names that file.")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A file that can be used: a service account's key, or what a person's sign-in left."""

    path: Path
    facts: Mapping[str, object] = field(repr=False)

    @property
    def is_persons(self) -> bool:
        """Whether a person signed in with it."""
        return self.facts.get("type") != "service_account"

    @property
    def email(self) -> str:
        """The account's address, which a sheet is shared with; empty when the file does not say."""
        return str(self.facts.get("account" if self.is_persons else "client_email") or "")

    @property
    def project(self) -> str:
        """The Google project whose APIs must be switched on; empty when the file does not say."""
        return str(self.facts.get("quota_project_id" if self.is_persons else "project_id") or "")

    @property
    def rehearsal(self) -> str:
        """The address of the rehearsal that made it; empty for Google's own."""
        parts = urlsplit(str(self.facts.get("token_uri", "")))
        return f"http://{parts.netloc}" if is_loopback(parts.hostname or "") else ""


def read_key_file(path: Path) -> KeyFile:
    """Return what a credentials file holds.

    Raises:
        ConfigError: it is not there, or it is something else; the error says what.
    """
    facts = _facts(path)
    wrong = next((one for one in _WRONGS if one.fits(facts)), None)
    if wrong is not None:
        raise ConfigError(wrong.what, wrong.fix, file=path.name)
    return KeyFile(path=path, facts=facts)


def not_a_key(path: Path) -> ConfigError:
    """Return the refusal of a file that is no key."""
    return ConfigError(
        mark("{file} is not the key of a Google service account."), _NEW_KEY, file=path.name
    )


def warnings_of(path: Path) -> Iterator[Sentence]:
    """Say what makes a credentials file less secret than it should be."""
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Sentence(
            mark("Other users of this machine can read {file}, and with it write your sheets. Run: chmod 600 {file}"),
            {"file": path},
        )  # fmt: skip


def secrets_in(path: Path) -> list[str]:
    """Return what of a file must be shown nowhere; nothing of a file that cannot be read."""
    try:
        facts = _facts(path)
    except ConfigError:
        return []
    return [str(facts[name]) for name in _SECRET if facts.get(name)]


def _facts(path: Path) -> Mapping[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise ConfigError(
            mark("The Google key file {file} is not there, or may not be read."),
            mark("Whoever runs Lembar sets LEMBAR_GOOGLE_KEY to the path of the service account's key file (.json)."),
            file=path,
        ) from None  # fmt: skip
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ConfigError(
            mark("{file} is not a Google key: it is no JSON file."), _NEW_KEY, file=path.name
        )
    return found


def _lacks(facts: Mapping[str, object], *names: str) -> bool:
    return not all(facts.get(name) for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong:
    """What people take for a key: how it is known, and what is said of it."""

    fits: Callable[[Mapping[str, object]], bool]
    what: str
    fix: str


_WRONGS = (
    _Wrong(
        fits=lambda facts: "installed" in facts or "web" in facts,
        what=mark("{file} is an OAuth client, not a service account's key."),
        fix=_NEW_KEY,
    ),
    _Wrong(
        fits=lambda facts: (
            facts.get("type") == "service_account"
            and _lacks(facts, "private_key", "private_key_id", "client_email")
        ),
        what=mark("{file} is a service account's file, but the key itself is missing in it."),
        fix=_NEW_KEY,
    ),
    _Wrong(
        fits=lambda facts: facts.get("type") == "authorized_user" and _lacks(facts, *_PERSONS),
        what=mark("{file} is an incomplete Google sign-in."),
        fix=mark("Whoever runs Lembar signs in again, or sets LEMBAR_GOOGLE_KEY to a service account's key file."),
    ),
    _Wrong(
        fits=lambda facts: facts.get("type") != "service_account" and _lacks(facts, *_PERSONS),
        what=mark("{file} is not the key of a Google service account."),
        fix=_NEW_KEY,
    ),
)  # fmt: skip

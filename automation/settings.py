"""The only reader of the environment: who we are allowed to be, and what we must not tell.

A setting comes from the environment, or else from a `.env` file beside the workbook; never from
cells or notebook parameters. Secrets hide themselves when printed, and every text that leaves the
process can be passed through `Settings.scrub`.
"""

import difflib
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from automation.domain.ids import ChannelId
from automation.dotenv import read_dotenv
from automation.errors import ConfigError
from automation.language import LANGUAGES, Sentence, mark

HIDDEN = "***"
SHORTEST_SECRET = 6
"""Values shorter than this many characters are not scrubbed: they would hide ordinary words."""

_SECRET_WORDS = frozenset({"TOKEN", "SECRET", "PASSWORD", "PASSWD", "KEY", "CREDENTIALS"})
TOKEN_KEY = "LEMBAR_TOKEN_KEY"  # noqa: S105 - a name
"""Opens the encrypted token store; without it a key file beside the store does."""
_NAMES = frozenset({
    "LEMBAR_ASSIGNMENTS", "LEMBAR_GOOGLE_KEY", "LEMBAR_LANGUAGE", "LEMBAR_LEARNING", "LEMBAR_LIMITS", "LEMBAR_MEDIA_ADDRESS", "LEMBAR_MEDIA_STORE", "LEMBAR_REHEARSAL_ONLY", "LEMBAR_RUNS",
    "LEMBAR_RUN_ID", "LEMBAR_RUN_NOTEBOOK", "LEMBAR_RUN_TIMEOUT_S", "LEMBAR_STATE",
    "LEMBAR_TOKENS", TOKEN_KEY,
})  # fmt: skip
_GOOGLE_KEYS = ("LEMBAR_GOOGLE_KEY", "GOOGLE_APPLICATION_CREDENTIALS")
"""They name a file, which is no secret; the key itself is refused there."""

_BARE = frozenset({
    "PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "APPDATA",
    "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONHOME", "PYTHONUSERBASE",
})  # fmt: skip
_YES = frozenset({"1", "true", "yes", "on", "ya"})
_NO = frozenset({"", "0", "false", "no", "off", "tidak"})


class Secret:
    """A value that prints as `***`. `name` is the variable it came from, and may be shown.

    It is a credential that nobody can renew but a person; see `automation.http.Credential`.
    """

    __slots__ = ("_value", "name")

    def __init__(self, value: str, name: str) -> None:
        self._value = value
        self.name = name

    def reveal(self) -> str:
        """Return the value itself, for the one place that must send it."""
        return self._value

    @property
    def generation(self) -> int:
        """It is never renewed."""
        return 0

    def renew(self, since: int) -> bool:
        """Refuse to: only a person can."""
        return False

    def fact(self, name: str) -> str:
        """Return nothing: a copied value comes without facts about its account."""
        return ""

    @property
    def advice(self) -> Sentence:
        """What to do when the network refuses it."""
        return Sentence(
            mark("Whoever manages the channel makes a new one, puts it into {variable}, then runs \"lembar doctor\"."),
            {"variable": self.name},
        )  # fmt: skip

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is not written to disk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. `language` is `en` or `id`; `run_timeout_s` is in seconds.

    `rehearsal_only` forbids every address beyond this machine, the workbook's included.
    `learning` forbids every network beyond it: whoever is in a lesson publishes nothing.
    `tokens` says where tokens are kept: `file`, `keyring` or `google:PROJECT`, empty for the file.
    `google_key` is the path of a Google service account's key file, empty for who is signed in.
    `media_store` is the bucket networks fetch files from, `media_address` its address for everybody.
    `assignments` is the folder of a team's own kinds of assignments, empty for none.
    `state` is the folder of what this machine's user keeps from run to run.
    `run_id`, `run_notebook` and `run_timeout_s` are handed to the notebook's kernel by its runner.
    """

    language: str = "en"
    rehearsal_only: bool = False
    learning: bool = False
    google_key: str = ""
    tokens: str = ""
    media_store: str = ""
    media_address: str = ""
    limits: str = ""
    runs: str = ""
    state: str = ""
    assignments: str = ""
    run_id: str = ""
    run_notebook: str = ""
    run_timeout_s: float | None = None
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    found: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Everything the environment and the `.env` file hold, for what only a network's header names."""
    _learnt: dict[str, Secret] = field(default_factory=dict, repr=False, compare=False)

    @property
    def stays_here(self) -> bool:
        """Whether no network beyond this machine may be called."""
        return self.rehearsal_only or self.learning

    def secret_for(self, name: str, channel: ChannelId) -> Secret:
        """Return a channel's secret: its own variable, or else the one all channels share.

        Raises:
            ConfigError: neither is set; it names the variable to set.
        """
        own = secret_variable(name, channel)
        secret = self.own_secret(name, channel) or self.secrets.get(name)
        if secret is None:
            raise ConfigError(
                mark("Channel {channel} has no credential: {variable} is not set."),
                mark(
                    'Whoever manages the channel puts it into the environment or into the .env file as {variable}, then runs "lembar doctor".'
                ),
                channel=channel,
                variable=own,
            )
        return secret

    def own_secret(self, name: str, channel: ChannelId) -> Secret | None:
        """Return what the channel's own variable holds; None when it is not set."""
        return self.secrets.get(secret_variable(name, channel))

    def answer(self, name: str, channel: ChannelId) -> str:
        """Return what is set for a channel under a name, or for all of them; empty when nothing."""
        return self.found.get(secret_variable(name, channel), self.found.get(name, "")).strip()

    def learn(self, value: str, name: str) -> None:
        """Remember a secret that came from elsewhere, such as a token renewed in mid-run."""
        if len(value) >= SHORTEST_SECRET:
            self._learnt[value] = Secret(value, name)

    def known_secrets(self) -> list[Secret]:
        """Return every secret known by now, the longest first."""
        known = [*self.secrets.values(), *self._learnt.copy().values()]
        return sorted(known, key=lambda one: -len(one.reveal()))

    def scrub(self, text: str) -> str:
        """Replace every known secret in a text, also in the form addresses carry it."""
        for secret in self.known_secrets():
            for form in (secret.reveal(), quote(secret.reveal(), safe="")):
                text = text.replace(form, HIDDEN)
        return text


def secret_variable(name: str, channel: ChannelId) -> str:
    """Name the variable of one channel's secret: MASTODON_TOKEN of `brand-x` is MASTODON_TOKEN_BRAND_X."""
    plain = unicodedata.normalize("NFKD", channel).encode("ascii", "ignore").decode()
    return f"{name}_{re.sub(r'[^A-Z0-9]+', '_', plain.upper()).strip('_')}"


def load_settings(environ: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """Read the settings once, at start. The environment wins over the `.env` file.

    Raises:
        ConfigError: a line of the file or a value cannot be read, or a name is misspelt.
    """
    found = {**read_dotenv(dotenv), **(os.environ if environ is None else environ)}
    _refuse_misspelt(found)
    timeout = found.get("LEMBAR_RUN_TIMEOUT_S", "").strip()
    return Settings(
        language=_language(found),
        rehearsal_only=_flag(found, "LEMBAR_REHEARSAL_ONLY"),
        learning=_flag(found, "LEMBAR_LEARNING"),
        google_key=_google_key(found),
        tokens=found.get("LEMBAR_TOKENS", "").strip(),
        media_store=found.get("LEMBAR_MEDIA_STORE", "").strip(),
        media_address=found.get("LEMBAR_MEDIA_ADDRESS", "").strip(),
        limits=found.get("LEMBAR_LIMITS", "").strip(),
        runs=found.get("LEMBAR_RUNS", ""),
        state=_state_folder(found),
        assignments=found.get("LEMBAR_ASSIGNMENTS", "").strip(),
        run_id=found.get("LEMBAR_RUN_ID", ""),
        run_notebook=found.get("LEMBAR_RUN_NOTEBOOK", ""),
        run_timeout_s=_seconds("LEMBAR_RUN_TIMEOUT_S", timeout) if timeout else None,
        found=found,
        secrets={
            name: Secret(value.strip(), name)
            for name, value in found.items()
            if _is_secret(name, value)
        },
    )


def enter_learning() -> None:
    """Put this process, and every one it starts, into learning mode; there is no way out of it."""
    os.environ["LEMBAR_LEARNING"] = "yes"


def kernel_environment(**run: str) -> dict[str, str]:
    """Return what a run's kernel inherits: our own environment, and the run's `LEMBAR_` variables."""
    return {**os.environ, **{f"LEMBAR_{name.upper()}": value for name, value in run.items()}}


def bare_environment(*more: str) -> dict[str, str]:
    """Return what a program needs to start that must know no secret, and the variables named."""
    return {name: value for name, value in os.environ.items() if name.upper() in {*_BARE, *more}}


def _google_key(found: Mapping[str, str]) -> str:
    name = next((name for name in _GOOGLE_KEYS if found.get(name, "").strip()), "")
    value = found.get(name, "").strip()
    if value.startswith("{"):
        raise ConfigError(
            mark("{name} holds a key itself."),
            mark("Whoever runs Lembar saves the key as a file that only this user can read, and sets {name} to the file's path."),
            name=name,
        )  # fmt: skip
    return value


def _is_secret(name: str, value: str) -> bool:
    if name in _GOOGLE_KEYS:
        return False
    words = set(name.upper().split("_"))
    return bool(words & _SECRET_WORDS) and len(value.strip()) >= SHORTEST_SECRET


def _refuse_misspelt(found: Mapping[str, str]) -> None:
    for name in found:
        if not name.startswith("LEMBAR_") or name in _NAMES:
            continue
        nearest = difflib.get_close_matches(name, _NAMES, n=1, cutoff=0.85)
        if nearest:
            raise ConfigError(
                mark("There is no setting {name}."),
                mark(
                    "Did you mean {nearest}? Whoever runs Lembar corrects the name and runs it again."
                ),
                name=name,
                nearest=nearest[0],
            )


def _language(found: Mapping[str, str]) -> str:
    chosen = found.get("LEMBAR_LANGUAGE", "").strip().lower()
    if chosen and chosen not in LANGUAGES:
        raise _bad_value("LEMBAR_LANGUAGE", chosen, ", ".join(LANGUAGES))
    spoken = next(
        (found[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if found.get(name)), ""
    )
    return chosen or ("id" if re.match(r"id([_.@-]|$)", spoken) else "en")


def _state_folder(found: Mapping[str, str]) -> str:
    """Return the folder named for it, or else where systems keep a user's programs' state."""
    if named := found.get("LEMBAR_STATE", "").strip():
        return named
    base = found.get("XDG_STATE_HOME", "").strip() or found.get("LOCALAPPDATA", "").strip()
    return str(Path(base or "~/.local/state").expanduser() / "lembar")


def _flag(found: Mapping[str, str], name: str) -> bool:
    value = found.get(name, "").strip().lower()
    if value not in _YES | _NO:
        raise _bad_value(name, value, "yes, no")
    return value in _YES


def _seconds(name: str, value: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        raise _bad_value(name, value, "900")
    return float(value)


def _bad_value(name: str, value: str, valid: str) -> ConfigError:
    return ConfigError(
        mark('The setting {name} cannot be "{value}".'),
        mark("Whoever runs Lembar sets it to one of: {valid}."),
        name=name,
        value=value,
        valid=valid,
    )

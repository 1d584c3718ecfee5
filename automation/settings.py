"""The only reader of the environment: who we are allowed to be, and what we must not tell.

A setting comes from the environment, or else from a `.env` file beside the workbook; never from
cells or notebook parameters. Secrets hide themselves when printed, and every text that leaves the
process can be passed through `Settings.scrub`.
"""

import difflib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from automation.domain.ids import ChannelId
from automation.errors import ConfigError
from automation.language import LANGUAGES, Sentence, mark

HIDDEN = "***"
SHORTEST_SECRET = 6
"""Values shorter than this many characters are not scrubbed: they would hide ordinary words."""

_SECRET_WORDS = frozenset({"TOKEN", "SECRET", "PASSWORD", "PASSWD", "KEY", "CREDENTIALS"})
_NAMES = frozenset({
    "LEMBAR_GOOGLE_KEY", "LEMBAR_LANGUAGE", "LEMBAR_REHEARSAL_ONLY", "LEMBAR_RUNS",
    "LEMBAR_RUN_ID", "LEMBAR_RUN_NOTEBOOK", "LEMBAR_RUN_TIMEOUT_S",
})  # fmt: skip
_GOOGLE_KEYS = ("LEMBAR_GOOGLE_KEY", "GOOGLE_APPLICATION_CREDENTIALS")
"""They name a file, which is no secret; the key itself is refused there."""

_YES = frozenset({"1", "true", "yes", "on", "ya"})
_NO = frozenset({"", "0", "false", "no", "off", "tidak"})
_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")
_PLAIN = re.compile(
    r"""(?P<quote>["'])(?P<inner>.*)(?P=quote)(?:\s+#.*)?|(?P<bare>[^"'].*?|)(?:\s+#.*)?"""
)


class Secret:
    """A value that prints as `***`. `name` is the variable it came from, and may be shown."""

    __slots__ = ("_value", "name")

    def __init__(self, value: str, name: str) -> None:
        self._value = value
        self.name = name

    def reveal(self) -> str:
        """Return the value itself, for the one place that must send it."""
        return self._value

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is not written to disk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. `language` is `en` or `id`; `run_timeout_s` is in seconds.

    `rehearsal_only` forbids every address beyond this machine: a learner's run has it set.
    `google_key` is the path of a Google service account's key file, empty for who is signed in.
    `run_id`, `run_notebook` and `run_timeout_s` are handed to the notebook's kernel by its runner.
    """

    language: str = "en"
    rehearsal_only: bool = False
    google_key: str = ""
    runs: str = ""
    run_id: str = ""
    run_notebook: str = ""
    run_timeout_s: float | None = None
    secrets: Mapping[str, Secret] = field(default_factory=dict, repr=False)

    def secret_for(self, name: str, channel: ChannelId) -> Secret:
        """Return a channel's secret: its own variable, or else the one all channels share.

        Raises:
            ConfigError: neither is set; it names the variable to set.
        """
        own = secret_variable(name, channel)
        secret = self.secrets.get(own) or self.secrets.get(name)
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

    def scrub(self, text: str) -> str:
        """Replace every known secret in a text, also in the form addresses carry it."""
        for secret in sorted(self.secrets.values(), key=lambda one: -len(one.reveal())):
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
    found = {**_read_dotenv(dotenv), **(os.environ if environ is None else environ)}
    _refuse_misspelt(found)
    timeout = found.get("LEMBAR_RUN_TIMEOUT_S", "").strip()
    return Settings(
        language=_language(found),
        rehearsal_only=_flag(found, "LEMBAR_REHEARSAL_ONLY"),
        google_key=_google_key(found),
        runs=found.get("LEMBAR_RUNS", ""),
        run_id=found.get("LEMBAR_RUN_ID", ""),
        run_notebook=found.get("LEMBAR_RUN_NOTEBOOK", ""),
        run_timeout_s=_seconds("LEMBAR_RUN_TIMEOUT_S", timeout) if timeout else None,
        secrets={
            name: Secret(value.strip(), name)
            for name, value in found.items()
            if _is_secret(name, value)
        },
    )


def kernel_environment(**run: str) -> dict[str, str]:
    """Return what a run's kernel inherits: our own environment, and the run's `LEMBAR_` variables."""
    return {**os.environ, **{f"LEMBAR_{name.upper()}": value for name, value in run.items()}}


def dotenv_beside(workbook: str = "") -> Path | None:
    """Return the `.env` file beside the workbook, or else in the current folder."""
    folders = [Path(workbook).parent, Path()] if workbook and "://" not in workbook else [Path()]
    return next((folder / ".env" for folder in folders if (folder / ".env").is_file()), None)


def dotenv_warnings(dotenv: Path) -> list[Sentence]:
    """Say what makes a `.env` file less secret than it should be."""
    warnings = []
    if os.name == "posix" and dotenv.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        warnings.append(
            Sentence(
                mark('Other users of this machine can read {file}. Run "chmod 600 {file}".'),
                {"file": dotenv},
            )
        )
    if _is_tracked(dotenv.resolve()):
        warnings.append(
            Sentence(
                mark(
                    '{file} is kept in git, so its secrets are too. Run "git rm --cached {file}", add it to .gitignore, and renew every secret in it.'
                ),
                {"file": dotenv},
            )
        )
    return warnings


def _read_dotenv(dotenv: Path | None) -> dict[str, str]:
    if dotenv is None:
        return {}
    try:
        text = dotenv.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            mark("{file} cannot be read as text."),
            mark("Whoever runs Lembar saves it as plain text (UTF-8), or removes it."),
            file=dotenv,
        ) from None
    return dict(_pairs(text, dotenv))


def _pairs(text: str, dotenv: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        value = _PLAIN.fullmatch(found["value"]) if found else None
        if found is None or value is None:
            raise ConfigError(
                mark("Line {line} of {file} is not a setting."),
                mark(
                    "Whoever runs Lembar writes it as NAME=value, with both quotation marks or none."
                ),
                line=number,
                file=dotenv,
            )
        yield found["name"], value["inner"] if value["quote"] else value["bare"]


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


def _is_tracked(file: Path) -> bool:
    """Say whether git keeps the file, by looking for its path in the index."""
    for folder in file.parents:
        index = folder / ".git" / "index"
        if index.is_file():
            path = file.relative_to(folder).as_posix().encode()
            return bytes([len(path) & 0xFF]) + path + b"\0" in index.read_bytes()
    return False

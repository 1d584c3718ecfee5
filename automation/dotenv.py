"""The `.env` file beside a workbook: where it is, what it says, and how secret it is."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from automation.errors import ConfigError
from automation.language import Sentence, mark

_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")
_PLAIN = re.compile(
    r"""(?P<quote>["'])(?P<inner>.*)(?P=quote)(?:\s+#.*)?|(?P<bare>[^"'].*?|)(?:\s+#.*)?"""
)


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


def read_dotenv(dotenv: Path | None) -> dict[str, str]:
    """Return what a `.env` file says, by name; nothing without one.

    Raises:
        ConfigError: the file is no text, or a line of it is no setting.
    """
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


def _is_tracked(file: Path) -> bool:
    """Say whether git keeps the file, by looking for its path in the index."""
    for folder in file.parents:
        index = folder / ".git" / "index"
        if index.is_file():
            path = file.relative_to(folder).as_posix().encode()
            return bytes([len(path) & 0xFF]) + path + b"\0" in index.read_bytes()
    return False

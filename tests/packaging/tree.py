"""The files that are, or are about to be, kept in git."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file git keeps or would keep, relative to the checkout."""
    if shutil.which("git") is None or not (CHECKOUT / ".git").exists():
        pytest.skip("what git keeps is known only in a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT, text=True, capture_output=True, check=True,
    )  # fmt: skip
    files = (Path(name) for name in listed.stdout.split("\0") if name)
    return tuple(sorted(file for file in files if (CHECKOUT / file).is_file()))


def text_of(file: Path) -> str:
    """Return a kept file's text, empty for what is no text."""
    try:
        return (CHECKOUT / file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""

"""What is kept in git fits the house: known rooms, small files, nothing of one machine."""

import re
from pathlib import Path

import pytest

from tests.packaging.tree import CHECKOUT, kept_files, text_of

ROOMS = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "automation", "constraints.txt",
    "notebooks", "pyproject.toml", "sheets_schema", "tests",
}  # fmt: skip
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "service", "misc", "models"}  # fmt: skip
LONGEST_FILE = 300
LEFTOVERS = {
    "a conflict that was not resolved": re.compile(r"^(<{7}|>{7}|={7})( |$)", re.MULTILINE),
    "a mark of unfinished work": re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b"),
    "a stop for a debugger": re.compile(r"^\s*(breakpoint\(|import pdb)", re.MULTILINE),
}
LOCKS = re.compile(
    r"(uv|poetry|pdm|Pipfile)\.lock|pylock.*\.toml|package-lock\.json|yarn\.lock|pnpm-lock\.yaml"
)
REGISTRY = re.compile(r"(index-url|find-links)\s*[=\s]\s*\S*:/" r"/|://[^\s\"')]+/simple/?(\s|$)")
THROWN_AWAY = re.compile(r".*(\.orig|\.rej|\.bak|\.swp|~)|\.DS_Store|Thumbs\.db|\.~lock\..*|\.env")


def test_a_newcomer_finds_only_the_rooms_of_the_house() -> None:
    assert {file.parts[0] for file in kept_files()} <= ROOMS


def test_no_python_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(file): length
        for file in kept_files()
        if file.suffix == ".py" and (length := len(text_of(file).splitlines())) > LONGEST_FILE
    }

    assert not long


def test_every_python_file_has_a_name_that_says_what_is_in_it() -> None:
    named = {part for file in kept_files() if file.suffix == ".py" for part in (*file.parts[:-1], file.stem)}  # fmt: skip

    assert not named & MEANINGLESS


@pytest.mark.parametrize("what", LEFTOVERS)
def test_nothing_unfinished_is_left_behind(what: str) -> None:
    assert not [str(file) for file in kept_files() if LEFTOVERS[what].search(text_of(file))]


def test_no_file_that_programs_leave_behind_is_kept() -> None:
    assert not [str(file) for file in kept_files() if THROWN_AWAY.fullmatch(file.name)]


def test_no_lock_file_and_no_address_of_a_registry_is_kept() -> None:
    assert not [str(file) for file in kept_files() if LOCKS.fullmatch(file.name)]
    assert not [str(file) for file in kept_files() if REGISTRY.search(text_of(file))]


def test_no_path_of_this_machine_is_kept() -> None:
    places = [f"{place}/" for place in {CHECKOUT, Path.home()} if len(place.parts) > 1]

    found = [str(file) for file in kept_files() for place in places if place in text_of(file)]

    assert not found


def test_every_text_ends_its_last_line_and_uses_plain_line_ends() -> None:
    texts = {file: text_of(file) for file in kept_files() if file.name != "py.typed"}

    assert not [str(file) for file, text in texts.items() if text and not text.endswith("\n")]
    assert not [str(file) for file in texts if b"\r\n" in (CHECKOUT / file).read_bytes() and texts[file]]  # fmt: skip

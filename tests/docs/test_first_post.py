"""The README's first post, as written, in both languages: from an empty folder to a post people see."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from tests.docs.reader import Reader, SheetReader
from tests.docs.walk import Filled, Typed, commands_in, looks_like, page_of, walk
from tests.packaging.installed import Installed


@pytest.fixture(params=["en", "id"])
def language(request: pytest.FixtureRequest) -> str:
    """Return the language of the walk."""
    return str(request.param)


@pytest.fixture
def reader(installed: Installed, tmp_path: Path, language: str) -> Iterator[Reader]:
    """Yield somebody with an empty folder."""
    reader = Reader(installed, tmp_path, language)
    yield reader
    reader.leave()


@pytest.fixture
def sheet_reader(installed: Installed, tmp_path: Path, language: str) -> Iterator[SheetReader]:
    """Yield somebody with an empty folder, whose team shares a Google Sheet."""
    reader = SheetReader(installed, tmp_path, language)
    yield reader
    reader.leave()


def test_the_first_post_comes_about_as_the_readme_says(reader: Reader, language: str) -> None:
    follow(reader, language)


def test_so_does_the_first_post_from_a_google_sheet(
    sheet_reader: SheetReader, language: str
) -> None:
    follow(sheet_reader, f"{language} sheets")


def test_a_course_begins_as_the_readme_says(reader: Reader, language: str) -> None:
    do_each(walk(f"{language} course"), reader)


def do_each(steps: Sequence[Typed | Filled], reader: Reader) -> None:
    """Do what each step says, and compare what it shows."""
    for step in steps:
        if isinstance(step, Filled):
            reader.fill(step)
            continue
        printed = reader.type(step)
        assert not step.shown or looks_like(step.shown, printed), printed


def follow(reader: Reader, name: str) -> None:
    """Do what a walk says, and find the post where it is public."""
    steps = walk(name)

    do_each(steps, reader)

    written = next(row for s in steps if isinstance(s, Filled) for row in s.rows if len(row) > 5)
    *_, text = written.values()
    (address,) = set(re.findall(r"http://127\.0\.0\.1:\d+/@\w+/\d+", reader.printed))
    assert text in httpx.get(address).text


def test_the_way_with_google_sheets_has_at_most_eight_steps() -> None:
    for language in ("en", "id"):
        numbers = re.findall(r"^\*\*(\d)\. ", page_of(f"{language} sheets"), re.MULTILINE)

        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
        assert 1 < len(numbers) <= 8


@pytest.mark.parametrize("what", ["", " sheets", " course"], ids=["file", "sheet", "course"])
def test_both_languages_walk_the_same_way(what: str) -> None:
    english, indonesian = walk(f"en{what}"), walk(f"id{what}")

    assert [type(step) for step in english] == [type(step) for step in indonesian]
    assert [commands_in(step) for step in english] == [commands_in(step) for step in indonesian]

"""A page is printed by the Chromium that is there; without one, people are told what to do."""

import shutil
from pathlib import Path

import pytest

from automation.errors import ConfigError
from automation.notebook_runner.pdf import BROWSERS, print_pdf

HAS_BROWSER = any(shutil.which(name) for name in BROWSERS)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "laporan kopi #1.html"
    path.write_text('<!doctype html><html lang="id"><meta charset="utf-8"><h1>Laporan ☕</h1>')
    return path


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a browser of our own on the path, and no other."""
    browser = tmp_path / "bin" / BROWSERS[0]
    browser.parent.mkdir()
    browser.write_text(f"#!/bin/sh\n{script}\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", str(browser.parent))


@pytest.mark.skipif(not HAS_BROWSER, reason="there is no Chromium on this machine")
def test_the_page_becomes_a_pdf_beside_it(page: Path) -> None:
    printed = print_pdf(page)

    assert printed == page.with_suffix(".pdf")
    assert printed.read_bytes().startswith(b"%PDF-")
    assert {file.suffix for file in page.parent.iterdir()} == {".html", ".pdf"}


def test_without_a_browser_people_are_told_to_install_or_print_themselves(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    with pytest.raises(ConfigError, match="no Chromium") as raised:
        print_pdf(page)

    assert "print the page from a browser" in str(raised.value)


def test_a_browser_that_fails_leaves_the_page_and_says_so(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "exit 3")

    with pytest.raises(ConfigError, match="could not print"):
        print_pdf(page)

    assert page.is_file()


def test_a_browser_that_prints_nothing_is_not_believed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "exit 0")

    with pytest.raises(ConfigError, match="could not print"):
        print_pdf(page)


def test_the_browser_is_asked_to_fetch_nothing(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    stand_in(tmp_path, monkeypatch, f'for word in "$@"; do echo "$word"; done > "{asked}"; exit 1')

    with pytest.raises(ConfigError):
        print_pdf(page)

    words = asked.read_text().splitlines()
    assert "--disable-background-networking" in words
    assert words[-1] == page.as_uri()
    assert [word for word in words if "://" in word] == [page.as_uri()]

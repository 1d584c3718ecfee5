"""The page made of an executed notebook: complete, without code, without any network."""

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from automation.errors import ConfigError
from automation.notebook_runner import export_html
from tests.notebook_runner.live import Runner, Writer, new_mark

CHART = """
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(7, 3))
axes.bar(["Sen", "Sel", "Rab"], [3, 5, 2]); plt.show()
"""
TABLE = """
import pandas as pd
pd.DataFrame({"Post": ["Resep sambal", "Kopi <b>pagi</b>"], "Likes": [120, 44]})
"""


class Loads(HTMLParser):
    """Collects what a browser would load, and the tags it would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in {"src", "href", "data", "action"} and tag != "a":
                self.loaded.append((value or "")[:30])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    run = Runner(output=folder / "out.ipynb", marked=new_mark())
    notebook = Writer(folder=folder)(CHART, TABLE, parameters="language = 'en'")
    return export_html(run(notebook, parameters={"language": "id"}).path)


def test_the_page_is_complete_and_shows_results_but_no_code(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert text.startswith('<!doctype html>\n<html lang="id">')
    assert "<title>Publish</title>" in text
    assert 'name="viewport"' in text
    assert "Kopi &lt;b&gt;pagi&lt;/b&gt;" in text
    assert "plt.subplots" not in text
    assert "lembar.result" not in text


def test_the_page_loads_nothing_and_runs_nothing(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    loads = Loads(text)
    assert loads.loaded == ["data:image/png;base64,iVBORw0K"]
    assert not loads.tags & {"script", "link", "iframe", "object", "embed"}


def test_what_a_network_answered_can_neither_run_nor_load(tmp_path: Path) -> None:
    evil = "<script src='https://evil.example/x.js'></script><img src='https://evil.example/p.png'>"
    shown = new_output("display_data", data={"text/html": evil})
    path = tmp_path / "out.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("x", outputs=[shown])]), path)

    text = export_html(path).read_text()

    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text
    assert text.index("Content-Security-Policy") < text.index("evil.example")


def test_the_title_is_escaped_and_falls_back_to_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "laporan.ipynb"
    nbformat.write(new_notebook(cells=[]), path)
    assert "<title>laporan</title>" in export_html(path).read_text()

    nbformat.write(new_notebook(cells=[new_markdown_cell("# A <b> & $x")]), path)
    assert "<title>A &lt;b&gt; &amp; $x</title>" in export_html(path).read_text()


def test_a_failed_run_says_so_at_the_top_of_its_page_with_markup_shown_as_text(
    write_notebook: Writer, run: Runner
) -> None:
    ran = run(write_notebook("raise ValueError('<img src=x onerror=alert(1)> *[a](http://b)*')"))

    text = export_html(ran.path).read_text()

    main = text[text.index("<main>") :]
    assert main.index("celltag_lembar-ending") < main.index("Publish")
    assert "&lt;img src=x onerror=alert(1)&gt; *[a](http://b)*" in main.replace("&#x27;", "'")
    assert "<img" not in main


def test_a_file_that_is_no_notebook_makes_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("{}")

    with pytest.raises(ConfigError):
        export_html(tmp_path / "a.ipynb")

    assert not (tmp_path / "a.html").exists()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_browser_shows_chart_and_table(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={tmp_path / 'profile'}", "--window-size=900,900",
         f"--screenshot={picture}", page.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip

    from PIL import Image

    with Image.open(picture) as shown:
        colours = {colour for _, colour in shown.convert("RGB").getcolors(1 << 20) or []}
    assert (31, 119, 180) in colours  # the bars
    assert (31, 41, 51) in colours  # the text
    assert (244, 246, 248) in colours  # every second line of the table

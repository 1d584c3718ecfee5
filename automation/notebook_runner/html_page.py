"""An executed notebook as one HTML page that needs no network, for people without Jupyter."""

import html
import logging
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from automation.jobs.result import RESULT_MIME
from automation.language import LANGUAGES
from automation.notebook_runner.source import read_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

_PAGE = Path(__file__).with_name("page.html")


def export_html(notebook: Path, language: str = "") -> Path:
    """Write the texts and outputs of a notebook, without its code, beside it as `.html`.

    The page forbids itself every address and every script, so that it looks the same everywhere
    and nothing that a network once answered can act in it.

    Args:
        notebook: The executed notebook.
        language: What it says is in: `en` or `id`; empty for the language it was asked to run in.

    Raises:
        ConfigError: The file is not a notebook.
    """
    executed = read_notebook(notebook)
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=language or _language(executed),
        title=html.escape(_title(executed) or notebook.stem),
        body=_body(executed),
    )
    target = notebook.with_suffix(".html")
    target.write_text(page, encoding="utf-8")
    return target


def _body(executed: "NotebookNode") -> str:
    from nbconvert import HTMLExporter  # two seconds: only who exports pays for it

    _drop_results(executed)
    logging.getLogger("traitlets").setLevel(logging.ERROR)  # it misses alt texts of every chart
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    body, _resources = exporter.from_notebook_node(executed)
    return str(body)


def _drop_results(executed: "NotebookNode") -> None:
    """Drop the machine's form of the result; what people read of it is beside it."""
    for cell in executed.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(RESULT_MIME, None)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("data") != {}]


def _title(executed: "NotebookNode") -> str:
    """Return the first heading of the notebook, or an empty text."""
    for cell in executed.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return str(line[2:].strip())
    return ""


def _language(executed: "NotebookNode") -> str:
    """Return the language the notebook was run in, as its parameter says; English otherwise."""
    parameters = executed.metadata.get("papermill", {}).get("parameters", {})
    language = parameters.get("language")
    return language if language in LANGUAGES else LANGUAGES[0]

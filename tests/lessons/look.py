"""Runs a lesson as a learner would and leaves a page to look at.

    python -m tests.lessons.look 1 id page.html WORKBOOK [MEMBER] [NOW]

`WORKBOOK` is the one that `lembar demo` made; the page shows the cells as JupyterLab does.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbconvert import HTMLExporter

from automation.notebook_engine import Terms
from automation.notebook_runner import run_notebook
from automation.settings import kernel_environment
from tests.lessons.shipped import COURSE

DEMO_NOW = "2026-11-19T12:10+07:00"


def look(number: str, language: str, page: Path, *told: str) -> None:
    """Run one lesson on a workbook and write its page, in light and, beside it, in dark."""
    workbook, member, now = (*told, *("", DEMO_NOW)[len(told) - 1 :])
    source = COURSE / language / f"lesson_{number}.ipynb"
    with TemporaryDirectory() as folder:
        done = run_notebook(
            source,
            Path(folder) / source.name,
            parameters={"workbook": str(Path(workbook).resolve()), "member": member, "now": now},
            terms=Terms(environment=kernel_environment(), timeout_s=120),
        )
        executed = nbformat.read(done.notebook, as_version=4)
    for theme in ("light", "dark"):
        exporter = HTMLExporter(template_name="lab", theme=theme)
        text, _ = exporter.from_notebook_node(executed)
        page.with_stem(f"{page.stem}-{theme}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    look(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])

"""Runs notebooks through Papermill: strict parameters, a truthful record, a result or an error.

    result = run_notebook(notebook, output, parameters={"dry_run": True}, terms=Terms(...))
    page = export_html(Path(result.notebook))

Importing this is cheap; Papermill, Jupyter and nbconvert load when something is run or exported.
"""

from automation.notebook_engine import Json, Progress, Terms
from automation.notebook_runner.html_page import export_html
from automation.notebook_runner.places import run_path
from automation.notebook_runner.run import NotebookResult, run_notebook

__all__ = [
    "Json",
    "NotebookResult",
    "Progress",
    "Terms",
    "export_html",
    "run_notebook",
    "run_path",
]

"""Reads a notebook that is to be run, and refuses one that cannot be run strictly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from automation.errors import ConfigError
from automation.language import mark
from automation.notebook_runner.light_start import load_nbformat
from automation.notebook_runner.parameters import names_in

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of format 4, the only one Jupyter has written since 2015.

    Raises:
        ConfigError: There is no such file, or it is not a notebook.
    """
    load_nbformat()
    import nbformat

    try:
        text = path.read_text(encoding="utf-8")
        nbformat.validate(json.loads(text), version=4)
        return nbformat.v4.reads(text)
    except FileNotFoundError as error:
        raise ConfigError(
            mark('There is no notebook "{path}".'),
            mark("Check the name; `lembar run --help` lists the jobs."),
            path=path,
        ) from error
    except (nbformat.ValidationError, ValueError, OSError) as error:
        raise ConfigError(
            mark('"{path}" cannot be read as a notebook ({cause}).'),
            mark("Put the notebook as it was delivered back in place, then run again."),
            path=path,
            cause=type(error).__name__,
        ) from error


def parameters_of(notebook: NotebookNode, name: str) -> list[str]:
    """Return the names of a notebook's parameters.

    Raises:
        ConfigError: No cell, or more than one, carries the tag `parameters`, or it is not Python.
    """
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    try:
        (cell,) = tagged
        return names_in(cell.source)
    except (ValueError, SyntaxError) as error:
        raise ConfigError(
            mark('"{notebook}" needs exactly one cell of Python with the tag "parameters".'),
            mark("Put the notebook as it was delivered back in place, then run again."),
            notebook=name,
        ) from error

"""What the tests of this folder share; see `live.py`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notebook_runner.live import Marked, Runner, Writer, new_mark


@pytest.fixture
def write_notebook(tmp_path: Path) -> Writer:
    return Writer(folder=tmp_path)


@pytest.fixture
def marked() -> Iterator[Marked]:
    marked = new_mark()
    yield marked
    for process in marked.processes():
        os.kill(process, 9)


@pytest.fixture
def run(tmp_path: Path, marked: Marked) -> Runner:
    return Runner(output=tmp_path / "runs" / "out.ipynb", marked=marked)

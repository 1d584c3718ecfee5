"""What the tests of this folder share; see `live.py`."""

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notebook_runner.live import Marked, Runner, Writer


@pytest.fixture
def write_notebook(tmp_path: Path) -> Writer:
    return Writer(folder=tmp_path)


@pytest.fixture
def marked() -> Iterator[Marked]:
    mark = uuid.uuid4().hex
    marked = Marked(
        environment={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), "MARK": mark},
        mark=f"MARK={mark}".encode(),
    )
    yield marked
    for process in marked.processes():
        os.kill(process, 9)


@pytest.fixture
def run(tmp_path: Path, marked: Marked) -> Runner:
    return Runner(output=tmp_path / "runs" / "out.ipynb", marked=marked)

"""gspread's own test-suite, played against the rehearsal.

Its tests are in no package: `pytest tests/rehearsal/sheets/test_gspread_suite.py --gspread-source
FOLDER` takes a checkout of gspread's repository. Only its test code is used, none of its
recordings; `gspread_suite.py` stands in for its conftest, which replays them.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STAND_IN = Path(__file__).with_name("gspread_suite.py")
NEEDS_GOOGLES_FILE = "test_access_private_spreadsheet"
"""It opens a private sheet that somebody has at Google; our recordings hold that story."""


def test_gspreads_own_suite_passes(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    asked = pytestconfig.getoption("--gspread-source", default=None)
    if not asked:
        pytest.skip("gspread's own tests are not here: --gspread-source FOLDER names a checkout")
    source, staged = Path(asked).resolve(), tmp_path / "tests"
    staged.mkdir()
    for one in [source / "tests" / "__init__.py", *(source / "tests").glob("*_test.py")]:
        shutil.copy(one, staged)
    shutil.copy(STAND_IN, staged / "conftest.py")
    found_in = shlex.join(map(str, (source, tmp_path, Path(__file__).resolve().parents[3])))

    suite = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull,
         f"--rootdir={tmp_path}", f"--deselect=tests/client_test.py::ClientTest::{NEEDS_GOOGLES_FILE}",
         "-W", "ignore", "-o", f"pythonpath={found_in}", *sorted(str(one) for one in staged.glob("*_test.py"))],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )  # fmt: skip

    assert suite.returncode == 0, suite.stdout[-6000:]
    passed = re.search(r"(\d+) passed", suite.stdout)
    assert passed
    assert int(passed[1]) > 100

"""gspread's own test-suite against the rehearsal: `python -m tests.rehearsal.sheets.gspread_suite SOURCE`.

Its tests are in no package, so SOURCE is a checkout of its repository. Only its test code is used,
none of its recordings: `gspread_conftest.py` stands in for the conftest that replays them.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STAND_IN = Path(__file__).with_name("gspread_conftest.py")
OURS = Path(__file__).resolve().parents[3]
NEEDS_GOOGLES_FILE = "tests/client_test.py::ClientTest::test_access_private_spreadsheet"
"""It opens a private sheet that somebody has at Google; a recording holds that story."""


def main() -> None:
    """Read the options and play; the exit code is pytest's."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("source", type=Path, help="a checkout of gspread's repository")
    source = words.parse_args().source.resolve()
    tests = sorted((source / "tests").glob("*_test.py"))
    if not tests:
        words.error(f"{source} is no checkout of gspread: it has no tests/*_test.py")
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(played(source, tests, Path(folder)))


def played(source: Path, tests: list[Path], folder: Path) -> int:
    """Lay gspread's tests beside our stand-in, in a folder, and run them."""
    (folder / "tests").mkdir()
    (folder / "tests" / "__init__.py").touch()
    for one in tests:
        shutil.copy(one, folder / "tests")
    shutil.copy(STAND_IN, folder / "tests" / "conftest.py")
    found_in = shlex.join(map(str, (source, folder, OURS)))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull]
    command += [f"--rootdir={folder}", f"--deselect={NEEDS_GOOGLES_FILE}", "-W", "ignore"]
    command += ["-o", f"pythonpath={found_in}", *(f"tests/{one.name}" for one in tests)]
    return subprocess.run(command, cwd=folder, timeout=300, check=False).returncode


if __name__ == "__main__":
    main()

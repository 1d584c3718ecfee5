"""nbgrader in an environment of its own, fetched from PyPI once; it shares nothing with ours."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VERSION = "0.9.6"
KEPT = Path(__file__).parents[2] / "build" / f"nbgrader-{VERSION}"
SESSION = Path(__file__).with_name("nbgrader") / "session.py"
INSTALL_S = 300
GRADE_S = 180


def installed() -> Path:
    """Return the folder of its programs; the first time takes up to a minute.

    Raises:
        subprocess.SubprocessError: it cannot be had.
    """
    programs = KEPT / ("Scripts" if sys.platform == "win32" else "bin")
    stamp = KEPT / "installed"
    if not stamp.is_file():
        made = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(KEPT)]
        subprocess.run(made, check=True, timeout=INSTALL_S)
        python, wanted = str(programs / "python"), f"nbgrader=={VERSION}"
        uv = shutil.which("uv")
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
        command = [uv, "pip", "install", "--quiet", "--python", python] if uv else pip
        subprocess.run([*command, wanted], check=True, timeout=INSTALL_S)
        stamp.touch()
    return programs


def graded(
    course: Path, assignment: str, handed_in: Mapping[str, Mapping[str, str]], **environment: str
) -> Any:
    """Let it generate an assignment, take what students hand in, and grade; return what it says."""
    programs = installed()
    home = course.parent / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [str(programs / "python"), str(SESSION), assignment],
        cwd=course,
        env={"PATH": str(programs), "HOME": str(home), **environment},
        input=json.dumps(handed_in),
        capture_output=True,
        text=True,
        timeout=GRADE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

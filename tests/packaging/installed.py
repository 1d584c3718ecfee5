"""The built wheel, installed where no checkout is near.

Its virtual environment is new and holds Lembar only. The packages Lembar stands on are lent by the
environment of the tests (whether all of them are declared is `test_dependencies.py`'s question), so
that nothing is downloaded.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation.settings import kernel_environment

CHECKOUT = Path(__file__).parents[2]
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An installation of the wheel, and a way to run what it installed."""

    wheel: Path
    programs: Path
    site_packages: Path

    def environment(self, **more: str) -> Mapping[str, str]:
        """Return an environment in which a shell finds this installation and nobody's settings."""
        ours = kernel_environment()
        kept = {
            name: value
            for name, value in ours.items()
            if not name.startswith(("LEMBAR_", "MASTODON_", "PYTEST_", "COV_", "PYTHON"))
        }
        path = f"{self.programs}{os.pathsep}{ours['PATH']}"
        lent = Path(sys.prefix) / "share" / "jupyter"
        return {
            **kept,
            "PATH": path, "JUPYTER_PATH": str(lent), "LANG": "C.UTF-8", "LEMBAR_LANGUAGE": "en",
            **more,
        }  # fmt: skip

    def run(self, *command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run one installed program in a folder; its output is kept, its end is not judged."""
        program = self.programs / command[0]
        return subprocess.run(
            [program, *command[1:]],
            cwd=folder, env=self.environment(), text=True, capture_output=True, timeout=120, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip


def install_elsewhere(folder: Path) -> Installed:
    """Build the wheel from the checkout and install it into a new environment in `folder`."""
    _quietly(
        *_PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "dist", CHECKOUT
    )  # fmt: skip
    (wheel,) = (folder / "dist").glob("lembar-*.whl")
    home = folder / "venv"
    venv.create(home, symlinks=True)
    _quietly(*_PIP, "--python", home, "install", "--no-deps", "--no-index", wheel)
    where = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    site_packages = Path(where["purelib"])
    # A folder lent through a .pth file lends no .pth files: the checkout stays unseen.
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return Installed(wheel=wheel, programs=Path(where["scripts"]), site_packages=site_packages)


def _quietly(*command: str | Path) -> None:
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return the installed wheel, one for the whole session."""
    return install_elsewhere(tmp_path_factory.mktemp("elsewhere"))

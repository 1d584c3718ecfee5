"""Runs JupyterLab for one learner: on this machine alone, in one folder, knowing no channel's secret.

It asks nobody for news or newer versions. Its settings, such as a dark theme, are remembered in
Lembar's own state folder; nobody's own Jupyter settings are read or changed.
"""

import json
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

from automation.errors import ConfigError
from automation.language import mark
from automation.settings import Settings, bare_environment

HOST = "127.0.0.1"
START_S = 60.0
_CONFIG = "jupyter"
STOP_S = 15.0
_LOOKS_S = 0.05
_KEPT = (
    "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANGUAGE", "TERM", "PYTHONPATH",
    "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE",
    "LEMBAR_LANGUAGE", "LEMBAR_ASSIGNMENTS",
)  # fmt: skip
_QUIET = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}
"""A default, laid below what a learner sets: without it the first page asks whether news are wanted."""
_OF_GOOGLE = ("CLOUDSDK_CONFIG", "GOOGLE_APPLICATION_CREDENTIALS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classroom:
    """What one JupyterLab is started for: a folder, the notebook that is open, the port (0: any).

    `needs_google` lets the name of a Google key or sign-in through, for a workbook that is a sheet.
    """

    folder: Path
    notebook: str
    port: int
    needs_google: bool = False


@dataclass(frozen=True, slots=True)
class Lab:
    """A JupyterLab that answers; `address` opens the notebook, and is all somebody needs to get in."""

    address: str
    process: subprocess.Popen[bytes]

    def wait(self) -> None:
        """Wait until somebody shuts it down in the browser."""
        self.process.wait()


@contextmanager
def running_lab(room: Classroom, settings: Settings) -> Iterator[Lab]:
    """Start JupyterLab and wait until it answers; stop it, and its kernels, in the end.

    Raises:
        ConfigError: it is not installed, the port is taken, or it does not start.
    """
    if find_spec("jupyterlab") is None:
        raise ConfigError(
            mark("JupyterLab is not installed beside Lembar."),
            mark("Type: python -m pip install jupyterlab. Then run this again."),
        )
    port = _free(room.port)
    token = secrets.token_urlsafe(24)
    config = Path(settings.state) / _CONFIG
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    (config / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(_QUIET))
    with tempfile.TemporaryDirectory(prefix="lembar-lab-") as private:
        runtime = Path(private)
        (runtime / "token").write_text(token, encoding="utf-8")
        with (
            (runtime / "log").open("wb") as log,
            subprocess.Popen(  # noqa: S603 - our own Python, and no shell
                _command(room, port),
                cwd=room.folder,
                env=learner_environment(room, settings, runtime),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is ours to hear: Jupyter would ask whether it is meant
            ) as process,
        ):
            try:
                _wait_until_ready(process, port, runtime / "log")
                path = f"lab/tree/{quote(room.notebook)}"
                yield Lab(f"http://{HOST}:{port}/{path}?token={token}", process)
            finally:
                _stop(process)


def _command(room: Classroom, port: int) -> list[str]:
    return [
        sys.executable, "-P", "-m", "jupyterlab", "--no-browser", "--allow-root",
        f"--ServerApp.ip={HOST}", f"--port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={room.folder}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",  # else its list of extensions is fetched from PyPI
    ]  # fmt: skip


def learner_environment(room: Classroom, settings: Settings, runtime: Path) -> dict[str, str]:
    """Return what a learner's kernels know: learning mode, and of secrets only the workbook's own."""
    found = bare_environment(*_KEPT, *(_OF_GOOGLE if room.needs_google else ()))
    if room.needs_google and settings.google_key:
        found["LEMBAR_GOOGLE_KEY"] = str(Path(settings.google_key).expanduser().resolve())
    state = Path(settings.state)
    return {
        **found,
        "LEMBAR_LEARNING": "yes",
        "LEMBAR_STATE": str(state),
        "JUPYTER_CONFIG_DIR": str(state / _CONFIG),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTER_TOKEN_FILE": str(runtime / "token"),
        "JUPYTERLAB_WORKSPACES_DIR": str(runtime / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _free(port: int) -> int:
    """Return the port when nobody listens there; for 0, one of the machine's choice.

    Raises:
        ConfigError: it is taken.
    """
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((HOST, port))
        except OSError as error:
            raise ConfigError(
                mark("Port {port} is taken, perhaps by another JupyterLab."),
                mark("Stop that one, or choose another port: --port {other}."),
                port=port,
                other=port + 1,
            ) from error
        number: int = asked.getsockname()[1]
        return number


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until it listens.

    Raises:
        ConfigError: it ended, or did not listen in time.
    """
    ends_at = monotonic() + START_S
    while process.poll() is None and monotonic() < ends_at:
        with socket.socket() as asked:
            if asked.connect_ex((HOST, port)) == 0:
                return
        sleep(_LOOKS_S)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    raise ConfigError(
        mark("JupyterLab did not start: {cause}"),
        mark("Mend that, or ask who looks after the computer; then run it again."),
        cause=next((line for line in reversed(lines) if line.strip()), "–"),
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, which ends its kernels, too; insist when it does not."""
    process.terminate()
    try:
        process.wait(STOP_S)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()

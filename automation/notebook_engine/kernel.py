"""The kernel of a run: the very Python that runs Lembar, with a private folder of its own.

No kernel needs to be registered on the machine, and nobody's IPython profile, start-up files or
local modules change what a notebook does. What the process says outside any cell goes to a file
in the private folder, so that a failed start can be explained and a terminal stays quiet.
"""

import re
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired
from typing import BinaryIO

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from automation.language import Sentence, mark

KERNEL_NAME = "python3"

SEND_TIMEOUT_MS = 5_000
"""How long a message may wait for a kernel that takes none; without a limit it waits for ever.

Seen once: the kernel had died at its start, and the run stood in `send` until it was killed.
"""

_CONNECTION_FILE = "connection.json"
_LOG = "kernel.log"
_LOG_TAIL = 4_000  # characters: a fatal signal's stack of a few threads
_NOISE = re.compile(
    r"running over TCP without encryption|[Ff]rozen modules|Debugging will proceed"
    r"|PYDEVD_DISABLE_FILE_VALIDATION|make the debugger miss breakpoints"
)


class OwnPython(AsyncKernelManager):  # type: ignore[misc]  # Jupyter's classes are untyped here
    """Starts `sys.executable` as the kernel, whatever kernels the machine knows or lacks."""

    def __init__(self, *, folder: Path) -> None:
        super().__init__(kernel_name=KERNEL_NAME, connection_file=str(folder / _CONNECTION_FILE))
        self._folder = folder

    @property
    def kernel_spec(self) -> KernelSpec:
        """The only kernel there is; see `jupyter_client.KernelManager.kernel_spec`."""
        return KernelSpec(
            argv=[
                sys.executable, "-P", "-m", "ipykernel", "-f", "{connection_file}",
                "--HistoryManager.enabled=False",
                "--InteractiveShell.colors=nocolor",
                "--InteractiveShellApp.ignore_cwd=True",
            ],
            display_name="Python 3",
            language="python",
            env={
                # As an argument it would make IPython drop the current folder from the import path,
                # also where Lembar itself is installed from that folder.
                "IPYTHONDIR": str(self._folder),
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            },
        )  # fmt: skip

    def client(self, **kwargs: object) -> AsyncKernelClient:
        """Return a client whose messages give up with `zmq.Again` when the kernel takes none."""
        client = super().client(**kwargs)
        client.context.sndtimeo = SEND_TIMEOUT_MS
        return client

    def bury(self) -> None:
        """Wait for the end of a process that was killed; Jupyter looks only ten times a second."""
        process = self.provisioner.process if self.provisioner else None
        if process is not None:
            with suppress(TimeoutExpired):
                process.wait(timeout=1)

    def exit_word(self) -> Sentence:
        """Say how the process ended: by which signal or with which exit code."""
        process = self.provisioner.process if self.provisioner else None
        code = process.poll() if process else None
        if code is None:
            return Sentence(mark("no exit code"))
        if code < 0:
            return Sentence(mark("signal {number}"), {"number": -code})
        return Sentence(mark("exit code {number}"), {"number": code})


def open_log(folder: Path) -> BinaryIO:
    """Open the file that takes all a kernel says outside its cells."""
    return (folder / _LOG).open("ab")


def read_log(folder: Path) -> str:
    """Return the end of what the kernel said outside its cells, without known noise."""
    log = folder / _LOG
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    lines = [line for line in text[-_LOG_TAIL:].splitlines() if not _NOISE.search(line)]
    return "\n".join(lines).strip()

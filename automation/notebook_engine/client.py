"""Runs the cells of one notebook in a kernel of its own; Papermill's client, minus its lies."""

import asyncio
import logging
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from zmq.error import Again, ZMQError

from automation.language import Sentence
from automation.notebook_engine.headings import headings
from automation.notebook_engine.kernel import KERNEL_NAME, OwnPython, open_log, read_log
from automation.notebook_engine.output_limit import OutputLimit
from automation.notebook_engine.record import Record
from automation.notebook_engine.terms import Execution

START_ATTEMPTS = 3
"""How often a kernel is started at most: ports are sometimes taken, and no cell has run yet."""

# Jupyter logs every message at debug level, outputs with their secrets too: nobody shall hear it.
# Not by `disabled`, which any program that configures its own logging switches off.
_silent = logging.getLogger("lembar.kernel")
_silent.addFilter(lambda _: False)


class KernelNotStarted(Exception):
    """The kernel did not answer, however often it was started; the text is its last word."""


class NotebookClient(PapermillNotebookClient):  # type: ignore[misc]  # Papermill is untyped
    """Executes the cells in order until one fails, the kernel dies or a stop is asked for."""

    def __init__(self, record: Record, execution: Execution, folder: Path) -> None:
        super().__init__(
            record,
            kernel_name=KERNEL_NAME,
            startup_timeout=math.ceil(execution.terms.start_timeout_s),
            iopub_timeout=60,  # seconds to read what a cell has printed after it has ended
            force_raise_errors=True,  # no tag lets a notebook go on after an error
            store_widget_state=False,
            ipython_hist_file="",
            shutdown_kernel="immediate",  # a graceful one hangs now and then
            log=_silent,
        )
        self._terms = execution.terms
        self._stopper = execution.stopper
        self._progress = execution.progress
        self._folder = folder
        self._limit = OutputLimit(self._terms.translate)
        self.exit_word = Sentence("")

    def run(self) -> None:
        """Start a kernel, execute all cells, and leave no process behind.

        Raises:
            KernelNotStarted: No cell has run.
            CellExecutionError: A cell raised.
            DeadKernelError: The kernel died or was stopped; `Stopper.reason` tells which.
        """
        self.reset_execution_trackers()
        with self._kernel():
            self._stopper.allow(self._terms.timeout_s)
            self._run_cells()

    def _run_cells(self) -> None:
        titles = headings(self.nb.cells)
        place = 0
        for index, cell in enumerate(self.nb.cells):
            if self._stopper.reason is not None:
                raise DeadKernelError
            if cell.cell_type == "code" and self._progress is not None:
                self._progress(place + 1, len(titles), titles[place])
                place += 1
            self.nb_man.cell_start(cell, index)
            try:
                self.execute_cell(cell, index)
            except Again as error:
                raise DeadKernelError("the kernel takes no message") from error
            self.nb_man.cell_complete(cell, index)

    @contextmanager
    def _kernel(self) -> Iterator[None]:
        self._start()
        try:
            yield
        finally:
            self.exit_word = self.km.exit_word()
            self._stopper.release()
            self.km.bury()
            self._cleanup_kernel()

    def _start(self) -> None:
        last_word = ""
        for _attempt in range(START_ATTEMPTS):
            if self._stopper.reason is not None:
                break
            try:
                self._start_once()
            except (RuntimeError, OSError, ZMQError) as error:
                self._stopper.release()
                last_word = read_log(self._folder) or str(error)
            else:
                return
        raise KernelNotStarted(last_word)

    def _start_once(self) -> None:
        self.km = OwnPython(folder=self._folder)
        with open_log(self._folder) as log:
            environment = dict(self._terms.environment)
            self.start_new_kernel(env=environment, stdout=log, stderr=log)
        self._stopper.watch(self.km.provisioner.pgid)
        run_sync(self._connect)()

    async def _connect(self) -> None:
        """Connect to the kernel and wait until it answers.

        nbclient would then go on waiting until the kernel has been silent for a fifth of a
        second. What a kernel says at its start belongs to no cell, and is skipped anyway.
        """
        self.kc = self.km.client()
        self.kc.start_channels()
        self.kc.allow_stdin = False
        try:
            async with asyncio.timeout(self.startup_timeout):
                while not await self._answers():
                    continue
        except (RuntimeError, TimeoutError):
            await self._async_cleanup_kernel()
            raise

    async def _answers(self) -> bool:
        """Ask the kernel who it is; its broadcast must arrive too, or outputs would be missed."""
        if not await self.km.is_alive():
            raise RuntimeError("the kernel died before it answered")
        try:
            await self.kc.kernel_info(reply=True, timeout=1)
            await self.kc.iopub_channel.get_msg(timeout=0.2)
        except (TimeoutError, Empty):
            return False
        return True

    async def _async_poll_kernel_alive(self) -> None:
        """Notice a dead kernel after a tenth of a second; nbclient looks once a second."""
        while await self.kc.is_alive():
            await asyncio.sleep(0.1)
        self.task_poll_for_reply.cancel()

    def output(
        self,
        outs: list[NotebookNode],
        msg: Mapping[str, Any],
        display_id: str | None,
        cell_index: int,
    ) -> NotebookNode | None:
        """Keep an output, joined to the stream before it, until the cell has shown too much."""
        output = super().output(outs, msg, display_id, cell_index)
        if output is not None:
            self._limit.apply(outs, cell_index)
        return output

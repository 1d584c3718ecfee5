"""The engine that Papermill runs notebooks with; `register` makes it known as "lembar"."""

import tempfile
from pathlib import Path

from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, papermill_engines
from papermill.translators import PythonTranslator, papermill_translators

from automation.domain.run import Outcome
from automation.language import Sentence, mark
from automation.notebook_engine.client import KernelNotStarted, NotebookClient
from automation.notebook_engine.event_loop import closed_event_loop
from automation.notebook_engine.kernel import KERNEL_NAME
from automation.notebook_engine.outcome import Ending
from automation.notebook_engine.record import Record
from automation.notebook_engine.result import find_result
from automation.notebook_engine.terms import Execution

ENGINE_NAME = "lembar"
_ERROR_MAX = 600  # characters of an exception's text that a sentence can carry
_QUIET_EXITS = ("", "0", "None")


class Ended(Exception):
    """A run ended otherwise than well; the notebook is saved and says so too."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.outcome.value)
        self.ending = ending


class LembarEngine(NBClientEngine):  # type: ignore[misc]  # Papermill is untyped
    """Executes a notebook, saves it at intervals and at the end, and records the true ending."""

    @classmethod
    def execute_notebook(
        cls, nb: NotebookNode, kernel_name: str, *, execution: Execution, **_unused: object
    ) -> NotebookNode:
        """Run the notebook in a kernel of its own and return it; Papermill calls this.

        Raises:
            Ended: With every ending but DONE; nothing in it or behind it holds a secret.
            CannotSave: The executed notebook cannot be written.
        """
        record = Record(nb, execution)
        record.notebook_start()
        ending = Ending(outcome=Outcome.FAILED, error=Sentence(mark("Lembar itself failed")))
        try:
            with closed_event_loop(), tempfile.TemporaryDirectory(prefix="lembar-") as folder:
                ending = _run(record, execution, Path(folder))
        finally:
            record.finish(ending)
        if ending.outcome is not Outcome.DONE:
            raise Ended(ending)
        return nb


class _ReadableParameters(PythonTranslator):  # type: ignore[misc]  # Papermill is untyped
    """Writes parameters as people write them: Papermill's own turns `é` into an escape."""

    @classmethod
    def translate_str(cls, val: str) -> str:
        return repr(val)


def register() -> None:
    """Make the engine and its way of writing parameters known to Papermill in this process."""
    papermill_engines.register(ENGINE_NAME, LembarEngine)
    papermill_translators.register(KERNEL_NAME, _ReadableParameters)


def _run(record: Record, execution: Execution, folder: Path) -> Ending:
    client = NotebookClient(record, execution, folder)
    try:
        client.run()
    except CellExecutionError as error:
        ending = _raised(error)
    except KernelNotStarted as error:
        ending = Ending(outcome=Outcome.KERNEL_DIED, error=str(error))
    except DeadKernelError:
        ending = Ending(outcome=Outcome.KERNEL_DIED, error=client.exit_word)
    else:
        found = find_result(record.nb) is not None
        return Ending(outcome=Outcome.DONE if found else Outcome.NO_RESULT)
    if execution.stopper.reason is not None:
        ending = Ending(outcome=execution.stopper.reason)
    return Ending(
        outcome=ending.outcome,
        error=_shown(ending.error, execution),
        error_type=ending.error_type,
        prompt=record.prompt(),
        seconds=execution.terms.timeout_s,
    )


def _shown(error: str | Sentence, execution: Execution) -> str | Sentence:
    """Return an exception's text without secrets; our own sentences hold none."""
    if isinstance(error, Sentence):
        return error
    return execution.scrubber.text(error)[:_ERROR_MAX]


def _raised(error: CellExecutionError) -> Ending:
    left = error.ename == "SystemExit" and error.evalue in _QUIET_EXITS
    outcome = Outcome.NO_RESULT if left else Outcome.FAILED
    text = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    return Ending(outcome=outcome, error=text, error_type=error.ename)

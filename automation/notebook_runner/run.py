"""One run of one notebook, from its parameters to its result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from automation.domain.run import Outcome
from automation.errors import ConfigError, RunError
from automation.language import Sentence, mark
from automation.notebook_engine import (
    Ending,
    Execution,
    Json,
    Progress,
    Scrubber,
    Stopper,
    Terms,
    explain,
    find_result,
)
from automation.notebook_runner.parameters import check_parameters
from automation.notebook_runner.places import Place, open_place, upload
from automation.notebook_runner.signals import stopping_on_signals
from automation.notebook_runner.source import parameters_of, read_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookResult:
    """What a run that was done hands back.

    Attributes:
        notebook: Path or address of the executed notebook.
        result: The JSON object its last cell displayed, without secrets.
        seconds: How long the run took, the kernel's start included.
        not_stored: Why the notebook did not reach its address; `notebook` is then a local path.
    """

    notebook: str
    result: Mapping[str, Json]
    seconds: float
    not_stored: Sentence | None = None


def run_notebook(
    notebook: Path,
    output: Path | str,
    *,
    parameters: Mapping[str, Json],
    terms: Terms,
    progress: Progress | None = None,
    on_stopped: Callable[[RunError], None] | None = None,
) -> NotebookResult:
    """Run a notebook in a kernel of its own and return the result its last cell displayed.

    While it runs in the main thread, Ctrl-C, SIGTERM and SIGHUP interrupt the kernel, kill it two
    seconds later and end the run within five. A signal after the last cell changes nothing.

    Args:
        notebook: The notebook to run; it is only read.
        output: Where the executed notebook goes: a path, or an address such as `s3://…`.
        parameters: By the names in the cell tagged `parameters`; JSON values only.
        terms: The kernel's environment, secrets and time.
        progress: Told before each code cell.
        on_stopped: Called when the run was stopped or interrupted, before the error is raised.

    Raises:
        ConfigError: The notebook, a parameter or the place is not right and no cell has run; or
            the executed notebook could not be saved at the end.
        RunError: The run ended otherwise than done; the executed notebook is saved and says so.
    """
    scrubber = Scrubber(terms.secrets, terms.more_secrets)
    scrubber.look_again()
    source = read_notebook(notebook)
    check_parameters(parameters, parameters_of(source, notebook.name), scrubber, notebook.name)
    place = open_place(str(output))
    stopper = Stopper()
    execution = Execution(
        name=notebook.name,
        path=place.path,
        terms=terms,
        scrubber=scrubber,
        stopper=stopper,
        progress=progress,
    )
    began = monotonic()
    with stopping_on_signals(stopper.ask):
        ended = _execute(source, dict(parameters), execution)
        if isinstance(ended, Ending) and stopper.reason in _FROM_OUTSIDE and on_stopped:
            on_stopped(explain(ended, place.address))
    kept_at, not_stored = _store(place)
    if isinstance(ended, Ending):
        raise explain(ended, kept_at)
    seconds = monotonic() - began
    return NotebookResult(notebook=kept_at, result=ended, seconds=seconds, not_stored=not_stored)


_FROM_OUTSIDE = (Outcome.INTERRUPTED, Outcome.STOPPED)


def _execute(
    source: "NotebookNode", parameters: dict[str, Json], execution: Execution
) -> Ending | dict[str, Json]:
    """Let Papermill run the notebook; return its result, or how else it ended."""
    import papermill

    from automation.notebook_engine.engine import ENGINE_NAME, Ended, register
    from automation.notebook_engine.kernel import KERNEL_NAME
    from automation.notebook_engine.record import CannotSave

    register()
    try:
        executed = papermill.execute_notebook(
            source,
            None,  # the engine saves, whole and scrubbed; Papermill would save once more
            parameters=parameters,
            engine_name=ENGINE_NAME,
            kernel_name=KERNEL_NAME,
            language="python",
            progress_bar=False,
            execution=execution,
        )
    except Ended as ended:
        return ended.ending
    except CannotSave as error:
        cause = str(error)
    else:
        return find_result(executed) or {}
    raise ConfigError(
        mark('The executed notebook cannot be saved as "{path}": {cause}.'),
        mark("Make room or choose another folder, then run again."),
        path=execution.path,
        cause=cause,
    )


def _store(place: Place) -> tuple[str, Sentence | None]:
    """Bring the notebook to its address; return where it is, and why it is not there."""
    not_stored = upload(place) if place.is_remote else None
    return (str(place.path) if not_stored else place.address), not_stored

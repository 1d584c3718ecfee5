"""How a run can end, and the sentences that say so; the notebook and the error say the same."""

from dataclasses import dataclass

from automation.domain.run import Outcome
from automation.errors import RunError
from automation.language import Sentence, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one run ended.

    Attributes:
        outcome: In one word; never NEEDS_PERSON, which only a result can say.
        error: What was raised, scrubbed, or a sentence on how the process ended; may be empty.
        error_type: The name of the exception; empty when none was raised.
        prompt: The number shown beside the cell that was running, 0 when none was.
        seconds: The time-out, for TIMED_OUT.
    """

    outcome: Outcome
    error: str | Sentence = ""
    error_type: str = ""
    prompt: int = 0
    seconds: float = 0.0


_SENTENCES = {
    Outcome.FAILED: (
        mark('"{notebook}" failed {where} ({error}).'),
        mark("Open the saved notebook: that cell shows the cause. Mend it, then run again."),
    ),
    Outcome.KERNEL_DIED: (
        mark('The Python process of "{notebook}" died {where} ({error}).'),
        mark(
            "Most often the machine ran out of memory, or something ended the process. "
            "Run again: it goes on with what is left."
        ),
    ),
    Outcome.TIMED_OUT: (
        mark(
            '"{notebook}" was stopped {where}: it took longer than the {seconds} seconds allowed.'
        ),
        mark("Run again: it goes on with what is left. If it happens often, allow more time."),
    ),
    Outcome.INTERRUPTED: (
        mark('"{notebook}" was interrupted {where} (Ctrl-C).'),
        mark("Run again when you are ready: it goes on with what is left."),
    ),
    Outcome.STOPPED: (
        mark('"{notebook}" was told to stop {where} (SIGTERM).'),
        mark("Nothing to do: the next run goes on with what is left."),
    ),
    Outcome.NO_RESULT: (
        mark('"{notebook}" ended without a result {where}.'),
        mark(
            "Its last cell must show the job's result, and no cell may call sys.exit(). "
            "Put the notebook as it was delivered back in place, then run again."
        ),
    ),
}

_NOT_STARTED = (
    mark('Python did not start for "{notebook}": {error}'),
    mark("No cell has run, so it is safe to run again. If it stays so, install Lembar anew."),
)


def explain(ending: Ending, notebook: str) -> RunError:
    """Return the error that tells people how the run of this notebook ended.

    Args:
        ending: Any ending but DONE.
        notebook: Where the executed notebook is saved, as people should see it.
    """
    never_started = ending.outcome is Outcome.KERNEL_DIED and not ending.prompt
    what, fix = _NOT_STARTED if never_started else _SENTENCES[ending.outcome]
    return RunError(
        what,
        fix,
        outcome=ending.outcome.value,
        notebook=notebook,
        where=_where(ending),
        error=ending.error,
        seconds=f"{ending.seconds:g}",
    )


def _where(ending: Ending) -> Sentence:
    if ending.prompt:
        return Sentence(mark("in cell [{prompt}]"), {"prompt": ending.prompt})
    if ending.outcome is Outcome.NO_RESULT:
        return Sentence(mark("after its last cell"))
    return Sentence(mark("while no cell was running"))

"""How people read what a run counts: the names of `JobResult.counts`, and their bars."""

from collections.abc import Mapping

from automation.jobs.picture import Bar
from automation.language import Translate, mark

NAMES: Mapping[str, str] = {
    "published": mark("published"),
    "due": mark("due"),
    "scheduled": mark("scheduled"),
    "held": mark("held"),
    "missed": mark("missed"),
    "rejected": mark("rejected"),
    "unknown": mark("outcome unknown"),
    "out": mark("out already"),
    "found": mark("found"),
    "absent": mark("not there"),
    "left": mark("left for a person"),
    "snapshots": mark("numbers read"),
    "gone": mark("gone"),
    "given": mark("assignments given"),
    "members": mark("members"),
    "graded": mark("graded"),
    "open": mark("open"),
    "done": mark("done"),
    "waiting_for_trainer": mark("waiting for the trainer"),
    "overdue": mark("overdue"),
    "withdrawn": mark("withdrawn"),
    "channels": mark("channels"),
    "good": mark("channels that let us in"),
    "measured": mark("measured"),
}
"""Every name a job may count under, marked in the words of a chart's labels."""


def bars_of(counts: Mapping[str, int], translate: Translate) -> list[Bar]:
    """Return one bar for each count, named in the reader's language."""
    return [Bar(label=translate(NAMES[name]), value=value) for name, value in counts.items()]

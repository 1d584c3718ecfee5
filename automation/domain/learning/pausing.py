"""What a pause would keep back: the posts due while it lasts, and what becomes of each afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from automation.domain.content.post import Post, Status
from automation.domain.learning.figures import Figures
from automation.domain.run import Run

TRIED_WITHIN = timedelta(days=90)
"""A pause that met a run so lately counts as rehearsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One post that would wait. `is_missed`: too late when the pause ends, so it wants a new time."""

    post: Post
    due: datetime
    is_missed: bool


def would_wait(figures: Figures, lasting: timedelta) -> list[Waiting]:
    """Return the ready posts due in a pause that begins now, nearest first; times of the workbook."""
    end = figures.now + lasting
    return [
        Waiting(post=post, due=due, is_missed=end - due >= figures.desk.settings.grace)
        for post, due in due_ahead(figures)
        if due < end
    ]


def due_ahead(figures: Figures) -> list[tuple[Post, datetime]]:
    """Return the ready posts still to come with their times, nearest first."""
    zone = figures.desk.settings.timezone
    return [
        (post, post.publish_at.astimezone(zone))
        for post in figures.coming
        if post.status is Status.READY and post.publish_at is not None
    ]


def paused_runs(figures: Figures) -> Sequence[Run]:
    """Return the runs that met the pause, the latest first."""
    met = (run for run in figures.desk.runs if run.paused and run.started_at <= figures.now)
    return sorted(met, key=lambda run: run.started_at, reverse=True)


def is_rehearsed(figures: Figures) -> bool:
    """Say whether a run met the pause lately."""
    return any(figures.now - run.started_at <= TRIED_WITHIN for run in paused_runs(figures))

"""A cohort of three, from its first assignments to its certificates, a week at a time.

Everybody works in the cells of one .xlsx file; between their visits the jobs run on it, as they
would from cron. The clock is ours.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from automation.app import Wishes, open_workbook, run_job
from automation.course.files import load_course
from automation.domain.learning.progress import Learner, cohort_of
from automation.jobs.result import JobResult
from automation.workbook.schema import load_schema
from automation.workbook.upgrade import init
from tests.course.hands import do, plan_post, points_of, text, words_of
from tests.course.team import Desk, Row

LEARNERS = ("Bima", "Dimas", "Nadia")
TRAINER = "Bu Tuti"


@dataclass
class Story:
    """The workbook of the demo, opened for a course."""

    path: Path
    language: str
    now: datetime
    sent_back: set[str] = field(default_factory=set)
    """The assignments that came back with too few points, once each."""

    @property
    def desk(self) -> Desk:
        """The workbook as people open it."""
        return Desk(self.path, self.language)

    def open_course(self) -> None:
        """Add the tabs of the course and a trainer; those who do not take part have no time for it."""
        schema = load_schema().with_all_tabs()
        init(
            self.path, language=self.language, timezone="Asia/Jakarta", schema=schema,
            language_of=lambda: self.language,
        )  # fmt: skip
        with self.desk.open() as desk:
            for member in desk.rows("members"):
                is_learner = member["name"] in LEARNERS
                active = is_learner or member["name"] == "Ratih"
                desk.type(
                    "members", member, weekly_hours=40.0 if is_learner else 0.0,
                    active=desk.say("members", "active", "yes" if active else "no"),
                )  # fmt: skip
            role = desk.say("members", "roles", "trainer")
            desk.add("members", name=TRAINER, roles=role)

    def run(self, job: str) -> JobResult:
        """Run a job at this moment."""
        return run_job(job, str(self.path), Wishes(now=self.now.isoformat()))

    def week(self) -> None:
        """Be given work, do it, be graded; the trainer reads what waits, and the next grading takes it."""
        monday = self.now
        self.run("assign")
        self.now = monday + timedelta(hours=4)
        with self.desk.open() as desk:
            for row in self.rows_in(desk, "open", "overdue"):
                if row["assignment"] in self.sent_back:
                    text(desk, row, self.now, salt="lagi")
                else:
                    do(desk, row, self.now)
            for name in LEARNERS:
                plan_post(desk, name, self.now)
        self.run("grade")
        self.now = monday + timedelta(days=3)
        with self.desk.open() as desk:
            for row in self.rows_in(desk, "waiting_for_trainer"):
                self._mark(desk, row)
        self.run("grade")
        self.now = monday + timedelta(days=7, hours=1)

    def _mark(self, desk: Desk, row: Row) -> None:
        """Send each learner's first text back with one point; a second try has them all."""
        assignment = str(row["assignment"])
        seen = range(1, points_of(row) + 1)
        note = words_of(TRAINER, 6)
        if not any(one.startswith(str(row["member"])) for one in self.names_sent_back(desk)):
            self.sent_back.add(assignment)
            seen = range(1, 2)
        desk.type(
            "assignments", row, trainer=TRAINER, trainer_note=note,
            trainer_points=" ".join(map(str, seen)),
        )  # fmt: skip

    def names_sent_back(self, desk: Desk) -> list[str]:
        """Return whose texts came back."""
        return [str(row["member"]) for row in desk.rows("assignments") if row["assignment"] in self.sent_back]  # fmt: skip

    def rows_in(self, desk: Desk, *states: str) -> list[Row]:
        """Return the learners' assignments in these states."""
        wanted = {desk.say("assignments", "state", state) for state in states}
        return [
            row for row in desk.rows("assignments")
            if row["state"] in wanted and row["member"] in LEARNERS
        ]  # fmt: skip

    def go_on_until_finished(self, weeks: int = 10) -> None:
        """Live week after week until every learner has finished."""
        for _ in range(weeks):
            self.week()
            if not self._unfinished():
                return
        raise AssertionError(self._unfinished())

    def _unfinished(self) -> list[Learner]:
        desk = open_workbook(str(self.path)).read(lambda: "P-NEW")
        cohort = cohort_of(desk, load_course().kinds, now=self.now)
        return [one for one in cohort.learners if one.member in LEARNERS and not one.is_finished]

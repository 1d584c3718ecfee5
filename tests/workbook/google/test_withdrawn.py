"""Access withdrawn in the middle of a run: what networks answered survives, and is settled once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation.errors import ReceiptsKept, SheetError
from automation.jobs.result import JobResult
from automation.language import translator
from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.person import Person
from automation.workbook.journal import FileJournal
from tests.contracts.google_stage import ROBOT
from tests.desk_builder import TOKENS, Team, Wired
from tests.promises.boundaries import Hook
from tests.workbook.google.desk import GoogleBook, plan

COUNT = 3
LEDGER_GUARD = 7777


def withdraw(book: GoogleBook) -> None:
    book.stand.sheets.withdraw(book.stand.id, ROBOT)


def make_reader(book: GoogleBook) -> None:
    book.stand.sheets.share(book.stand.id, ROBOT, "reader")


def protect(book: GoogleBook) -> None:
    """Protect the ledger, as an owner does who wants nobody to touch it."""

    def act(person: Person) -> None:
        sheet = person.file.book.titled("Publications")
        assert sheet is not None
        protected = {
            "protectedRangeId": LEDGER_GUARD,
            "range": {"sheetId": sheet.id},
            "editors": {"users": []},
        }
        person.batch({"addProtectedRange": {"protectedRange": protected}})

    book.stand.sheets.person(book.stand.id, act)


@dataclass
class Scene:
    """A team whose sheet is taken away from a run, and the machine the run was on."""

    team: Team
    wired: Wired
    book: GoogleBook
    network: Rehearsal
    state: Path
    harm: Callable[[GoogleBook], None]

    @property
    def public(self) -> int:
        """How many posts are out."""
        return len(self.network.posts("kopi_senja"))

    @property
    def journal(self) -> Path:
        """Where this machine keeps what it could not write."""
        return Path(FileJournal(self.state, self.book.stand.address, "R-x").place)

    def break_off(self, *, at: str = "after publish") -> SheetError:
        """Let a run begin to publish three posts, and take the sheet away at a boundary."""
        plan(self.team, self.wired, COUNT)
        left = [self.harm]

        def hook(boundary: str) -> None:
            if boundary == at and left:
                left.pop()(self.book)

        with pytest.raises(SheetError) as raised:
            self.run("publish", "09:05", hook=hook)
        return raised.value

    def give_back(self) -> None:
        """Let the run's account write again."""

        def act(person: Person) -> None:
            person.batch({"deleteProtectedRange": {"protectedRangeId": LEDGER_GUARD}})

        self.book.stand.sheets.share(self.book.stand.id, ROBOT)
        if self.harm is protect:
            self.book.stand.sheets.person(self.book.stand.id, act)

    def run(
        self, job: str, at: str, *, elsewhere: bool = False, dry_run: bool = False,
        hook: Hook = lambda _: None,
    ) -> JobResult:  # fmt: skip
        """Run a job on this machine, or on one that has no journal."""
        state = self.state / "elsewhere" if elsewhere else self.state
        journal = FileJournal(state, self.book.stand.address, f"R-{job}-{at[-2:]}")
        try:
            return self.wired.run(
                job, at, backend=self.book.open(), journal=journal, dry_run=dry_run, hook=hook
            )
        finally:
            journal.close()


@pytest.fixture
def scene(team: Team, wired: Wired, book: GoogleBook, network: Rehearsal, tmp_path: Path) -> Scene:
    return Scene(team, wired, book, network, tmp_path, withdraw)


@pytest.mark.parametrize("harm", [withdraw, make_reader, protect])
def test_the_next_run_that_can_write_settles_what_was_kept(
    scene: Scene, harm: Callable[[GoogleBook], None]
) -> None:
    scene.harm = harm
    error = scene.break_off()
    public = scene.public
    scene.give_back()

    scene.run("publish", "09:06")

    assert isinstance(error, ReceiptsKept)
    assert public >= 1
    assert scene.public == COUNT
    assert scene.team.events().count("published") == COUNT
    assert {scene.team.state(f"Kopi {n}") for n in range(COUNT)} == {"published"}
    assert "found" not in {row["reason"] for row in scene.team.records("publications")}
    assert not scene.journal.exists()


def test_a_run_refused_right_after_its_claim_sent_nothing_and_gives_it_back(scene: Scene) -> None:
    error = scene.break_off(at="after commit")
    public = scene.public
    scene.give_back()

    scene.run("check", "09:06")
    scene.run("publish", "09:07")

    assert isinstance(error, ReceiptsKept)
    assert public == 0
    assert scene.team.events("Kopi 0") == ["claimed", "released", "claimed", "published"]
    assert scene.public == COUNT


@pytest.mark.parametrize("harm", [withdraw, make_reader, protect])
def test_the_message_says_what_happened_where_the_receipts_are_and_who_acts(
    scene: Scene, harm: Callable[[GoogleBook], None]
) -> None:
    scene.harm = harm

    error = scene.break_off()

    assert ROBOT in str(error)
    assert str(scene.journal) in str(error)
    assert f"lembar run publish {scene.book.stand.address}" in str(error)
    assert "{" not in str(error)
    assert "di komputer ini" in error.say(translator("id"))


def test_another_machine_looks_for_the_posts_and_this_one_tells_each_receipt_once(
    scene: Scene,
) -> None:
    scene.break_off()
    scene.give_back()

    scene.run("publish", "09:40", elsewhere=True)
    told = scene.team.records("publications")
    scene.run("publish", "09:45")

    assert scene.public == COUNT
    assert scene.team.events().count("published") == COUNT
    assert scene.team.records("publications") == told
    assert not scene.journal.exists()


def test_runs_that_cannot_write_either_keep_it_all(scene: Scene) -> None:
    scene.harm = make_reader
    scene.break_off()
    public = scene.public

    for at in ("09:06", "09:07"):
        with pytest.raises(SheetError):
            scene.run("publish", at)
    still = scene.public
    scene.give_back()
    scene.run("check", "09:08")

    assert still == public
    assert scene.team.events().count("published") == public


def test_a_dry_run_knows_what_is_kept_and_leaves_it(scene: Scene) -> None:
    scene.harm = make_reader
    scene.break_off()

    result = scene.run("publish", "09:06", dry_run=True)

    assert result.counts["out"] == scene.public
    assert list(scene.journal.glob("*.jsonl"))


def test_the_doctor_names_what_waits(scene: Scene) -> None:
    scene.harm = make_reader
    scene.break_off()

    result = scene.run("doctor", "09:06", dry_run=True)
    with pytest.raises(ReceiptsKept) as refused:
        scene.run("doctor", "09:06")

    assert any(str(scene.journal) in step for step in result.next_steps)
    assert str(scene.journal) in str(refused.value)


def test_no_secret_is_kept(scene: Scene) -> None:
    scene.break_off()

    kept = "".join(path.read_text() for path in scene.journal.glob("*.jsonl"))
    assert "published" in kept
    assert not any(secret in kept for secret in (*TOKENS.values(), "PRIVATE KEY"))


def test_a_run_that_cannot_keep_its_journal_publishes_and_says_so(scene: Scene) -> None:
    plan(scene.team, scene.wired, COUNT)
    (scene.state / "journal").write_text("a file where a folder should be")
    said: list[str] = []
    journal = FileJournal(scene.state, scene.book.stand.address, "R-1")

    result = scene.wired.run(
        "publish", "09:05", backend=scene.book.open(), journal=journal,
        log=lambda line, **_: said.append(line),
    )  # fmt: skip

    assert scene.public == COUNT
    assert sum("cannot be written" in line for line in said) == 1
    assert any("cannot be written" in need for need in result.needs)
    assert result.outcome.exit_code == 1

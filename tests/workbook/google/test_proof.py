"""Who approved, as a Google Sheet can prove it: protected cells, and comments that people sign.

Three people: Rina, who manages; Agus, for the law; Tono, who may edit the sheet and decides nothing.
"""

from collections.abc import Iterator

import pytest

from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.rehearsal.sheets.a1 import column_letters
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.world import OWNER
from tests.contracts.google_stage import ROBOT
from tests.desk_builder import SCHEMA, Wired, make_team, moment
from tests.workbook.google.conftest import Stand
from tests.workbook.google.desk import GoogleBook

RINA, AGUS, TONO = "rina@kopi.example", "agus@kopi.example", "tono@kopi.example"
FALSE_RINA = "rina@elsewhere.example"
POST = "Kopi senja"


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


class Desk:
    """A team at a Google Sheet, and what its people do there."""

    def __init__(self, stand: Stand, network: Rehearsal, language: str) -> None:
        self.book = GoogleBook(stand, language)
        self.team = make_team(self.book, language, brand=f"{network.url}/@kopi_senja")
        self.wired = Wired(self.team, on_run=network.set_clock)
        self.sheets = self.book.stand.sheets
        self.calendar = SCHEMA.tabs["calendar"].title(language)
        for address in (RINA, AGUS, TONO, FALSE_RINA):
            self.sheets.share(self.book.stand.id, address)
        self.team.write("members", "Rina", email=RINA)
        self.team.write("members", "Agus", email=AGUS)

    def requires(self, proof: str) -> None:
        self.team.write("channels", "brand", proof=proof)

    def column(self, name: str) -> int:
        return self.team._columns("calendar")[name] + 1

    def protect(
        self, *editors: str, columns: tuple[str, ...] = ("approver_1", "decision_1")
    ) -> None:
        def act(person: Person) -> None:
            for name in columns:
                letter = column_letters(self.column(name) - 1)
                person.protect(self.calendar, f"{letter}:{letter}", *editors)

        self.sheets.person(self.book.stand.id, act)

    def comment(
        self, who: str, text: str, at: str, column: str = "title", title: str = POST
    ) -> str:
        row = self.team.place("calendar", title) + 1
        found: list[str] = []

        def act(person: Person) -> None:
            found.append(person.comment(self.calendar, row, self.column(column), text))

        self.at(at, who, act)
        return found[0]

    def at(self, at: str, who: str, act: object) -> None:
        self.sheets.set_clock(moment(at))
        self.sheets.person(self.book.stand.id, act, who)  # type: ignore[arg-type]
        self.sheets.set_clock(None)

    def run(self, job: str, at: str) -> None:
        self.wired.run(job, at, backend=self.book.open())

    def plan(self) -> None:
        self.team.post(POST)
        self.run("check", "08:00")

    def proofs(self) -> list[tuple[object, ...]]:
        names = ("member", "decision", "proof", "counts")
        fields = SCHEMA.tabs["approvals"].fields
        return [
            tuple(fields[name].value_of(str(row[name])) or row[name] for name in names)
            for row in self.team.records("approvals")
        ]

    @property
    def problems(self) -> str:
        return self.team.cell(POST, "problems")

    @property
    def state(self) -> str:
        return self.team.state(POST)


@pytest.fixture(params=["en", "id"])
def desk(stand: Stand, network: Rehearsal, request: pytest.FixtureRequest) -> Desk:
    made = Desk(stand, network, request.param)
    made.plan()
    return made


@pytest.fixture
def english(stand: Stand, network: Rehearsal) -> Desk:
    made = Desk(stand, network, "en")
    made.plan()
    return made


def account_of(desk: Desk, who: str) -> str:
    """Return the resource name of an account, as a finding tells it."""
    thread = desk.comment(who, "halo", "07:00", column="campaign")
    book = desk.sheets.spreadsheet(desk.book.stand.id).book
    from automation.rehearsal.sheets.requests.talking import shown_comment

    found = next(shown_comment(one, "") for one in book.comments if one["commentId"] == thread)
    return str(found["headPost"]["author"]["user"])


def test_a_signed_comment_lets_the_post_go_out(desk: Desk, network: Rehearsal) -> None:
    desk.requires("comment")
    desk.team.write("members", "Rina", google_user=account_of(desk, RINA))
    desk.comment(RINA, "Setuju!", "08:10")

    desk.run("publish", "09:05")

    assert desk.proofs() == [("Rina", "approve", "comment", "yes")]
    assert len(network.posts("kopi_senja")) == 1
    assert desk.state == "published"


def test_a_decision_typed_in_the_row_does_not_where_a_comment_is_required(
    desk: Desk, network: Rehearsal
) -> None:
    desk.requires("comment")
    desk.team.approve(POST)

    desk.run("publish", "09:05")

    assert desk.proofs() == [("Rina", "approve", "declared", "yes")]
    assert not network.posts("kopi_senja")
    assert "Rina" in desk.problems
    assert "brand" in desk.problems


def test_a_name_alone_is_a_declared_decision_until_the_account_is_noted(
    english: Desk, network: Rehearsal
) -> None:
    english.requires("comment")
    english.comment(RINA, "approved", "08:10")
    english.run("check", "08:20")
    assert english.proofs() == [("Rina", "approve", "declared", "yes")]
    account = english.problems.split("write ")[1].split(" ")[0]
    assert account.startswith("users/")

    english.team.write("members", "Rina", google_user=account)
    english.run("publish", "09:05")

    assert english.proofs()[-1] == ("Rina", "approve", "comment", "yes")
    assert len(network.posts("kopi_senja")) == 1


def test_a_second_person_of_the_same_name_is_found(english: Desk, network: Rehearsal) -> None:
    english.team.write("members", "Rina", google_user=account_of(english, RINA))
    english.comment(FALSE_RINA, "approve", "08:10")

    english.run("publish", "09:05")

    assert english.proofs() == []
    assert "not by the account known for Rina" in english.problems
    assert not network.posts("kopi_senja")


def test_who_decides_nothing_is_told_so_and_holds_nobody_back(
    english: Desk, network: Rehearsal
) -> None:
    english.comment(TONO, "approve", "08:10")
    english.run("check", "08:15")
    assert "Tono comments “approve”" in english.problems

    english.comment(RINA, "approve", "08:20")
    english.run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1


def test_a_comment_older_than_the_text_is_asked_for_again(
    english: Desk, network: Rehearsal
) -> None:
    english.comment(RINA, "approve", "08:10")
    english.team.edit(POST, text="Kopi lain, harga lain")

    english.run("publish", "09:05")

    assert english.proofs() == [("Rina", "approve", "declared", "no")]
    assert "write a new comment" in english.problems
    assert not network.posts("kopi_senja")

    english.comment(RINA, "approve", "09:10", column="text")
    english.run("publish", "09:15")
    assert len(network.posts("kopi_senja")) == 1


def test_an_edit_after_the_comment_was_recorded_opens_the_approval(english: Desk) -> None:
    english.comment(RINA, "approve", "08:10")
    english.run("check", "08:20")
    assert english.state == "scheduled"

    english.team.edit(POST, text="Kopi lain, harga lain")
    english.run("check", "08:30")

    assert english.state == "waiting"
    assert "after Rina's comment" in english.problems


def test_a_deleted_comment_is_a_withdrawn_decision(desk: Desk, network: Rehearsal) -> None:
    thread = desk.comment(RINA, "setuju", "08:10")
    desk.run("check", "08:20")
    assert desk.state == "scheduled"

    desk.at("08:30", RINA, lambda one: one.delete_comment(thread))
    desk.run("publish", "09:05")

    assert [one[1] for one in desk.proofs()] == ["approve", "withdrawn"]
    assert not network.posts("kopi_senja")


def test_a_comment_edited_into_talk_is_withdrawn_too(english: Desk) -> None:
    thread = english.comment(RINA, "approve", "08:10")
    english.run("check", "08:20")
    book = english.sheets.spreadsheet(english.book.stand.id).book
    post = next(one["headPost"]["postId"] for one in book.comments if one["commentId"] == thread)
    edit = {"updateCommentPost": {"commentId": thread, "postId": post, "content": "hm, wait"}}

    english.at("08:30", RINA, lambda one: one.batch(edit))
    english.run("check", "08:40")

    assert [one[1] for one in english.proofs()] == ["approve", "withdrawn"]
    assert english.state == "waiting"


def test_a_request_for_changes_tells_the_owner_the_very_words(desk: Desk) -> None:
    desk.comment(RINA, "Minta perubahan: harganya bulan lalu", "08:10")

    desk.run("check", "08:20")

    assert desk.state == "changes_requested"
    assert "harganya bulan lalu" in desk.problems


def test_a_reply_is_a_decision_of_its_own(english: Desk, network: Rehearsal) -> None:
    thread = english.comment(RINA, "request changes, the price is old", "08:10")
    english.run("check", "08:20")

    english.at("08:30", RINA, lambda one: one.reply(thread, "approve"))
    english.run("publish", "09:05")

    assert [one[1] for one in english.proofs()] == ["request_changes", "approve"]
    assert len(network.posts("kopi_senja")) == 1


def test_talk_is_no_decision_and_an_unclear_word_is_asked_about(english: Desk) -> None:
    english.comment(RINA, "please approve this one, somebody", "08:10")
    english.comment(RINA, "approve, but mend the price", "08:11")

    english.run("check", "08:20")

    assert english.proofs() == []
    assert "which may be a decision or not" in english.problems


def test_a_comment_is_recorded_once_however_often_it_is_seen(english: Desk) -> None:
    english.comment(RINA, "approve", "08:10")

    for at in ("08:20", "08:25", "08:30"):
        english.run("check", at)

    assert len(english.proofs()) == 1


def test_a_comment_left_behind_by_a_sort_approves_no_other_row(
    english: Desk, network: Rehearsal
) -> None:
    english.team.post("Aneka teh")
    english.run("check", "08:05")
    english.comment(RINA, "approve", "08:10")
    column = english.column("title")
    english.at("08:15", OWNER, lambda one: one.sort(english.calendar, column))

    english.run("publish", "09:05")

    assert not network.posts("kopi_senja")


def test_inserted_rows_take_nothing_from_a_comment(english: Desk, network: Rehearsal) -> None:
    english.comment(RINA, "approve", "08:10")
    english.at("08:15", OWNER, lambda one: one.insert_rows(english.calendar, 2, 3))

    english.run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1


@pytest.mark.parametrize(
    ("editors", "columns", "proof"),
    [
        pytest.param([ROBOT, RINA], ("approver_1", "decision_1"), "protected", id="its people"),
        pytest.param([ROBOT, RINA, TONO], ("approver_1", "decision_1"), "declared", id="one more"),
        pytest.param([ROBOT, RINA], ("decision_1",), "declared", id="the approver's cell is open"),
        pytest.param([RINA], ("approver_1", "decision_1"), "declared", id="we are not told who"),
    ],
)
def test_a_decision_is_protected_only_if_just_that_levels_people_could_type_it(
    english: Desk, editors: list[str], columns: tuple[str, ...], proof: str
) -> None:
    english.team.set("trusted_editors", OWNER)
    english.protect(*editors, columns=columns)
    english.team.approve(POST)

    english.run("check", "08:20")

    assert english.proofs() == [("Rina", "approve", proof, "yes")]


def test_an_owner_of_the_file_who_does_not_hold_the_level_weakens_the_proof(english: Desk) -> None:
    english.protect(ROBOT, RINA)
    english.team.approve(POST)

    english.run("check", "08:20")

    assert english.proofs() == [("Rina", "approve", "declared", "yes")]


def test_requiring_more_later_holds_what_was_approved_before(
    english: Desk, network: Rehearsal
) -> None:
    english.team.approve(POST)
    english.run("check", "08:20")
    assert english.state == "scheduled"

    english.requires("protected")
    english.run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert "could have been typed by anyone" in english.problems

    english.requires("declared")
    english.run("publish", "09:10")
    assert len(network.posts("kopi_senja")) == 1


def test_a_channel_that_leads_elsewhere_asks_again(english: Desk, network: Rehearsal) -> None:
    english.team.approve(POST)
    english.run("check", "08:20")

    english.team.write("channels", "brand", address=f"{network.url}/@kopi_senja_bantuan")
    english.run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert "leads to another address" in english.problems

    english.team.approve(POST, "approve_again")
    english.run("check", "09:06")
    assert english.team.state(POST) in ("scheduled", "needs_work")


def test_knowing_who_costs_no_call_more(english: Desk) -> None:
    english.protect(ROBOT, RINA)
    english.comment(RINA, "approve", "08:10")
    english.run("check", "08:20")
    backend = english.book.open()

    english.wired.run("publish", "08:30", backend=backend)

    assert (backend.calls.reads, backend.calls.writes) == (2, 0)

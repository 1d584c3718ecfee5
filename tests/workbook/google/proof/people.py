"""Three people at one Google Sheet, and what they do there."""

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.a1 import column_letters
from automation.rehearsal.sheets.person import Person
from tests.desk_builder import SCHEMA, Wired, make_team, moment
from tests.workbook.google.conftest import Stand
from tests.workbook.google.desk import GoogleBook

RINA, AGUS, TONO = "rina@kopi.example", "agus@kopi.example", "tono@kopi.example"
FALSE_RINA = "rina@elsewhere.example"
POST = "Kopi senja"


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


def account_of(desk: Desk, who: str) -> str:
    """Return the resource name of an account, as a finding tells it."""
    thread = desk.comment(who, "halo", "07:00", column="campaign")
    book = desk.sheets.spreadsheet(desk.book.stand.id).book
    from automation.rehearsal.sheets.requests.talking import shown_comment

    found = next(shown_comment(one, "") for one in book.comments if one["commentId"] == thread)
    return str(found["headPost"]["author"]["user"])

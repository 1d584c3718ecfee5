"""A sheet of the locale id_ID: what a team types there is read as they mean it."""

import pytest

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.layout.laying import Asked, init_sheet
from automation.workbook.workbook import Workbook
from tests.desk_builder import SCHEMA, Team, Wired, columns_of, make_team, moment
from tests.workbook.google.conftest import Stand
from tests.workbook.google.desk import GoogleBook

NINE = [
    "21/11/2026 09.00",
    "21/11/2026 9:00",
    "21-11-2026 09.00",
    "21 November 2026 09.00",
    "21 Nov 2026 pukul 09.00",
    "Sabtu, 21 November 2026 09.00 WIB",
    "2026-11-21 09.00",
]


def set_locale(book: GoogleBook, locale: str) -> None:
    change = {"properties": {"locale": locale}, "fields": "locale"}

    def act(person: Person) -> None:
        person.batch({"updateSpreadsheetProperties": change})

    book.stand.sheets.person(book.stand.id, act)


@pytest.fixture
def book(stand: Stand) -> GoogleBook:
    made = GoogleBook(stand, "id")
    set_locale(made, "id_ID")
    return made


@pytest.fixture
def team(book: GoogleBook, network: Rehearsal) -> Team:
    return make_team(book, "id", brand=f"{network.url}/@kopi_senja")


def typed(team: Team, tab: str, name: str, **texts: str) -> None:
    """Play a person at the keyboard: what the service makes of it is its locale's affair."""
    book = team.book
    assert isinstance(book, GoogleBook)
    title = team.title(tab)
    columns = columns_of(SCHEMA.tabs[tab], book.rows(title)[0])
    row = team.place(tab, name) + 1

    def act(person: Person) -> None:
        for column, text in texts.items():
            place = columns[column]
            letters = chr(65 + place) if place < 26 else "A" + chr(65 + place - 26)
            person.type(f"'{title}'!{letters}{row}", text)

    book.stand.sheets.person(book.stand.id, act)


def test_times_typed_the_indonesian_way_go_out_on_time(
    team: Team, wired: Wired, network: Rehearsal
) -> None:
    typed(
        team,
        "channels",
        "brand",
        policy=SCHEMA.tabs["channels"].fields["policy"].label("none", "id"),
    )
    for number, text in enumerate([*NINE, "03/12/2026 09.00", "09.00", "21/11/2026"]):
        team.post(f"Kopi {number}", status="siap")
        typed(team, "calendar", f"Kopi {number}", publish_at=text)

    wired.run("check", "08:00")
    wired.run("publish", "09:01")

    states = [team.state(f"Kopi {number}") for number in range(10)]
    assert states == [*["published"] * 7, "scheduled", "needs_work", "needs_work"]
    assert len(network.posts("kopi_senja")) == 7
    desk = Workbook(team.book.open(), SCHEMA).read(lambda: "x")
    assert desk.posts[7].publish_at == moment("2026-12-03 09:00")


def test_settings_and_check_boxes_typed_in_indonesian_mean_what_they_say(team: Team) -> None:
    for key, text in {
        "quiet_from": "21.00",
        "quiet_until": "06.30",
        "grace_minutes": "1.440",
        "self_approval": "BENAR",
        "approval_covers_time": "SALAH",
    }.items():
        typed(team, "settings", SCHEMA.settings[key].title("id"), value=text)
    typed(team, "members", "Rina", weekly_hours="2,5", active="BENAR")
    typed(team, "members", "Agus", active="SALAH")
    typed(team, "channels", "brand", posts_per_day="1.000")

    desk = Workbook(team.book.open(), SCHEMA).read(lambda: "x")

    settings = desk.settings
    assert [str(settings.quiet_from), str(settings.quiet_until)] == ["21:00:00", "06:30:00"]
    assert settings.grace.total_seconds() == 1440 * 60
    assert (settings.self_approval, settings.approval_covers_time) == (True, False)
    assert [one.active for one in desk.members.values()] == [True, True, False]
    assert [one.weekly_hours for one in desk.members.values()] == [None, 2.5, None]
    assert [one.posts_per_day for one in desk.channels.values()] == [1000]
    assert not desk.tab_problems


def test_an_indonesian_team_in_an_american_sheet_is_told(stand: Stand) -> None:
    asked = Asked(language="id", timezone="Asia/Jakarta")
    book = GoogleBook(stand, "id")

    told = init_sheet(book.open(), asked, SCHEMA)
    assert any("en_US" in one.say(str) for one in told.notes)

    set_locale(book, "id_ID")
    told = init_sheet(book.open(), asked, SCHEMA)
    assert not any("Indonesia" in one.say(str) for one in told.notes)

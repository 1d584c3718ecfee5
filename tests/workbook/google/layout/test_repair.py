"""`lembar init` on a sheet people have changed: what it gives back, leaves, and explains."""

import pytest

from automation.errors import ConfigError
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.layout.keys import COLUMN_TAG, VERSION_TAG
from tests.desk_books import SCHEMA
from tests.workbook.google.layout.laid import Laid, laid_out


@pytest.fixture
def laid() -> Laid:
    return laid_out()


def do(laid: Laid, *requests: Message) -> None:
    def act(person: Person) -> None:
        person.batch(*requests)

    laid.person(act)


def said(sentences: object) -> str:
    assert isinstance(sentences, tuple)
    return "\n".join(map(str, sentences))


def settled(laid: Laid) -> None:
    laid.init()
    assert laid.writes == 0


def test_a_deleted_tab_and_column_come_back_at_the_right_end(laid: Laid) -> None:
    link = laid.column("calendar", "link")
    laid.person(lambda one: one.delete_tab("Guidelines"))
    laid.person(lambda one: one.delete_columns("Calendar", link + 1))

    done = laid.init()

    assert done.tabs == ("Guidelines",)
    assert done.columns == (("Calendar", "Link"),)
    assert laid.column("calendar", "link") == len(SCHEMA.tabs["calendar"].usual) - 1
    settled(laid)


def test_a_new_column_goes_beyond_everything_people_put_there(laid: Laid) -> None:
    link = laid.column("calendar", "link")
    wide = laid.tab("calendar").column_count
    do(laid, {"appendDimension": {"sheetId": laid.tab("calendar").id, "dimension": "COLUMNS", "length": 3}})  # fmt: skip
    laid.fill("Calendar", 40, {wide + 1: "catatan tanpa judul"})
    laid.person(lambda one: one.delete_columns("Calendar", link + 1))

    laid.init()

    assert laid.rows("Calendar")[40][wide] == "catatan tanpa judul"
    assert laid.column("calendar", "link") == wide + 1
    settled(laid)


def test_a_tab_renamed_to_a_name_lembar_knows_is_fine(laid: Laid) -> None:
    laid.person(lambda one: one.rename_tab("Calendar", "Kalender konten"))

    done = laid.init()

    assert (done.tabs, done.needs) == ((), ())
    assert laid.writes == 0


def test_a_removed_drop_down_comes_back_and_a_replaced_one_stays(laid: Laid) -> None:
    calendar = laid.tab("calendar")
    status, visibility = (laid.column("calendar", name) for name in ("status", "visibility"))

    def column(at: int) -> Message:
        return {"sheetId": calendar.id, "startColumnIndex": at, "endColumnIndex": at + 1, "startRowIndex": 1}  # fmt: skip

    own = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Public"}]}}
    do(
        laid,
        {"setDataValidation": {"range": column(status)}},
        {"setDataValidation": {"range": column(visibility), "rule": own}},
    )

    done = laid.init()

    assert laid.rule("calendar", "status") is not None
    assert laid.rule("calendar", "visibility") == own
    assert "Status" in said(done.repaired)
    assert "Visibility" not in said(done.repaired)
    settled(laid)


def test_a_renamed_filter_view_stays_as_people_call_it(laid: Laid) -> None:
    view = laid.views()["Stuck"]
    renamed = {"filterViewId": view["filterViewId"], "title": "Macet"}
    do(laid, {"updateFilterView": {"filter": renamed, "fields": "title"}})

    settled(laid)
    assert "Macet" in laid.views()
    assert "Stuck" not in laid.views()


def test_a_missing_setting_is_added_below_the_others(laid: Laid) -> None:
    rows = laid.rows("Settings")
    pause = next(at for at, row in enumerate(rows) if row[0] == "PAUSE ALL PUBLISHING")
    laid.person(lambda one: one.delete_rows("Settings", pause + 1))

    done = laid.init()

    assert done.settings == ("PAUSE ALL PUBLISHING",)
    assert laid.rows("Settings")[len(rows) - 1][:2] == ["PAUSE ALL PUBLISHING", "No"]
    settled(laid)


def test_a_tab_without_header_whose_columns_nobody_can_tell_is_left_alone_and_explained(
    laid: Laid,
) -> None:
    laid.fill("Members", 4, {0: "Sari"})
    lookup = {"developerMetadataLookup": {"metadataKey": COLUMN_TAG}}
    do(laid, {"deleteDeveloperMetadata": {"dataFilter": lookup}})
    laid.person(lambda one: one.delete_rows("Members", 1))
    before = laid.rows("Members")

    done = laid.init()

    assert "Members" in said(done.needs)
    assert laid.rows("Members") == before


def version(laid: Laid, value: str) -> None:
    lookup = {"developerMetadataLookup": {"metadataKey": VERSION_TAG}}
    changed = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": value}}
    do(laid, {"updateDeveloperMetadata": {**changed, "fields": "metadataValue"}})


def test_an_older_layout_is_brought_up_to_date_and_it_says_so(laid: Laid) -> None:
    version(laid, "0.0.9")

    done = laid.init()

    assert "0.0.9" in said(done.repaired)
    settled(laid)


def test_a_layout_of_a_newer_lembar_is_not_touched(laid: Laid) -> None:
    version(laid, "99.0")
    laid.person(lambda one: one.delete_tab("Guidelines"))

    with pytest.raises(ConfigError, match=r"99\.0"):
        laid.init()

    assert "Guidelines" not in laid.titles


def test_what_somebody_else_protects_is_named(laid: Laid) -> None:
    def act(person: Person) -> None:
        sheet = person.file.book.titled("Calendar")
        assert sheet is not None
        at = laid_column
        person.batch({"addProtectedRange": {"protectedRange": {
            "range": {"sheetId": sheet.id, "startColumnIndex": at, "endColumnIndex": at + 1},
            "description": "Hands off (lembar:calendar/decision_1)",
            "editors": {"users": []},
        }}})  # fmt: skip

    laid_column = laid.column("calendar", "decision_1")
    laid.person(act)

    done = laid.init()

    assert "Decision" in said(done.needs)

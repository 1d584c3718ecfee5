"""The pages on which a trainer plays the team."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from automation.rehearsal.sheets.pages.fault_words import FAULT_WORDS
from automation.rehearsal.sheets.server import CATALOGUE, Person, RehearsalSheets
from tests.rehearsal.sheets.browser import PROGRAM, Browser

ATTACK = "<script>alert('kopi')</script><img src=x onerror=alert(1)>"
RANI = "rani@kopi-senja.example"
DECISIONS = ["draft", "approved", "hold"]

needs_browser = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")


def prepared(one: Person) -> None:
    values = [{"userEnteredValue": each} for each in DECISIONS]
    listed = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": True}
    column = {
        "sheetId": 0,
        "startRowIndex": 1,
        "endRowIndex": 9,
        "startColumnIndex": 1,
        "endColumnIndex": 2,
    }
    boxes = {**column, "startColumnIndex": 2, "endColumnIndex": 3}
    green = {"backgroundColor": {"green": 1}}
    fits = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": '=$B2="approved"'}]}
    grid = {"rowCount": 40, "columnCount": 6, "frozenRowCount": 1}
    one.batch(
        {
            "updateSheetProperties": {
                "properties": {"title": "Kalender", "gridProperties": grid},
                "fields": "title,gridProperties",
            }
        },
        {"addSheet": {"properties": {"title": "Panduan", "sheetId": 5}}},
        {"addSheet": {"properties": {"title": "_mesin", "hidden": True}}},
        {"setDataValidation": {"range": column, "rule": listed}},
        {"setDataValidation": {"range": boxes, "rule": {"condition": {"type": "BOOLEAN"}}}},
        {
            "addConditionalFormatRule": {
                "rule": {"ranges": [column], "booleanRule": {"condition": fits, "format": green}}
            }
        },
    )
    one.type("Kalender!A1", "teks", "keputusan", "foto")
    one.type("Kalender!A2", f"Kopi {ATTACK}", "draft", "FALSE")
    one.type("Kalender!A3", "Es kopi", "salah", "TRUE")
    one.protect("Kalender", "D1:D9")


@pytest.fixture
def key(sheets: RehearsalSheets) -> str:
    made = sheets.create_spreadsheet("Kalender Kopi Senja", share_with={RANI: "writer"})
    sheets.person(made, prepared)
    return made


def test_frozen_columns_stay_folded_ones_go_and_own_words_tick_a_box(
    sheets: RehearsalSheets, key: str
) -> None:
    box = {"condition": {"type": "BOOLEAN", "values": [{"userEnteredValue": one} for one in ("Ya", "Tidak")]}}  # fmt: skip
    columns = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 4, "endIndex": 5}
    frozen = {"sheetId": 0, "gridProperties": {"frozenColumnCount": 1}}
    area = {"sheetId": 0, "startRowIndex": 4, "endRowIndex": 6, "startColumnIndex": 2, "endColumnIndex": 3}  # fmt: skip

    def act(one: Person) -> None:
        one.batch(
            {"updateSheetProperties": {"properties": frozen, "fields": "gridProperties.frozenColumnCount"}},
            {"addDimensionGroup": {"range": columns}},
            {"updateDimensionGroup": {"dimensionGroup": {"range": columns, "depth": 1, "collapsed": True}, "fields": "collapsed"}},
            {"setDataValidation": {"range": area, "rule": box}},
        )  # fmt: skip
        one.type("Kalender!C5", "Ya")
        one.type("Kalender!C6", "Tidak")

    sheets.person(key, act)
    page = httpx.get(f"{sheets.url}/d/{key}").text

    assert 'class="pinned" style="left:46px">A<' in page
    assert ">E</th>" not in page
    ticked, clear = (page.partition(f'data-cell="{cell}"')[2].partition("</td>")[0] for cell in ("C5", "C6"))  # fmt: skip
    assert 'data-ticked="Ya"' in ticked
    assert " checked" in ticked
    assert " checked" not in clear


def test_the_list_leads_to_every_spreadsheet(sheets: RehearsalSheets, key: str) -> None:
    page = httpx.get(sheets.url).text

    assert f'href="/d/{key}' in page
    assert "Kalender Kopi Senja" in page
    assert "nothing here is public" in page
    assert "tidak ada yang tayang sungguhan" in page


def test_what_people_typed_is_text_and_never_markup(sheets: RehearsalSheets, key: str) -> None:
    page = httpx.get(f"{sheets.url}/d/{key}")

    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_a_page_speaks_indonesian_and_hides_hidden_tabs(sheets: RehearsalSheets, key: str) -> None:
    page = httpx.get(f"{sheets.url}/d/{key}?lang=id").text

    assert "Sisipkan baris di atas" in page
    assert "Panduan" in page
    assert "_mesin" not in page


def test_a_value_against_its_rule_and_a_protected_cell_are_marked(
    sheets: RehearsalSheets, key: str
) -> None:
    page = httpx.get(f"{sheets.url}/d/{key}?as={RANI}").text

    assert "against the rule of this cell" in page
    assert 'title="protected"' in page
    assert 'title="protected"' not in httpx.get(f"{sheets.url}/d/{key}").text


def test_another_site_cannot_write(sheets: RehearsalSheets, key: str) -> None:
    told = httpx.post(
        f"{sheets.url}/d/{key}/act",
        json={"do": "type", "sheet": 0, "cell": "A2", "text": "x"},
        headers={"Origin": "https://elsewhere.example"},
    )

    assert told.status_code == 403
    assert sheets.spreadsheet(key).values("Kalender")[1][0] != "x"


def test_a_new_spreadsheet_is_made_on_the_page(sheets: RehearsalSheets) -> None:
    made = httpx.post(f"{sheets.url}/new", data={"title": "Latihan"}, follow_redirects=True)

    assert (made.status_code, "<h1>Latihan</h1>" in made.text) == (200, True)


def test_what_is_not_there_is_told(sheets: RehearsalSheets) -> None:
    gone = httpx.get(f"{sheets.url}/d/tidak-ada")
    unknown = httpx.get(f"{sheets.url}/v4/spreadsheets")

    assert (gone.status_code, unknown.status_code) == (404, 404)
    assert unknown.json()["error"]["status"] == "NOT_FOUND"


def test_every_fault_is_explained_in_both_languages() -> None:
    assert FAULT_WORDS.keys() == CATALOGUE.keys()
    assert all(one.en and one.id for one in FAULT_WORDS.values())


def test_a_trainer_sets_and_clears_faults_on_the_page(sheets: RehearsalSheets, key: str) -> None:
    headers = {"Authorization": f"Bearer {sheets.token_for(RANI)}"}
    address = f"{sheets.url}/v4/spreadsheets/{key}"

    page = httpx.post(
        f"{sheets.url}/rehearsal/faults", data={"name": "access-withdrawn"}, follow_redirects=True
    )
    assert "until cleared" in page.text
    assert httpx.get(address, headers=headers).status_code == 403

    httpx.post(f"{sheets.url}/rehearsal/clear")
    assert httpx.get(address, headers=headers).status_code == 200
    assert httpx.post(f"{sheets.url}/rehearsal/faults", data={"name": "?"}).status_code == 400


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(Path(tmp_path_factory.mktemp("browser"))) as opened:
        yield opened


def cell(name: str) -> str:
    return f"document.querySelector('td[data-cell={name}]')"


@needs_browser
def test_a_person_types_picks_ticks_and_sorts(
    sheets: RehearsalSheets, key: str, browser: Browser
) -> None:
    browser.open(f"{sheets.url}/d/{key}")

    browser.ask(f"{cell('A4')}.focus()")
    browser.press("Enter")
    browser.type("Affogato")
    browser.press("Enter")
    browser.until(f"{cell('A4')}.textContent.trim() === 'Affogato'")

    browser.ask(
        f"(s => {{ s.value = 'approved'; s.dispatchEvent(new Event('change', {{bubbles: true}})) }})({cell('B2')}.querySelector('select'))"
    )
    browser.until(f"getComputedStyle({cell('B2')}).backgroundColor === 'rgb(0, 255, 0)'")
    browser.ask(f"{cell('C2')}.querySelector('input').click()")
    browser.until(f"{cell('C2')}.querySelector('input')?.checked")

    browser.ask(f"{cell('A2')}.focus()")
    browser.ask("document.querySelector('[data-text=rising]').click()")
    browser.until(f"{cell('A2')}.textContent.trim() === 'Affogato'")

    seen = sheets.spreadsheet(key).values("Kalender")
    assert [row[0] for row in seen] == ["teks", "Affogato", "Es kopi", f"Kopi {ATTACK}"]
    assert seen[3][1:] == ["approved", "TRUE"]


@needs_browser
def test_rows_come_and_go_and_a_refusal_is_shown(
    sheets: RehearsalSheets, key: str, browser: Browser
) -> None:
    browser.open(f"{sheets.url}/d/{key}?as={RANI}")

    browser.ask(f"{cell('A3')}.focus()")
    browser.ask("document.querySelector('[data-do=insert_row]').click()")
    browser.until(f"{cell('A4')}.textContent.trim() === 'Es kopi'")
    browser.ask(f"{cell('D2')}.focus()")
    browser.press("Enter")
    browser.type("terlarang")
    browser.press("Enter")
    browser.until("!document.getElementById('refused').hidden")

    assert "protected cell" in browser.ask("document.getElementById('refused').textContent")
    assert len(sheets.spreadsheet(key).values("Kalender")[1]) == 3


@needs_browser
def test_the_header_stays_while_the_rows_scroll(
    sheets: RehearsalSheets, key: str, browser: Browser
) -> None:
    browser.open(f"{sheets.url}/d/{key}?lang=id")
    place = f"{cell('A1')}.getBoundingClientRect().top"
    before = browser.ask(place)

    browser.ask("document.querySelector('.sheet').scrollTo(0, 120)")

    assert browser.ask("document.querySelector('.sheet').scrollTop") > 60
    assert browser.ask(place) == pytest.approx(before, abs=2)

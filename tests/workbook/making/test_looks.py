"""How a new workbook looks: formats, colours, folded columns and paper."""

import pytest
from openpyxl.worksheet.dimensions import ColumnDimension

from automation.workbook.colours import MACHINE, MACHINE_CELL, PEOPLE, QUIET_INK, TONES
from automation.workbook.schema import Tone
from tests.workbook.making.sheets import SCHEMA, TABS, Made, place_of, sheet_of


def span_of(width: ColumnDimension) -> range:
    return range(width.min or 0, (width.max or 0) + 1)


@pytest.mark.parametrize(
    ("tab", "name", "number_format"),
    [
        ("calendar", "text", "@"), ("calendar", "title", "@"), ("calendar", "publish_at", "yyyy-mm-dd hh:mm"),
        ("calendar", "published_at", "@"), ("calendar", "likes", "#,##0"), ("members", "name", "@"),
        ("members", "weekly_hours", "General"), ("guidelines", "value", "@"),
    ],
)  # fmt: skip
def test_cells_are_formatted_before_anybody_types(
    made: Made, tab: str, name: str, number_format: str
) -> None:
    sheet = sheet_of(made, SCHEMA.tabs[tab])
    place = place_of(SCHEMA.tabs[tab], name)

    (width,) = [width for width in sheet.column_dimensions.values() if place in span_of(width)]

    assert width.number_format == number_format


def test_the_first_line_of_an_empty_column_is_no_stored_cell(made: Made) -> None:
    sheet = sheet_of(made, SCHEMA.tabs["calendar"])

    assert sheet.max_row == 1, "formats belong to columns, not to a thousand blank cells"


def test_every_coloured_value_has_its_colour_in_both_languages(made: Made) -> None:
    for tab in TABS:
        sheet = sheet_of(made, tab)
        rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
        coloured = {rule.text for rule in rules if rule.type == "beginsWith"}
        for field in tab.usual.values():
            for value in field.tones:
                assert set(field.labels[value].values()) <= coloured


def test_evidence_only_a_machine_reads_is_folded_away(made: Made) -> None:
    approvals = SCHEMA.tabs["approvals"]
    sheet = sheet_of(made, approvals)
    names = list(approvals.fields)
    folded = [width for width in sheet.column_dimensions.values() if width.hidden]
    hidden = {names[place - 1] for width in folded for place in span_of(width)}

    assert hidden == {"signed_by", "comment", "previous", "hash"}


def test_what_an_approver_must_read_is_never_folded_away() -> None:
    folded = {field.name for field in SCHEMA.tabs["calendar"].fields.values() if field.is_folded}

    assert folded == {"revision", "seen_at"}


def test_the_calendar_prints_its_first_columns_on_wide_paper_with_the_header_on_every_page(
    made: Made,
) -> None:
    sheet = sheet_of(made, SCHEMA.tabs["calendar"])

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area.endswith("!$A$1:$I$1048576")


def brightness(colour: object) -> float:
    """Relative luminance. Source: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance (checked 2026-11-21)"""
    text = str(colour)
    channels = [int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("fill", "ink"),
    [
        *((look["bg_color"], look["font_color"]) for look in TONES.values() if "bg_color" in look),
        (PEOPLE, "#FFFFFF"), (MACHINE, "#FFFFFF"), (MACHINE_CELL, QUIET_INK),
        (MACHINE_CELL, TONES[Tone.WARN]["font_color"]),
    ],
)  # fmt: skip
def test_every_text_can_be_read_on_its_colour(fill: object, ink: object) -> None:
    dark, light = sorted((brightness(fill), brightness(ink)))

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_settings_row_is_as_high_as_its_meaning_needs(made: Made) -> None:
    language, _ = made
    sheet = sheet_of(made, SCHEMA.tabs["settings"])
    meaning = SCHEMA.tabs["settings"].fields["meaning"]

    for row, setting in enumerate(SCHEMA.settings.values(), start=2):
        points = sheet.row_dimensions[row].height
        assert points is not None
        assert len(setting.description(language)) <= (meaning.width - 4) * (points / 0.75 - 8) / 16

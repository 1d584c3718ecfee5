"""What every back-end promises about changing one cell."""

import pytest

from automation.workbook.protocol import Written
from tests.contracts.backend_contract.team_calendar import (
    CALENDAR,
    OpenStage,
    append,
    as_grid,
    calendar_with,
    patch,
    ref,
)
from tests.contracts.stages import Rows, Stage

LETTERS = {
    "leading zeros": "007",
    "telephone": "+628123456789",
    "scientific": "1e5",
    "formula-like": "=SUM(A1)",
    "at sign": "@brand",
    "date-like": "21/11/2026",
    "boolean-like": "TRUE",
    "error-like": "#N/A",
    "emoji": "Kopi ☕️👩🏽‍🍳🇮🇩",
    "lines": "satu\ndua\r\ntiga\ttab",
    "blanks": "  dua spasi  di sini ",
    "escape-like": "_x000D_ dan _x0041_",
    "controls": "bel\x07 dan \x1b[0m",
    "markup": "<b>&amp; \"kutip\" 'satu' ]]></b>",
    "longest": "k" * 32_767,
    "longest with emoji": "☕" * 32_767,
    "arabic": "قهوة",
}


class Patching:
    @pytest.mark.parametrize("value", LETTERS.values(), ids=LETTERS.keys())
    def test_text_stays_text_to_the_letter(self, stage: Stage, value: str) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 2), "URL", value), append("P-9", State=value)])

        rows = as_grid(stage.fresh())
        assert rows[2][4] == value
        assert rows[4][3] == value

    @pytest.mark.parametrize("value", [0, 7, -3, 2**53, 2.5, 1e-7, 1e300, True, False])
    def test_numbers_and_truths_keep_their_type(self, stage: Stage, value: Written) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 1), "URL", value)])

        seen = as_grid(stage.fresh())[1][4]
        assert seen == value
        assert isinstance(seen, bool) == isinstance(value, bool)

    @pytest.mark.parametrize("empty", [None, ""])
    def test_an_emptied_cell_is_empty(self, stage: Stage, empty: Written) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 1), "State", empty)])

        assert as_grid(stage.fresh())[1][3] is None

    def test_only_the_asked_cell_changes(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        done = stage.backend.commit([patch(ref(grid, 1), "State", "approved")])

        expected = [[stage.kept(cell) for cell in row] for row in CALENDAR]
        expected[1][3] = "approved"
        expected[2] = expected[2][:4]
        assert as_grid(stage.fresh()) == expected
        assert done.skipped == ()

    def test_the_last_of_two_patches_of_a_cell_stands(self, stage: Stage) -> None:
        row = ref(stage.backend.read(["calendar"])["calendar"], 1)

        stage.backend.commit([patch(row, "State", "ready"), patch(row, "State", "approved")])

        assert as_grid(stage.fresh())[1][3] == "approved"

    @pytest.mark.parametrize("header", ["state", "  STATE ", "State\n", "sTaTe"])
    def test_a_header_is_found_whatever_its_case_and_blanks(
        self, open_stage: OpenStage, header: str
    ) -> None:
        stage = open_stage({"calendar": [[" post  ", header], ["P-1", "idea"]], "runs": []})
        grid = stage.backend.read(["calendar"])["calendar"]

        done = stage.backend.commit([patch(ref(grid, 1), "State", "ready")])

        assert as_grid(stage.fresh())[1] == ["P-1", "ready"]
        assert done.skipped == ()

    def test_the_second_of_two_equal_headers_is_never_written(self, open_stage: OpenStage) -> None:
        stage = open_stage(
            {"calendar": [["Post", "State", None, "state"], ["P-1", "a", "b", "c"]], "runs": []}
        )
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 1), "State", "x"), append("P-2", State="y")])

        assert as_grid(stage.fresh())[1:] == [["P-1", "x", "b", "c"], ["P-2", "y"]]

    def test_a_blank_header_is_nobodys(self, open_stage: OpenStage) -> None:
        stage = open_stage({"calendar": [["Post", None, " "], ["P-1", "b", "c"]], "runs": []})
        change = patch(ref(stage.backend.read(["calendar"])["calendar"], 1), " ", "x")

        assert stage.backend.commit([change]).skipped == (change,)
        assert as_grid(stage.fresh())[1] == ["P-1", "b", "c"]

    def test_titles_above_the_header_do_not_matter(self, open_stage: OpenStage) -> None:
        rows: Rows = [
            ["Kalender November"],
            [],
            [None, "dijaga oleh Sari"],
            ["Post", "State"],
            ["P-1"],
        ]
        stage = open_stage({"calendar": rows, "runs": []})
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 4), "State", "ready"), append("P-2", State="idea")])

        assert as_grid(stage.fresh()) == [*rows[:4], ["P-1", "ready"], ["P-2", "idea"]]

    def test_the_id_itself_can_be_written_into_a_row_without_one(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with(["P-1", "Promo"], [None, "Baru"], [None, "Lain"]))
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit(
            [patch(ref(grid, 2), "Post", "P-2"), patch(ref(grid, 2), "State", "idea")]
        )

        assert as_grid(stage.fresh())[2] == ["P-2", "Baru", None, "idea"]

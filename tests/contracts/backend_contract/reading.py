"""What every back-end promises about reading."""

from datetime import date, datetime, time

from automation.workbook.protocol import Cell
from tests.contracts.backend_contract.team_calendar import OpenStage, as_grid, calendar_with
from tests.contracts.stages import Stage


class Reading:
    def test_every_cell_type_comes_back_as_itself(self, open_stage: OpenStage) -> None:
        row: list[Cell] = [
            "P-1",
            7,
            2.5,
            True,
            False,
            datetime.fromisoformat("2026-11-21 09:00:01"),
            date(2026, 11, 21),
            time(9, 30),
        ]

        stage = open_stage({"calendar": [[f"k{n}" for n in range(8)], row], "runs": []})

        seen = as_grid(stage.backend)[1]
        expected = [stage.kept(cell) for cell in row]
        assert seen == expected
        assert list(map(type, seen)) == list(map(type, expected))

    def test_tabs_are_listed_in_their_order_and_an_empty_one_has_no_rows(
        self, stage: Stage
    ) -> None:
        assert stage.backend.tabs() == ["calendar", "runs"]
        assert list(stage.backend.read(["runs"])["runs"].rows) == []

    def test_a_tab_that_is_not_there_is_left_out(self, stage: Stage) -> None:
        assert set(stage.backend.read(["calendar", "goals"])) == {"calendar"}

    def test_empty_cells_inside_are_none_and_at_the_end_of_a_row_or_tab_absent(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(
            calendar_with(["P-1", None, None, "idea", None, None], [], ["P-2"], [None])
        )

        assert as_grid(stage.backend)[1:] == [["P-1", None, None, "idea"], [], ["P-2"]]

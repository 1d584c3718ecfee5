"""What every back-end promises when people edit between our reading and our writing."""

from automation.workbook.protocol import RowRef
from tests.contracts.backend_contract.team_calendar import (
    OpenStage,
    append,
    as_grid,
    calendar_with,
    patch,
    ref,
)
from tests.contracts.stages import Rows, Stage


class PeopleInBetween:
    """People edit between our reading and our writing."""

    def test_rows_are_followed_when_people_sort_them(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]
        changes = [patch(ref(grid, index), "URL", f"https://kopi/{index}") for index in (1, 2, 3)]

        stage.people("calendar", lambda rows: rows.__setitem__(slice(1, None), rows[:0:-1]))
        stage.backend.commit(changes)

        seen = {row[0]: row[4] for row in as_grid(stage.fresh())[1:]}
        assert seen == {"P-1": "https://kopi/1", "P-2": "https://kopi/2", "P-3": "https://kopi/3"}

    def test_rows_are_followed_when_people_insert_and_delete_others(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        def edit(rows: Rows) -> None:
            del rows[1]
            rows.insert(1, [None, "Ide baru"])
            rows.insert(1, [None, "Ide lain"])

        stage.people("calendar", edit)
        gone = patch(ref(grid, 1), "URL", "x")
        done = stage.backend.commit([gone, patch(ref(grid, 3), "URL", "https://kopi/3")])

        rows = as_grid(stage.fresh())
        assert next(row for row in rows if "https://kopi/3" in row)[0] == "P-3"
        assert not [row for row in rows if "x" in row]
        assert done.skipped == (gone,)

    def test_columns_are_followed_when_people_move_them(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        def edit(rows: Rows) -> None:
            for row in rows:
                row.extend([None] * (6 - len(row)))
                row.reverse()

        stage.people("calendar", edit)
        stage.backend.commit([patch(ref(grid, 2), "State", "ready"), append("P-4", State="idea")])

        rows = as_grid(stage.fresh())
        assert (rows[2][2], rows[2][5]) == ("ready", "P-2")
        assert rows[4] == [None, None, "idea", None, None, "P-4"]

    def test_a_renamed_column_is_skipped_and_said(self, stage: Stage) -> None:
        row = ref(stage.backend.read(["calendar"])["calendar"], 1)
        change = patch(row, "State", "ready")

        stage.people("calendar", lambda rows: rows[0].__setitem__(3, "Status lama"))
        done = stage.backend.commit([change, patch(row, "URL", "https://kopi/1")])

        assert done.skipped == (change,)
        assert as_grid(stage.fresh())[1][3:5] == ["idea", "https://kopi/1"]

    def test_a_copied_row_is_told_from_its_original_by_what_stood_in_it(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with(["P-1", "Promo"], ["P-1", "Promo salinan"]))
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.people("calendar", lambda rows: rows.insert(1, [None, "Ide baru"]))
        stage.backend.commit([patch(ref(grid, 2), "Post", "P-2")])

        assert as_grid(stage.fresh())[1:] == [
            [None, "Ide baru"],
            ["P-1", "Promo"],
            ["P-2", "Promo salinan"],
        ]

    def test_rows_that_cannot_be_told_apart_are_left_alone(self, open_stage: OpenStage) -> None:
        stage = open_stage(calendar_with(["P-1", "Promo"], ["P-1", "Promo"]))
        change = patch(ref(stage.backend.read(["calendar"])["calendar"], 2), "Post", "P-2")

        for idea in ("Baru", "Baru juga"):
            stage.people("calendar", lambda rows, idea=idea: rows.insert(1, [None, idea]))  # type: ignore[misc]
        done = stage.backend.commit([change])

        assert done.skipped == (change,)
        assert [row[0] for row in as_grid(stage.fresh())[1:]] == [None, None, "P-1", "P-1"]

    def test_a_row_without_id_that_people_changed_is_left_alone(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with([None, "Promo"]))
        change = patch(ref(stage.backend.read(["calendar"])["calendar"], 1), "Post", "P-1")

        stage.people("calendar", lambda rows: rows[1].__setitem__(1, "Promo besar"))

        assert stage.backend.commit([change]).skipped == (change,)
        assert as_grid(stage.fresh())[1] == [None, "Promo besar"]

    def test_an_id_that_a_program_made_a_number_is_still_that_id(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with([12, "Promo"]))
        row = RowRef(id="12", index=5)

        stage.backend.commit([patch(row, "State", "ready"), append("12", State="twice")])

        assert as_grid(stage.fresh())[1:] == [[12, "Promo", None, "ready"]]

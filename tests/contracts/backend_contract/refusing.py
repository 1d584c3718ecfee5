"""What every back-end promises not to write."""

import pytest

from automation.errors import ColumnMissing, SheetError, TabMissing
from automation.workbook.protocol import Append, Patch, RowRef
from tests.contracts.backend_contract.team_calendar import append, as_grid, patch
from tests.contracts.stages import Stage


class Refusing:
    """All or nothing: one change that cannot be made, and nothing is."""

    @pytest.mark.parametrize(
        ("bad", "error"),
        [
            (append("P-9", tab="goals"), TabMissing),
            (append("P-9", Nothere="x"), ColumnMissing),
            (append("P-9", tab="runs"), ColumnMissing),
            (append("P-9", State="k" * 32_768), SheetError),
            (append("P-9", State="😀" * 16_384), SheetError),
            (append("P-9", State=2**53 + 1), SheetError),
            (append("P-9", State=float("nan")), SheetError),
            (patch(RowRef(id="P-1", index=1), "State", "x", tab="goals"), TabMissing),
        ],
        ids=[
            "no tab",
            "no column",
            "empty tab",
            "too long",
            "too long in emoji",
            "too large a number",
            "not a number",
            "no tab to patch",
        ],
    )
    def test_one_bad_change_and_nothing_is_written(
        self, stage: Stage, bad: Append | Patch, error: type[Exception]
    ) -> None:
        before = as_grid(stage.backend)
        good = patch(RowRef(id="P-1", index=1), "State", "ready")

        with pytest.raises(error):
            stage.backend.commit([good, bad])

        assert as_grid(stage.fresh()) == before

    def test_the_message_says_tab_row_and_column(self, stage: Stage) -> None:
        with pytest.raises(SheetError, match=r'"P-9".*"Judul".*"calendar".*32768') as caught:
            stage.backend.commit([append("P-9", Judul="k" * 32_768)])

        assert "32767" in str(caught.value)

    def test_nothing_to_do_is_no_error(self, stage: Stage) -> None:
        assert stage.backend.commit([]).skipped == ()

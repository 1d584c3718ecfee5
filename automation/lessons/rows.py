"""The rows a lesson is about: read once, and anew after the learner handed something in."""

from collections.abc import Callable

from automation.domain.desk import Desk
from automation.errors import WorkbookBusy
from automation.language import mark
from automation.workbook.workbook import Workbook


class Rows:
    """One workbook as a lesson knows it. `hand_in` is the only thing that writes."""

    def __init__(self, workbook: Workbook, new_id: Callable[[], str]) -> None:
        """Read the workbook.

        Raises:
            SheetError: it cannot be read.
        """
        self._workbook = workbook
        self._new_id = new_id
        self.desk: Desk = workbook.read(new_id)
        workbook.forget_new_rows()

    @property
    def address(self) -> str:
        """The path or address people know the workbook by."""
        return self._workbook.address

    @property
    def language(self) -> str:
        """The workbook's language."""
        return self._workbook.language

    def read_again(self) -> Desk:
        """Read the workbook anew.

        Raises:
            SheetError: it cannot be read.
        """
        self.desk = self._workbook.read(self._new_id)
        self._workbook.forget_new_rows()
        return self.desk

    def hand_in(self, assignment: str, text: str) -> str:
        """Write a submission into its own cell, and return what stands there afterwards.

        Raises:
            SheetError: it could not be written; nothing was.
            WorkbookBusy: it was written, and something else stands there all the same.
        """
        self._workbook.fill_in("assignments", assignment, "submission", text)
        found = (one for one in self.read_again().assignments if one.id == assignment)
        stands = next((one.submission for one in found), "")
        if stands.split() != text.split():
            raise WorkbookBusy(
                mark("Your answer was written into {id} of {workbook}, but something else stands there now."),
                mark("Look at the cell: a colleague may have typed into it just then, or the text was too long for one cell."),
                id=assignment, workbook=self.address,
            )  # fmt: skip
        return stands

"""A workbook in an .xlsx file: read with calamine, written by patching the package's sheet parts.

Only the touched cells and the new rows change. Every other part of the file stays byte for byte,
with two declared exceptions in the workbook part: people's formulas are marked to be computed
when the file is next opened, and a filter or a table that ends where rows were added grows with
them.
"""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from automation.errors import SheetError, WorkbookNotFound
from automation.language import mark
from automation.workbook.backends.file_swap import Result, Step, pass_by, swap
from automation.workbook.backends.ooxml.book import Book, open_book
from automation.workbook.backends.ooxml.package import Package
from automation.workbook.backends.ooxml.patching import patch_package
from automation.workbook.backends.ooxml.reading import read_grids
from automation.workbook.backends.other_programs import refuse_if_open
from automation.workbook.backends.resolve import new_headers, resolve
from automation.workbook.calls import Calls
from automation.workbook.protocol import NOTHING, Behind, Change, Committed, Grid

LOCK_TIMEOUT_S = 60.0


class XlsxBackend:
    """The raw cells of one .xlsx file."""

    def __init__(
        self,
        address: str | Path,
        *,
        lock_timeout_s: float = LOCK_TIMEOUT_S,
        watch: Callable[[Step], None] = pass_by,
    ) -> None:
        self._path = Path(address)
        self._lock_timeout_s = lock_timeout_s
        self._watch = watch

    @property
    def address(self) -> str:
        """The file's path, as it was given."""
        return str(self._path)

    @property
    def title(self) -> str:
        """The file's name without its ending."""
        return self._path.stem

    @property
    def calls(self) -> Calls:
        """None: nobody counts them."""
        return Calls()

    def tabs(self) -> Sequence[str]:
        """Return the names of all worksheets, hidden ones too, in their order."""
        return list(self._book(self._data()).sheets)

    def read(self, tabs: Sequence[str]) -> Mapping[str, Grid]:
        """Return the named tabs' grids; a file open in another program is read as last saved."""
        return read_grids(self._book(self._data()), tabs)

    def behind(self, tab: str, columns: Sequence[int]) -> Mapping[int, Behind]:
        """Return nothing: there are no chips here."""
        return {}

    def commit(
        self, changes: Sequence[Change], *, foresee: Mapping[str, str] = NOTHING
    ) -> Committed:
        """Make all changes or none, in the file as it stands at this moment."""
        if not changes:
            return Committed()

        def patched(data: bytes) -> tuple[bytes | None, Committed]:
            book = self._book(data)
            resolved = resolve(read_grids(book, [*{change.tab: 0 for change in changes}]), changes)
            if not resolved.tabs:
                return None, Committed(tuple(resolved.skipped))
            package = patch_package(book, resolved.tabs)
            return package.data, Committed((*resolved.skipped, *package.skipped))

        return self._swap(patched)

    def add_tabs(self, donor: Path, tabs: Sequence[str]) -> None:
        """Copy those of the named tabs that are missing here from another workbook, to the end.

        Everything in this workbook stays; the new tabs keep their styles, drop-downs, conditional
        formats and notes.
        """
        from automation.workbook.backends.ooxml.new_tabs import add_tabs

        guest = self._book(donor.read_bytes())
        self._swap(lambda data: (add_tabs(self._book(data), guest, tabs), None))

    def add_columns(self, tab: str, *, id_column: str, headers: Sequence[str]) -> None:
        """Write those of the headers that are missing to the right of everything in the tab.

        Raises:
            TabMissing, ColumnMissing: no tab of that name, or no header row in it.
        """

        def widened(data: bytes) -> tuple[bytes | None, None]:
            book = self._book(data)
            edits = new_headers(read_grids(book, [tab]), tab, id_column=id_column, headers=headers)
            return (patch_package(book, [edits]).data if edits.cells else None), None

        self._swap(widened)

    def rework(self, change: Callable[[Book], tuple[bytes | None, Result]]) -> Result:
        """Put in the file's place what `change` makes of it as it stands; None leaves it."""
        return self._swap(lambda data: change(self._book(data)))

    def _swap(self, change: Callable[[bytes], tuple[bytes | None, Result]]) -> Result:
        path = self._found()
        refuse_if_open(
            self._path
        )  # the lock file of who opened it by a link stands beside the link
        return swap(path, change, timeout_s=self._lock_timeout_s, watch=self._watch)

    def _book(self, data: bytes) -> Book:
        return open_book(Package(data, address=self.address))

    def _data(self) -> bytes:
        path = self._found()
        try:
            return path.read_bytes()
        except PermissionError as error:
            raise SheetError(
                mark("{workbook} may not be read by this computer's user."),
                mark("Let this user read the file, then run again."),
                workbook=self.address,
            ) from error

    def _found(self) -> Path:
        """Return the file itself, also behind a link: a link must not become a file."""
        if self._path.is_file():
            return self._path.resolve()
        folder = self._path.parent
        names = [found.name for found in folder.glob("*.xls[xm]")] if folder.is_dir() else []
        near = get_close_matches(self._path.name, names, n=1, cutoff=0)
        raise WorkbookNotFound(
            mark("There is no workbook {workbook}."),
            mark('Did you mean "{near}"?')
            if near
            else mark("Check the name, or make one: lembar init {workbook}"),
            workbook=self.address,
            near=near[0] if near else "",
        )

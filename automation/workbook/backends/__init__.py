"""The back-ends by name. Each is imported when it is first used, so a run loads only its own.

Adding a line to `BACKENDS` puts the new back-end under the contract suite (`tests/contracts/`).
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path, PurePath

from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.workbook.backends.google.address import read_address, refuse_other_links
from automation.workbook.protocol import Backend

BACKENDS: Mapping[str, str] = {
    "memory": "automation.workbook.backends.memory:MemoryBackend",
    "google": "automation.workbook.backends.google.backend:GoogleBackend",
    "xlsx": "automation.workbook.backends.xlsx:XlsxBackend",
}
"""Name -> "module:class"."""

XLSX_ENDINGS = (".xlsx", ".xlsm")


def load_backend(name: str) -> type:
    """Import a back-end's class by its name in `BACKENDS`."""
    module, _, title = BACKENDS[name].partition(":")
    loaded: type = getattr(import_module(module), title)
    return loaded


def one_address(address: str) -> str:
    """Return the one form of a workbook's address: a sheet's link and its id are the same workbook."""
    sheet = read_address(address)
    return address if sheet is None else sheet.url


def whole_address(address: str) -> str:
    """Return what names a workbook from wherever this machine runs: of a file, its whole path."""
    sheet = read_address(address)
    return str(Path(address).resolve()) if sheet is None else sheet.url


def open_backend(address: str, tell: Callable[[Sentence], None] | None = None) -> Backend:
    """Return the back-end that keeps the workbook at this address; nothing is read yet.

    `tell` is told why a service keeps us waiting.

    Raises:
        ConfigError: no back-end knows such an address.
    """
    if read_address(address) is not None:
        wishes = {"tell": tell} if tell else {}
        sheet: Backend = load_backend("google")(address, **wishes)
        return sheet
    if PurePath(address).suffix.lower() in XLSX_ENDINGS:
        backend: Backend = load_backend("xlsx")(address)
        return backend
    refuse_other_links(address)
    raise ConfigError(
        mark('"{address}" is not the address of a workbook Lembar can open.'),
        mark(
            "Name a file that ends in .xlsx, as in: lembar check calendar.xlsx, or give a Google Sheet's address as the browser shows it."
        ),
        address=address,
    )

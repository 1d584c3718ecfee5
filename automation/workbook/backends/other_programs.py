"""Notice that a spreadsheet program has a workbook open, by the lock file it keeps beside it."""

from pathlib import Path

from automation.errors import WorkbookBusy
from automation.language import mark


def refuse_if_open(path: Path) -> None:
    """Hold while a program has the file open: it would save its own copy over ours.

    Raises:
        WorkbookBusy: names the program, and the person where its lock file tells.
    """
    libre_office = path.with_name(f".~lock.{path.name}#")
    excel = path.with_name(f"~${path.name}")
    if libre_office.exists():
        raise _busy(
            path, libre_office, program="LibreOffice", person=_libre_office_person(libre_office)
        )
    if excel.exists():
        raise _busy(path, excel, program="Excel", person=_excel_person(excel))


def _busy(path: Path, lock: Path, *, program: str, person: str) -> WorkbookBusy:
    return WorkbookBusy(
        mark("{workbook} is open in {program} ({person}), so nothing was written."),
        mark(
            "Save and close it there; the next run tries again. "
            'If nobody has it open, delete the file "{lock}" beside it.'
        ),
        workbook=path,
        program=program,
        person=person or "?",
        lock=lock.name,
    )


def _libre_office_person(lock: Path) -> str:
    """Return the name in a lock file: name, login, computer, time and profile between commas."""
    fields = _read(lock).decode("utf-8", "replace").split(",")
    return next((field.strip() for field in fields[:3] if field.strip()), "")


def _excel_person(lock: Path) -> str:
    """Return the name in an owner file: its length in the first byte, then its letters."""
    data = _read(lock)
    return data[1 : 1 + data[0]].decode("latin-1").strip("\x00 ") if data else ""


def _read(lock: Path) -> bytes:
    try:
        return lock.read_bytes()
    except OSError:
        return b""

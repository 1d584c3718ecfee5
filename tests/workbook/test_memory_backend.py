"""The workbook in memory plays people and bad days for the tests of what stands above it."""

import pytest

from automation.errors import ConfigError, SheetError, WorkbookBusy
from automation.workbook.backends import BACKENDS, load_backend, open_backend
from automation.workbook.backends.memory import Fault, MemoryBackend
from automation.workbook.protocol import Append, Cell


@pytest.fixture
def backend() -> MemoryBackend:
    return MemoryBackend({"kalender": [["Post", "State"], ["P-2", "idea"], ["P-1"]]})


def add(event: str) -> Append:
    return Append(tab="kalender", id_column="Post", event=event, cells={"State": "new"})


def rows(backend: MemoryBackend) -> list[list[Cell]]:
    return [list(row) for row in backend.read(["kalender"])["kalender"].rows]


def test_people_type_sort_insert_delete_and_rename(backend: MemoryBackend) -> None:
    backend.sort("kalender", 0)
    backend.edit("kalender", 1, 3, "catatan")
    backend.insert_row("kalender", 2, [None, "baru"])
    backend.delete_row("kalender", 3)
    backend.rename_column("kalender", 1, "Status")

    assert rows(backend) == [["Post", "Status"], ["P-1", None, None, "catatan"], [None, "baru"]]


def test_what_was_read_does_not_change_afterwards(backend: MemoryBackend) -> None:
    before = backend.read(["kalender"])["kalender"]

    backend.edit("kalender", 1, 1, "ready")

    assert before.rows[1][1] == "idea"


@pytest.mark.parametrize(
    ("fault", "error", "written"),
    [(Fault.BUSY, WorkbookBusy, False), (Fault.REFUSED, SheetError, False), (Fault.ANSWER_LOST, WorkbookBusy, True)],
)  # fmt: skip
def test_a_fault_hits_the_next_commit_only(
    backend: MemoryBackend, fault: Fault, error: type[Exception], written: bool
) -> None:
    backend.fail_next(fault)

    with pytest.raises(error):
        backend.commit([add("e-1")])

    assert (["e-1", "new"] in rows(backend)) == written
    backend.commit([add("e-1")])
    assert rows(backend).count(["e-1", "new"]) == 1


def test_round_trips_are_counted(backend: MemoryBackend) -> None:
    backend.read(["kalender"])
    backend.commit([add("e-1")])

    assert (backend.reads, backend.commits) == (1, 1)


def test_an_address_says_which_back_end_keeps_the_workbook() -> None:
    assert open_backend("Kalender Kopi.XLSX").address == "Kalender Kopi.XLSX"
    assert {load_backend(name).__name__ for name in BACKENDS} >= {"MemoryBackend", "XlsxBackend"}


@pytest.mark.parametrize("address", ["kalender.ods", "", "https://example.org/a"])
def test_an_unknown_address_says_what_to_name(address: str) -> None:
    with pytest.raises(ConfigError, match=r"ends in \.xlsx"):
        open_backend(address)

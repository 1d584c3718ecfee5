"""Bad days of the network and of Google: everything is written once, or said plainly."""

from datetime import timedelta

import pytest

from automation.errors import WorkbookBusy
from automation.rehearsal.sheets.server import start_sheets
from automation.settings import Settings
from automation.workbook.backends.google.backend import GoogleBackend
from tests.workbook.google.conftest import Clockwork, Stand, event, patch

PASSING = [
    "quota", "error-before", "internal-before", "error-after", "internal-after",
    "answer-lost", "cut-before", "html-page", "cut-off-answer",
]  # fmt: skip


@pytest.mark.parametrize("methods", [r"batchUpdate", r"batchGet"])
@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.parametrize("times", [1, 3])
def test_a_fault_that_passes_leaves_one_row_and_the_right_cell(
    stand: Stand, backend: GoogleBackend, fault: str, methods: str, times: int
) -> None:
    change = patch(backend, "P-3", "State", "published")
    stand.sheets.add_fault(fault, methods=methods, count=times)

    done = backend.commit([change, event("E-2"), event("E-3")])

    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-2", "E-3"]
    assert stand.rows()[3] == ["P-3", "Ulang tahun toko", "published"]
    assert done.skipped == ()


def test_an_answer_that_never_comes_is_not_waited_for(stand: Stand) -> None:
    backend = stand.open(answer_s=0.5)
    backend.read(backend.tabs())
    stand.sheets.add_fault("never-answers")

    backend.commit([event("E-2")])

    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-2"]


def test_waits_are_drawn_from_a_range_that_doubles_and_time_ends(
    stand: Stand, clockwork: Clockwork
) -> None:
    stand.sheets.add_fault("error-before", count=1000)

    with pytest.raises(WorkbookBusy, match="no usable answer"):
        stand.open().tabs()

    assert clockwork.waits[:7] == [0.5, 1, 2, 4, 8, 16, 16]
    assert clockwork.now_s < 180


def test_a_quota_used_up_is_waited_for_and_no_write_is_lost(
    stand: Stand, backend: GoogleBackend, clockwork: Clockwork
) -> None:
    stand.sheets.set_quota(per_user=6)
    clockwork.on_sleep = lambda seconds: stand.sheets.advance(timedelta(seconds=seconds))
    try:
        for number in range(40):
            backend.commit([event(f"S-{number}")])
    finally:
        stand.sheets.set_clock(None)

    events = [row[0] for row in stand.rows("catatan mesin")[2:]]
    assert events == [f"S-{number}" for number in range(40)]


def test_a_server_that_is_gone_is_said_with_what_to_do(stand: Stand, clockwork: Clockwork) -> None:
    with start_sheets() as gone:
        address = f"{gone.url}/d/{stand.id}"

    backend = GoogleBackend(
        address, settings=Settings(google_key=str(stand.key)), pace=clockwork.pace()
    )

    with pytest.raises(WorkbookBusy, match=r"could not be reached.*connected to the internet"):
        backend.tabs()

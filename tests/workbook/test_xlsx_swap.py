"""The file is replaced whole or not at all, whoever else uses it at the same time."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from automation.errors import SheetError, WorkbookBusy
from automation.workbook.backends.file_swap import ATTEMPTS, Step
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append, Patch, RowRef
from tests.contracts.stages import Rows, write_xlsx

POSTS: Rows = [[f"P-{number}", "idea"] for number in range(300)]
ROWS: Rows = [["Post", "State"], *POSTS]
CHILD = """
import os, signal, sys
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append
path, name, count, deadly = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
def watch(step):
    if step.value == deadly:
        os.kill(os.getpid(), signal.SIGKILL)
backend = XlsxBackend(path, watch=watch)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    backend.commit([Append(tab="kalender", id_column="Post", event=f"{name}-{number}", cells={"State": name})])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kalender.xlsx"
    write_xlsx(path, {"kalender": ROWS})
    return path


def add(event: str) -> Append:
    return Append(tab="kalender", id_column="Post", event=event, cells={"State": "new"})


def events(path: Path) -> list[object]:
    return [row[0] for row in XlsxBackend(path).read(["kalender"])["kalender"].rows[1:]]


def start(path: Path, name: str, count: int, deadly: str = "never") -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), name, str(count), deadly],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    return child


def go(*children: subprocess.Popen[str]) -> None:
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()


@pytest.mark.parametrize("deadly", list(Step))
def test_a_run_killed_at_any_step_leaves_the_old_file_or_the_new_one(
    path: Path, deadly: Step
) -> None:
    with start(path, "x", 1, deadly) as child:
        go(child)

    assert child.returncode == -signal.SIGKILL
    expected = 301 if deadly is Step.REPLACED else 300
    assert len(events(path)) == expected
    XlsxBackend(path).commit([add("after")])
    assert len(events(path)) == expected + 1
    assert [left.name for left in path.parent.iterdir() if left.suffix == ".tmp"] == []


def test_a_run_killed_at_any_moment_leaves_a_whole_file(path: Path) -> None:
    for number in range(20):
        before = set(events(path))
        with start(path, f"k{number}", 1_000) as child:
            go(child)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.03 + number * 0.007)
            child.kill()

        after = events(path)
        assert len(after) == len(set(after))
        assert before <= set(after)


def test_two_processes_at_once_lose_no_row(path: Path) -> None:
    with start(path, "a", 100) as first, start(path, "b", 100) as second:
        go(first, second)

    assert (first.returncode, second.returncode) == (0, 0)
    added = events(path)[300:]
    assert len(added) == len(set(added)) == 200


def test_what_a_person_saves_while_we_write_is_kept(path: Path) -> None:
    saved: list[Step] = []

    def save_once(step: Step) -> None:
        if step is Step.WRITTEN and not saved:
            saved.append(step)
            write_xlsx(
                path,
                {"kalender": [["State", "Post", "Ide"], *[[s, p, "hai"] for p, s in POSTS[::-1]]]},
            )

    backend = XlsxBackend(path, watch=save_once)

    backend.commit(
        [add("e-1"), Patch(tab="kalender", id_column="Post", row=RowRef(id="P-7", index=8), column="State", value="ready")]
    )  # fmt: skip

    rows = {row[1]: row for row in backend.read(["kalender"])["kalender"].rows}
    assert rows["P-7"] == ["ready", "P-7", "hai"]
    assert rows["e-1"] == ["new", "e-1"]
    assert rows["P-0"] == ["idea", "P-0", "hai"]


def test_a_file_that_never_rests_is_left_alone(path: Path) -> None:
    tries: list[Step] = []

    def touch(step: Step) -> None:
        if step is Step.WRITTEN:
            tries.append(step)
            os.utime(path, ns=(len(tries), len(tries)))

    with pytest.raises(WorkbookBusy, match="kept writing"):
        XlsxBackend(path, watch=touch).commit([add("e-1")])

    assert len(tries) == ATTEMPTS
    assert "e-1" not in events(path)


def libre_office(path: Path) -> None:
    line = ",Sari Dewi,laptop-sari,21.11.2026 09:00,file:///home/sari/.config/libreoffice/4;"
    path.with_name(f".~lock.{path.name}#").write_text("Sari Dewi" + line)


def excel(path: Path) -> None:
    path.with_name(f"~${path.name}").write_bytes(bytes([9]) + b"Sari Dewi".ljust(54) + b"\0" * 110)


@pytest.mark.parametrize(
    ("opened_by", "program"), [(libre_office, "LibreOffice"), (excel, "Excel")]
)
def test_a_file_open_in_a_program_is_read_but_not_written(
    path: Path, opened_by: Callable[[Path], None], program: str
) -> None:
    opened_by(path)

    with pytest.raises(WorkbookBusy, match=rf"open in {program} \(Sari Dewi\)"):
        XlsxBackend(path).commit([add("e-1")])

    assert len(events(path)) == 300


def test_a_program_that_opens_the_file_while_we_write_is_noticed(path: Path) -> None:
    def opens(step: Step) -> None:
        if step is Step.WRITTEN:
            libre_office(path)

    with pytest.raises(WorkbookBusy, match="Sari Dewi"):
        XlsxBackend(path, watch=opens).commit([add("e-1")])

    assert len(events(path)) == 300


def test_a_run_that_waits_too_long_for_another_says_so(path: Path) -> None:
    def second_run(step: Step) -> None:
        if step is Step.LOCKED:
            with pytest.raises(WorkbookBusy, match="next run"):
                XlsxBackend(path, lock_timeout_s=0.01).commit([add("e-2")])

    XlsxBackend(path, watch=second_run).commit([add("e-1")])

    assert events(path)[300:] == ["e-1"]


def test_rights_stay_and_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "tim" / "kalender bersama.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)

    XlsxBackend(link).commit([add("e-1")])

    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert events(path)[300:] == ["e-1"]


def test_the_same_append_again_does_not_touch_the_file(path: Path) -> None:
    backend = XlsxBackend(path)
    backend.commit([add("e-1")])
    before = path.stat()

    backend.commit([add("e-1")])

    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(SheetError, match="may not be written"):
            XlsxBackend(path).commit([add("e-1")])
    finally:
        path.parent.chmod(0o700)

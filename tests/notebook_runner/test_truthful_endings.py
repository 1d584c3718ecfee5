"""However a run ends, the error raised and the notebook saved say so, and agree."""

from pathlib import Path

import nbformat
import pytest

from tests.notebook_runner.live import Runner, Writer

BEFORE = "print('before')"
AFTER = "print('after')"
LIST_CELL = """
from IPython.display import display
display({'application/vnd.lembar.result+json': [1]}, raw=True)
"""


def test_a_run_that_shows_its_result_is_done(write_notebook: Writer, run: Runner) -> None:
    ran = run(write_notebook(BEFORE))

    assert ran.outcome() == "done"
    assert ran.given().result == {"job": "publish", "published": 3}
    assert Path(ran.given().notebook) == ran.path
    assert set(ran.statuses()) == {"completed"}


@pytest.mark.parametrize(
    ("source", "outcome", "word"),
    [
        ("raise ValueError('no such channel')", "failed", "no such channel"),
        ("import sys; sys.exit(4)", "failed", "SystemExit: 4"),
        ("import sys; sys.exit(0)", "no_result", "without a result"),
        ("import os; os._exit(0)", "kernel_died", "exit code 0"),
        ("import os; os.kill(os.getpid(), 9)", "kernel_died", "signal 9"),
        ("import time; time.sleep(600)", "timed_out", "longer than the 0.8 seconds"),
    ],
    ids=["exception", "exit 4", "exit 0", "os._exit", "kill -9", "time-out"],
)
def test_a_run_that_ends_in_a_cell_says_where_and_how(
    write_notebook: Writer, run: Runner, source: str, outcome: str, word: str
) -> None:
    timeout_s = 0.8 if outcome == "timed_out" else 60

    ran = run(write_notebook(BEFORE, source, AFTER), timeout_s=timeout_s)

    assert ran.outcome() == outcome
    assert word in str(ran.ended().what)
    assert "in cell [3]" in str(ran.ended().what)
    assert ran.ended().notebook == str(ran.path)
    assert ran.statuses() == ["completed", "completed", "failed", "not run", "not run"]


def test_the_saved_notebook_says_at_the_top_what_the_error_says_translated(
    write_notebook: Writer, run: Runner
) -> None:
    def translate(template: str) -> str:
        return template.replace("died", "MATI").replace("Run again", "JALANKAN LAGI")

    ran = run(write_notebook("import os; os._exit(3)"), translate=translate)

    banner = ran.notebook.cells[0].source.replace("\\", "")
    assert '"publish.ipynb" MATI in cell [2] (exit code 3)' in banner
    assert ran.ended().fix.say(translate) in banner


def test_a_cell_whose_kernel_was_killed_shows_an_error_below_what_it_printed(
    write_notebook: Writer, run: Runner
) -> None:
    ran = run(
        write_notebook(
            "print('posted one', flush=True)\nimport time, os; time.sleep(.5)\nos.kill(os.getpid(), 9)"
        )
    )

    printed, error = ran.notebook.cells[3].outputs
    assert printed.text == "posted one\n"
    assert (error.output_type, error.ename) == ("error", "KernelDied")


@pytest.mark.parametrize("result", ["print('all done')", LIST_CELL], ids=["none", "a list"])
def test_a_run_whose_last_cell_shows_no_result_object_has_failed(
    write_notebook: Writer, run: Runner, result: str
) -> None:
    ran = run(write_notebook(BEFORE, result=result))

    assert ran.outcome() == "no_result"
    assert "after its last cell" in str(ran.error)


def test_no_tag_lets_a_notebook_go_on_after_an_error(write_notebook: Writer, run: Runner) -> None:
    path = write_notebook("1/0", AFTER)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].metadata.tags = ["raises-exception"]
    nbformat.write(notebook, path)

    assert run(path).outcome() == "failed"


def test_a_cell_that_prints_for_ever_and_ignores_interrupts_is_killed(
    write_notebook: Writer, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("automation.notebook_engine.stopper.GRACE_S", 0.5)
    stubborn = "while True:\n  try:\n    print('x' * 1000)\n  except BaseException: pass"

    ran = run(write_notebook(stubborn), timeout_s=1.5)

    assert ran.outcome() == "timed_out"
    assert "left out" in ran.text
    assert len(ran.text) < 6_000_000


def test_a_timed_out_job_is_interrupted_first_so_that_it_can_settle(
    write_notebook: Writer, run: Runner
) -> None:
    settling = "import time\ntry:\n  time.sleep(600)\nfinally:\n  print('settled')"

    ran = run(write_notebook(settling), timeout_s=1)

    assert ran.outcome() == "timed_out"
    assert "settled" in ran.text


def test_the_whole_run_shares_one_time_out(write_notebook: Writer, run: Runner) -> None:
    ran = run(write_notebook("import time; time.sleep(.8)", "time.sleep(600)"), timeout_s=1.6)

    assert ran.outcome() == "timed_out"
    assert ran.statuses()[1:3] == ["completed", "failed"]


@pytest.mark.parametrize("then", ["", "os.kill(os.getpid(), 9)"], ids=["done", "kernel killed"])
def test_children_of_a_cell_end_with_the_run(
    write_notebook: Writer, run: Runner, then: str
) -> None:
    forking = (
        "import os, subprocess, time\n"
        "subprocess.Popen(['sleep', '600'])\n"
        f"if os.fork() == 0:\n    time.sleep(600)\n    os._exit(0)\n{then}"
    )

    ran = run(write_notebook(forking))  # the fixture sees that no process is left

    assert ran.outcome() == ("kernel_died" if then else "done")

"""A command that runs no notebook pays for none of the packages that run one."""

import subprocess
import sys

HEAVY = {
    "papermill",
    "nbclient",
    "nbformat",
    "nbconvert",
    "jupyter_client",
    "IPython",
    "zmq",
    "pandas",
}


def test_importing_the_runner_loads_nothing_heavy() -> None:
    look = "import sys, automation.notebook_runner; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )

    assert not HEAVY & {name.partition(".")[0] for name in loaded.stdout.split()}


def test_reading_a_notebook_builds_no_grammar_that_it_does_not_use() -> None:
    look = (
        "import sys; from automation.notebook_runner.of_job import notebook_of;"
        "from automation.notebook_runner.source import read_notebook;"
        "read_notebook(notebook_of('check')); print(*sys.modules);"
        "import rfc3987_syntax"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )

    assert not {"rfc3987_syntax", "lark"} & set(loaded.stdout.split())

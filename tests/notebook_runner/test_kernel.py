"""Which Python a notebook runs in, what it inherits, and a start that fails."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest

from tests.notebook_runner.live import Marked, Ran, Runner, Writer

WHO = "import os, sys; print(sys.executable, os.getcwd(), sorted(os.environ), sep='\\n')"


def printed(ran: Ran) -> list[str]:
    return str(ran.code_cells()[1].outputs[0].text).splitlines()


def test_the_kernel_is_this_python_in_the_folder_where_the_person_stands(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "kantor"
    here.mkdir()
    monkeypatch.chdir(here)

    executable, folder, _names = printed(run(write_notebook(WHO)))

    assert executable == sys.executable
    assert Path(folder) == here


def test_the_kernel_inherits_only_the_environment_it_is_given(
    write_notebook: Writer, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEMBAR_CANARY", "not for notebooks")

    _executable, _folder, names = printed(run(write_notebook(WHO)))

    assert "MARK" in names
    assert "LEMBAR_CANARY" not in names


def test_no_kernel_needs_to_be_registered_nor_a_home_to_be_there(
    write_notebook: Writer, marked: Marked, tmp_path: Path
) -> None:
    """In an environment where Jupyter itself finds no kernel and no home folder exists."""
    bare = tmp_path / "bare"
    venv.create(bare, with_pip=False, symlinks=True)
    script = dedent("""
        import os, sys, warnings
        from pathlib import Path
        from jupyter_client.kernelspec import KernelSpecManager
        from automation.notebook_runner import Terms, run_notebook
        with warnings.catch_warnings(action="ignore"):  # Jupyter minds that there is no home
            known = list(KernelSpecManager(ensure_native_kernel=False).find_kernel_specs())
        print("known:", known)
        run_notebook(Path(sys.argv[1]), sys.argv[2], parameters={},
                     terms=Terms(environment=dict(os.environ)))
    """)
    nowhere = {"HOME": str(tmp_path / "none"), "JUPYTER_PATH": "", "JUPYTER_NO_CONFIG": "1"}

    ran = subprocess.run(
        [bare / "bin" / "python", "-c", script, write_notebook(WHO), tmp_path / "out.ipynb"],
        env={**marked.environment, **nowhere},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == "known: []"
    assert ran.stderr == ""
    saved = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert saved.cells[2].outputs[0].text.startswith(str(bare / "bin" / "python"))


def test_a_module_of_the_current_folder_cannot_stand_in_for_a_real_one(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "colorsys.py").write_text("print('planted')")

    ran = run(write_notebook("import colorsys; print(colorsys.__file__)"))

    assert "planted" not in ran.text


def test_a_folder_python_imports_from_may_also_be_the_current_one(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a checkout that Lembar is installed from, where people type their commands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brand.py").write_text("name = 'Kopi Senja'")

    ran = run(
        write_notebook("import brand; print(brand.name)"),
        environment={"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
    )

    assert printed(ran) == ["Kopi Senja"]


def broken_start(folder: Path, *, times: int) -> dict[str, str]:
    """Return an environment in which Python ends at once, so many times."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        dedent(f"""
        import os, pathlib, sys
        count = pathlib.Path({str(folder / "count")!r})
        tried = len(count.read_text()) if count.exists() else 0
        if tried < {times}:
            count.write_text("x" * (tried + 1))
            sys.stderr.write("Address already in use, s3cr3t-port\\n")
            sys.stderr.flush()
            os._exit(1)
        """)
    )
    return {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}


def test_a_start_that_fails_is_tried_again(
    write_notebook: Writer, run: Runner, tmp_path: Path
) -> None:
    environment = broken_start(tmp_path / "site", times=1)

    assert run(write_notebook(), environment=environment).outcome() == "done"


def test_a_kernel_that_never_starts_is_told_with_its_last_word(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("automation.notebook_engine.client.START_ATTEMPTS", 2)
    environment = broken_start(tmp_path / "site", times=99)

    ran = run(write_notebook(), environment=environment, secrets=("s3cr3t-port",))

    assert ran.outcome() == "kernel_died"
    assert "Address already in use, ***" in str(ran.ended().what)
    assert (tmp_path / "site" / "count").read_text() == "xx"
    assert set(ran.statuses()) == {"not run"}

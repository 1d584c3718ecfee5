"""The wheel works by itself: in a new environment, in a folder far from the checkout."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.installed import CHECKOUT, Installed

SHIPPED = ("notebooks", "sheets_schema")


def names_in(wheel: Path) -> set[str]:
    """Return what a wheel holds."""
    with ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_the_wheel_carries_every_file_of_the_package(installed: Installed) -> None:
    files = {
        file.relative_to(CHECKOUT).as_posix()
        for file in (CHECKOUT / "automation").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"
    }

    assert "automation/py.typed" in files
    assert not files - names_in(installed.wheel)


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_the_notebooks_and_the_schema(installed: Installed, folder: str) -> None:
    files = {
        f"automation/_shipped/{file.relative_to(CHECKOUT).as_posix()}"
        for file in (CHECKOUT / folder).rglob("*")
        if file.is_file() and ".ipynb_checkpoints" not in file.parts
    }

    assert files
    assert not files - names_in(installed.wheel)


def test_the_wheel_carries_nothing_that_would_be_imported_by_another_name(
    installed: Installed,
) -> None:
    roots = {name.split("/")[0] for name in names_in(installed.wheel)}

    assert roots == {"automation", f"{installed.wheel.name.split('-py3')[0]}.dist-info"}


def test_the_installed_package_is_used_and_not_the_checkout(
    installed: Installed, tmp_path: Path
) -> None:
    done = installed.run("python", "-c", "import automation; print(automation.__file__)", folder=tmp_path)  # fmt: skip

    assert Path(done.stdout.strip()).is_relative_to(installed.site_packages), done.stderr


def test_the_installed_command_explains_itself(installed: Installed, tmp_path: Path) -> None:
    done = installed.run("lembar", "--help", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "lembar init calendar.xlsx" in " ".join(done.stdout.split())


def test_a_new_workbook_is_made_checked_and_published_without_a_checkout(
    installed: Installed, tmp_path: Path
) -> None:
    steps = (
        ("init", "kalender.xlsx", "--language", "id"),
        ("check", "kalender.xlsx"),
        ("run", "publish", "kalender.xlsx"),
        ("verify", "kalender.xlsx"),
    )

    for step in steps:
        done = installed.run("lembar", *step, folder=tmp_path)
        assert done.returncode == 0, f"lembar {' '.join(step)}\n{done.stdout}{done.stderr}"

    (notebook,) = (tmp_path / "runs").rglob("*.ipynb")
    parameters = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["papermill"]
    assert str(CHECKOUT) not in json.dumps(parameters)

"""Parameters are strict: a wrong name or value is refused before a kernel starts."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import nbformat
import pytest

from automation.errors import ConfigError
from automation.notebook_engine import Json, Scrubber
from automation.notebook_runner.parameters import check_parameters, names_in
from tests.notebook_runner.live import Runner, Writer

KNOWN = ["workbook", "now", "dry_run", "language"]


class Language(StrEnum):
    ID = "id"


def check(**given: object) -> None:
    check_parameters(given, KNOWN, Scrubber(["s3cr3t-token"]), "publish.ipynb")  # type: ignore[arg-type]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r'has no parameter "dryrun"\. Did you mean "dry_run"\?'):
        check(dryrun=True)


def test_a_name_like_no_other_is_refused_with_the_list() -> None:
    with pytest.raises(ConfigError, match=r"Known are: workbook, now, dry_run, language\."):
        check(xyz=1)


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -3, 10**20, 1.5, "", "2026-12-31T09:00:00+07:00", "Selamat pagi 🌶️", [],
        [1, ["a", None]], {}, {"a": {"b": [1.5]}},
    ],
    ids=repr,
)  # fmt: skip
def test_json_values_are_taken(value: object) -> None:
    check(now=value)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"), float("inf"), datetime(2026, 12, 31, tzinfo=UTC), date(2026, 12, 31),
        Decimal("1.5"), Path("a"), b"a", {1, 2}, (1, 2), Language.ID, {1: "a"}, [[date(2026, 1, 1)]],
        {"a": (1,)},
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_what_a_notebook_would_not_keep_as_it_is_is_refused(value: object) -> None:
    with pytest.raises(ConfigError, match='"now" cannot hold'):
        check(now=value)


@pytest.mark.parametrize(
    "value", ["s3cr3t-token", "Bearer s3cr3t-token", {"a": ["s3cr3t-token"]}, {"s3cr3t-token": 1}]
)
def test_a_secret_is_refused_and_not_repeated(value: object) -> None:
    with pytest.raises(ConfigError, match="holds a secret") as refused:
        check(workbook=value)

    assert "s3cr3t" not in str(refused.value)


def test_names_are_found_as_python_sees_them() -> None:
    source = """
workbook = "calendar.xlsx"  # the team's workbook
now: str = ""
dry_run: bool = (
    False
)
options = {
    "not_a_name": 1,
}
# commented = 1
a = b = 2
"""

    assert names_in(source) == ["workbook", "now", "dry_run", "options", "a", "b"]


def test_values_arrive_as_they_were_given_and_read_as_people_wrote_them(
    write_notebook: Writer, run: Runner
) -> None:
    given: dict[str, Json] = {
        "name": "Résumé \"q\" 'x' \\n {a} $b\nline 🌶️",
        "n": [None, True, {"k": -1.5}],
    }

    ran = run(
        write_notebook("import json; print(json.dumps([name, n]))", parameters="name = n = 0"),
        parameters=given,
    )

    injected, printing = ran.code_cells()[1:3]
    assert json.loads(printing.outputs[0].text) == list(given.values())
    assert "Résumé" in injected.source
    assert ran.notebook.metadata.papermill.parameters == given


@pytest.mark.parametrize("tags", [0, 2], ids=["none", "two"])
def test_a_notebook_needs_exactly_one_cell_tagged_parameters(
    write_notebook: Writer, run: Runner, tags: int
) -> None:
    path = write_notebook("1")
    notebook = nbformat.read(path, as_version=4)
    for place, cell in enumerate(notebook.cells[1:3]):
        cell.metadata.tags = ["parameters"] if place < tags else []
    nbformat.write(notebook, path)

    with pytest.raises(ConfigError, match='exactly one cell of Python with the tag "parameters"'):
        run(path)


@pytest.mark.parametrize("content", [None, "", "{}", "not json", '{"cells": 3}', "\udcff"])
def test_a_file_that_is_no_notebook_is_refused(
    tmp_path: Path, run: Runner, content: str | None
) -> None:
    path = tmp_path / "publish.ipynb"
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(ConfigError, match=r"publish\.ipynb"):
        run(path)

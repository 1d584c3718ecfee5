"""Lembar declares every package it imports, imports every one it declares, and pins them all."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import cast

CHECKOUT = Path(__file__).parents[2]
NEVER_IMPORTED = {
    "ipykernel": "a program: the kernel the notebooks run in",
    "jupyterlab": "a program: where trainers open the notebooks",
    "tzdata": "data that zoneinfo reads",
}
PIN = re.compile(r"[a-z0-9._-]+==[^\s:/]+( ; [^:]+)?")


def normal(name: str) -> str:
    """Return a distribution's name in its normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> Mapping[str, object]:
    """Return the project table of pyproject.toml."""
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    return cast("Mapping[str, object]", tomllib.loads(text)["project"])


def names(requirements: object) -> set[str]:
    """Return the distributions a list of requirements names."""
    found = (re.match(r"[\w.-]+", text) for text in cast("list[str]", requirements))
    return {normal(match[0]) for match in found if match}


def chosen() -> set[str]:
    """Return what only those install who choose it: every extra but the developers' own."""
    extras = cast("Mapping[str, object]", project()["optional-dependencies"])
    return set[str]().union(*(names(extras[extra]) for extra in extras if extra != "dev"))


def imported() -> Iterator[str]:
    """Yield the top-level modules that `automation` imports, wherever it does."""
    for file in (CHECKOUT / "automation").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def imported_distributions() -> set[str]:
    """Return the distributions those modules belong to, our own left out."""
    foreign = set(imported()) - sys.stdlib_module_names - {"automation"}
    known = packages_distributions()
    return {normal(known[module][0]) for module in foreign}


def test_every_package_that_is_imported_is_declared() -> None:
    assert imported_distributions() - names(project()["dependencies"]) == chosen()


def test_every_package_that_is_declared_is_used() -> None:
    unused = names(project()["dependencies"]) - imported_distributions()

    assert unused == set(NEVER_IMPORTED)


def test_every_declared_package_is_pinned_for_both_ways_of_installing() -> None:
    extras = cast("Mapping[str, object]", project()["optional-dependencies"])
    declared = names(project()["dependencies"]).union(*(names(extra) for extra in extras.values()))
    pins = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert declared <= {normal(line.split("==")[0]) for line in pins}


def test_the_pins_name_versions_and_no_place_to_fetch_them_from() -> None:
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    strange = [line for line in lines if not line.strip().startswith("#") and not PIN.fullmatch(line)]  # fmt: skip

    assert lines
    assert not strange
    assert not [line for line in lines if "/" in line]

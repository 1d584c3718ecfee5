"""Lessons as in Colab: a person's own sign-in, a sheet, and the packages that the guide names."""

import json
import re
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from automation.course.copies import shipped_lessons
from automation.jobs.result import RESULT_MIME
from automation.rehearsal.sheets.world import OWNER
from automation.settings import kernel_environment
from tests.cli.desk_file import post
from tests.cli.sheet_desk import make_sheet_desk
from tests.desk_builder import TOKENS

CHECKOUT = Path(__file__).parents[2]
GUIDES = re.split(
    r"^# Untuk pelatih$", (CHECKOUT / "notebooks/course/README.md").read_text("utf-8"), flags=re.M
)
COLAB = """\
import importlib.metadata, shutil, sys, types

def authenticate_user():
    shutil.copy({sign_in!r}, {kept!r})

colab, auth = types.ModuleType("google.colab"), types.ModuleType("google.colab.auth")
colab.auth, auth.authenticate_user = auth, authenticate_user
sys.modules |= {{"google.colab": colab, "google.colab.auth": auth}}

class NotInstalled:
    packages = importlib.metadata.packages_distributions()

    def find_spec(self, name, path=None, target=None):
        known = {{one.casefold().replace("_", "-") for one in self.packages.get(name, ())}}
        if path is None and known and not known & {installed!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, NotInstalled())
"""
"""Colab's kernel: its sign-in, and no package beside the kernel's own but those that were installed."""


def first_cell(guide: str) -> set[str]:
    """Return the packages that the guide's first cell brings."""
    (line,) = re.findall(r"^%pip install -q (?!--)(.*)$", guide, re.MULTILINE)
    return brought_by(line.split())


@pytest.fixture(scope="module", params=["en", "id"])
def ran(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> nbformat.NotebookNode:
    """Run every lesson cell by cell, one after the other, as somebody whom Colab signs in."""
    folder: Path = tmp_path_factory.mktemp("colab")
    _, book = make_sheet_desk("https://kopi.example", post("Kopi pagi"), language=request.param)
    book.sheets.sign_ins.make(folder / "sign_in.json", OWNER)
    kept = folder / "application_default_credentials.json"
    lesson = nbformat.v4.new_notebook()
    for one in shipped_lessons(request.param):
        copy = one.for_learner(workbook=book.address, member="Sari")
        lesson.cells += nbformat.reads(copy, as_version=4).cells
    colab = COLAB.format(
        sign_in=str(folder / "sign_in.json"), kept=str(kept), installed=first_cell(GUIDES[0])
    )
    lesson.cells.insert(0, nbformat.v4.new_code_cell(colab))
    kernel = kernel_environment()
    environment = {name: kernel[name] for name in kernel if name not in TOKENS}
    for name in ("LEMBAR_GOOGLE_KEY", "GOOGLE_APPLICATION_CREDENTIALS"):
        environment.pop(name, None)
    environment |= {"CLOUDSDK_CONFIG": str(folder), "PYTHONPATH": str(CHECKOUT)}
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(lesson, timeout=120, resources=resources).execute(env=environment)
    return lesson


def test_a_lesson_opens_a_sheet_as_the_person_colab_signs_in_with_what_the_guide_installs(
    ran: nbformat.NotebookNode,
) -> None:
    outputs = [one for cell in ran.cells for one in cell.get("outputs", ())]

    assert not [one for one in outputs if one.output_type in ("error", "stream")]
    assert outputs[-1]["data"][RESULT_MIME]["job"] == shipped_lessons("en")[-1].name.removesuffix(
        ".ipynb"
    )
    assert "ya29." not in json.dumps(ran)


def test_both_guides_install_the_same() -> None:
    english, indonesian = map(first_cell, GUIDES)

    assert english == indonesian


def brought_by(names: Iterable[str]) -> set[str]:
    """Return packages and all that they need, as pip would bring them."""
    found: set[str] = set()
    left = [canonicalize_name(name) for name in names]
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        for text in requires(name) or ():
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                left.append(canonicalize_name(wanted.name))
    return found

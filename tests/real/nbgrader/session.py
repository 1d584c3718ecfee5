"""Played by nbgrader's own Python, in the course's folder: generate an assignment, hand in, grade, and tell the points.

    python session.py ASSIGNMENT < {"student": {"grade_id": "source", …}, …}
    {"released": {"grade_id": "source", …}, "points": {"student": [{"name": …, "score": …}, …]}}

It cannot import anything of ours: nbgrader lives in an environment of its own.
"""

import json
import shutil
import sys
from pathlib import Path

import nbformat  # type: ignore[import-not-found,unused-ignore]
from nbgrader.api import Gradebook  # type: ignore[import-not-found,unused-ignore]
from nbgrader.apps import NbGraderAPI  # type: ignore[import-not-found,unused-ignore]
from nbgrader.apps.nbgraderapp import NbGrader  # type: ignore[import-not-found,unused-ignore]

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def main(course: Path, assignment: str, handed_in: dict[str, dict[str, str]]) -> None:
    app = NbGrader()
    app.load_config_file()  # the course's own, from the folder we stand in
    app.config.CourseDirectory.root = str(course)
    app.config.CourseDirectory.db_url = f"sqlite:///{course}/gradebook.db"
    api = NbGraderAPI(config=app.config)
    _well(api.generate_assignment(assignment))
    release = course / "release" / assignment
    for student, sources in handed_in.items():
        place = course / "submitted" / student / assignment
        shutil.copytree(release, place)
        for notebook in place.glob("*.ipynb"):
            _fill(notebook, sources)
        _well(api.autograde(assignment, student))
    (released,) = release.glob("*.ipynb")
    told = {"released": _cells(released), "points": _points(app, assignment, handed_in)}
    sys.stdout.write(json.dumps(told))


def _well(done: dict[str, object]) -> None:
    if not done["success"]:
        sys.exit(f"{done['log']}\n{done['error']}")


def _fill(notebook: Path, sources: dict[str, str]) -> None:
    told = nbformat.read(notebook, as_version=4)
    for cell in told.cells:
        typed = sources.get(cell.metadata.nbgrader.grade_id, cell.source)
        cell.source = cell.source.replace(STUB, typed) if STUB in cell.source else typed
    nbformat.write(told, notebook)


def _cells(notebook: Path) -> dict[str, str]:
    told = nbformat.read(notebook, as_version=4)
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in told.cells}


def _points(
    app: NbGrader, assignment: str, students: dict[str, dict[str, str]]
) -> dict[str, list[dict[str, object]]]:
    with Gradebook(app.config.CourseDirectory.db_url) as book:
        return {
            student: [
                {
                    "name": grade.name,
                    "score": grade.score,
                    "most": grade.max_score,
                    "by_hand": grade.needs_manual_grade,
                }
                for notebook in book.find_submission(assignment, student).notebooks
                for grade in notebook.grades
            ]
            for student in students
        }


if __name__ == "__main__":
    main(Path.cwd(), sys.argv[1], json.load(sys.stdin))

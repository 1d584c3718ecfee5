"""The lessons' notebooks as they are shipped, cell by cell."""

import ast
from pathlib import Path

import nbformat

COURSE = Path(__file__).parents[2] / "notebooks" / "course"
LESSONS = sorted(path for path in COURSE.glob("*/lesson_*.ipynb") if path.parent.name in ("en", "id"))  # fmt: skip
NAMES = [f"{path.parent.name}-{path.stem}" for path in LESSONS]
NUMBERS = sorted({int(path.stem.removeprefix("lesson_")) for path in LESSONS})


def code_of(path: Path) -> list[str]:
    """Return the code cells of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return [str(cell.source) for cell in cells if cell.cell_type == "code"]


def calls_of(path: Path, method: str) -> list[str]:
    """Return the first argument of each call of a lesson's method."""
    return [
        str(ast.literal_eval(node.args[0]))
        for source in code_of(path)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
        and node.args
    ]

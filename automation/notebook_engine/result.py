"""The result a notebook hands back: one JSON object, shown by its last code cell."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from automation.jobs.result import RESULT_MIME

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def find_result(notebook: Mapping[str, object]) -> dict[str, Json] | None:
    """Return what the last code cell displayed as its result, or None when it showed none."""
    cells = cast("Sequence[Mapping[str, object]]", notebook["cells"])
    code_cells = [cell for cell in cells if cell["cell_type"] == "code"]
    if not code_cells:
        return None
    found = None
    for output in cast("Sequence[Mapping[str, object]]", code_cells[-1]["outputs"]):
        data = cast("Mapping[str, Json]", output.get("data", {}))
        found = data.get(RESULT_MIME, found)
    return dict(found) if isinstance(found, dict) else None

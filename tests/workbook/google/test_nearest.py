"""Which of the rows looked at stands here, when somebody may have changed a cell of it since."""

import pytest

from automation.workbook.backends.google.likeness import nearest
from automation.workbook.backends.google.sheet import Rows

ROWS: Rows = [
    ["Post", "Judul", "Teks", "Status"],
    [None, "Senin", "Kopi susu", "siap"],
    [None, "Selasa", "Kopi hitam", "siap"],
    [None, None, "Teh", "siap"],
]


def found(
    *cells: str, row: int = 1, is_there: bool = False, but: tuple[str, ...] = ()
) -> int | None:
    stands = {
        key: cell for key, cell in zip(("judul", "teks", "status"), cells, strict=True) if cell
    }
    shown = {key: cell for key, cell in stands.items() if key not in but}
    return nearest(ROWS, 0, shown, row, but, is_there=is_there)


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        pytest.param(("Senin", "Kopi susu", "siap"), 1, id="as it was"),
        pytest.param(("Selasa", "Kopi hitam", "siap"), 2, id="another row"),
        pytest.param(("Senin", "Kopi susu, diubah", "siap"), 1, id="its text was changed"),
        pytest.param(("Selasa", "Kopi hitam", "tahan"), 2, id="another, its status changed"),
        pytest.param(("Senin", "Kopi hitam, diubah", "tahan"), None, id="too much is different"),
        pytest.param(("", "", ""), None, id="empty"),
    ],
)
def test_a_row_is_known_by_all_its_cells_but_one(
    cells: tuple[str, str, str], row: int | None
) -> None:
    assert found(*cells) == row


@pytest.mark.parametrize(("is_there", "row"), [(True, 1), (False, None)])
def test_where_two_are_as_near_the_one_meant_is_it_only_at_its_place(
    is_there: bool, row: int | None
) -> None:
    assert found("", "Susu", "siap", but=("judul",), is_there=is_there) == row


def test_of_rows_that_say_the_same_the_one_meant_is_it() -> None:
    assert found("", "", "siap", row=2, but=("judul", "teks")) == 2

"""Numbers that people typed as text, with the sign of either language."""

import pytest

from automation.workbook.open_tab import number_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("2,5", 2.5),
        ("2.5", 2.5),
        ("0,125", 0.125),
        ("1000", 1000),
        ("1.000", None),
        ("12,500", None),
        ("inf", None),
        ("tiga", None),
    ],
)
def test_a_number_is_read_and_one_that_may_be_a_thousand_times_as_much_is_not(
    text: str, expected: float | None
) -> None:
    assert number_of(text) == expected

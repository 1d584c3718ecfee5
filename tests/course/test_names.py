"""Names of folders made from names of people: readable, safe everywhere, never two alike."""

import pytest

from automation.course.names import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siti Nurhaliza", "siti-nurhaliza"),
        ("  José  Ñandú ", "jose-nandu"),
        ("R. A. Kartini, S.Pd.", "r-a-kartini-s-pd"),
        ("../../etc/passwd", "etc-passwd"),
        ("田中 花子", "田中-花子"),
        ("CON", "con-x"),
        ("☕", "x"),
        ("a" * 90, "a" * 40),
    ],
)
def test_a_name_becomes_letters_digits_and_dashes(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_two_alike_get_a_number() -> None:
    assert safe_name("José", {"jose", "jose-2"}) == "jose-3"

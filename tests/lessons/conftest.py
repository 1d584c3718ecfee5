"""A lesson puts its process into learning mode for good; between tests that is taken back."""

import pytest


@pytest.fixture(autouse=True)
def out_of_the_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEMBAR_LEARNING", "no")

"""The protocol authors' own cases of names and addresses."""

from collections.abc import Callable

import pytest

from automation.domain.content.text.identifiers import (
    is_did,
    is_handle,
    is_nsid,
    is_record_address,
    is_record_key,
    is_tid,
)
from tests.vectors.folder import vectors


def cases(name: str) -> list[str]:
    """Return a file's cases, their blanks included."""
    text = vectors("atproto-interop", "syntax", f"{name}.txt").read_text("utf-8")
    found = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert found, f"{name}.txt has no case"
    return found


@pytest.mark.parametrize(
    ("name", "judge"),
    [
        ("handle", is_handle),
        ("did", is_did),
        ("nsid", is_nsid),
        ("recordkey", is_record_key),
        ("tid", is_tid),
        ("aturi", is_record_address),
        ("atidentifier", lambda text: is_handle(text) or is_did(text)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_names_are_taken_and_refused_as_published(name: str, judge: Callable[[str], bool]) -> None:
    assert [one for one in cases(f"{name}_syntax_valid") if not judge(one)] == []
    assert [one for one in cases(f"{name}_syntax_invalid") if judge(one)] == []

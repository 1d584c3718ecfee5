"""`--shard I/N`: several machines share many workbooks, and none is forgotten or done twice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.cli.runs import shard_of
from automation.errors import ConfigError

WORKBOOKS = st.lists(st.text("abc/é .", min_size=1, max_size=6))


@given(workbooks=WORKBOOKS, parts=st.integers(1, 9))
def test_every_workbook_falls_to_exactly_one_part(workbooks: list[str], parts: int) -> None:
    taken = Counter(
        one for part in range(1, parts + 1) for one in shard_of(workbooks, f"{part}/{parts}")
    )

    assert taken == Counter(set(workbooks))


@given(workbooks=WORKBOOKS, parts=st.integers(1, 9), data=st.data())
def test_the_order_they_are_named_in_makes_no_difference(
    workbooks: list[str], parts: int, data: st.DataObject
) -> None:
    other = data.draw(st.permutations(workbooks))

    assert shard_of(other, f"1/{parts}") == shard_of(workbooks, f"1/{parts}")


@given(workbooks=WORKBOOKS, parts=st.integers(1, 9))
def test_the_parts_are_of_one_size_give_or_take_one(workbooks: list[str], parts: int) -> None:
    sizes = [len(shard_of(workbooks, f"{part}/{parts}")) for part in range(1, parts + 1)]

    assert max(sizes) - min(sizes) <= 1


def test_without_a_part_all_are_taken_once() -> None:
    assert shard_of(["b.xlsx", "a.xlsx", "b.xlsx"], "") == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1/0", "-1/2", "1", "/", "a/b", "1/2/3", "1.0/2"])
def test_what_is_no_part_is_refused(shard: str) -> None:
    with pytest.raises(ConfigError, match="not a part"):
        shard_of(["a.xlsx"], shard)

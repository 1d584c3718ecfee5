"""How far a few numbers can be off: exact intervals, and words that promise no more than they hold."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.learning.spans import Span, compared, median_span, middle, share_span


@pytest.mark.parametrize("count", range(6))
def test_five_numbers_or_fewer_allow_no_interval(count: int) -> None:
    assert median_span([7] * count) is None


@pytest.mark.parametrize(("count", "rank"), [(6, 1), (9, 2), (10, 2), (20, 6), (50, 18), (100, 40)])
def test_the_interval_is_made_of_the_numbers_that_statistics_tables_name(
    count: int, rank: int
) -> None:
    assert median_span(list(range(1, count + 1))) == Span(rank, count + 1 - rank)


@given(st.integers(6, 300))
def test_the_interval_misses_in_at_most_one_case_of_twenty_and_is_as_narrow_as_that_allows(
    count: int,
) -> None:
    span = median_span(list(range(1, count + 1)))
    assert span is not None

    def misses(rank: int) -> float:
        return float(2 * sum(comb(count, below) for below in range(rank)) / 2.0**count)

    assert misses(int(span.low)) <= 0.05 < misses(int(span.low) + 1)


def test_a_large_count_has_nearly_the_same_interval_as_the_exact_one_beside_it() -> None:
    exact, quick = median_span(list(range(1000))), median_span(list(range(1001)))

    assert exact is not None
    assert quick is not None
    assert abs(exact.low - quick.low) <= 2


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        pytest.param(7, 9, 0.453, 0.937, id="seven of nine"),
        pytest.param(0, 10, 0.0, 0.278, id="none of ten"),
        pytest.param(10, 10, 0.722, 1.0, id="ten of ten"),
        pytest.param(0, 0, 0.0, 1.0, id="none of none"),
    ],
)
def test_a_share_has_wilson_s_interval(part: int, whole: int, low: float, high: float) -> None:
    span = share_span(part, whole)

    assert (round(span.low, 3), round(span.high, 3)) == (low, high)


def test_a_median_is_said_with_its_interval_only_when_there_is_one() -> None:
    assert str(middle([3, 4])) == "3½"
    assert str(middle([1, 2, 3, 4, 5, 6, 7])) == "4 (probably 1 to 7)"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        pytest.param([1] * 9, [50] * 40, "These are few posts", id="nine are few"),
        pytest.param(list(range(20)), list(range(3, 30)), "it may well be chance", id="overlap"),
        pytest.param(list(range(20)), list(range(50, 80)), "lie apart", id="apart"),
    ],
)
def test_a_difference_is_called_what_it_is_worth(
    one: list[int], other: list[int], said: str
) -> None:
    assert said in str(compared(one, other))

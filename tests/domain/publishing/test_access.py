"""What ends is said a week before, what an interface's end means two months before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.access import problems_of_access
from automation.domain.publishing.limits import Grade
from automation.domain.publishing.sign_in import Access, ApiVersion, Trouble
from automation.domain.team.channel import Channel

NOW = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)
BRAND = Channel(id=ChannelId("brand"), network="linkedin")


def said(access: Access) -> list[tuple[str, bool]]:
    found = problems_of_access(BRAND, access, now=NOW, timezone=ZoneInfo("Asia/Jakarta"))
    return [(problem.code, problem.blocks) for problem in found]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (None, []),
        (timedelta(days=7, seconds=1), []),
        (timedelta(days=7), [("expires_soon", False)]),
        (timedelta(seconds=1), [("expires_soon", False)]),
        (timedelta(0), [("access_ended", True)]),
    ],
    ids=["no end", "more than a week", "a week", "a second", "over"],
)
def test_the_end_of_access_is_said_a_week_before(
    left: timedelta | None, expected: list[tuple[str, bool]]
) -> None:
    assert said(Access(ends_at=NOW + left if left is not None else None)) == expected


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(Trouble.LOST, "renewal_lost"), (Trouble.REFUSED, "renewal_refused")],
)
def test_a_renewal_that_failed_is_said_at_once_and_holds_nothing_back_while_access_lasts(
    trouble: Trouble, code: str
) -> None:
    lasting = Access(ends_at=NOW + timedelta(hours=1), trouble=trouble, trouble_at=NOW)
    over = Access(ends_at=NOW - timedelta(hours=1), trouble=trouble, trouble_at=NOW)

    assert said(lasting) == [(code, False)]
    assert said(over) == [("access_ended", True)]


def test_times_are_those_of_the_team() -> None:
    access = Access(ends_at=NOW + timedelta(days=1), trouble=Trouble.LOST, trouble_at=NOW)

    [problem] = problems_of_access(BRAND, access, now=NOW, timezone=ZoneInfo("Asia/Jakarta"))

    assert "renewed at 2026-12-31 16:00" in problem.say(lambda text: text)
    assert "lembar connect linkedin --channel brand" in problem.say(lambda text: text)


@pytest.mark.parametrize(
    ("retires_on", "expected"),
    [
        (None, []),
        (date(2027, 3, 2), []),
        (date(2027, 3, 1), [("api_retires", False)]),
        (date(2027, 1, 1), [("api_retires", False)]),
        (date(2026, 12, 31), [("api_retired", True)]),
    ],
    ids=["no date", "61 days", "60 days", "tomorrow", "today"],
)
def test_a_retiring_interface_is_said_two_months_before(
    retires_on: date | None, expected: list[tuple[str, bool]]
) -> None:
    api = ApiVersion(
        name="202601", retires_on=retires_on, source="https://learn.microsoft.com/linkedin/marketing/versioning",
        checked=date(2026, 11, 22),
    )  # fmt: skip

    assert said(Access(api=api)) == expected
    guessed = Access(api=replace(api, grade=Grade.UNVERIFIED))
    assert said(guessed) == [("api_may_retire", False)] * len(expected)

"""Members and channels as they are read, and their safest readings."""

from zoneinfo import ZoneInfo

import pytest

from automation.domain.ids import ChannelId
from automation.domain.problems.problem import Problem
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, Role
from automation.workbook.decode import decode_channels, decode_members
from automation.workbook.protocol import Cell
from tests.workbook.pages import CHANNELS, CellsOf, codes, opened, rows


def members(*cells: CellsOf) -> tuple[list[Member], list[Problem]]:
    found, problems = decode_members(opened("members", rows("members", cells)), "en")
    return list(found.values()), problems


def channels(*cells: CellsOf) -> tuple[dict[ChannelId, Channel], list[Problem]]:
    return decode_channels(opened("channels", rows("channels", cells)), "en")


def channel(**cells: Cell) -> tuple[Channel, list[Problem]]:
    found, problems = channels({**CHANNELS[0], **cells})
    return found[ChannelId("brand")], problems


# Members


def test_a_member_has_roles_in_either_language() -> None:
    (found,), problems = members(
        {"name": "Ayu", "roles": "Manager, kreator; hukum", "language": "Bahasa Indonesia",
         "weekly_hours": "7,5", "active": "Tidak", "email": "ayu@kopi.example"}
    )  # fmt: skip

    assert problems == []
    assert (found.roles, found.language, found.weekly_hours, found.active, found.email) == (
        frozenset({Role.MANAGER, Role.CREATOR, Role.LEGAL}), "id", 7.5, False, "ayu@kopi.example",
    )  # fmt: skip


def test_a_role_nobody_knows_gives_no_right_and_is_a_finding() -> None:
    (found,), problems = members({"name": "Ayu", "roles": "manager, bos"})

    assert found.roles == {Role.MANAGER}
    assert [(p.code, p.facts["value"]) for p in problems] == [("unknown_value", "bos")]


def test_of_two_members_with_one_name_the_upper_row_counts() -> None:
    found, problems = members(
        {"name": "Ayu", "roles": "creator"}, {"name": " AYU ", "roles": "manager"}, {"roles": "hr"}
    )

    assert [str(member.id) for member in found] == ["Ayu"]
    assert found[0].roles == {Role.CREATOR}
    assert codes(problems) == ["duplicate_name"]


# Channels


def test_a_channel_is_read_with_its_levels() -> None:
    found, problems = channel(
        policy="multi_level", level_1="creator, manager", level_3="final", posts_per_day="3",
        timezone="WITA", active="Ya",
    )  # fmt: skip

    assert problems == []
    assert found == Channel(
        id=ChannelId("brand"), network="mastodon", address="https://kopi.example/@brand",
        policy=Policy.MULTI_LEVEL, posts_per_day=3, timezone=ZoneInfo("Asia/Makassar"),
        levels=(frozenset({Role.CREATOR, Role.MANAGER}), frozenset(), frozenset({Role.FINAL})),
    )  # fmt: skip
    assert found.needed_levels == 3


@pytest.mark.parametrize(
    "address", ["feed/kopi.xml", "kopi.atom", "file:///srv/feed/kopi.xml", r"C:\feed\kopi.XML"]
)
def test_a_feed_is_named_by_its_file(address: str) -> None:
    found, problems = channel(network="feed", address=address)

    assert problems == []
    assert (found.address, found.active) == (address, True)


@pytest.mark.parametrize("policy", [None, "", "entah", "#REF!"])
def test_a_policy_that_nobody_can_read_requires_approval(policy: Cell) -> None:
    assert channel(policy=policy)[0].policy is Policy.REQUIRED


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"address": "kopi.example/@brand"}, "bad_address"),
        ({"address": None}, "bad_address"),
        ({"address": "javascript:alert(1)"}, "bad_address"),
        ({"address": "javascript:kopi.xml"}, "bad_address"),
        ({"address": "feed/kopi.txt"}, "bad_address"),
        ({"timezone": "WIBB"}, "unknown_zone"),
        ({"active": "nonaktif"}, "unknown_value"),
        ({"level_1": "bos"}, "unknown_value"),
    ],
    ids=str,
)
def test_a_channel_with_a_cell_that_nobody_can_read_is_closed(
    cells: dict[str, Cell], code: str
) -> None:
    found, problems = channel(**cells)

    assert not found.active
    assert codes(problems) == [code]


def test_a_channel_in_other_letters_is_the_same_channel() -> None:
    found, problems = channels(CHANNELS[0], {**CHANNELS[0], "channel": "BRAND"})

    assert list(found) == ["brand"]
    assert codes(problems) == ["duplicate_name"]


@pytest.mark.parametrize(
    "address", ["https://[::1", "http://[bad]/", "https://kopi.example:99999/"]
)
def test_an_address_that_is_none_stops_nobody(address: str) -> None:
    found, _ = channels({**CHANNELS[0], "address": address}, CHANNELS[1])

    assert list(found) == ["brand", "support"]

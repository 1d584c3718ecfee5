"""What a team sets up: settings, members, channels and guidelines, and their safest readings."""

from collections.abc import Sequence
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.ids import ChannelId
from automation.domain.problems.problem import Problem
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, Role
from automation.domain.team.team_settings import Strictness, TeamSettings
from automation.language import english
from automation.workbook.decode import (
    SettingsReader,
    decode_channels,
    decode_members,
    zone_named,
)
from automation.workbook.decode_guidelines import decode_guidelines
from automation.workbook.open_tab import nearest
from automation.workbook.protocol import Cell
from tests.workbook.pages import CHANNELS, SCHEMA, CellsOf, opened, rows, settings_rows

JAKARTA = ZoneInfo("Asia/Jakarta")


def settings(**values: Cell) -> tuple[TeamSettings, list[Problem]]:
    reader = SettingsReader(opened("settings", settings_rows(values)), SCHEMA)
    return reader.read(), reader.problems


def members(*cells: CellsOf) -> tuple[list[Member], list[Problem]]:
    found, problems = decode_members(opened("members", rows("members", cells)), "en")
    return list(found.values()), problems


def channels(*cells: CellsOf) -> tuple[dict[ChannelId, Channel], list[Problem]]:
    return decode_channels(opened("channels", rows("channels", cells)), "en")


def channel(**cells: Cell) -> tuple[Channel, list[Problem]]:
    found, problems = channels({**CHANNELS[0], **cells})
    return found[ChannelId("brand")], problems


def guidelines(*cells: CellsOf) -> tuple[list[Guideline], list[Problem]]:
    tab = opened("guidelines", rows("guidelines", cells))
    return decode_guidelines(tab, channels(*CHANNELS)[0], "id")


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


# Settings


def test_what_is_not_set_has_its_safe_default() -> None:
    found, problems = settings()

    assert found == TeamSettings(
        timezone=JAKARTA, language="en", grace=timedelta(hours=2), paused=False,
        strictness=Strictness.STRICT, self_approval=False, approval_covers_time=False,
    )  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_setting_is_read_in_either_language(language: str) -> None:
    given_cells: dict[str, Cell] = {
        "timezone": "WITA", "language": "Bahasa Indonesia", "grace_minutes": 30.0, "pause": "Ya",
        "strictness": "Terima", "self_approval": True, "approval_covers_time": "yes",
        "quiet_from": "22.00", "quiet_until": 0.25,
    }  # fmt: skip
    tab = opened("settings", settings_rows(given_cells, language))

    found = SettingsReader(tab, SCHEMA).read()

    assert found == TeamSettings(
        timezone=ZoneInfo("Asia/Makassar"), language="id", grace=timedelta(minutes=30), paused=True,
        strictness=Strictness.TRUSTING, self_approval=True, approval_covers_time=True,
        quiet_from=time(22), quiet_until=time(6),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "paused", "code"),
    [
        ({"pause": "Yes"}, True, None),
        ({"pause": True}, True, None),
        ({"pause": "No"}, False, None),
        ({"pause": ""}, False, None),
        ({"pause": "stop!!"}, True, "unknown_value"),
        ({"pause": "#REF!"}, True, "unknown_value"),
        ({"timezone": "WIBB"}, True, "unknown_zone"),
        ({"timezone": "../../etc/passwd"}, True, "unknown_zone"),
        ({"timezone": "Asia/Singapore"}, False, None),
    ],
    ids=str,
)
def test_a_pause_or_zone_that_nobody_can_read_stops_publishing(
    cells: dict[str, Cell], paused: bool, code: str | None
) -> None:
    found, problems = settings(**cells)

    assert found.paused is paused
    assert codes(problems) == ([code] if code else [])


@pytest.mark.parametrize(
    ("cells", "name", "safe"),
    [
        ({"grace_minutes": "dua jam"}, "grace", timedelta(hours=2)),
        ({"grace_minutes": 0}, "grace", timedelta(hours=2)),
        ({"grace_minutes": -5}, "grace", timedelta(hours=2)),
        ({"grace_minutes": "nan"}, "grace", timedelta(hours=2)),
        ({"grace_minutes": "1e300"}, "grace", timedelta(hours=2)),
        ({"self_approval": "boleh"}, "self_approval", False),
        ({"approval_covers_time": "mungkin"}, "approval_covers_time", True),
        ({"quiet_from": "malam"}, "quiet_from", None),
    ],
    ids=str,
)
def test_a_setting_that_nobody_can_read_is_a_finding_and_its_safest_value(
    cells: dict[str, Cell], name: str, safe: object
) -> None:
    found, problems = settings(**cells)

    assert getattr(found, name) == safe
    assert [(p.tab, p.row) for p in problems] == [("settings", *cells)]


def test_a_strictness_that_nobody_can_read_is_the_strict_one() -> None:
    assert settings(strictness="agak")[0].strictness is Strictness.STRICT


def test_of_a_setting_that_stands_twice_the_upper_row_counts() -> None:
    grid = settings_rows({"pause": "Yes"})
    grid.append(["Jeda", "No"])

    assert SettingsReader(opened("settings", grid), SCHEMA).read().paused


def test_rows_that_are_no_settings_are_the_teams_own() -> None:
    assert settings(**{"Nomor darurat": "+62 812", "": "x"})[1] == []


def test_a_finding_in_the_settings_names_its_choices_in_the_teams_language() -> None:
    _, (problem,) = settings(language="Indonesia", pause="entah")

    assert problem.facts["choices"] == "Ya, Tidak"


SETTING_CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.times(),
    st.dates(),
)


@given(values=st.fixed_dictionaries(dict.fromkeys(SCHEMA.settings, SETTING_CELLS)))
def test_settings_can_always_be_read(values: dict[str, Cell]) -> None:
    found, _ = settings(**values)

    assert timedelta(minutes=1) <= found.grace <= timedelta(days=365)


@pytest.mark.parametrize(
    ("name", "zone"),
    [("wib", "Asia/Jakarta"), (" WIT ", "Asia/Jayapura"), ("Europe/Berlin", "Europe/Berlin")],
)
def test_a_zone_is_known_by_its_name_or_indonesias_three_letters(name: str, zone: str) -> None:
    assert zone_named(name) == ZoneInfo(zone)


@pytest.mark.parametrize("name", ["", "Jakarta", "/etc/localtime", "..", "Asia", "\0"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None


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


@pytest.mark.parametrize("policy", [None, "", "entah", "#REF!"])
def test_a_policy_that_nobody_can_read_requires_approval(policy: Cell) -> None:
    assert channel(policy=policy)[0].policy is Policy.REQUIRED


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"address": "kopi.example/@brand"}, "bad_address"),
        ({"address": None}, "bad_address"),
        ({"address": "javascript:alert(1)"}, "bad_address"),
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


# Guidelines


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        pytest.param(
            {"rule": "Kata terlarang", "value": "termurah, paling murah"},
            Guideline(rule=Rule.BANNED_WORDS, words=("termurah", "paling murah")),
            id="words",
        ),
        pytest.param(
            {"rule": "max_hashtags", "value": 5.0},
            Guideline(rule=Rule.MAX_HASHTAGS, number=5),
            id="a number",
        ),
        pytest.param(
            {"rule": "Alt text required"}, Guideline(rule=Rule.ALT_TEXT_REQUIRED), id="no value"
        ),
        pytest.param(
            {"rule": "max_length", "value": "400", "channels": "BRAND", "strength": "Sebaiknya"},
            Guideline(
                rule=Rule.MAX_LENGTH, number=400, channels=frozenset({ChannelId("brand")}), must=False
            ),
            id="advice for one channel",
        ),
        pytest.param(
            {"rule": "max_length", "value": 9, "strength": "harus!", "active": "entah"},
            Guideline(rule=Rule.MAX_LENGTH, number=9),
            id="what nobody can read is hard and on",
        ),
        pytest.param(
            {"rule": "max_length", "value": 9, "channels": "brand, suport"},
            Guideline(rule=Rule.MAX_LENGTH, number=9, channels=frozenset({ChannelId("brand")})),
            id="a mistyped channel does not free the other",
        ),
    ],
)  # fmt: skip
def test_a_guideline_is_read(cells: CellsOf, rule: Guideline) -> None:
    assert guidelines(cells)[0] == [rule]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"rule": "max_hashtags", "value": "few"}, ["bad_guideline"]),
        ({"rule": "max_hashtags", "value": "-1"}, ["bad_guideline"]),
        ({"rule": "max_hashtags", "value": "2.5"}, ["bad_guideline"]),
        ({"rule": "repeat_days", "value": "9" * 30}, ["bad_guideline"]),
        ({"rule": "clash_minutes", "value": 99_999_999}, ["bad_guideline"]),
        ({"rule": "max_hashtags"}, ["bad_guideline"]),
        ({"rule": "banned_words", "value": " , "}, ["bad_guideline"]),
        ({"rule": "max_hastag", "value": 3}, ["unknown_value"]),
        ({"rule": "max_hashtags", "value": 3, "channels": "brnad"}, ["unknown_channel"]),
        ({"rule": "max_hashtags", "value": 3, "active": "Tidak"}, []),
        ({"value": 3}, []),
    ],
    ids=str,
)
def test_a_guideline_that_cannot_be_used_is_a_finding_and_is_not_applied(
    cells: CellsOf, found: list[str]
) -> None:
    rules, problems = guidelines(cells)

    assert rules == []
    assert codes(problems) == found
    assert all(problem.say(english) for problem in problems)


def test_a_mistyped_channel_is_told_its_nearest_name() -> None:
    _, (problem,) = guidelines({"rule": "max_hashtags", "value": 3, "channels": "Suport"})

    assert problem.facts["nearest"] == "support"
    assert nearest("zzz", ["brand", "support"]) == "brand"
    assert nearest("brand", []) == "–"

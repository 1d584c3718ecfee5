"""The team's settings as they are read, and their safest readings."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.problems.problem import Problem
from automation.domain.team.team_settings import Strictness, TeamSettings
from automation.workbook.decode import SettingsReader, zone_named
from automation.workbook.protocol import Cell
from tests.workbook.pages import SCHEMA, codes, opened, settings_rows

JAKARTA = ZoneInfo("Asia/Jakarta")


def settings(**values: Cell) -> tuple[TeamSettings, list[Problem]]:
    reader = SettingsReader(opened("settings", settings_rows(values)), SCHEMA)
    return reader.read(), reader.problems


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
        "fit_pictures": "Ya",
        "quiet_from": "22.00", "quiet_until": 0.25,
    }  # fmt: skip
    tab = opened("settings", settings_rows(given_cells, language))

    found = SettingsReader(tab, SCHEMA).read()

    assert found == TeamSettings(
        timezone=ZoneInfo("Asia/Makassar"), language="id", grace=timedelta(minutes=30), paused=True,
        strictness=Strictness.TRUSTING, self_approval=True, approval_covers_time=True,
        fit_pictures=True,
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

"""A team's own word on a network's limits: it counts everywhere, and a slip of the pen is told."""

from datetime import date
from pathlib import Path

import pytest

from automation.domain.content.lengths import problems_of
from automation.domain.publishing.network import Capability, Field
from automation.errors import ConfigError
from automation.networks import NETWORKS, limits_in, spec_of
from automation.networks.overrides import limits_of, overridden
from automation.settings import Settings


def limits_file(folder: Path, text: str) -> Settings:
    file = folder / "limits.yaml"
    file.write_text(text, encoding="utf-8")
    return Settings(limits=str(file))


@pytest.mark.parametrize("name", NETWORKS)
def test_every_limit_a_header_gives_as_a_number_can_be_replaced(name: str) -> None:
    spec = spec_of(name)

    for limit, value in limits_of(spec).items():
        told = (
            date(2030, 1, 2)
            if isinstance(value, date)
            else (not value)
            if isinstance(value, bool)
            else 7
        )
        changed = overridden(spec, {name: {limit: told}})
        assert limits_of(changed)[limit] == told
        assert {**limits_of(spec), limit: told} == limits_of(changed)
    assert "text.max" in limits_of(spec)


def test_what_the_file_says_is_what_a_post_is_held_against(tmp_path: Path) -> None:
    told = limits_in(limits_file(tmp_path, "reddit:\n  text.max: 20\n  fields.title.max: 5\n"))

    spec = spec_of("reddit", told)

    assert [facts["max"] for _, facts in problems_of("k" * 21, spec.text)] == [20]
    assert [facts["max"] for _, facts in problems_of("k" * 6, spec.fields[Field.TITLE])] == [5]
    assert spec_of("mastodon", told) == spec_of("mastodon")


def test_what_nobody_confirmed_is_switched_off_and_a_day_put_right(tmp_path: Path) -> None:
    text = "x:\n  can.thread: no\nlinkedin:\n  api.retires_on: 2028-03-01\n"

    told = limits_in(limits_file(tmp_path, text))

    assert Capability.THREAD in spec_of("x").can
    assert Capability.THREAD not in spec_of("x", told).can
    linkedin = spec_of("linkedin", told)
    assert linkedin.api is not None
    assert linkedin.api.retires_on == date(2028, 3, 1)


@pytest.mark.parametrize("day", ["soon", "7", "yes"])
def test_a_day_that_is_none_is_told(tmp_path: Path, day: str) -> None:
    told = limits_in(limits_file(tmp_path, f"linkedin:\n  api.retires_on: {day}\n"))

    with pytest.raises(ConfigError, match=r"api\.retires_on of LinkedIn"):
        spec_of("linkedin", told)


def test_an_empty_file_and_none_change_nothing(tmp_path: Path) -> None:
    assert limits_in(limits_file(tmp_path, "# nothing yet\n")) == {}
    assert limits_in(Settings()) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("redit:\n  text.max: 20\n", "redit.*Did you mean reddit"),
        ("reddit:\n  text.maks: 20\n", "text.maks.*Did you mean text.max"),
        ("reddit:\n  text.max: banyak\n", "banyak.*text.max of Reddit"),
        ("reddit:\n  text.max: -1\n", "-1"),
        ("reddit:\n  text.max: yes\n", "True"),
        ("reddit: 20\n", "not a list of networks"),
        ("reddit:\n  can.thread: no\n", "can.thread"),
        ("reddit: [\n", "cannot be read"),
    ],
)
def test_a_slip_in_the_file_is_told_with_the_nearest_name(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        spec_of("reddit", limits_in(limits_file(tmp_path, text)))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        limits_in(Settings(limits=str(tmp_path / "none.yaml")))

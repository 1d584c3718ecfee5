"""A run decides for a moment; one that lies ahead is for looking and rehearsing only."""

from dataclasses import replace

import pytest

from automation.errors import ConfigError
from automation.jobs.by_name import job_named
from tests.desk_builder import make_team, moment


def never(_channel):
    raise AssertionError("no channel may be opened")


def ahead(team, **wishes):
    context = team.context(moment("2099-01-01 09:05"), never, **wishes)
    return replace(context, is_ahead=True)


@pytest.mark.parametrize("job", ["publish", "reconcile"])
def test_nothing_is_sent_to_a_real_channel_at_a_moment_that_has_not_come(job):
    team = make_team(brand="https://social.example/@kopi_senja")
    before = team.everything()

    with pytest.raises(ConfigError, match="future"):
        job_named(job)(ahead(team))

    assert team.everything() == before


def test_a_dry_run_may_look_ahead_at_real_channels():
    team = make_team(brand="https://social.example/@kopi_senja")

    result = job_named("publish")(ahead(team, dry_run=True))

    assert result.counts == {}


def test_a_rehearsal_may_play_any_moment():
    team = make_team(brand="http://127.0.0.1:9/@kopi_senja")

    result = job_named("publish")(ahead(team))

    assert result.notice

"""A row whose ID was emptied or written over takes it back; one that people made anew does not."""

import pytest

from tests.jobs.steps import approved

ROW = "Kopi pagi"
SAID = ("channels", "publish_at", "status", "text")


def out(team, run):
    approved(team, run)
    run("publish", "09:05")
    assert team.state(ROW) == "published"
    return team.cell(ROW, "post"), team.cell(ROW, "url")


@pytest.mark.parametrize("job", ["check", "publish", "reconcile"])
@pytest.mark.parametrize("typed", [None, "P-1"], ids=["emptied", "written over"])
def test_a_published_row_takes_its_id_back(team, run, public, job, typed):
    post, url = out(team, run)
    team.edit(ROW, post=typed)

    run(job, "10:00")

    assert team.cell(ROW, "post") == post
    run("check", "10:15")
    assert (team.cell(ROW, "post"), team.cell(ROW, "url")) == (post, url)
    assert (team.state(ROW), team.cell(ROW, "problems")) == ("published", "")
    assert len(public()) == 1


@pytest.mark.parametrize(
    ("anew", "at"),
    [({"text": "Kopi sore #kopi"}, "09:30"), ({"publish_at": "2026-11-21 11:00"}, "11:05")],
    ids=["text", "time"],
)
def test_a_row_made_anew_gets_an_id_of_its_own_and_goes_out(team, run, public, anew, at):
    post, _ = out(team, run)
    team.edit(ROW, post=None, **anew)
    run("check", "09:20")
    team.approve(ROW, "approve_again")
    run("publish", at)

    assert team.cell(ROW, "post") not in ("", post)
    assert len(public()) == 2


def test_an_id_that_stands_in_a_row_is_given_to_no_other(team, run, public):
    post, _ = out(team, run)
    row = team.records("calendar")[0]
    team.add("calendar", title="Salinan", **{name: row[name] for name in SAID})
    run("check", "10:00")

    assert team.cell("Salinan", "post") != post
    assert team.cell(ROW, "post") == post
    assert len(public()) == 1


def test_of_two_rows_without_their_id_one_takes_it(team, run, public):
    post, _ = out(team, run)
    team.edit(ROW, post=None)
    row = team.records("calendar")[0]
    team.add("calendar", title="Salinan", **{name: row[name] for name in SAID})

    for at in ("10:00", "10:15"):
        run("check", at)

    assert [row["post"] for row in team.records("calendar")].count(post) == 1
    assert team.cell(ROW, "post") == post
    assert len(public()) == 1

"""Publishing: what is due and approved goes out once, whole; what is not says why."""

import pytest

from tests.desk_builder import SCHEMA, Wired
from tests.jobs.steps import approved, picture


def test_a_post_goes_out_with_thread_first_comment_warning_and_described_picture(team, run, public):
    team.media.files["kopi.png"] = picture()
    approved(
        team, run, media="kopi.png", alt_text="Secangkir kopi", content_warning="Kafein",
        visibility="unlisted", post_language="id", thread="Satu\n---\nDua", first_comment="Pesan di sini",
    )  # fmt: skip

    run("publish", "09:05")

    post, one, two, comment = public()
    assert post.text == "Kopi pagi: kopi baru untuk pagi ini #kopi"
    assert (post.spoiler_text, post.visibility, post.language) == ("Kafein", "unlisted", "id")
    assert len(post.media_ids) == 1
    assert [one.in_reply_to_id, two.in_reply_to_id, comment.in_reply_to_id] == [
        post.id, one.id, post.id,
    ]  # fmt: skip
    assert [one.text, two.text, comment.text] == ["Satu", "Dua", "Pesan di sini"]


def test_the_row_shows_address_time_and_state(team, run, public, network):
    approved(team, run)

    run("publish", "09:05")

    assert team.cell("Kopi pagi", "url") == f"{network.url}/@kopi_senja/{public()[0].id}"
    assert team.cell("Kopi pagi", "published_at") == "2026-11-21 09:05 (rehearsal)"
    assert team.state("Kopi pagi") == "published"
    assert team.cell("Kopi pagi", "problems") == ""


def test_a_second_run_changes_nothing_and_writes_nothing(team, run, public):
    approved(team, run)
    run("publish", "09:05")
    before, commits = team.everything(), team.book.backend.commits

    result = run("publish", "09:06")

    assert team.everything() == before
    assert team.book.backend.commits == commits
    assert not result.changed
    assert len(public()) == 1


def test_a_run_with_nothing_due_reads_once_and_commits_nothing(team, run):
    approved(team, run)
    reads, commits = team.book.backend.reads, team.book.backend.commits

    run("publish", "08:30")

    assert team.book.backend.reads == reads + 1
    assert team.book.backend.commits == commits


def test_a_dry_run_writes_and_sends_nothing_and_shows_what_would_go_out(team, run, public):
    approved(team, run)
    before = team.everything()

    result = run("publish", "09:05", dry_run=True)

    assert team.everything() == before
    assert public() == []
    assert result.tables[0].rows == [
        ["Kopi pagi", "brand", "Kopi pagi: kopi baru untuk pagi ini #kopi"]
    ]


def test_the_pause_stops_everything_and_the_row_says_so(team, run, public):
    approved(team, run)
    team.set("pause", "yes")

    run("publish", "09:05")

    assert public() == []
    assert team.state("Kopi pagi") == "held"
    assert "paused" in team.cell("Kopi pagi", "problems")


def test_quiet_hours_hold_a_post_until_they_end(team, run, public):
    team.set("quiet_from", "08:30")
    team.set("quiet_until", "09:30")
    approved(team, run)

    run("publish", "09:05")
    held = (team.state("Kopi pagi"), team.cell("Kopi pagi", "problems"))
    run("publish", "09:31")

    assert held[0] == "held"
    assert "quiet hours" in held[1]
    assert len(public()) == 1


def test_a_post_past_its_grace_is_missed_and_never_goes_out_stale(team, run, public):
    approved(team, run)

    run("publish", "11:00")
    state, problems = team.state("Kopi pagi"), team.cell("Kopi pagi", "problems")
    run("publish", "11:30")

    assert public() == []
    assert state == "missed"
    assert "no run took place" in problems


def test_a_copy_gets_its_own_id_and_asks_for_a_decision_of_its_own(team, run, public):
    approved(team, run)
    row = team.book.rows("Calendar")[team.place("calendar", "Kopi pagi")]
    team.book.backend.insert_row("Calendar", 2, row)
    team.book.fill("Calendar", 2, {3: "Salinan"})

    run("publish", "09:05")

    assert len(public()) == 1
    assert team.cell("Salinan", "post") != team.cell("Kopi pagi", "post")
    assert team.state("Salinan") == "waiting"


def test_an_edit_after_approval_holds_the_post_until_approved_again(team, run, public):
    approved(team, run)
    team.edit("Kopi pagi", text="Kopi pagi, harga naik")

    run("publish", "09:05")
    held = (len(public()), team.state("Kopi pagi"), team.cell("Kopi pagi", "problems"))
    team.approve("Kopi pagi", "approve_again")
    run("publish", "09:10")

    assert held[:2] == (0, "waiting")
    assert "changed after Rina decided" in held[2]
    assert [post.text for post in public()] == ["Kopi pagi, harga naik"]


def test_posts_go_out_in_the_order_of_their_times(team, run, public):
    for title, at in (("Ketiga", "09:02"), ("Pertama", "09:00"), ("Kedua", "09:01")):
        approved(team, run, title, at=at)

    run("publish", "09:05")

    assert [post.text.split(":")[0] for post in public()] == ["Pertama", "Kedua", "Ketiga"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_ready_row_that_stays_says_why_in_the_teams_language(make, network, language):
    team = make(language)
    run = Wired(team, network.set_clock).run
    team.post("Tanpa persetujuan")
    team.post("Salah kanal", channels="brnad")
    team.post("Tanpa jam", publish_at=None)
    team.post("Terlewat", at="05:00")
    team.post("Kosong", text=None)
    team.post("Hilang", media="hilang.png")

    run("check", "08:00")

    told = {row["title"]: str(row["problems"] or "") for row in team.records("calendar")}
    assert [title for title, why in told.items() if len(why) < 20] == []
    english = [title for title, why in told.items() if " the " in why.casefold()]
    assert bool(english) == (language == "en")
    shown = {row["state"] for row in team.records("calendar")}
    labels = SCHEMA.tabs["calendar"].fields["state"]
    assert shown <= {labels.label(value, language) for value in labels.values}

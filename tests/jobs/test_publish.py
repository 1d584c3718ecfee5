"""Publishing: what is due and approved goes out once, whole; what is not says why."""

import io
import threading

from PIL import Image

from automation.rehearsal.network import Effect, Fault
from tests.promises.boundaries import once

POSTS = "^/api/v1/statuses$"


def picture():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), (190, 90, 30)).save(drawn, "PNG")
    return drawn.getvalue()


def refused_posts(count):
    return Fault(effect=Effect.STATUS, status=422, methods="^POST$", path=POSTS, count=count)


def limited_posts():
    return Fault(effect=Effect.RATE_LIMITED, delay_s=60, methods="^POST$", path=POSTS)


def wait_for(event):
    assert event.wait(10)


def until(happened):
    pause = threading.Event()
    for _ in range(1000):
        if happened():
            return
        pause.wait(0.005)
    raise TimeoutError


def approved(team, run, title="Kopi pagi", **cells):
    team.post(title, **cells)
    run("check", "08:00")
    team.approve(title)
    run("check", "08:01")


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


def test_only_the_channel_that_failed_is_tried_again(team, run, public, network):
    approved(team, run, channels="brand, support")
    network.add_fault("rate-limited", account="kopi_senja_bantuan", count=1)

    run("publish", "09:05")
    first = [len(public()), len(public("kopi_senja_bantuan"))]
    state = team.state("Kopi pagi")
    run("publish", "09:20")

    assert first == [1, 0]
    assert state == "partly"
    assert [len(public()), len(public("kopi_senja_bantuan"))] == [1, 1]
    assert team.state("Kopi pagi") == "published"


def test_a_failed_part_of_a_thread_is_tried_again_alone(team, run, public, network):
    approved(team, run, thread="Satu\n---\nDua")
    limit = once("before publish", lambda: network.add_fault(limited_posts()), skip=1)

    run("publish", "09:05", hook=limit)
    run("publish", "09:30")

    assert [post.text for post in public()] == [team.cell("Kopi pagi", "text"), "Satu", "Dua"]
    assert team.state("Kopi pagi") == "published"


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


def test_a_row_edited_between_read_and_read_back_is_given_back(team, run, public):
    approved(team, run)
    edit = once("after commit", lambda: team.edit("Kopi pagi", text="Harga baru: 15.000"))

    run("publish", "09:05", hook=edit)

    assert public() == []
    assert team.events() == ["claimed", "released"]


def test_a_row_rejected_between_read_and_read_back_is_given_back(team, run, public):
    approved(team, run)
    reject = once("after commit", lambda: team.approve("Kopi pagi", "reject"))

    run("publish", "09:05", hook=reject)

    assert public() == []
    assert team.events() == ["claimed", "released"]


def test_a_post_that_another_run_published_in_between_is_not_sent_again(team, run, public, network):
    approved(team, run)
    network.add_fault("keys-ignored")
    other = once("before commit", lambda: run("publish", "09:05"))

    run("publish", "09:05", hook=other)

    assert len(public()) == 1
    assert team.state("Kopi pagi") == "published"


def test_a_post_that_another_run_saw_rejected_in_between_is_not_sent_again(
    team, run, public, network
):
    approved(team, run)
    network.add_fault(refused_posts(count=1))
    other = once("before commit", lambda: run("publish", "09:05"))

    run("publish", "09:05", hook=other)

    assert public() == []
    assert team.events() == ["claimed", "rejected", "claimed", "released"]


def test_a_copy_gets_its_own_id_and_asks_for_a_decision_of_its_own(team, run, public):
    approved(team, run)
    row = team.book.rows("Calendar")[team.place("calendar", "Kopi pagi")]
    team.book.backend.insert_row("Calendar", 2, row)
    team.book.fill("Calendar", 2, {3: "Salinan"})

    run("publish", "09:05")

    assert len(public()) == 1
    assert team.cell("Salinan", "post") != team.cell("Kopi pagi", "post")
    assert team.state("Salinan") == "waiting"


def test_rejected_by_the_network_then_edited_and_approved_again_goes_out(
    team, run, public, network
):
    approved(team, run)
    network.add_fault(refused_posts(count=1))
    run("publish", "09:05")
    refused = (team.state("Kopi pagi"), team.cell("Kopi pagi", "problems"))
    run("publish", "09:10")
    still = len(public())

    team.edit("Kopi pagi", text="Kopi susu sudah kembali")
    run("check", "09:15")
    team.approve("Kopi pagi", "approve_again")
    run("publish", "09:20")

    assert refused[0] == "rejected"
    assert "Mastodon refused what channel brand sent" in refused[1]
    assert still == 0
    assert [post.text for post in public()] == ["Kopi susu sudah kembali"]


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


def test_a_refused_token_closes_its_channel_alone(team, run, public, network):
    approved(team, run)
    approved(team, run, "Bantuan", channels="support")
    network.add_fault("token-revoked", account="kopi_senja")

    result = run("publish", "09:05")

    assert [len(public()), len(public("kopi_senja_bantuan"))] == [0, 1]
    assert "MASTODON_TOKEN_BRAND" in team.cell("brand", "problems", tab="channels")
    assert "MASTODON_TOKEN_BRAND" in team.cell("Kopi pagi", "problems")
    assert team.state("Kopi pagi") == "needs_work"
    assert result.outcome.exit_code == 1


def test_after_the_token_is_mended_the_post_goes_out(team, run, public, network):
    approved(team, run)
    revoked = network.add_fault("token-revoked", account="kopi_senja")
    run("publish", "09:05")
    network.clear_faults(revoked)

    run("publish", "09:20")

    assert len(public()) == 1
    assert team.cell("brand", "problems", tab="channels") == ""


def test_a_channel_without_a_token_names_the_variable_in_the_row(team, run, public):
    del team.tokens["MASTODON_TOKEN_BRAND"]
    team.post("Kopi pagi")

    run("check", "08:00")

    assert "MASTODON_TOKEN_BRAND is not set" in team.cell("Kopi pagi", "problems")
    assert "does not know" not in team.cell("Kopi pagi", "problems")


def test_too_many_requests_give_the_claim_back_and_say_what_happened(team, run, public, network):
    approved(team, run)
    network.add_fault(limited_posts())

    run("publish", "09:05")
    told = team.cell("Kopi pagi", "problems")
    run("publish", "09:20")

    assert team.events() == ["claimed", "released", "claimed", "published"]
    assert "too many requests" in told
    assert "could not be reached" not in told
    assert len(public()) == 1


def test_receipts_are_saved_in_groups_while_others_are_still_sent(team, run, public):
    for number in range(4):
        team.post(f"Kopi {number}")
    run("check", "08:00")
    for number in range(4):
        team.approve(f"Kopi {number}")

    run("publish", "09:05", step_s=3.0)

    assert len(public()) == 4
    assert sorted(team.events()) == ["claimed"] * 4 + ["published"] * 4


def test_a_receipt_that_comes_while_others_are_being_saved_is_saved_too(team, run, public):
    for title in ("Kopi pagi", "Kopi sore"):
        approved(team, run, title)
    saving, second = threading.Event(), once("before publish", lambda: wait_for(saving), skip=1)
    told: list[str] = []

    def during_the_first_settle():
        saving.set()
        until(lambda: sum("published" in line for line in told) == 2)

    settle = once("before commit", during_the_first_settle, skip=1)

    def hook(boundary):
        second(boundary)
        settle(boundary)

    run("publish", "09:05", step_s=3.0, hook=hook, log=lambda line, **_: told.append(line))

    assert team.events().count("published") == 2


def test_posts_go_out_in_the_order_of_their_times(team, run, public):
    for title, at in (("Ketiga", "09:02"), ("Pertama", "09:00"), ("Kedua", "09:01")):
        approved(team, run, title, at=at)

    run("publish", "09:05")

    assert [post.text.split(":")[0] for post in public()] == ["Pertama", "Kedua", "Ketiga"]


def test_a_post_put_on_hold_while_its_outcome_is_unknown_still_says_so(team, run, network):
    approved(team, run)
    network.add_fault("cut-before")
    run("publish", "09:05")
    team.edit("Kopi pagi", status="hold")

    run("check", "09:06")

    assert team.state("Kopi pagi") == "unknown"
    assert "may be there or not" in team.cell("Kopi pagi", "problems")

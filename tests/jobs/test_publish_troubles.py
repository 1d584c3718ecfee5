"""Publishing on bad days: overlaps, refusals, interrupts. Nothing goes out twice, nothing is lost."""

import threading

import pytest

from automation.errors import WorkbookBusy
from automation.workbook.backends.memory import Fault as WorkbookFault
from tests.jobs.steps import approved, limited_posts, refused_posts, until, wait_for
from tests.promises.boundaries import once


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


def test_a_row_edited_between_read_and_read_back_is_given_back(team, run, public):
    approved(team, run)
    edit = once("after commit", lambda: team.edit("Kopi pagi", text="Harga baru: 15.000"))

    run("publish", "09:05", hook=edit)

    assert public() == []
    assert team.events() == ["claimed", "released"]


@pytest.mark.parametrize("channels", ["brand, support", "support"])
def test_a_row_sent_elsewhere_between_read_and_read_back_is_given_back(team, run, public, channels):
    approved(team, run)
    edit = once("after commit", lambda: team.edit("Kopi pagi", channels=channels))

    run("publish", "09:05", hook=edit)

    assert public() == []
    assert team.events() == ["claimed", "released"]
    run("check", "09:10")
    assert team.state("Kopi pagi") == "waiting"


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


def test_a_post_put_on_hold_while_its_outcome_is_unknown_still_says_so(team, run, network):
    approved(team, run)
    network.add_fault("cut-before")
    run("publish", "09:05")
    team.edit("Kopi pagi", status="hold")

    run("check", "09:06")

    assert team.state("Kopi pagi") == "unknown"
    assert "may be there or not" in team.cell("Kopi pagi", "problems")


def four(team, run):
    titles = [f"Kopi {number}" for number in range(4)]
    for title in titles:
        team.post(title)
    run("check", "08:00")
    for title in titles:
        team.approve(title)
    run("check", "08:01")


def interrupt():
    raise KeyboardInterrupt


def test_an_interrupted_run_saves_its_receipts_and_gives_the_rest_back(team, run, public):
    four(team, run)
    saving = threading.Event()

    def stop_while_saving():
        saving.set()
        interrupt()

    first_settle = once("before commit", stop_while_saving, skip=1)
    second_post = once("before publish", lambda: wait_for(saving), skip=1)

    def hook(boundary):
        first_settle(boundary)
        second_post(boundary)

    with pytest.raises(KeyboardInterrupt):
        run("publish", "09:05", step_s=3.0, hook=hook)

    assert team.events().count("published") == len(public()) == 2
    assert team.events().count("released") == 2


def test_a_run_that_takes_too_long_gives_back_what_others_will_take_for_left_behind(
    team, run, public
):
    four(team, run)

    run("publish", "09:05", step_s=55.0)

    assert 0 < len(public()) < 4
    assert team.events().count("published") == len(public())
    assert "The run took too long" in " ".join(
        team.cell(f"Kopi {number}", "problems") for number in range(4)
    )


def test_a_workbook_that_cannot_be_written_while_posts_are_sent_loses_no_receipt(team, run, public):
    four(team, run)
    busy = once("before commit", lambda: team.book.backend.fail_next(WorkbookFault.BUSY), skip=1)

    with pytest.raises(WorkbookBusy):
        run("publish", "09:05", step_s=3.0, hook=busy)

    assert team.events().count("published") == len(public())


def test_two_runs_that_meet_a_copied_row_do_not_swap_the_two_rows_ids(team, run):
    approved(team, run)
    original = team.cell("Kopi pagi", "post")
    row = team.book.rows("Calendar")[team.place("calendar", "Kopi pagi")]
    team.book.backend.insert_row("Calendar", 1, row)
    team.book.fill("Calendar", 1, {3: "Salinan"})
    other = once("after read", lambda: run("check", "08:10"))

    run("check", "08:10", hook=other)

    ids = [team.cell(title, "post") for title in ("Salinan", "Kopi pagi")]
    assert ids[0] == original
    assert ids[1] not in ("", original)

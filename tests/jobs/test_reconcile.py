"""Unknown outcomes: looked for, never guessed; a person's word counts once, about what it was said of."""

import pytest

from automation.rehearsal.network import Effect, Fault

POSTS = "^/api/v1/statuses$"
LOST = Fault(effect=Effect.LOST, methods="^POST$", path=POSTS)
CUT = Fault(effect=Effect.CUT, methods="^POST$", path=POSTS)
BLIND = Fault(effect=Effect.STATUS, status=500, methods="^GET$", path="/statuses$", count=9)
"""The look for our own posts fails."""


@pytest.fixture
def sent(team, run, network):
    """Publish an approved post while the network misbehaves."""

    def send(*faults, title="Kopi pagi", **cells):
        team.post(title, **cells)
        run("check", "08:00")
        team.approve(title)
        run("check", "08:01")
        network.add_fault("keys-ignored")
        armed = [network.add_fault(fault) for fault in faults]
        run("publish", "09:05")
        for one in armed:
            network.clear_faults(one)

    return send


def test_a_lost_answer_is_found_in_the_same_run(team, sent, public):
    sent(LOST)

    assert team.events() == ["claimed", "unknown", "published"]
    assert team.state("Kopi pagi") == "published"
    assert team.cell("Kopi pagi", "url").endswith(public()[0].id)


def test_the_rest_of_a_thread_goes_out_with_the_next_run_after_a_lost_answer(
    team, run, sent, public
):
    sent(LOST, thread="Satu\n---\nDua")
    first = (team.state("Kopi pagi"), team.cell("Kopi pagi", "problems"))

    run("publish", "09:06")

    assert first[0] == "partly"
    assert "the rest is still to be sent on brand" in first[1]
    assert [post.text for post in public()] == [team.cell("Kopi pagi", "text"), "Satu", "Dua"]
    assert team.state("Kopi pagi") == "published"


def test_what_never_arrived_is_sent_again_once_a_late_arrival_is_ruled_out(team, run, sent, public):
    sent(CUT)
    run("publish", "09:08")
    early = len(public())

    run("publish", "09:11")
    run("publish", "09:12")

    assert early == 0
    assert len(public()) == 1
    assert team.events() == ["claimed", "unknown", "absent", "claimed", "published"]


def test_a_claim_that_a_run_left_behind_is_looked_for_after_a_quarter_of_an_hour(
    team, run, sent, public
):
    sent(LOST, BLIND)
    unknown = team.state("Kopi pagi")

    result = run("reconcile", "09:21")

    assert unknown == "unknown"
    assert result.counts["found"] == 1
    assert (team.state("Kopi pagi"), len(public())) == ("published", 1)


def test_reconcile_itself_sends_nothing(team, run, sent, public):
    sent(CUT)

    run("reconcile", "09:30")

    assert public() == []
    assert team.events() == ["claimed", "unknown", "absent"]


def test_a_row_edited_after_an_unknown_outcome_asks_a_person(team, run, sent, public):
    sent(CUT)
    team.edit("Kopi pagi", text="Kopi pagi dengan harga baru")

    run("publish", "09:30")

    assert public() == []
    assert team.state("Kopi pagi") == "unknown"
    assert "choose an answer in “Is it there?”" in team.cell("Kopi pagi", "problems")


def test_there_ends_it_without_an_address_and_asks_for_one(team, run, sent):
    sent(LOST, BLIND)
    team.edit("Kopi pagi", text="Diubah", answer="It is there")

    run("publish", "09:30")

    assert team.state("Kopi pagi") == "seen"
    assert "Paste the post's address in “Is it there?”" in team.cell("Kopi pagi", "problems")


def test_a_pasted_address_completes_the_row(team, run, sent, public):
    sent(LOST, BLIND)
    address = f"{team.cell('brand', 'address', tab='channels')}/{public()[0].id}"
    team.edit("Kopi pagi", text="Diubah", answer=address)

    run("publish", "09:30")

    assert team.state("Kopi pagi") == "published"
    assert team.cell("Kopi pagi", "url") == address


def test_a_pasted_address_of_somebody_else_is_not_taken(team, run, sent, network):
    sent(LOST, BLIND)
    team.edit("Kopi pagi", text="Diubah", answer=f"{network.url}/@kopi_senja/999999")

    run("publish", "09:30")

    assert team.state("Kopi pagi") == "unknown"


def test_not_there_lets_the_approved_row_go_out_again(team, run, sent, public):
    sent(CUT)
    team.edit("Kopi pagi", text="Kopi pagi, teks baru", answer="It is not there")
    run("publish", "09:30")
    team.approve("Kopi pagi", "approve_again")

    run("publish", "09:31")

    assert [post.text for post in public()] == ["Kopi pagi, teks baru"]


def test_an_old_answer_never_counts_twice(team, run, sent, public, network):
    sent(CUT)
    team.edit("Kopi pagi", text="Kopi pagi, teks baru", answer="It is not there")
    run("publish", "09:30")
    team.approve("Kopi pagi", "approve_again")
    for fault in (LOST, BLIND):
        network.add_fault(fault)
    run("publish", "09:31")
    network.clear_faults()
    network.add_fault("keys-ignored")
    team.edit("Kopi pagi", text="Kopi pagi, teks ketiga")

    run("publish", "09:50")

    assert team.events()[-2:] == ["claimed", "unknown"]
    assert len(public()) == 1


def test_an_answer_that_stood_there_before_the_post_was_sent_says_nothing_about_it(
    team, run, sent, public
):
    sent(CUT, answer="It is not there")
    team.edit("Kopi pagi", text="Kopi pagi, teks baru")

    run("publish", "09:30")

    assert team.state("Kopi pagi") == "unknown"
    assert public() == []


def test_two_posts_with_one_text_are_not_both_settled_by_one_on_the_network(
    team, run, public, network
):
    network.add_fault("keys-ignored")
    for title in ("Satu", "Dua"):
        team.post(title, text="Kopi susu kembali!", at="09:00" if title == "Satu" else "09:04")
    run("check", "08:00")
    for title in ("Satu", "Dua"):
        team.approve(title)
    run("check", "08:01")
    for fault in (LOST, BLIND):
        network.add_fault(fault)
    run("publish", "09:05")
    network.clear_faults()
    network.add_fault("keys-ignored")
    run("publish", "09:30")

    shown = [team.cell(title, "url") for title in ("Satu", "Dua") if team.cell(title, "url")]

    assert len(shown) == len(set(shown)) == len(public())

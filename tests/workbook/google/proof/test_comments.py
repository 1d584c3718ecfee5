"""Who approved, as comments that people sign can prove it.

Three people: Rina, who manages; Agus, for the law; Tono, who may edit the sheet and decides nothing.
"""

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.world import OWNER
from tests.workbook.google.proof.people import FALSE_RINA, POST, RINA, TONO, Desk, account_of


def test_a_signed_comment_lets_the_post_go_out(desk: Desk, network: Rehearsal) -> None:
    desk.requires("comment")
    desk.team.write("members", "Rina", google_user=account_of(desk, RINA))
    desk.comment(RINA, "Setuju!", "08:10")

    desk.run("publish", "09:05")

    assert desk.proofs() == [("Rina", "approve", "comment", "yes")]
    assert len(network.posts("kopi_senja")) == 1
    assert desk.state == "published"


def test_a_decision_typed_in_the_row_does_not_where_a_comment_is_required(
    desk: Desk, network: Rehearsal
) -> None:
    desk.requires("comment")
    desk.team.approve(POST)

    desk.run("publish", "09:05")

    assert desk.proofs() == [("Rina", "approve", "declared", "yes")]
    assert not network.posts("kopi_senja")
    assert "Rina" in desk.problems
    assert "brand" in desk.problems


def test_a_name_alone_is_a_declared_decision_until_the_account_is_noted(
    english: Desk, network: Rehearsal
) -> None:
    english.requires("comment")
    english.comment(RINA, "approved", "08:10")
    english.run("check", "08:20")
    assert english.proofs() == [("Rina", "approve", "declared", "yes")]
    account = english.problems.split("write ")[1].split(" ")[0]
    assert account.startswith("users/")

    english.team.write("members", "Rina", google_user=account)
    english.run("publish", "09:05")

    assert english.proofs()[-1] == ("Rina", "approve", "comment", "yes")
    assert len(network.posts("kopi_senja")) == 1


def test_a_second_person_of_the_same_name_is_found(english: Desk, network: Rehearsal) -> None:
    english.team.write("members", "Rina", google_user=account_of(english, RINA))
    english.comment(FALSE_RINA, "approve", "08:10")

    english.run("publish", "09:05")

    assert english.proofs() == []
    assert "not by the account known for Rina" in english.problems
    assert not network.posts("kopi_senja")


def test_who_decides_nothing_is_told_so_and_holds_nobody_back(
    english: Desk, network: Rehearsal
) -> None:
    english.comment(TONO, "approve", "08:10")
    english.run("check", "08:15")
    assert "Tono comments “approve”" in english.problems

    english.comment(RINA, "approve", "08:20")
    english.run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1


def test_a_comment_older_than_the_text_is_asked_for_again(
    english: Desk, network: Rehearsal
) -> None:
    english.comment(RINA, "approve", "08:10")
    english.team.edit(POST, text="Kopi lain, harga lain")

    english.run("publish", "09:05")

    assert english.proofs() == [("Rina", "approve", "declared", "no")]
    assert "write a new comment" in english.problems
    assert not network.posts("kopi_senja")

    english.comment(RINA, "approve", "09:10", column="text")
    english.run("publish", "09:15")
    assert len(network.posts("kopi_senja")) == 1


def test_an_edit_after_the_comment_was_recorded_opens_the_approval(english: Desk) -> None:
    english.comment(RINA, "approve", "08:10")
    english.run("check", "08:20")
    assert english.state == "scheduled"

    english.team.edit(POST, text="Kopi lain, harga lain")
    english.run("check", "08:30")

    assert english.state == "waiting"
    assert "after Rina's comment" in english.problems


def test_a_deleted_comment_is_a_withdrawn_decision(desk: Desk, network: Rehearsal) -> None:
    thread = desk.comment(RINA, "setuju", "08:10")
    desk.run("check", "08:20")
    assert desk.state == "scheduled"

    desk.at("08:30", RINA, lambda one: one.delete_comment(thread))
    desk.run("publish", "09:05")

    assert [one[1] for one in desk.proofs()] == ["approve", "withdrawn"]
    assert not network.posts("kopi_senja")


def test_a_comment_edited_into_talk_is_withdrawn_too(english: Desk) -> None:
    thread = english.comment(RINA, "approve", "08:10")
    english.run("check", "08:20")
    book = english.sheets.spreadsheet(english.book.stand.id).book
    post = next(one["headPost"]["postId"] for one in book.comments if one["commentId"] == thread)
    edit = {"updateCommentPost": {"commentId": thread, "postId": post, "content": "hm, wait"}}

    english.at("08:30", RINA, lambda one: one.batch(edit))
    english.run("check", "08:40")

    assert [one[1] for one in english.proofs()] == ["approve", "withdrawn"]
    assert english.state == "waiting"


def test_a_request_for_changes_tells_the_owner_the_very_words(desk: Desk) -> None:
    desk.comment(RINA, "Minta perubahan: harganya bulan lalu", "08:10")

    desk.run("check", "08:20")

    assert desk.state == "changes_requested"
    assert "harganya bulan lalu" in desk.problems


def test_a_reply_is_a_decision_of_its_own(english: Desk, network: Rehearsal) -> None:
    thread = english.comment(RINA, "request changes, the price is old", "08:10")
    english.run("check", "08:20")

    english.at("08:30", RINA, lambda one: one.reply(thread, "approve"))
    english.run("publish", "09:05")

    assert [one[1] for one in english.proofs()] == ["request_changes", "approve"]
    assert len(network.posts("kopi_senja")) == 1


def test_talk_is_no_decision_and_an_unclear_word_is_asked_about(english: Desk) -> None:
    english.comment(RINA, "please approve this one, somebody", "08:10")
    english.comment(RINA, "approve, but mend the price", "08:11")

    english.run("check", "08:20")

    assert english.proofs() == []
    assert "which may be a decision or not" in english.problems


def test_a_comment_is_recorded_once_however_often_it_is_seen(english: Desk) -> None:
    english.comment(RINA, "approve", "08:10")

    for at in ("08:20", "08:25", "08:30"):
        english.run("check", at)

    assert len(english.proofs()) == 1


def test_a_comment_left_behind_by_a_sort_approves_no_other_row(
    english: Desk, network: Rehearsal
) -> None:
    english.team.post("Aneka teh")
    english.run("check", "08:05")
    english.comment(RINA, "approve", "08:10")
    column = english.column("title")
    english.at("08:15", OWNER, lambda one: one.sort(english.calendar, column))

    english.run("publish", "09:05")

    assert not network.posts("kopi_senja")


def test_inserted_rows_take_nothing_from_a_comment(english: Desk, network: Rehearsal) -> None:
    english.comment(RINA, "approve", "08:10")
    english.at("08:15", OWNER, lambda one: one.insert_rows(english.calendar, 2, 3))

    english.run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1

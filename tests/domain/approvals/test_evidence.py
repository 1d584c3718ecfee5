"""What the facts about cells and comments prove, and never more than that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.approvals.approval import Approval, Found, Verdict
from automation.domain.approvals.evidence import (
    Evidence,
    Remark,
    proof_of_cells,
    proof_out_of_reach,
)
from automation.domain.approvals.signed import CommentReader, Log, by_comment
from automation.domain.approvals.standing import Stands, stand
from automation.domain.content.post import Post
from automation.domain.ids import MemberId, Revision
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, Role
from automation.domain.team.proof import Proof
from automation.domain.team.team_settings import TeamSettings
from tests.domain.builders import make_approval
from tests.domain.desks import AYU, NOW, SETTINGS, make_channel, make_member, make_post

ROBOT, OWNER = "robot@x.iam.example", "owner@kopi.example"
RINA = make_member("Rina", Role.MANAGER, email="rina@kopi.example", google="users/1")
AGUS = make_member("Agus", Role.LEGAL, email="agus@kopi.example")
GONE = make_member("Dian", Role.MANAGER, email="dian@kopi.example", active=False)
MEMBERS = {one.id: one for one in (AYU, RINA, AGUS, GONE)}
REVISION = Revision("a" * 32)
BRAND = make_channel()
TWO_LEVELS = replace(
    BRAND,
    policy=Policy.MULTI_LEVEL,
    levels=(frozenset({Role.MANAGER}), frozenset({Role.MANAGER, Role.LEGAL})),
)
SEEN_AT = NOW - timedelta(hours=2)
POST = make_post(last_revision=REVISION, seen_at=SEEN_AT, owner=AYU.id)

PEOPLE = [RINA.email, AGUS.email, GONE.email, ROBOT, OWNER, "tono@kopi.example", ""]
editor_sets = st.one_of(st.none(), st.frozensets(st.sampled_from(PEOPLE)))


@given(
    editor_sets,
    st.frozensets(st.sampled_from([ROBOT, OWNER])),
    st.integers(1, 3),
    st.lists(st.sampled_from([BRAND, TWO_LEVELS]), min_size=1),
)
def test_cells_are_never_better_protected_than_their_editors_allow(
    editors: frozenset[str] | None, trusted: frozenset[str], level: int, channels: list[Channel]
) -> None:
    proof = proof_of_cells(editors, level, channels, MEMBERS, trusted)

    strangers = set(editors or ()) - trusted
    holds = all(
        any(
            one.email == editor and one.active and one.roles & channel.roles_at(level)
            for one in MEMBERS.values()
        )
        for editor in strangers
        for channel in channels
    )
    assert (proof is Proof.PROTECTED) == (bool(editors) and "" not in strangers and holds)


def remark(text: str = "approve", **changes: object) -> Remark:
    usual = Remark(
        id="T/1", thread="T", author="Rina", account="users/1", at=NOW - timedelta(hours=1), text=text
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def read(
    *remarks: Remark,
    log: tuple[Approval, ...] = (),
    post: Post = POST,
    channel: Channel = BRAND,
    settings: TeamSettings = SETTINGS,
    members: dict[MemberId, Member] = MEMBERS,
) -> tuple[list[Found], list[str]]:
    """Return what is to be recorded of the comments, and the codes of what is said."""
    evidence = Evidence(
        provable=frozenset(Proof),
        remarks={post.id: remarks},
        alive=frozenset(one.id for one in remarks),
    )
    reader = CommentReader(
        post=post,
        revision=REVISION,
        channels=[channel],
        members=members,
        settings=settings,
        evidence=evidence,
        log=Log(of_post=log, by_comment=by_comment(log)),
    )
    found, problems = reader.read()
    return found, [problem.code for problem in problems]


accounts = st.sampled_from(["users/1", "users/2", "users/3", ""])
names = st.sampled_from(["Rina", "rina ", "Agus", "Ayu Lestari", "Tono", "Dian", ""])


@given(accounts, names, st.sampled_from(["approve", "setuju", "tolak", "halo", "approve but"]))
def test_a_comment_is_signed_proof_only_from_the_account_that_the_members_tab_names(
    account: str, name: str, text: str
) -> None:
    found, _ = read(remark(text, author=name, account=account))

    for one in found:
        assert one.proof in (Proof.COMMENT, Proof.DECLARED)
        if one.proof is Proof.COMMENT:
            assert account == RINA.google
            assert one.member == RINA.id


@given(
    st.integers(-180, 180), st.booleans(), st.sampled_from([REVISION, Revision("b" * 32), Revision("")])
)  # fmt: skip
def test_a_comment_counts_only_when_it_is_younger_than_the_text_it_stands_beside(
    minutes: int, is_doubtful: bool, last: Revision
) -> None:
    at = SEEN_AT + timedelta(minutes=minutes)
    post = replace(POST, last_revision=last)

    [found], _ = read(remark(at=at, is_doubtful=is_doubtful), post=post)

    assert found.counts == (minutes > 0 and not is_doubtful and last == REVISION)


def recorded(one: Found, previous: tuple[Approval, ...] = ()) -> Approval:
    return make_approval(
        POST, REVISION, one.verdict, member=one.member, level=one.level, counts=one.counts,
        proof=one.proof, comment=one.comment, signed_by=one.signed_by,
    )  # fmt: skip


def test_what_is_recorded_is_not_found_again() -> None:
    [found], _ = read(remark())

    assert read(remark(), log=(recorded(found),)) == ([], [])


def test_one_person_decides_level_by_level() -> None:
    first, second = remark(), remark(id="T/2")

    found, _ = read(first, second, channel=TWO_LEVELS)

    assert [one.level for one in found] == [1, 2]


def test_an_author_who_holds_the_second_level_alone_decides_there() -> None:
    [found], _ = read(remark(author="Agus", account="users/9"), channel=TWO_LEVELS)

    assert (found.level, found.member) == (2, AGUS.id)


def test_a_name_that_two_accounts_use_is_nobodys() -> None:
    agus = remark(author="Agus", account="users/8")

    found, said = read(agus, replace(agus, id="T/2", account="users/9"), channel=TWO_LEVELS)

    assert found == []
    assert said == ["comment_by_another"] * 2


def test_the_owner_does_not_approve_their_own_post_by_comment() -> None:
    found, said = read(remark(), post=replace(POST, owner=RINA.id))

    assert (found, said) == ([], ["comment_without_right"])


def test_an_account_noted_for_somebody_else_later_takes_the_decision_back() -> None:
    log = (make_approval(POST, REVISION, member=AGUS.id, comment="T/1", signed_by="users/1"),)

    [found], _ = read(remark(), log=log)

    assert found.verdict is Verdict.WITHDRAWN


def test_comments_that_cannot_be_read_take_nothing_back() -> None:
    log = (make_approval(POST, REVISION, member=RINA.id, comment="T/1", signed_by="users/1"),)
    reader = CommentReader(
        post=POST, revision=REVISION, channels=[BRAND], members=MEMBERS, settings=SETTINGS,
        evidence=Evidence(), log=Log(of_post=log, by_comment=by_comment(log)),
    )  # fmt: skip

    assert reader.read() == ([], [])


@pytest.mark.parametrize("required", Proof)
@pytest.mark.parametrize("given_", Proof)
def test_a_channel_takes_no_weaker_proof_than_it_requires(required: Proof, given_: Proof) -> None:
    channel = replace(BRAND, proof=required)
    log = [make_approval(POST, REVISION, member=RINA.id, proof=given_)]

    standing = stand(channel, REVISION, log, MEMBERS)

    ranks = list(Proof)
    is_enough = ranks.index(given_) >= ranks.index(required)
    assert standing.stands is (Stands.APPROVED if is_enough else Stands.TOO_WEAK)


def test_a_refusal_holds_back_whatever_its_proof() -> None:
    signed = make_approval(POST, REVISION, member=RINA.id, proof=Proof.COMMENT, comment="T/1")
    typed = make_approval(POST, REVISION, Verdict.REJECT, member=RINA.id)

    standing = stand(replace(BRAND, proof=Proof.COMMENT), REVISION, [signed, typed], MEMBERS)

    assert standing.stands is Stands.REJECTED


def test_an_emptied_cell_does_not_take_a_signed_comment_back() -> None:
    signed = make_approval(POST, REVISION, member=RINA.id, proof=Proof.COMMENT, comment="T/1")
    typed = make_approval(POST, REVISION, member=RINA.id)
    emptied = make_approval(POST, REVISION, Verdict.WITHDRAWN, member=RINA.id)

    assert stand(BRAND, REVISION, [typed, signed, emptied], MEMBERS).is_approved


def test_a_channel_led_elsewhere_is_not_approved_for_there() -> None:
    log = [make_approval(POST, REVISION, member=RINA.id, accounts=f"{BRAND.id}: {BRAND.address}")]

    assert stand(BRAND, REVISION, log, MEMBERS).is_approved
    moved = replace(BRAND, address="https://lain.example/@x")
    assert stand(moved, REVISION, log, MEMBERS).stands is Stands.LEADS_ELSEWHERE


def test_a_workbook_that_can_prove_nothing_says_so_of_each_channel_that_asks() -> None:
    asking = replace(BRAND, proof=Proof.COMMENT)
    free = replace(asking, policy=Policy.NONE)

    assert [one.row for one in proof_out_of_reach([asking, BRAND, free], Evidence())] == [BRAND.id]

"""Whether a post stands approved for one channel, by that channel's policy."""

from dataclasses import replace

import pytest

from automation.domain.approvals.approval import Approval, Verdict
from automation.domain.approvals.standing import Standing, Stands, stand
from automation.domain.ids import Revision
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, Role
from tests.domain.builders import make_approval
from tests.domain.desks import AYU, BUDI, CITRA, make_channel, make_member, make_post

A, B = Revision("a" * 32), Revision("b" * 32)
POST = make_post()
RINA = make_member("Rina Hukum", Role.LEGAL)
DIAN = make_member("Dian Direktur", Role.FINAL)
MEMBERS = {member.id: member for member in (AYU, BUDI, CITRA, RINA, DIAN)}
REQUIRED = make_channel()
THREE = replace(
    REQUIRED,
    policy=Policy.MULTI_LEVEL,
    levels=(frozenset({Role.MANAGER}), frozenset({Role.LEGAL}), frozenset({Role.FINAL})),
)
OPTIONAL = replace(REQUIRED, policy=Policy.OPTIONAL)
NONE = replace(REQUIRED, policy=Policy.NONE)


def decided(
    verdict: Verdict = Verdict.APPROVE, by: Member = BUDI, *, level: int = 1, **changes: object
) -> Approval:
    revision = Revision(str(changes.pop("revision", A)))
    return make_approval(POST, revision, verdict, member=by.id, level=level, **changes)


def stands(channel: Channel, *log: Approval, revision: Revision = A) -> Standing:
    return stand(channel, revision, log, MEMBERS)


AGAIN, CHANGES, REJECT = Verdict.APPROVE_AGAIN, Verdict.REQUEST_CHANGES, Verdict.REJECT
LEGAL, FINAL = decided(by=RINA, level=2), decided(by=DIAN, level=3)


@pytest.mark.parametrize(
    ("channel", "log", "expected", "level"),
    [
        pytest.param(REQUIRED, [], Stands.WAITING, 1, id="nobody decided"),
        pytest.param(REQUIRED, [decided()], Stands.APPROVED, 0, id="approved"),
        pytest.param(REQUIRED, [decided(AGAIN)], Stands.APPROVED, 0, id="approved again"),
        pytest.param(
            REQUIRED, [decided(revision=B)], Stands.EDITED_AFTER, 1, id="edited after approval"
        ),
        pytest.param(
            REQUIRED, [decided(counts=False)], Stands.DECIDE_AGAIN, 1, id="nobody knows which text"
        ),
        pytest.param(
            REQUIRED,
            [decided(), decided(Verdict.WITHDRAWN)],
            Stands.WAITING,
            1,
            id="taken back",
        ),
        pytest.param(REQUIRED, [decided(CHANGES)], Stands.CHANGES, 1, id="changes asked for"),
        pytest.param(REQUIRED, [decided(REJECT)], Stands.REJECTED, 1, id="rejected"),
        pytest.param(
            REQUIRED,
            [decided(CHANGES, revision=B), decided(AGAIN)],
            Stands.APPROVED,
            0,
            id="changed as asked and approved",
        ),
        pytest.param(
            REQUIRED, [decided(REJECT, revision=B)], Stands.EDITED_AFTER, 1, id="rewritten since"
        ),
        pytest.param(
            REQUIRED,
            [decided(CHANGES, counts=False)],
            Stands.CHANGES,
            1,
            id="a refusal holds even where the text is in doubt",
        ),
        pytest.param(
            REQUIRED, [decided(by=CITRA)], Stands.WAITING, 1, id="by somebody without the role"
        ),
        pytest.param(
            REQUIRED,
            [decided(by=make_member("Sudah keluar", Role.MANAGER))],
            Stands.WAITING,
            1,
            id="by somebody who is no member any more",
        ),
        pytest.param(
            REQUIRED, [LEGAL], Stands.WAITING, 1, id="another level does not stand in for it"
        ),
        pytest.param(THREE, [decided()], Stands.WAITING, 2, id="three levels: the second waits"),
        pytest.param(THREE, [decided(), LEGAL], Stands.WAITING, 3, id="three: the third waits"),
        pytest.param(THREE, [decided(), LEGAL, FINAL], Stands.APPROVED, 0, id="three: all"),
        pytest.param(
            THREE, [FINAL, LEGAL, decided()], Stands.APPROVED, 0, id="three: in any order"
        ),
        pytest.param(
            THREE, [LEGAL, FINAL], Stands.WAITING, 1, id="three: the first cannot be left out"
        ),
        pytest.param(
            THREE,
            [decided(), decided(by=BUDI, level=2), FINAL],
            Stands.WAITING,
            2,
            id="three: the second needs its own role",
        ),
        pytest.param(
            THREE,
            [decided(), replace(LEGAL, verdict=REJECT), FINAL],
            Stands.REJECTED,
            2,
            id="three: one rejects",
        ),
        pytest.param(
            THREE,
            [decided(), replace(LEGAL, revision=B), FINAL],
            Stands.EDITED_AFTER,
            2,
            id="three: one approved an older text",
        ),
        pytest.param(OPTIONAL, [], Stands.APPROVED, 0, id="optional: nobody asked"),
        pytest.param(OPTIONAL, [decided(REJECT)], Stands.REJECTED, 1, id="optional: rejected"),
        pytest.param(OPTIONAL, [decided(CHANGES)], Stands.CHANGES, 1, id="optional: changes"),
        pytest.param(
            OPTIONAL, [decided(REJECT, revision=B)], Stands.APPROVED, 0, id="optional: rewritten"
        ),
        pytest.param(
            OPTIONAL, [decided(counts=False)], Stands.APPROVED, 0, id="optional: asked again"
        ),
        pytest.param(NONE, [], Stands.APPROVED, 0, id="none: nobody asked"),
        pytest.param(NONE, [decided(REJECT)], Stands.APPROVED, 0, id="none: nobody is heard"),
    ],
)
def test_a_post_stands_as_the_channels_policy_says(
    channel: Channel, log: list[Approval], expected: Stands, level: int
) -> None:
    standing = stands(channel, *log)

    assert (standing.stands, standing.level) == (expected, level)
    assert standing.is_approved is (expected is Stands.APPROVED)


def test_an_edit_reopens_the_approval_and_undoing_the_edit_restores_it() -> None:
    approved = decided()

    assert stands(REQUIRED, approved, revision=B).stands is Stands.EDITED_AFTER
    assert stands(REQUIRED, approved, revision=A).is_approved


def test_a_decision_is_shown_with_its_record() -> None:
    record = decided(CHANGES)

    assert stands(REQUIRED, record).record == record


def test_where_no_roles_are_set_the_manager_and_the_final_word_decide() -> None:
    channel = replace(REQUIRED, levels=())

    assert stands(channel, decided(by=BUDI)).is_approved
    assert stands(channel, decided(by=DIAN)).is_approved
    assert not stands(channel, decided(by=AYU)).is_approved


def test_many_levels_without_roles_still_need_one_decision() -> None:
    channel = replace(REQUIRED, policy=Policy.MULTI_LEVEL, levels=())

    assert stands(channel).stands is Stands.WAITING

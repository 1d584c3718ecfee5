"""Decisions and their log: what is new, what counts, and that nobody changes the log unseen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.approvals.approval import (
    GENESIS,
    Approval,
    Broken,
    Found,
    Verdict,
    find_new,
    head_of,
    latest_by_level,
    verify,
)
from automation.domain.content.post import Ask, Choice
from automation.domain.ids import NO_REVISION, EventId, MemberId, PostId, Revision, RunId
from automation.domain.team.proof import Proof
from automation.domain.team.team_settings import Strictness
from tests.domain.builders import make_approval
from tests.domain.desks import BUDI, CITRA, NOW, make_post

A, B = Revision("a" * 32), Revision("b" * 32)
POST = make_post(last_revision=A)


@dataclass(frozen=True)
class Row:
    """A calendar row as one run finds it: its decision cells, its text, and what was seen last."""

    choice: Choice | None = Choice.APPROVE
    revision: Revision = A
    seen: Revision = A
    strictness: Strictness = Strictness.STRICT
    approver: MemberId = BUDI.id

    def news(self, *log: Approval) -> list[Found]:
        asks = (Ask(level=1, approver=self.approver, choice=self.choice),) if self.choice else ()
        post = replace(POST, asks=asks, last_revision=self.seen)
        members = {1: self.approver} if self.choice else {}
        return find_new(post, self.revision, log, members, self.strictness)


APPROVED = make_approval(POST, A)


@pytest.mark.parametrize(
    ("row", "log", "expected"),
    [
        pytest.param(Row(), [], [("approve", True)], id="a decision on the text a run had seen"),
        pytest.param(
            Row(seen=NO_REVISION), [], [("approve", False)], id="a row first seen already decided"
        ),
        pytest.param(
            Row(seen=NO_REVISION, strictness=Strictness.TRUSTING),
            [],
            [("approve", True)],
            id="the same, where the team trusts",
        ),
        pytest.param(
            Row(revision=B), [], [("approve", False)], id="text and decision both new since"
        ),
        pytest.param(
            Row(revision=B, strictness=Strictness.TRUSTING),
            [],
            [("approve", False)],
            id="both new, where the team trusts new rows",
        ),
        pytest.param(Row(), [APPROVED], [], id="a decision in the log already"),
        pytest.param(
            Row(revision=B, seen=B), [APPROVED], [], id="an old decision beside an edited text"
        ),
        pytest.param(
            Row(Choice.APPROVE_AGAIN, revision=B, seen=B),
            [APPROVED],
            [("approve_again", True)],
            id="decided again after the edit was seen",
        ),
        pytest.param(
            Row(Choice.APPROVE, revision=B, seen=B),
            [APPROVED, make_approval(POST, A, Verdict.APPROVE_AGAIN)],
            [("approve", True)],
            id="again means either of the two words",
        ),
        pytest.param(
            Row(Choice.REJECT), [APPROVED], [("reject", True)], id="an approval turned round"
        ),
        pytest.param(Row(None), [APPROVED], [("withdrawn", True)], id="an approval taken back"),
        pytest.param(
            Row(None), [make_approval(POST, A, Verdict.WITHDRAWN)], [], id="taken back before"
        ),
        pytest.param(
            Row(),
            [APPROVED, make_approval(POST, A, Verdict.WITHDRAWN)],
            [("approve", True)],
            id="given anew after it was taken back",
        ),
        pytest.param(
            Row(approver=CITRA.id), [APPROVED], [("approve", True)], id="by somebody else now"
        ),
        pytest.param(Row(revision=NO_REVISION), [], [], id="a post whose picture is missing"),
        pytest.param(Row(None), [], [], id="nobody decided"),
    ],
)
def test_a_decision_is_new_once_and_counts_for_the_text_a_run_had_seen(
    row: Row, log: Sequence[Approval], expected: list[tuple[str, bool]]
) -> None:
    assert [(f.verdict.value, f.counts) for f in row.news(*log)] == expected


def test_a_withdrawal_names_who_had_decided() -> None:
    (found,) = Row(None).news(replace(APPROVED, member=CITRA.id))

    assert found.member == CITRA.id


def test_each_level_is_compared_with_its_own_last_decision() -> None:
    asks = tuple(Ask(level=level, approver=BUDI.id, choice=Choice.APPROVE) for level in (1, 2, 3))
    log = [replace(APPROVED, level=2), make_approval(POST, A, Verdict.REJECT, level=3)]

    found = find_new(
        replace(POST, asks=asks), A, log, dict.fromkeys((1, 2, 3), BUDI.id), Strictness.STRICT
    )

    assert [f.level for f in found] == [1, 3]


def test_a_decision_cell_with_a_wrong_approver_is_not_recorded() -> None:
    asks = (Ask(level=1, approver="Siapa", choice=Choice.APPROVE),)

    assert find_new(replace(POST, asks=asks), A, [], {}, Strictness.STRICT) == []


def test_the_newest_decision_of_a_level_is_the_last_row() -> None:
    later = make_approval(POST, A, Verdict.REJECT, at=APPROVED.at - timedelta(days=1))

    assert latest_by_level([APPROVED, later]) == {1: later}


# The chain


def chained(count: int) -> list[Approval]:
    log: list[Approval] = []
    for number in range(count):
        record = Approval(
            id=EventId(f"D-{number}"),
            at=NOW + timedelta(minutes=number, microseconds=number),
            post=PostId(f"P-{number % 3}"),
            revision=A,
            level=1 + number % 3,
            member=BUDI.id,
            verdict=list(Verdict)[number % 5],
            counts=bool(number % 2),
            proof=Proof.DECLARED,
            run=RunId("R-1"),
        )
        log.append(record.hashed_after(head_of(log)))
    return log


LOG = chained(6)
HEAD = head_of(LOG)


def test_an_honest_log_fits() -> None:
    assert verify(LOG, [log.hash for log in LOG]) is None
    assert verify([], ["", GENESIS]) is None


def test_two_runs_at_once_may_both_continue_the_same_record() -> None:
    one = replace(LOG[3], id=EventId("D-x")).hashed_after(LOG[2].hash)
    after = replace(LOG[4], id=EventId("D-y")).hashed_after(one.hash)

    assert verify([*LOG[:4], one, after]) is None


CHANGES: dict[str, object] = {
    "id": EventId("D-lain"),
    "at": NOW,
    "post": PostId("P-lain"),
    "revision": B,
    "level": 9,
    "member": MemberId("Siapa"),
    "verdict": Verdict.APPROVE_AGAIN,
    "counts": None,
    "proof": Proof.COMMENT,
    "run": RunId("R-lain"),
    "previous": GENESIS,
    "hash": "f" * 64,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_cell_is_found_whichever_it_is(name: str) -> None:
    record = LOG[3]
    value = not record.counts if name == "counts" else CHANGES[name]
    log = [*LOG[:3], replace(record, **{name: value}), *LOG[4:]]  # type: ignore[arg-type]

    broken = verify(log)

    assert broken is not None
    assert (broken.place, broken.why) == (4, "changed")


Tamper = Callable[[list[Approval], int, int], list[Approval]]


def removed(log: list[Approval], at: int, _to: int) -> list[Approval]:
    return [*log[:at], *log[at + 1 :]]


def duplicated(log: list[Approval], at: int, to: int) -> list[Approval]:
    return [*log[: to + 1], log[at], *log[to + 1 :]]


def moved(log: list[Approval], at: int, to: int) -> list[Approval]:
    rest = removed(log, at, to)
    return [*rest[:to], log[at], *rest[to:]]


def cut(log: list[Approval], at: int, _to: int) -> list[Approval]:
    return log[:at]


def rewritten(log: list[Approval], at: int, _to: int) -> list[Approval]:
    """Somebody knows how hashes are made, and makes all later ones anew."""
    forged = [*log[:at], replace(log[at], verdict=Verdict.APPROVE, member=CITRA.id)]
    done = log[:at]
    for record in [*forged[at:], *log[at + 1 :]]:
        done = [*done, record.hashed_after(head_of(done))]
    return done


@given(
    tamper=st.sampled_from([removed, duplicated, moved, cut, rewritten]),
    at=st.integers(0, 5),
    to=st.integers(0, 5),
)
def test_whatever_people_do_to_the_rows_is_found_by_the_head_a_run_noted(
    tamper: Tamper, at: int, to: int
) -> None:
    log = tamper(LOG, at, to)

    assert (verify(log, [HEAD]) is None) == (log == LOG)


@pytest.mark.parametrize(
    ("log", "broken"),
    [
        pytest.param([*LOG[:2], *LOG[3:]], Broken(3, "D-3", "unlinked"), id="removed"),
        pytest.param([LOG[1], LOG[0]], Broken(1, "D-1", "unlinked"), id="in another order"),
        pytest.param([*LOG[:2], LOG[0]], Broken(3, "D-0", "repeated"), id="twice"),
        pytest.param(LOG[:4], Broken(5, HEAD, "cut"), id="cut off"),
        pytest.param([], Broken(1, HEAD, "cut"), id="emptied"),
    ],
)
def test_the_first_row_that_does_not_fit_is_named(log: list[Approval], broken: Broken) -> None:
    assert verify(log, [HEAD]) == broken


def test_without_a_noted_head_rows_taken_off_the_end_are_not_missed() -> None:
    assert verify(LOG[:4]) is None

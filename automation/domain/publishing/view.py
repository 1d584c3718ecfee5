"""What a calendar row shows of its post: its state, and why it is not out. Pure.

A projection of plan, ledger and snapshots: recomputed at every run, never an input.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from automation.domain.approvals.standing import Standing, Stands
from automation.domain.content.post import Post, State
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId, PostId
from automation.domain.problems import publishing_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.publishing.awaited import explain_standing
from automation.domain.publishing.plan import Decision, Done, Hold, Publish, Why
from automation.domain.publishing.publication import Publication
from automation.domain.publishing.review import Review
from automation.domain.publishing.snapshot import Snapshot
from automation.language import Sentence, mark

_STATE_OF_HOLD: Mapping[Why, State] = {
    Why.IDEA: State.IDEA,
    Why.DRAFT: State.DRAFT,
    Why.ON_HOLD: State.ON_HOLD,
    Why.CANCELLED: State.CANCELLED,
    Why.PROBLEMS: State.NEEDS_WORK,
    Why.WAITING: State.WAITING,
    Why.CHANGES: State.CHANGES_REQUESTED,
    Why.NOT_YET: State.SCHEDULED,
    Why.QUIET: State.HELD,
    Why.PAUSED: State.HELD,
    Why.MISSED: State.MISSED,
    Why.REJECTED: State.REJECTED,
    Why.SENDING: State.PUBLISHING,
    Why.UNKNOWN: State.UNKNOWN,
    Why.TWIN: State.NEEDS_WORK,
}
_OUT = (State.PUBLISHED, State.MEASURED, State.SEEN, State.REMOVED)
_WORST_FIRST = (
    State.UNKNOWN, State.PARTLY, State.REJECTED, State.MISSED, State.NEEDS_WORK,
    State.CHANGES_REQUESTED, State.WAITING, State.HELD, State.PUBLISHING, State.SCHEDULED,
    State.ON_HOLD, State.CANCELLED, State.DRAFT, State.IDEA, State.PUBLISHED, State.MEASURED,
    State.SEEN, State.REMOVED,
)  # fmt: skip


def state_of(
    post: Post, decisions: Sequence[Decision], snapshots: Mapping[ChannelId, Snapshot]
) -> State:
    """Return the one state of a row: the worst of its channels, or partly when some are out."""
    if not decisions:
        rest = {State.IDEA, State.DRAFT, State.CANCELLED}
        named = State.ON_HOLD if post.status.value == "hold" else None
        state = named or next((s for s in rest if s.value == post.status.value), None)
        return state or State.NEEDS_WORK
    states = {_state(decision, snapshots) for decision in decisions}
    out, open_ = states & set(_OUT), states - set(_OUT)
    if State.UNKNOWN not in states and ((out and open_) or State.PARTLY in states):
        return State.PARTLY
    return next(state for state in _WORST_FIRST if state in states)


def _state(decision: Decision, snapshots: Mapping[ChannelId, Snapshot]) -> State:
    match decision:
        case Publish():
            return State.PARTLY if 0 not in decision.parts else State.SCHEDULED
        case Hold():
            return State.PARTLY if decision.begun else _STATE_OF_HOLD[decision.why]
        case Done():
            return _state_of_done(decision.publication, snapshots)


def _state_of_done(publication: Publication, snapshots: Mapping[ChannelId, Snapshot]) -> State:
    if publication.withdrawn_at is not None:
        return State.REMOVED
    if not publication.receipts:
        return State.SEEN
    return State.MEASURED if publication.channel in snapshots else State.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain:
    """What explaining needs to know of the workbook."""

    desk: Desk
    now: datetime
    edited: Set[PostId] = frozenset()
    """Posts whose rows were changed after they went out."""

    def post(
        self, post: Post, decisions: Sequence[Decision], review: Review | None
    ) -> list[Problem]:
        """Return every finding a row shows, each once, the row's own before the channels'."""
        found = list(review.problems) if review else list(self.desk.cell_problems.get(post.id, ()))
        for decision in decisions:
            if review is not None and not isinstance(decision, Done):
                found += review.by_channel.get(decision.channel, ())
            found += self._decision(post, decision)
        unique: dict[tuple[str, str], Problem] = {}
        for problem in found:
            unique.setdefault((problem.code, str(sorted(problem.facts.items(), key=str))), problem)
        return list(unique.values())

    def _decision(self, post: Post, decision: Decision) -> Iterator[Problem]:
        publication = self.desk.ledger.get((post.id, decision.channel))
        match decision:
            case Done():
                yield from self._done(post, decision.publication)
            case Hold(why=Why.TWIN):
                other = self._label(decision.twin)
                yield _problem(post, publishing_kinds.TWIN, channel=decision.channel, other=other)
            case Hold():
                yield from self._hold(post, decision, publication)
            case Publish():
                yield from self._to_come(post, decision.channel, publication)

    def _done(self, post: Post, publication: Publication) -> Iterator[Problem]:
        if publication.withdrawn_at is not None:
            yield _problem(post, publishing_kinds.REMOVED, channel=publication.channel)
        elif post.id in self.edited:
            yield _problem(
                post, publishing_kinds.EDITED_AFTER_PUBLISHING, channel=publication.channel
            )
        elif publication.seen and not publication.receipts:
            yield _problem(
                post,
                publishing_kinds.SEEN_WITHOUT_ADDRESS,
                channel=publication.channel,
                column="answer",
            )

    def _to_come(
        self, post: Post, channel: ChannelId, publication: Publication | None
    ) -> Iterator[Problem]:
        released = publication.released if publication else None
        if released is not None:
            yield _problem(
                post,
                publishing_kinds.TRY_AGAIN,
                channel=released.channel,
                at=self._local(released.at, released.channel),
                reason=released.reason,
            )
        elif any(
            known.receipts for c in post.channels if (known := self.desk.ledger.get((post.id, c)))
        ):
            yield _problem(post, publishing_kinds.REST_TO_COME, channel=channel)

    def _hold(self, post: Post, hold: Hold, publication: Publication | None) -> Iterator[Problem]:
        match hold.why:
            case Why.NOT_YET | Why.SENDING:
                yield from self._to_come(post, hold.channel, publication)
            case Why.WAITING | Why.CHANGES:
                standing = hold.standing or Standing(stands=Stands.WAITING, level=1)
                yield explain_standing(self.desk, post, hold.channel, standing)
            case Why.MISSED:
                yield self._missed(post, hold)
            case Why.PAUSED | Why.QUIET:
                kind = publishing_kinds.PAUSED if hold.why is Why.PAUSED else publishing_kinds.QUIET
                yield _problem(post, kind, channel=hold.channel, grace=self._grace())
            case Why.REJECTED if publication and publication.rejected:
                yield _problem(post, publishing_kinds.REFUSED, reason=publication.rejected.reason)
            case Why.UNKNOWN if publication and (claim := publication.open_claim):
                is_old = post.said != "" and post.said == claim.said_before
                yield _problem(
                    post,
                    publishing_kinds.OLD_ANSWER if is_old else publishing_kinds.OUTCOME_UNKNOWN,
                    channel=hold.channel,
                    at=self._local(claim.at, hold.channel),
                    address=self._address(hold.channel),
                    column="answer",
                )
            case _:
                return

    def _missed(self, post: Post, hold: Hold) -> Problem:
        at = self._local(hold.until, hold.channel) if hold.until else "–"
        return _problem(
            post,
            publishing_kinds.MISSED,
            channel=hold.channel,
            at=at,
            grace=self._grace(),
            why=Sentence(_WHY_MISSED.get(hold.kept_by, _NO_RUN)),
        )

    def _grace(self) -> Sentence:
        minutes = int(self.desk.settings.grace.total_seconds() // 60)
        if minutes % 60:
            return Sentence(mark("{minutes} min"), {"minutes": minutes})
        return Sentence(mark("{hours} h"), {"hours": minutes // 60})

    def _label(self, post: PostId) -> str:
        return next((p.label for p in self.desk.posts if p.id == post), post)

    def _address(self, channel: ChannelId) -> str:
        found = self.desk.channels.get(channel)
        return found.address if found else channel

    def _local(self, at: datetime, channel: ChannelId) -> str:
        return f"{at.astimezone(self.desk.zone_of(channel)):%Y-%m-%d %H:%M}"


_NO_RUN = mark("it was made ready too late, or no run took place in that time.")
_WHY_MISSED: Mapping[Why | None, str] = {
    None: _NO_RUN,
    Why.PROBLEMS: mark("it had findings that nobody had mended."),
    Why.WAITING: mark("it was not approved."),
    Why.CHANGES: mark("changes had been asked for."),
    Why.PAUSED: mark("publishing was paused."),
    Why.QUIET: mark("these were quiet hours."),
}


def _problem(post: Post, kind: ProblemKind, /, **facts: object) -> Problem:
    return Problem(kind=kind, tab="calendar", row=post.id, facts=facts)


def by_post(decisions: Sequence[Decision]) -> dict[PostId, list[Decision]]:
    """Group decisions by post."""
    grouped: dict[PostId, list[Decision]] = {}
    for decision in decisions:
        grouped.setdefault(decision.post, []).append(decision)
    return grouped

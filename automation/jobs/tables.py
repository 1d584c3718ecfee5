"""Results as people read them: what went out, what is held and why, what needs a person."""

from collections.abc import Sequence

from automation.domain.ids import PostId
from automation.domain.problems.problem import Problem
from automation.domain.publishing.plan import Decision, Done, Hold, Publish, Why
from automation.domain.publishing.publication import Happened, LedgerEvent
from automation.domain.publishing.view import Explain
from automation.domain.run import Outcome
from automation.jobs.context import Context
from automation.jobs.look import Look
from automation.jobs.result import JobResult, Table
from automation.language import mark

NEEDS_A_PERSON = frozenset({Why.UNKNOWN, Why.REJECTED, Why.MISSED})
RESTING = frozenset({Why.IDEA, Why.DRAFT, Why.ON_HOLD, Why.CANCELLED})


class Tables:
    """Builds the tables of one run."""

    def __init__(self, ctx: Context, seen: Look) -> None:
        self._ctx = ctx
        self._seen = seen
        self._explain = Explain(desk=seen.desk, now=ctx.now)
        self._posts = {post.id: post for post in seen.desk.posts}

    def went_out(self, events: Sequence[LedgerEvent]) -> Table:
        """List what was published in this run, with addresses."""
        t = self._ctx.translate
        rows = [
            [self._name(e.post), e.channel, e.receipt.url]
            for e in events
            if e.receipt is not None and e.part == 0
        ]
        return Table(
            title=t(mark("Went out")),
            columns=self._columns(mark("Address")),
            rows=rows,
            empty=t(mark("Nothing went out in this run.")),
        )

    def due_now(self, decisions: Sequence[Decision]) -> Table:
        """List what a run would publish now, as it would be sent."""
        t = self._ctx.translate
        rows = [
            [self._name(d.post), d.channel, d.draft.parts[0].text]
            for d in decisions
            if isinstance(d, Publish)
        ]
        return Table(
            title=t(mark("Would go out now")),
            columns=self._columns(mark("Text")),
            rows=rows,
            empty=t(mark("Nothing is due now.")),
        )

    def held(self, decisions: Sequence[Decision], title: str, only: frozenset[Why]) -> Table:
        """List what is held for the given reasons, each with its explanation."""
        t = self._ctx.translate
        rows = [
            [self._name(d.post), d.channel, self.reason(d)]
            for d in decisions
            if isinstance(d, Hold) and d.why in only
        ]
        return Table(
            title=t(title),
            columns=self._columns(mark("Why, and what to do")),
            rows=rows,
            empty=t(mark("None.")),
        )

    def decided(self) -> list[Table]:
        """List the decisions this run recorded, with the proof of who it was; none, no table."""
        t = self._ctx.translate

        def label(column: str, value: str) -> str:
            return self._ctx.title_of("approvals", f"{column}.{value}")

        rows = [
            [
                self._name(one.post),
                f"{one.level}",
                one.member,
                label("decision", one.verdict),
                label("proof", one.proof),
            ]
            for one in self._seen.recorded
        ]
        columns = ["level", "member", "decision", "proof"]
        table = Table(
            title=t(mark("Decisions recorded")),
            columns=[t(mark("Post")), *(self._ctx.title_of("approvals", one) for one in columns)],
            rows=rows,
            empty=t(mark("None.")),
        )
        return [table] if rows else []

    def reason(self, decision: Hold) -> str:
        """Explain one hold in the reader's language, one finding a line."""
        post = self._posts[decision.post]
        review = self._seen.reviews.get(decision.post)
        if decision.why is Why.NOT_YET and decision.until is not None:
            zone = self._seen.desk.zone_of(decision.channel)
            return f"{decision.until.astimezone(zone):%Y-%m-%d %H:%M}"
        found = self._explain.post(post, [decision], review)
        return "\n".join(self.say(problem) for problem in found)

    def say(self, problem: Problem) -> str:
        """Say one finding in the reader's language."""
        return problem.say(self._ctx.translate, self._ctx.title_of)

    def _columns(self, last: str) -> list[str]:
        t = self._ctx.translate
        return [t(mark("Post")), t(mark("Channel")), t(last)]

    def _name(self, post: PostId) -> str:
        found = self._posts.get(post)
        return found.label if found else post


HELD = frozenset(Why) - RESTING - {Why.NOT_YET, Why.SENDING, *NEEDS_A_PERSON}


def counts_of(decisions: Sequence[Decision], events: Sequence[LedgerEvent]) -> dict[str, int]:
    """Count what happened and what stands, in posts × channels."""
    holds = [d.why for d in decisions if isinstance(d, Hold)]
    counts = {
        "published": sum(e.happened is Happened.PUBLISHED and e.part == 0 for e in events),
        "due": sum(isinstance(d, Publish) for d in decisions),
        "scheduled": holds.count(Why.NOT_YET),
        "held": sum(why in HELD for why in holds),
        "missed": holds.count(Why.MISSED),
        "rejected": holds.count(Why.REJECTED),
        "unknown": holds.count(Why.UNKNOWN),
        "out": sum(isinstance(d, Done) for d in decisions),
    }
    return {name: number for name, number in counts.items() if number}


def publish_result(
    ctx: Context, seen: Look, decisions: Sequence[Decision], events: Sequence[LedgerEvent]
) -> JobResult:
    """Return the result of a publishing run."""
    tables = Tables(ctx, seen)
    t = ctx.translate
    needs = [
        f"{d.channel}: {tables.reason(d)}"
        for d in decisions
        if isinstance(d, Hold) and d.why in NEEDS_A_PERSON
    ]
    remarks = [
        f"{e.channel}: {e.receipt.remark.say(t)}" for e in events if e.receipt and e.receipt.remark
    ]
    channels = [p for found in seen.channel_problems().values() for p in found]
    closed = [tables.say(p) for p in channels if p.blocks]
    soon = [tables.say(p) for p in channels if not p.blocks]
    counts = counts_of(decisions, events)
    shown = [
        tables.due_now(decisions) if ctx.dry_run else tables.went_out(events),
        tables.held(decisions, mark("Held, and why"), HELD),
        tables.held(decisions, mark("Needs a person"), NEEDS_A_PERSON),
        *tables.decided(),
    ]
    return JobResult(
        job="publish",
        outcome=Outcome.NEEDS_PERSON if needs or closed else Outcome.DONE,
        headline=t(mark("{published} published, {held} held, {needs} need a person")).format(
            published=counts.get("published", 0),
            held=counts.get("held", 0),
            needs=len(needs) + len(closed),
        ),
        counts=counts,
        tables=shown,
        needs=[*needs, *remarks, *closed, *soon],
        changed=bool(events),
    )

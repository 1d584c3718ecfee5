"""Lesson 3: the team. Decisions in time, feedback beside the post, work spread fairly."""

from collections import Counter
from datetime import datetime, timedelta

from automation.domain.content.post import Post, Status
from automation.domain.ids import MemberId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence, Look, Work
from automation.domain.learning.kinds.roles import DECIDERS, EVERYONE, LEADERS
from automation.domain.learning.lessons import TEAM
from automation.domain.learning.medians import weight_of
from automation.domain.learning.rules import RowsMended, titles_of
from automation.domain.learning.traits import words_in
from automation.domain.team.member import Member
from automation.language import Sentence, mark

AHEAD_DAYS = 14
MOST_DECISIONS = 5
FEEDBACK_ROWS = 3
FEEDBACK_WORDS = 6
LEAST_COMING = 6


def _soon(figures: Figures) -> list[Post]:
    until = figures.now + timedelta(days=AHEAD_DAYS)
    return [post for post in figures.coming if post.publish_at and post.publish_at <= until]


def _decided_by(figures: Figures, post: Post, member: MemberId) -> bool:
    named = (figures.member_named(ask.approver) for ask in post.asks)
    return any(approver is not None and approver.id == member for approver in named)


def _waits_for(figures: Figures, post: Post, member: Member) -> bool:
    """Say whether the post's first undecided level, on any of its channels, is this member's."""
    if post.status is not Status.READY or post.id in figures.went_out:
        return False
    owner = figures.member_named(post.owner)
    if owner is not None and owner.id == member.id and not figures.desk.settings.self_approval:
        return False
    decided = {ask.level for ask in post.asks}
    for name in post.channels:
        channel = figures.desk.channels.get(name)
        levels = range(1, channel.needed_levels + 1) if channel else range(0)
        first = next((level for level in levels if level not in decided), None)
        if channel is not None and first and member.has_any(channel.roles_at(first)):
            return True
    return False


def _open_decisions(figures: Figures, member: Member) -> Evidence | None:
    waiting = [
        post
        for post in figures.once(_soon)
        if _waits_for(figures, post, member) and not _decided_by(figures, post, member.id)
    ]
    if len(waiting) < 2:
        return None
    nearest = waiting[:MOST_DECISIONS]
    facts = {"count": len(waiting), "days": AHEAD_DAYS, "rows": titles_of(nearest)}
    return Evidence(
        why=Sentence(
            mark(
                "{count} posts that are due in the next {days} days waited for a decision of yours."
            ),
            facts,
        ),
        weight=weight_of(1.0, len(waiting)),
        about=" ".join(post.id for post in nearest),
        facts={"rows": [post.id for post in nearest]},
    )


def _still_waits(figures: Figures, post: Post, assignment: Assignment) -> bool:
    member = figures.desk.members.get(assignment.member)
    return member is not None and _waits_for(figures, post, member)


DECISIONS = AssignmentKind(
    code="decisions",
    lesson=TEAM,
    roles=DECIDERS,
    title=mark("Decide what waits for you"),
    brief=mark(
        "A post that waits for its approver misses its hour, and its author learns to ask too late. "
        "Read each one as a stranger would, then choose a decision beside your name. Where you ask "
        "for changes, say in “{calendar[feedback]}” what would make you say yes."
    ),
    where=mark("Calendar: {rows}"),
    done_when=mark("Each of these rows carries your name and your decision."),
    days=3,
    minutes=20,
    find=_open_decisions,
    rule=RowsMended(
        is_mended=lambda figures, post, assignment: _decided_by(figures, post, assignment.member),
        needs_it=_still_waits,
        missing=mark("Still without your decision: {rows}."),
    ),
)


def _posts_without_feedback(figures: Figures, member: Member) -> Evidence | None:
    own = {post.id for post in figures.posts_of(member.id)}
    others = [post for post in figures.once(_soon) if post.owner.strip() and post.id not in own]
    bare = [post for post in others if not post.feedback.strip()]
    if len(bare) < FEEDBACK_ROWS:
        return None
    rows = bare[:FEEDBACK_ROWS]
    facts = {"count": len(bare), "others": len(others), "rows": titles_of(rows), "name": member.id}
    return Evidence(
        why=Sentence(
            mark("{count} of your colleagues' {others} coming posts had no feedback beside them."),
            facts,
        ),
        weight=0.6 * weight_of(len(bare) / len(others), len(others)),
        about=" ".join(post.id for post in rows),
        facts={"rows": [post.id for post in rows]},
    )


def _has_signed_feedback(figures: Figures, post: Post, assignment: Assignment) -> bool:
    """Say whether the feedback is long enough, signed by the member and not one text for all."""
    words = words_in(post.feedback)
    names = [name for name in words_in(assignment.member) if len(name) > 2] or words_in(
        assignment.member
    )
    alone = figures.feedback_count[post.feedback.strip().casefold()] == 1
    return len(words) >= FEEDBACK_WORDS and alone and any(name in words for name in names)


FEEDBACK = AssignmentKind(
    code="feedback",
    lesson=TEAM,
    roles=EVERYONE,
    title=mark("Give three colleagues feedback they can use"),
    brief=mark(
        "Good feedback says what you saw, what it did to you as a reader, and one thing to try. "
        "Write one or two sentences beside each of these posts and sign them with your name."
    ),
    where=mark("Calendar, “{calendar[feedback]}”: {rows}"),
    done_when=mark(
        "Each of these rows has feedback of at least six words, signed “{name}”, and no two are the "
        "same."
    ),
    days=7,
    minutes=20,
    find=_posts_without_feedback,
    rule=RowsMended(
        is_mended=_has_signed_feedback,
        missing=mark("Still without signed feedback of yours: {rows}."),
    ),
)


def _load(figures: Figures, since: datetime, until: datetime) -> Counter[MemberId]:
    """Count the posts planned in a span of time by owner."""
    load: Counter[MemberId] = Counter()
    for member in figures.active_members:
        for post in figures.posts_of(member.id):
            at = post.publish_at
            if at and since < at <= until and figures.is_planned(post, after=since):
                load[member.id] += 1
    return load


def _uneven_load(figures: Figures, _member: Member) -> Evidence | None:
    load = _load(figures, figures.now, figures.now + timedelta(days=AHEAD_DAYS))
    planned = load.total()
    if planned < LEAST_COMING or len(figures.active_members) < 2:
        return None
    owner, had = min(load.items(), key=lambda pair: (-pair[1], pair[0]))
    if had * 2 <= planned:
        return None
    hand_over = max(1, had // 3)
    facts = {"owner": owner, "had": had, "planned": planned, "hand_over": hand_over}
    return Evidence(
        why=Sentence(
            mark(
                "{owner} owns {had} of the {planned} posts planned for the next {days} days; "
                "{members} people are active."
            ),
            {**facts, "days": AHEAD_DAYS, "members": len(figures.active_members)},
        ),
        weight=weight_of(had / planned, planned),
        about=owner,
        facts=facts,
    )


def _handed_over(figures: Figures, assignment: Assignment) -> Work:
    facts = Facts(assignment.facts)
    owner, had, wanted = facts.text("owner"), facts.whole("had"), facts.whole("hand_over")
    until = assignment.given_at + timedelta(days=AHEAD_DAYS)
    load = _load(figures, assignment.given_at, until)
    given_away = had - load[MemberId(owner)]
    taken_on = load.total() - load[MemberId(owner)] - (facts.whole("planned") - had)
    done = max(0, min(wanted, given_away, taken_on))
    missing = Sentence(
        mark("{owner} still owns {now} of these posts; hand {left} more over to colleagues."),
        {"owner": owner, "now": load[MemberId(owner)], "left": wanted - done},
    )
    return Work(done=done, wanted=wanted, missing=missing if done < wanted else None)


FAIR_LOAD = AssignmentKind(
    code="fair_load",
    lesson=TEAM,
    roles=LEADERS,
    title=mark("Spread the coming posts"),
    brief=mark(
        "Who carries most of the plan burns out first, and the plan falls with them. Look at the "
        "weekly hours in the members tab, talk with both sides, and hand at least {hand_over} of "
        "{owner}'s posts to colleagues with room. Handing over is not dropping: the posts stay."
    ),
    where=mark("Calendar, “{calendar[owner]}” of the coming posts"),
    done_when=mark("Posts that moved from {owner} to other active members: at least {hand_over}."),
    days=5,
    minutes=20,
    find=_uneven_load,
    rule=Look(_handed_over),
    for_team=True,
)

TEAM_KINDS = (DECISIONS, FEEDBACK, FAIR_LOAD)

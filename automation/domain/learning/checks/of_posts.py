"""Checks of the calendar: new posts of a wanted sort, rows mended, every row in order."""

from collections.abc import Callable, Mapping

from automation.domain.content.post import Post, Status
from automation.domain.ids import ChannelId, MemberId, PostId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.checks.rule import Check
from automation.domain.learning.conditions import asked_of
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Work
from automation.domain.learning.params import Choice, Holds, Rows, Says, Told, Whole
from automation.domain.learning.rows import Row, rows_of
from automation.domain.learning.teamwork import decided_by, waits_for
from automation.domain.learning.titles import title_of, titles_of
from automation.domain.learning.traits import FORMS, asks, shared_words, words_in
from automation.domain.team.member import Member
from automation.language import Sentence, mark

MATTER_GONE = mark("The rows it was about no longer need it, so it was withdrawn.")
COPIED = mark("“{title}” has the same words as “{other}”. Write it in words of its own.")
MOST_SHARED = 0.5
FEEDBACK_WORDS = 6

# New posts


def _any_post(_figures: Figures, _post: Post, _facts: Facts) -> bool:
    return True


def _asks(_figures: Figures, post: Post, _facts: Facts) -> bool:
    return asks(post)


def _uses_asset(_figures: Figures, post: Post, facts: Facts) -> bool:
    return post.asset.strip().casefold() == facts.text("asset").casefold()


def _has_form(_figures: Figures, post: Post, facts: Facts) -> bool:
    form = FORMS.get(facts.text("form"))
    return form is not None and form.is_seen(post)


def _is_rewritten(figures: Figures, post: Post, facts: Facts) -> bool:
    """Say whether a post takes up the weakest one's topic in mostly other words."""
    topic = facts.text("topic").casefold()
    if topic not in (post.asset.strip().casefold(), post.campaign.strip().casefold()):
        return False
    weakest = figures.posts.get(PostId(facts.text("post")))
    if weakest is None:
        return True
    return post.id != weakest.id and shared_words(post, weakest) < MOST_SHARED


def _goes_out_then(figures: Figures, post: Post, facts: Facts) -> bool:
    channel = ChannelId(facts.text("channel"))
    if channel not in post.channels or post.publish_at is None:
        return False
    return post.publish_at.astimezone(figures.desk.zone_of(channel)).hour == facts.whole("hour")


SORTS: Mapping[str, Callable[[Figures, Post, Facts], bool]] = {
    "any": _any_post,
    "asks": _asks,
    "uses_the_asset": _uses_asset,
    "has_the_form": _has_form,
    "says_it_anew": _is_rewritten,
    "at_the_hour": _goes_out_then,
}


def _planned_before(
    figures: Figures, member: Member, facts: Mapping[str, object], told: Told
) -> Mapping[str, object]:
    """Keep the posts of that sort which are planned already."""
    is_wanted, known = SORTS[told.word("sort")], Facts(facts)
    coming = figures.coming_of(member.id)
    return {"already": [post.id for post in coming if is_wanted(figures, post, known)]}


def _new_posts(figures: Figures, assignment: Assignment, told: Told) -> Work:
    """Count new posts of that sort. One with the words of another, anybody's, does not count."""
    facts, wanted = Facts(assignment.facts), told.whole("count")
    is_wanted, already = SORTS[told.word("sort")], set(facts.names("already"))
    new = [
        post
        for post in figures.posts_of(assignment.member)
        if post.id not in already
        and figures.is_planned(post, after=assignment.given_at)
        and is_wanted(figures, post, facts)
    ]
    twins = [(post, twin) for post in new if (twin := figures.twin_of(post)) is not None]
    done = min(wanted, len(new) - len(twins))
    missing = None
    if done < wanted and twins:
        post, twin = twins[0]
        missing = Sentence(COPIED, {"title": title_of(post), "other": title_of(twin)})
    elif done < wanted:
        missing = told.say("missing", left=wanted - done)
    return Work(done=done, wanted=wanted, missing=missing)


NEW_POSTS = Check(
    look=_new_posts,
    remember=_planned_before,
    needs_by={
        "sort": {
            "uses_the_asset": ("asset",),
            "has_the_form": ("form",),
            "says_it_anew": ("topic", "post"),
            "at_the_hour": ("channel", "hour"),
        }
    },
    table={
        "sort": Choice(tuple(SORTS), "any"),
        "count": Whole(1, 1, 100),
        "missing": Says(("left",)),
    },
)
"""So many posts of the member's own are planned that were not when the assignment was given."""

# Rows mended


def _decided(figures: Figures, row: Row, assignment: Assignment) -> bool:
    return row.post is not None and decided_by(figures, row.post, assignment.member)


def _has_signed_feedback(figures: Figures, row: Row, assignment: Assignment) -> bool:
    """Say whether the feedback is long enough, signed by the member and not one text for all."""
    words = words_in(row.text("feedback"))
    names = [name for name in words_in(assignment.member) if len(name) > 2] or words_in(
        assignment.member
    )
    alone = figures.feedback_count[row.text("feedback").casefold()] == 1
    return len(words) >= FEEDBACK_WORDS and alone and any(name in words for name in names)


DEEDS: Mapping[str, Callable[[Figures, Row, Assignment], bool]] = {
    "decided": _decided,
    "signed_feedback": _has_signed_feedback,
}


def _still_waits(figures: Figures, post: Post, member: MemberId) -> bool:
    found = figures.desk.members.get(member)
    return found is not None and waits_for(figures, post, found)


def _rows_mended(figures: Figures, assignment: Assignment, told: Told) -> Work:
    """See which of the evidence's rows are mended. A row that needs it no longer drops out."""
    kept, asked = Facts(assignment.facts).names("rows"), asked_of(figures, assignment.member)
    by_key = figures.keep("calendar rows", lambda: {r.key: r for r in rows_of(figures, "calendar")})
    rows = [by_key[key] for key in kept if key in by_key]
    deed, conditions = told.word("deed"), told.conditions("now")

    def is_mended(row: Row) -> bool:
        done = DEEDS[deed](figures, row, assignment) if deed else True
        return done and conditions.hold(row, asked)

    def needs_it(post: Post) -> bool:
        if deed == "decided":
            return _still_waits(figures, post, assignment.member)
        return post.status is not Status.CANCELLED

    mended = [row for row in rows if is_mended(row)]
    left = [row.post for row in rows if row.post and row not in mended and needs_it(row.post)]
    if not mended and not left:
        return Work(moot=True, missing=Sentence(MATTER_GONE))
    missing = told.say("missing", rows=titles_of(left)) if left else None
    return Work(done=len(mended), wanted=len(mended) + len(left), missing=missing)


ROWS_MENDED = Check(
    look=_rows_mended,
    needs=("rows",),
    table={
        "deed": Choice(tuple(DEEDS), ""),
        "now": Holds(required=False),
        "missing": Says(("rows",)),
    },
)
"""The rows that the evidence named fulfil something now, or carry the member's deed."""

# Every row in order


def _all_rows(figures: Figures, assignment: Assignment, told: Told) -> Work:
    asked = asked_of(figures, assignment.member)
    rows = [row for row in told.which().rows(asked) if _is_after(figures, row, assignment)]
    if not rows:
        return Work(missing=told.say("missing_all"))
    conditions = told.conditions("now")
    left = [row for row in rows if not conditions.hold(row, asked)]
    labels = ", ".join(f"“{label}”" for label in dict.fromkeys(row.label for row in left))
    missing = told.say("missing", rows=labels) if left else None
    return Work(done=len(rows) - len(left), wanted=len(rows), missing=missing)


def _is_after(figures: Figures, row: Row, assignment: Assignment) -> bool:
    """Say whether a row's post goes out after the assignment was given."""
    return row.post is not None and figures.is_planned(row.post, after=assignment.given_at)


ALL_ROWS = Check(
    look=_all_rows,
    table={
        "rows": Rows(tab="calendar"),
        "now": Holds(),
        "missing": Says(("rows",)),
        "missing_all": Says(),
    },
)
"""Every one of the rows whose post goes out later fulfils something, and there is at least one."""

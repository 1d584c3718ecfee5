"""Evidence about working together: decisions that wait, an uneven load, a switch nobody has tried."""

from datetime import timedelta

from automation.domain.learning.answers import banned_words
from automation.domain.learning.evidence.rule import PERCENT, Finding
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Evidence
from automation.domain.learning.medians import weight_of
from automation.domain.learning.params import Told, Whole
from automation.domain.learning.teamwork import (
    AHEAD_DAYS,
    decided_by,
    load_between,
    soon,
    waits_for,
)
from automation.domain.learning.titles import titles_of
from automation.domain.team.member import Member


def _decisions_wait(figures: Figures, member: Member, rule: Told) -> Evidence | None:
    waiting = [
        post
        for post in figures.once(soon)
        if waits_for(figures, post, member) and not decided_by(figures, post, member.id)
    ]
    if len(waiting) < rule.whole("at_least"):
        return None
    nearest = waiting[: rule.whole("most_rows")]
    facts = {"count": len(waiting), "days": AHEAD_DAYS, "rows": titles_of(nearest)}
    return Evidence(
        why=rule.say("why", **facts),
        weight=weight_of(1.0, len(waiting)),
        about=" ".join(post.id for post in nearest),
        facts={"rows": [post.id for post in nearest]},
    )


DECISIONS_WAIT = Finding(
    find=_decisions_wait,
    facts=("count", "days", "rows"),
    keeps=("rows",),
    table={"at_least": Whole(2, 1, 100), "most_rows": Whole(5, 1, 50)},
)
"""Posts of the next fortnight wait for the member's decision."""


def _uneven_load(figures: Figures, _member: Member, rule: Told) -> Evidence | None:
    until = figures.now + timedelta(days=AHEAD_DAYS)
    load = figures.keep("load", lambda: load_between(figures, figures.now, until))
    planned = load.total()
    if planned < rule.whole("least_posts") or len(figures.active_members) < 2:
        return None
    owner, had = min(load.items(), key=lambda pair: (-pair[1], pair[0]))
    if 100 * had <= rule.whole("percent") * planned:
        return None
    kept = {"owner": owner, "had": had, "planned": planned, "hand_over": max(1, had // 3)}
    facts = {**kept, "days": AHEAD_DAYS, "members": len(figures.active_members)}
    weight = weight_of(had / planned, planned)
    return Evidence(why=rule.say("why", **facts), weight=weight, about=owner, facts=kept)


UNEVEN_LOAD = Finding(
    find=_uneven_load,
    facts=("owner", "had", "planned", "hand_over", "days", "members"),
    keeps=(
        "owner",
        "had",
        "planned",
        "hand_over",
    ),
    table={"least_posts": Whole(6, 2, 1000), "percent": Whole(50, 1, 100)},
)
"""One member owns more than a share of the posts of the next fortnight."""


def _pause_untried(figures: Figures, _member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    since = figures.now - timedelta(days=days)
    runs = [run for run in figures.desk.runs if since <= run.started_at <= figures.now]
    if figures.desk.settings.paused or any(run.paused for run in runs):
        return None
    why = rule.say("why", count=len(runs), days=days)
    return Evidence(why=why, weight=rule.whole("weight") * PERCENT)


PAUSE_UNTRIED = Finding(
    find=_pause_untried,
    facts=("count", "days"),
    table={"days": Whole(90, 1, 3650), "weight": Whole(60, 1, 100)},
)
"""No run of the last days met the pause."""


def _few_banned_words(figures: Figures, _member: Member, rule: Told) -> Evidence | None:
    words = banned_words(figures)
    if len(words) >= rule.whole("fewer_than"):
        return None
    facts = {"count": len(words), "coming": len(figures.coming)}
    return Evidence(
        why=rule.say("why", **facts),
        weight=rule.whole("weight") * PERCENT * (1.0 if not words else 0.78),
        about=str(len(words)),
        facts={"words": words},
    )


FEW_BANNED_WORDS = Finding(
    find=_few_banned_words,
    facts=("count", "coming"),
    keeps=("words",),
    table={"fewer_than": Whole(5, 1, 100), "weight": Whole(45, 1, 100)},
)
"""The guidelines ban fewer words than wanted."""

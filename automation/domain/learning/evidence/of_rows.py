"""Evidence counted in rows: too few of something, or too many that lack something."""

from datetime import datetime, timedelta

from automation.domain.learning.conditions import Asked, Conditions, asked_of
from automation.domain.learning.evidence.rule import PERCENT, WEIGHT, Finding
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Evidence
from automation.domain.learning.medians import shown, weight_of
from automation.domain.learning.params import Holds, Rows, Told, Whole
from automation.domain.learning.rows import Row
from automation.domain.learning.spans import share_span
from automation.domain.team.member import Member


def _few(figures: Figures, member: Member, told: Told) -> Evidence | None:
    which = told.which()
    count = len(which.rows(asked_of(figures, member.id)))
    wanted = told.whole("fewer_than")
    if count >= wanted:
        return None
    facts = {
        "count": count,
        "wanted": wanted,
        "left": wanted - count,
        "members": len(figures.active_members),
        "posts": len(figures.went_out),
    }
    weight = told.whole("weight") * PERCENT * (1 - 0.5 * count / wanted)
    return Evidence(why=told.say("why", **facts), weight=weight, about=str(count))


FEW_ROWS = Finding(
    find=_few,
    facts=("count", "wanted", "left", "members", "posts"),
    table={"rows": Rows(), "fewer_than": Whole(1, 1, 1000), "weight": WEIGHT},
)
"""Fewer rows than wanted stand in a tab."""


def _share(figures: Figures, member: Member, told: Told) -> Evidence | None:
    asked = asked_of(figures, member.id)
    rows = told.which().rows(asked)
    wanted = told.conditions("should")
    known: dict[int, bool] = figures.keep(("holds", wanted, asked.today), dict)
    lacking = [row for row in rows if not _holds(row, wanted, asked, known)]
    if (
        not rows
        or len(lacking) < told.whole("at_least")
        or 100 * len(lacking) < told.whole("percent") * len(rows)
    ):
        return None
    titles = dict.fromkeys(row.key for row in lacking)
    nearest = list(titles)[: told.whole("most_rows")]
    labels = {row.key: row.label for row in lacking}
    span = share_span(len(lacking), len(rows))
    facts = {
        "count": len(lacking),
        "of": len(rows),
        "rows": ", ".join(f"“{labels[key]}”" for key in nearest),
        "name": member.id,
        "low": round(100 * span.low),
        "high": round(100 * span.high),
    }
    weight = told.whole("weight") * PERCENT * weight_of(len(lacking) / len(rows), len(rows))
    return Evidence(
        why=told.say("why", **facts),
        weight=weight,
        about=" ".join(nearest),
        facts={"rows": nearest, "without": len(lacking), "count": len(rows)},
    )


def _holds(row: Row, wanted: Conditions, asked: Asked, known: dict[int, bool]) -> bool:
    """Say whether a row holds; it is asked once, however many colleagues look at it."""
    if id(row) not in known:
        known[id(row)] = wanted.hold(row, asked)
    return known[id(row)]


ROWS_LACKING = Finding(
    find=_share,
    facts=("count", "of", "rows", "name", "low", "high"),
    keeps=("rows",),
    table={
        "rows": Rows(tab="calendar"),
        "should": Holds(),
        "at_least": Whole(1, 1, 1000),
        "percent": Whole(0, 0, 100),
        "most_rows": Whole(8, 1, 50),
        "weight": Whole(100, 1, 100),
    },
)
"""Some of the rows do not fulfil what they should; the nearest are kept for the check."""


def _pace(figures: Figures, member: Member, told: Told) -> Evidence | None:
    days = told.whole("days")
    out = figures.went_out_of(member.id, days=days)
    team = figures.keep(("out", days), lambda: len(_out(figures, days)))
    if team < told.whole("least_posts"):
        return None
    active = figures.active_members
    facts = {
        "days": days,
        "own": len(out),
        "posts": team,
        "a_week": _in_halves(team * 7 / days),
        "members": len(active),
        "coming": len(figures.coming),
        "hours": round(sum(one.weekly_hours or 0 for one in active)),
    }
    return Evidence(why=told.say("why", **facts), weight=told.whole("weight") * PERCENT)


def _in_halves(pace: float) -> str:
    """Write a pace to the nearest half; a slow one is half a post a week rather than none."""
    return shown(max(round(2 * pace), 1 if pace else 0) / 2)


def _out(figures: Figures, days: int) -> list[datetime]:
    since = figures.now - timedelta(days=days)
    return [at for at in figures.went_out.values() if since <= at <= figures.now]


TEAM_PACE = Finding(
    find=_pace,
    facts=("days", "own", "posts", "a_week", "members", "coming", "hours"),
    table={
        "days": Whole(30, 1, 365),
        "least_posts": Whole(0, 0, 1000),
        "weight": Whole(25, 1, 100),
    },
)
"""What the team does at present: posts a week, people, hours. Calls softly, for everybody."""

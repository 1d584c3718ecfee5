"""Where the minutes of a week went, and what the tool saved, by the team's own guess."""

from collections.abc import Sequence
from datetime import timedelta

from automation.domain.learning.minutes import Stretch, by_work, last_week, stretches
from automation.jobs.picture import Bar, Picture
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.page import Page, Tone, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene
from automation.lessons.views.practice import how_to_begin

DAYS_WANTED = 5
"""A week of work."""
ROWS_MOST = 8
OUT_DAYS = 30
MINUTES_BY_HAND = (2, 5, 10)
"""What logging in, pasting, choosing the picture and checking might take for one post, in minutes."""

BEGIN = mark("Write your first line today")
FIRST_LINE = mark(
    "One line for each piece of work: “{time[activity]}”, “{time[day]}”, “{time[minutes]}”, and your "
    "name in “{time[by]}”. Do it right after the work; by evening everybody has forgotten the ten "
    "minutes here and there. Until then, the exercises show the week of Made at the noodle stall."
)


def rows_of_learner(scene: Scene) -> Sequence[Stretch]:
    """Return the learner's rows of their latest week; the team's where there are none of their own."""
    rows = stretches(scene.figures)
    own = [one for one in rows if scene.member is not None and one.by == scene.member.id]
    return last_week(own or rows)


def work_name(scene: Scene, work: str) -> str:
    """Return a kind of work as the workbook names it; what somebody typed as it stands."""
    return scene.header("time", f"activity.{work}").removeprefix("activity.")


def duration(scene: Scene, minutes: float) -> str:
    """Return minutes as people say them."""
    hours, rest = divmod(round(minutes), 60)
    return scene.say(mark("{hours} h {minutes} min"), hours=hours, minutes=rest)


def week(scene: Scene) -> Page:
    """Show the minutes of a week by kind of work."""
    rows = rows_of_learner(scene)
    if not rows:
        return Page.of(how_to_begin(scene, "time", scene.say(BEGIN), scene.say(FIRST_LINE)))
    is_own = scene.member is not None and all(one.by == scene.member.id for one in rows)
    whose = mark("Your minutes, {since} to {until}") if is_own else mark("The team's minutes, {since} to {until}")  # fmt: skip
    title = scene.say(whose, since=rows[0].day.isoformat(), until=rows[-1].day.isoformat())
    sums = by_work(rows)
    bars = [Bar(label=work_name(scene, work), value=minutes) for work, minutes in sums]
    plain = "\n".join(f"{bar.label}: {bar.value:g}" for bar in bars if bar.value is not None)
    return Page.of(chart(Picture(bars, title).svg(), plain), bullets(_told(scene, rows)))


def _told(scene: Scene, rows: Sequence[Stretch]) -> list[str]:
    (work, most), total = by_work(rows)[0], sum(one.minutes for one in rows)
    days = len({one.day for one in rows})
    lines = [
        scene.say(mark("Together {time} on {days} days."), time=duration(scene, total), days=days),
        scene.say(mark("Most went into “{work}”: {minutes} minutes, {share} of every 100."), work=work_name(scene, work), minutes=f"{most:g}", share=round(100 * most / total)),
    ]  # fmt: skip
    if days < DAYS_WANTED:
        few = mark("That is not a working week yet. One odd day can turn the whole picture; wait for {wanted} days before you decide anything.")  # fmt: skip
        lines.append(scene.say(few, wanted=DAYS_WANTED))
    return lines


def saved(scene: Scene) -> Page:
    """Show what the tool saved by people's guess, or what it might have."""
    guessed = [one for one in rows_of_learner(scene) if one.by_hand is not None]
    if not guessed:
        return _might_save(scene)
    total = sum(one.saved for one in guessed)
    table = Table(title=scene.say(mark("With the tool, and by hand")), columns=headers(scene), rows=[told_row(scene, one) for one in guessed[-ROWS_MOST:]])  # fmt: skip
    gained = mark("Saved in this week: {minutes} minutes. With {share} per cent more or less in your guesses, it would be {low} to {high}.")  # fmt: skip
    lost = mark("In this week the tool cost {minutes} minutes more than it saved. That is normal in a first week; if it is still so in the fourth, say it aloud.")  # fmt: skip
    return Page.of(grid(table), paragraph(_sum(scene, guessed, gained if total >= 0 else lost)))


GUESS_OFF = 0.25
"""How far a guess of minutes is taken to be off, either way."""


def _sum(scene: Scene, guessed: Sequence[Stretch], words: str) -> str:
    total = sum(one.saved for one in guessed)
    reach = GUESS_OFF * sum(one.by_hand or 0 for one in guessed)
    ends = {"low": f"{total - reach:.0f}", "high": f"{total + reach:.0f}"}
    return scene.say(words, minutes=f"{abs(total):g}", share=round(100 * GUESS_OFF), **ends)


def headers(scene: Scene) -> list[str]:
    """Return the columns of a table of work with guesses."""
    named = [scene.header("time", name) for name in ("activity", "day", "minutes", "by_hand")]
    return [*named, scene.say(mark("Saved"))]


def told_row(scene: Scene, one: Stretch) -> list[str]:
    """Return a piece of work as a row below `headers`."""
    by_hand = 0.0 if one.by_hand is None else one.by_hand
    return [work_name(scene, one.work), one.day.isoformat(), f"{one.minutes:g}", f"{by_hand:g}", f"{one.saved:+g}".replace("-", "−")]  # fmt: skip


def _might_save(scene: Scene) -> Page:
    """Count what went out by itself; how long one takes by hand only the team can tell."""
    count = _count_out(scene)
    if not count:
        none = mark("Nobody has guessed yet how long a piece of work takes by hand, and no post went out in the last {days} days. Write a guess into “{time[by_hand]}”, and come back.")  # fmt: skip
        return Page.of(paragraph(scene.say(none, days=OUT_DAYS)))
    told = mark("In the last {days} days, posts were put on a channel {count} times, by the machine and not by hand. How long would one take you?")  # fmt: skip
    rows = [[str(each), duration(scene, each * count)] for each in MINUTES_BY_HAND]
    table = Table(
        title="",
        columns=[
            scene.say(mark("If one takes by hand (minutes)")),
            scene.say(mark("that makes, in {days} days"), days=OUT_DAYS),
        ],
        rows=rows,
    )  # fmt: skip
    title = scene.say(mark("Nobody has guessed yet"))
    ask = mark("Which line is yours? Take a watch once, post one by hand, and you know. Then write it into “{time[by_hand]}”.")  # fmt: skip
    return Page.of(
        paragraph(scene.say(told, days=OUT_DAYS, count=count)),
        grid(table),
        card(title, paragraph(scene.say(ask)), tone=Tone.HINT),
    )


def _count_out(scene: Scene) -> int:
    """Count what was put on a channel lately; a rehearsal's only where all is rehearsal."""
    desk, now = scene.figures.desk, scene.figures.now
    done = [one for one in desk.ledger.values() if desk.is_rehearsal or not one.rehearsal]
    since = now - timedelta(days=OUT_DAYS)
    return sum(1 for one in done if one.receipt and since <= one.receipt.published_at <= now)

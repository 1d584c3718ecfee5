"""Findings of the team's own guidelines."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

BANNED_WORD = problem_kind(
    "banned_word",
    mark("The text says “{value}”, which the guidelines do not allow."),
    mark("Say it another way."),
    Who.OWNER,
    value="termurah",
)
REQUIRED_WORD = problem_kind(
    "required_word",
    mark("The guidelines ask for “{value}”, which the text does not say."),
    mark("Add it."),
    Who.OWNER,
    value="#KopiSenja",
)
TOO_LONG = problem_kind(
    "too_long",
    mark("The text has {length} characters; the guidelines allow {max}."),
    mark("Shorten it by {over}."),
    Who.OWNER,
    length="420",
    max="400",
    over="20",
)
TOO_SHORT = problem_kind(
    "too_short",
    mark("The text has {length} characters; the guidelines ask for {min}."),
    mark("Say a little more."),
    Who.OWNER,
    length="12",
    min="40",
)
ALT_MISSING = problem_kind(
    "alt_missing",
    mark("{count} of {media} pictures have no alt text."),
    mark("Describe each picture in one line of the alt text cell, in the order of the media."),
    Who.OWNER,
    count="1",
    media="2",
)
TOO_MANY_HASHTAGS = problem_kind(
    "too_many_hashtags",
    mark("{count} hashtags; the guidelines allow {max}."),
    mark("Take out {over}."),
    Who.OWNER,
    count="8",
    max="5",
    over="3",
)
TOO_FEW_HASHTAGS = problem_kind(
    "too_few_hashtags",
    mark("{count} hashtags; the guidelines ask for {min}."),
    mark("Add {under}."),
    Who.OWNER,
    count="0",
    min="1",
    under="1",
)
TOO_OFTEN = problem_kind(
    "too_often",
    mark("This is post {count} on {channel} {period}; {max} are planned for."),
    mark("Move it to another day."),
    Who.OWNER,
    count="4",
    channel="brand",
    period="that day",
    max="3",
)
CLASH = problem_kind(
    "clash",
    mark("{channel} has another post within {minutes} minutes: “{other}” at {at}."),
    mark("Move one of the two."),
    Who.OWNER,
    channel="brand",
    minutes="60",
    other="Kopi susu",
    at="2026-11-21 09:30",
)
SAME_TEXT = problem_kind(
    "same_text",
    mark("The same text is on {channel} on {at} (“{other}”), within {days} days."),
    mark("Write it anew, or move it."),
    Who.OWNER,
    channel="brand",
    at="2026-11-18",
    other="Kopi susu",
    days="30",
)

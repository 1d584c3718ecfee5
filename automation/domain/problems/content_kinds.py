"""Findings about what would be sent: text and options a network does not take."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

EMPTY_POST = problem_kind(
    "empty_post",
    mark("The post is ready but has neither text nor media."),
    mark("Write the text, or name a picture."),
    Who.OWNER,
)
MEDIA_REFUSED = problem_kind(
    "media_refused",
    "{what}",
    "{fix}",
    Who.OWNER,
    what="The picture “kopi.jpg” is not in the workbook's folder.",
    fix="Put it there, or correct the name.",
)
TEXT_TOO_LONG = problem_kind(
    "text_too_long",
    mark(
        "{part} has {length} {unit} on {network}, which takes {max}; the limit falls after “{tail}”."
    ),
    mark("Shorten it by {over}, or write a shorter text for {network} alone."),
    Who.OWNER,
    part="The text",
    length="523",
    unit="characters",
    network="Mastodon",
    max="500",
    tail="…dan kami tunggu",
    over="23",
)
TEXT_MISSING = problem_kind(
    "text_missing",
    mark("{part} is empty, and {network} takes no post without it."),
    mark("Write it."),
    Who.OWNER,
    part="The title",
    network="YouTube",
)
TOO_MANY_IN_TEXT = problem_kind(
    "too_many_in_text",
    mark("{part} has {count} {things} where {network} takes {max}."),
    mark("Take out {over}, or write another text for {network} alone."),
    Who.OWNER,
    part="The text",
    count="33",
    things="hashtags",
    network="Instagram",
    max="30",
    over="3",
)
SIGN_REFUSED = problem_kind(
    "sign_refused",
    mark("{part} has signs that {network} does not take: {signs}."),
    mark("Write it without them."),
    Who.OWNER,
    part="The text",
    network="YouTube",
    signs="< >",
)
TEXT_BROKEN = problem_kind(
    "text_broken",
    mark("{part} has half a character, most often an emoji that was cut in two."),
    mark("Delete the odd sign, and type it anew."),
    Who.OWNER,
    part="The text",
)
CANNOT = problem_kind(
    "cannot",
    mark("{network} cannot do this: {feature}."),
    mark("Take it out, or take {channel} off this row."),
    Who.OWNER,
    network="Mastodon",
    feature="first comment",
    channel="brand",
)
BAD_OPTION = problem_kind(
    "bad_option",
    mark("{network} does not know the {column} “{value}”."),
    mark("Choose one of: {choices}."),
    Who.OWNER,
    network="Mastodon",
    column="Visibility",
    value="friends",
    choices="public, unlisted",
)
BAD_LANGUAGE = problem_kind(
    "bad_language",
    mark("“{value}” in {column} is not a language code."),
    mark("Write two letters such as id or en, or leave it empty."),
    Who.OWNER,
    value="Jawa",
    column="Language",
)
COSTS_MONEY = problem_kind(
    "costs_money",
    mark("{network} charges about {amount} for this post on channel {channel}."),
    mark("Nothing to do if it is worth that: a message costs {message}, one with a link {with_link}."),
    Who.APPROVER,
    blocks=False,
    network="X",
    channel="brand",
    amount="0.20 USD",
    message="0.015 USD",
    with_link="0.20 USD",
)  # fmt: skip

"""Findings about publishing: what holds a due post back, and what became of it."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

PAUSED = problem_kind(
    "paused",
    mark("It is due on {channel}, but all publishing is paused."),
    mark("Switch the pause off in the settings tab, or run “lembar resume”."),
    Who.MANAGER,
    channel="brand",
)
QUIET = problem_kind(
    "quiet",
    mark("It is due on {channel}, but these are the team's quiet hours."),
    mark("Nothing: it goes out when they end, if that is within {grace}."),
    Who.OWNER,
    channel="brand",
    grace="2 h",
)
TRY_AGAIN = problem_kind(
    "try_again",
    mark("It did not go out on {channel} at {at}; nothing was sent."),
    "{reason}",
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    at="2026-11-21 09:00",
    reason="The server asks to wait until 09:05. The next run tries again.",
)
REST_TO_COME = problem_kind(
    "rest_to_come",
    mark("Part of it is out; the rest is still to be sent on {channel}."),
    mark("Nothing to do: a run sends it once its time has come."),
    Who.OPERATOR,
    blocks=False,
    channel="brand",
)
MISSED = problem_kind(
    "missed",
    mark("It was due on {channel} at {at} and did not go out within {grace}: {why}"),
    mark("Set a new time if it should still go out, or cancel it."),
    Who.OWNER,
    channel="brand",
    at="2026-11-21 09:00",
    grace="2 h",
    why="nobody had approved it.",
)
REFUSED = problem_kind(
    "refused",
    "{reason}",
    mark("Change the post; it is then tried again."),
    Who.OWNER,
    reason="Mastodon refused what channel brand sent (422): Text character limit of 500 exceeded.",
)
TWIN = problem_kind(
    "twin",
    mark("The row “{other}” says the same on {channel} for the same time, and goes first."),
    mark("Change this row's text or time, or cancel it."),
    Who.OWNER,
    other="Kopi susu",
    channel="brand",
)
OUTCOME_UNKNOWN = problem_kind(
    "outcome_unknown",
    mark("It was sent to {channel} at {at} and no answer came; it may be there or not."),
    mark(
        "Look at {address}, then choose an answer in “{column}” (or paste the post's address there)."
    ),
    Who.OWNER,
    channel="brand",
    at="2026-11-21 09:00",
    address="https://example.social/@brand",
    column="Is it there?",
)
OLD_ANSWER = problem_kind(
    "old_answer",
    mark("It was sent to {channel} at {at} and no answer came; what stands in “{column}” is older than this question."),
    mark("Look at {address}. Empty “{column}”, and after the next run choose an answer there again (or paste the post's address)."),
    Who.OWNER,
    channel="brand",
    at="2026-11-21 09:00",
    address="https://example.social/@brand",
    column="Is it there?",
)  # fmt: skip
SEEN_WITHOUT_ADDRESS = problem_kind(
    "seen_without_address",
    mark("A person saw it on {channel}, but its address is not known, so there are no numbers."),
    mark("Paste the post's address in “{column}” to have its numbers collected."),
    Who.OWNER,
    channel="brand",
    column="Is it there?",
    blocks=False,
)
EDITED_AFTER_PUBLISHING = problem_kind(
    "edited_after_publishing",
    mark("The row was changed after it went out on {channel}; what is public did not change."),
    mark("Plan a new post if the change should be seen."),
    Who.OWNER,
    channel="brand",
    blocks=False,
)
REMOVED = problem_kind(
    "removed",
    mark("It is no longer on {channel}."),
    mark("Nothing, if that was meant; else plan it as a new post."),
    Who.OWNER,
    channel="brand",
    blocks=False,
)
CHANNEL_CLOSED = problem_kind(
    "channel_closed",
    "{what}",
    "{fix}",
    Who.OPERATOR,
    what="Channel “brand” was refused by Mastodon (401).",
    fix="Renew its token, put it in MASTODON_TOKEN_BRAND, then run “lembar doctor”.",
)
CHANNEL_INACTIVE = problem_kind(
    "channel_inactive",
    mark("The channel {channel} is switched off."),
    mark("Switch it on in the channels tab, or take it off this row."),
    Who.MANAGER,
    channel="brand",
)

"""Findings about approval: whose decision is missing, and why one does not count."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

NO_APPROVER = problem_kind(
    "no_approver",
    mark("Level {level} has a decision but no approver."),
    mark("Choose your name beside the decision."),
    Who.APPROVER,
    level="1",
)
UNKNOWN_APPROVER = problem_kind(
    "unknown_approver",
    mark("“{value}” at level {level} is not an active member."),
    mark("Choose a name from the members tab."),
    Who.APPROVER,
    value="Budi S",
    level="1",
)
WRONG_ROLE = problem_kind(
    "wrong_role",
    mark("{member} may not decide at level {level} of {channel}: it needs {roles}."),
    mark("Ask one of them: {people}."),
    Who.APPROVER,
    member="Sari",
    level="2",
    channel="brand",
    roles="legal",
    people="Rina",
)
OWN_POST = problem_kind(
    "own_post",
    mark("{member} owns this post, and owners do not approve their own here."),
    mark("Ask another approver: {people}."),
    Who.APPROVER,
    member="Sari",
    people="Rina, Agus",
)
DECIDE_AGAIN = problem_kind(
    "decide_again",
    mark(
        "{member}'s decision at level {level} and the row itself are both new since the last run, "
        "so nobody can know which text was meant."
    ),
    mark("{member}: read the row once more and choose “{again}”."),
    Who.APPROVER,
    member="Rina",
    level="1",
    again="Approve again",
)
EDITED_AFTER = problem_kind(
    "edited_after",
    mark("The row was changed after {member} decided at level {level} ({at})."),
    mark("{member}: read the row once more and choose “{again}”."),
    Who.APPROVER,
    member="Rina",
    level="1",
    at="2026-11-20 16:02",
    again="Approve again",
)

WAITING_FOR = problem_kind(
    "waiting_for",
    mark("It waits for a decision at level {level} on {channel}."),
    mark("Any of these decides in the calendar row: {people}."),
    Who.APPROVER,
    level="1",
    channel="brand",
    people="Rina, Agus",
)
CHANGES_ASKED = problem_kind(
    "changes_asked",
    mark("{member} asks for changes (level {level}): “{feedback}”"),
    mark("Change the row; {member} then decides again."),
    Who.OWNER,
    member="Rina",
    level="1",
    feedback="The price is last month's.",
)
TURNED_DOWN = problem_kind(
    "turned_down",
    mark("{member} rejected it (level {level}): “{feedback}”"),
    mark("Rewrite it, or cancel it."),
    Who.OWNER,
    member="Rina",
    level="1",
    feedback="We do not post about competitors.",
)

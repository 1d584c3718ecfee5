"""What the course's pages and its terminal table call things, in templates to be translated."""

from automation.domain.learning.progress import Stand
from automation.language import mark

STANDS = {
    Stand.DONE: mark("done"),
    Stand.WAITING: mark("waiting for the trainer"),
    Stand.OVERDUE: mark("overdue"),
    Stand.OPEN: mark("open"),
    Stand.NOT_BEGUN: mark("not begun"),
    Stand.NOT_ASKED: mark("not for this role"),
}
SIGNS = {
    Stand.DONE: "✓",
    Stand.WAITING: "…",
    Stand.OVERDUE: "!",
    Stand.OPEN: "◐",
    Stand.NOT_BEGUN: "○",
    Stand.NOT_ASKED: "–",
}
"""One sign each, so that nothing is told by colour alone."""
COUNTED = {
    Stand.DONE: mark("{count} done"),
    Stand.WAITING: mark("{count} waiting"),
    Stand.OVERDUE: mark("{count} overdue"),
    Stand.OPEN: mark("{count} open"),
}
FINISHED = mark("finished")
NOBODY = mark("There are no learners yet. Write the team into the tab Members, with their roles.")
NOTHING = mark("Nobody has an assignment yet. “lembar run assign {workbook}” gives the first ones.")
HEADLINE = mark("{finished} of {count} have finished the course")
HAS_LEFT = mark("Not shown, since they are no longer active members: {count}.")

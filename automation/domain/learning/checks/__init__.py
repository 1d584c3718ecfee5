"""When an assignment counts as done, by the name a course's files give it."""

from collections.abc import Mapping

from automation.domain.learning.checks import of_answers, of_posts, of_practice, of_team
from automation.domain.learning.checks.rule import Check

CHECKS: Mapping[str, Check] = {
    "new_posts": of_posts.NEW_POSTS,
    "rows_mended": of_posts.ROWS_MENDED,
    "all_rows": of_posts.ALL_ROWS,
    "rows_there": of_practice.ROWS_THERE,
    "number": of_answers.NUMBER,
    "campaign": of_answers.CAMPAIGN,
    "text": of_answers.TEXT,
    "pause_drilled": of_team.PAUSE_DRILLED,
    "more_banned_words": of_team.MORE_BANNED_WORDS,
    "handed_over": of_team.HANDED_OVER,
}

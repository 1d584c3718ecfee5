"""What can call for an assignment, by the name a course's files give it."""

from collections.abc import Mapping

from automation.domain.learning.evidence import of_groups, of_numbers, of_posts, of_rows, of_team
from automation.domain.learning.evidence.rule import Finding

FINDINGS: Mapping[str, Finding] = {
    "few_rows": of_rows.FEW_ROWS,
    "rows_lacking": of_rows.ROWS_LACKING,
    "team_pace": of_rows.TEAM_PACE,
    "lonely_asset": of_posts.LONELY_ASSET,
    "untried_form": of_posts.UNTRIED_FORM,
    "likes_told": of_numbers.LIKES_TOLD,
    "against_the_middle": of_numbers.AGAINST_THE_MIDDLE,
    "most_replies": of_numbers.MOST_REPLIES,
    "weakest_post": of_numbers.WEAKEST_POST,
    "best_hour": of_groups.BEST_HOUR,
    "seldom_asks": of_groups.SELDOM_ASKS,
    "campaigns_differ": of_groups.CAMPAIGNS_DIFFER,
    "campaign_to_judge": of_groups.CAMPAIGN_TO_JUDGE,
    "decisions_wait": of_team.DECISIONS_WAIT,
    "uneven_load": of_team.UNEVEN_LOAD,
    "pause_untried": of_team.PAUSE_UNTRIED,
    "few_banned_words": of_team.FEW_BANNED_WORDS,
}

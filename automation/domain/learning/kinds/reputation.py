"""Lesson 4: reputation. The pause rehearsed, the words never used, an answer to an unhappy person."""

from datetime import timedelta

from automation.domain.learning.answers import TextForTrainer, banned_words
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence, Look, Work
from automation.domain.learning.kinds.roles import VOICES
from automation.domain.learning.lessons import REPUTATION
from automation.domain.learning.medians import told
from automation.domain.learning.rules import title_of
from automation.domain.team.member import Member, Role
from automation.language import Sentence, mark

DRILL_DAYS = 90
ENOUGH_WORDS = 5
NEW_WORDS = 3
RECENT_DAYS = 30


def _pause_untried(figures: Figures, _member: Member) -> Evidence | None:
    since = figures.now - timedelta(days=DRILL_DAYS)
    runs = [run for run in figures.desk.runs if since <= run.started_at <= figures.now]
    if figures.desk.settings.paused or any(run.paused for run in runs):
        return None
    return Evidence(
        why=Sentence(
            mark("Runs of the last {days} days: {count}. None met the pause; nobody has tried it."),
            {"count": len(runs), "days": DRILL_DAYS},
        ),
        weight=0.6,
    )


def _pause_drilled(figures: Figures, assignment: Assignment) -> Work:
    later = [run for run in figures.desk.runs if run.started_at > assignment.given_at]
    paused = [run for run in later if run.paused]
    if not paused:
        return Work(wanted=2, missing=Sentence(mark("No run has met the pause yet.")))
    first = min(run.started_at for run in paused)
    if not any(run.started_at > first and not run.paused for run in later):
        missing = mark("A run met the pause. Switch it off again, and let one more run go by.")
        return Work(done=1, wanted=2, missing=Sentence(missing))
    return Work(done=2, wanted=2)


PAUSE_DRILL = AssignmentKind(
    code="pause_drill",
    lesson=REPUTATION,
    roles=frozenset({Role.MANAGER, Role.COMMUNITY, Role.FINAL}),
    title=mark("Rehearse the pause"),
    brief=mark(
        "When something terrible happens, a cheerful post makes it worse, and nobody wants to learn "
        "the switch that day. Tell your colleagues first. Switch the pause on in the settings tab, "
        "let a run go by and see that nothing goes out; then switch it off and let another run go "
        "by. Choose an hour in which nothing is due."
    ),
    where=mark("Settings, the row that pauses all publishing; then look at the runs tab"),
    done_when=mark("The runs tab shows a run while paused, and a later one that was not."),
    days=10,
    minutes=15,
    find=_pause_untried,
    rule=Look(_pause_drilled),
    for_team=True,
)


def _few_banned_words(figures: Figures, _member: Member) -> Evidence | None:
    words = banned_words(figures)
    if len(words) >= ENOUGH_WORDS:
        return None
    facts = {"count": len(words), "coming": len(figures.coming)}
    return Evidence(
        why=Sentence(
            mark(
                "Words and phrases your guidelines ban: {count}. Coming posts that are checked "
                "against them: {coming}."
            ),
            facts,
        ),
        weight=0.45 if not words else 0.35,
        about=str(len(words)),
        facts={"words": words},
    )


def _more_banned_words(figures: Figures, assignment: Assignment) -> Work:
    before = set(Facts(assignment.facts).names("words"))
    done = min(NEW_WORDS, len(set(banned_words(figures)) - before))
    missing = Sentence(
        mark("New words or phrases still wanted in the guidelines: {left}."),
        {"left": NEW_WORDS - done},
    )
    return Work(done=done, wanted=NEW_WORDS, missing=missing if done < NEW_WORDS else None)


GUARD_WORDS = AssignmentKind(
    code="guard_words",
    lesson=REPUTATION,
    roles=VOICES,
    title=mark("Write down the words we never use"),
    brief=mark(
        "Ask the people who answer customers: which promises can we not keep, which words hurt, "
        "which jokes went wrong? Add at least three words or phrases to the guidelines with the "
        "rule for banned words, and say in “{guidelines[note]}” why. From then on every post is "
        "checked against them before anybody approves it."
    ),
    where=mark("Guidelines, rows with the rule for banned words"),
    done_when=mark("The guidelines ban at least three words or phrases more than today."),
    days=10,
    minutes=25,
    find=_few_banned_words,
    rule=Look(_more_banned_words),
    for_team=True,
)


def _most_answered(figures: Figures, _member: Member) -> Evidence | None:
    measured = figures.measured(days=RECENT_DAYS)
    replies = told(one.numbers.replies for one in measured)
    if not replies or max(replies) == 0:
        return None
    most = next(one for one in measured if one.numbers.replies == max(replies))
    return Evidence(
        why=Sentence(
            mark(
                "“{title}” drew the most replies of {count} measured posts of the last {days} days: "
                "{replies}, on {channel}. Where people answer, an unhappy one comes some day."
            ),
            {
                "title": title_of(most.post),
                "replies": max(replies),
                "channel": most.channel,
                "count": len(replies),
                "days": RECENT_DAYS,
            },
        ),
        weight=0.3,
        about=most.post.id,
        facts={"post": most.post.id},
        from_numbers=True,
    )


UNHAPPY_ANSWER = AssignmentKind(
    code="unhappy_answer",
    lesson=REPUTATION,
    roles=VOICES | {Role.CREATOR},
    title=mark("Answer an unhappy person"),
    brief=mark(
        "Imagine this comment under “{title}”: “I wrote to you twice about this and nobody answers. "
        "Never again.” Write the public answer you would give, 30 to 120 words."
    ),
    where=mark("“{assignments[submission]}” of this row"),
    done_when=mark(
        "Your trainer looks for four things: you thank or greet the person, you name the problem in "
        "their words, you say what happens next and by when, and you make no excuse."
    ),
    days=7,
    minutes=20,
    find=_most_answered,
    rule=TextForTrainer(least_words=30, most_words=120),
)

REPUTATION_KINDS = (PAUSE_DRILL, GUARD_WORDS, UNHAPPY_ANSWER)

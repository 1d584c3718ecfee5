"""Guard words: what the team never says, and where it was about to be said."""

from collections.abc import Iterable

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Post, Status
from automation.domain.content.text import contains_word
from automation.domain.learning.titles import titles_of
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, card, grid, paragraph
from automation.lessons.scene import Scene

WORDS, POSTS = 12, 3
"""How many guard words are listed, and how many posts beside each."""

NO_WORDS = mark(
    "Your guidelines ban no word yet. Begin with a promise you cannot keep every day, such as "
    "“always” or “guaranteed”: one row in the guidelines, and every later post is checked for it."
)


def guard_words(scene: Scene) -> Page:
    """Show each guard word with the posts that hold it, waiting or out."""
    rules = [one for one in scene.figures.desk.guidelines if one.rule is Rule.BANNED_WORDS]
    pairs = [(word, rule) for rule in rules for word in rule.words]
    if not pairs:
        return Page.of(paragraph(scene.say(NO_WORDS)))
    waiting = [post for post in scene.figures.posts.values() if _waits(scene, post)]
    out = [scene.figures.posts[post] for post in scene.figures.went_out]
    table = Table(
        title=scene.say(mark("Your guard words")),
        columns=[
            scene.say(mark("Word")), scene.say(mark("Where it is banned")),
            scene.say(mark("Posts not out yet that say it")), scene.say(mark("Posts that went out with it")),
        ],
        rows=[
            [f"“{word}”", ", ".join(sorted(rule.channels)) or scene.say(mark("everywhere")), _named(word, rule, waiting), _named(word, rule, out)]
            for word, rule in pairs[:WORDS]
        ],
    )  # fmt: skip
    caught = [post for post in waiting if any(says(post, word, rule) for word, rule in pairs)]
    return Page.of(grid(table), _verdict(scene, caught))


def _verdict(scene: Scene, caught: list[Post]) -> Block:
    if not caught:
        told = mark("No waiting post says any of them. The guard is awake, and has nothing to do.")
        return card("", paragraph(scene.say(told)), tone=Tone.GOOD)
    told = mark("Caught before anybody outside read it: {posts}. Change the words, not the rule.")
    return card("", paragraph(scene.say(told, posts=titles_of(caught[:POSTS]))), tone=Tone.HINT)


def _waits(scene: Scene, post: Post) -> bool:
    return post.id not in scene.figures.went_out and post.status is not Status.CANCELLED


def says(post: Post, word: str, rule: Guideline) -> bool:
    """Say whether a post uses a guard word on a channel where it is banned."""
    text = "\n".join([post.text, *post.texts.values(), *post.thread, post.first_comment])
    return any(map(rule.holds_for, post.channels)) and contains_word(text, word)


def _named(word: str, rule: Guideline, posts: Iterable[Post]) -> str:
    found = [post for post in posts if says(post, word, rule)]
    more = f" … ({len(found)})" if len(found) > POSTS else ""
    return (titles_of(found[:POSTS]) + more) or "–"

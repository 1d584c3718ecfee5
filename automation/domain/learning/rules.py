"""Rules about rows of the calendar: new posts planned, rows mended."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from automation.domain.content.post import Post, Status
from automation.domain.ids import PostId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Rule, Work
from automation.domain.team.member import Member
from automation.language import Sentence, mark

MATTER_GONE = mark("The rows it was about no longer need it, so it was withdrawn.")
COPIED = mark("“{title}” has the same words as “{other}”. Write it in words of its own.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPosts(Rule):
    """So many new posts of the member's own, planned after the assignment was given.

    `which` says whether a post is of the wanted sort. A post with the words of another, a
    colleague's or the member's own, does not count.
    """

    which: Callable[[Figures, Post, Facts], bool]
    missing: str
    """A template; `left` is how many are still missing."""
    count: int = 1

    def remember(
        self, figures: Figures, member: Member, facts: Mapping[str, object]
    ) -> Mapping[str, object]:
        """Keep the posts of that sort which are planned already."""
        known = Facts(facts)
        coming = figures.coming_of(member.id)
        return {"already": [post.id for post in coming if self.which(figures, post, known)]}

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """Count the new posts of that sort."""
        facts = Facts(assignment.facts)
        already = set(facts.names("already"))
        new = [
            post
            for post in figures.posts_of(assignment.member)
            if post.id not in already
            and figures.is_planned(post, after=assignment.given_at)
            and self.which(figures, post, facts)
        ]
        twins = [(post, twin) for post in new if (twin := figures.twin_of(post)) is not None]
        done = min(self.count, len(new) - len(twins))
        missing = None
        if done < self.count and twins:
            post, twin = twins[0]
            missing = Sentence(COPIED, {"title": title_of(post), "other": title_of(twin)})
        elif done < self.count:
            missing = Sentence(self.missing, {"left": self.count - done})
        return Work(done=done, wanted=self.count, missing=missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsMended(Rule):
    """Every row named in the evidence is mended. A row that needs it no longer drops out."""

    is_mended: Callable[[Figures, Post, Assignment], bool]
    missing: str
    """A template; `rows` are the titles that are left."""
    needs_it: Callable[[Figures, Post, Assignment], bool] = lambda _figures, post, _assignment: (
        post.status is not Status.CANCELLED
    )

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """See which of the rows are mended."""
        rows = Facts(assignment.facts).names("rows")
        posts = [figures.posts[PostId(row)] for row in rows if PostId(row) in figures.posts]
        mended = [post for post in posts if self.is_mended(figures, post, assignment)]
        left = [
            post
            for post in posts
            if post not in mended and self.needs_it(figures, post, assignment)
        ]
        if not mended and not left:
            return Work(moot=True, missing=Sentence(MATTER_GONE))
        missing = Sentence(self.missing, {"rows": titles_of(left)}) if left else None
        return Work(done=len(mended), wanted=len(mended) + len(left), missing=missing)


def titles_of(posts: Iterable[Post]) -> str:
    """Name posts for a sentence."""
    return ", ".join(f"“{title_of(post)}”" for post in posts)


def title_of(post: Post) -> str:
    """Name one post for a sentence, on one line."""
    return " ".join(post.label.split())

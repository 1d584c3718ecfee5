"""Lesson 2: content. Pictures described, one asset used again, a form never tried."""

from collections import Counter

from automation.domain.content.post import Post, Status
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence, Look, Work
from automation.domain.learning.kinds.roles import MAKERS
from automation.domain.learning.lessons import CONTENT
from automation.domain.learning.medians import weight_of
from automation.domain.learning.rules import NewPosts, title_of, titles_of
from automation.domain.learning.traits import FORMS, describes, pictures
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.member import Member
from automation.language import Sentence, mark

LAST_PICTURES = 12
RECENT_DAYS = 30
ASSET_DAYS = 90
LEAST_POSTS = 3
NOT_TOLD = Numbers()
_IN_USE = (Status.DRAFT, Status.READY)


def _undescribed_pictures(figures: Figures, member: Member) -> Evidence | None:
    own = [
        post for post in figures.posts_of(member.id) if post.status in _IN_USE and post.publish_at
    ]
    latest_first = sorted(own, key=lambda post: (post.publish_at, post.id), reverse=True)
    last = [(post, alt) for post in latest_first for alt in pictures(post)][:LAST_PICTURES]
    bare = [post for post, alt in last if not alt]
    if not bare:
        return None
    facts = {"without": len(bare), "count": len(last)}
    return Evidence(
        why=Sentence(mark("{without} of your {count} last pictures had no alt text."), facts),
        weight=weight_of(len(bare) / len(last), len(last)),
        about=bare[0].id,
        facts=facts,
    )


def _described_pictures(figures: Figures, assignment: Assignment) -> Work:
    """Look at the member's pictures that go out after the assignment was given."""
    posts = [
        post
        for post in figures.posts_of(assignment.member)
        if figures.is_planned(post, after=assignment.given_at) and pictures(post)
    ]
    if not posts:
        return Work(missing=Sentence(mark("No coming post of yours has a picture yet; plan one.")))
    alts = [alt for post in posts for alt in pictures(post)]
    left = [post for post in posts if not all(describes(alt) for alt in pictures(post))]
    missing = Sentence(
        mark("Still without a describing alt text: {rows}."), {"rows": titles_of(left)}
    )
    return Work(
        done=sum(1 for alt in alts if describes(alt)),
        wanted=len(alts),
        missing=missing if left else None,
    )


ALT_TEXTS = AssignmentKind(
    code="alt_texts",
    lesson=CONTENT,
    roles=MAKERS,
    title=mark("Describe your pictures"),
    brief=mark(
        "Some of your readers hear a picture instead of seeing it. Say in one line what is in it "
        "and why it is there, as you would on the phone; leave out “picture of”. One line for each "
        "picture, in the order of “{calendar[media]}”. If none of your coming posts has a picture, "
        "plan one."
    ),
    where=mark("Calendar, “{calendar[alt_text]}” of your coming posts"),
    done_when=mark(
        "There is a coming post of yours with a picture, and every picture of your coming posts is "
        "described in at least three words."
    ),
    days=7,
    minutes=15,
    find=_undescribed_pictures,
    rule=Look(_described_pictures),
)


def _uses(figures: Figures) -> Counter[str]:
    """Count how many posts use each asset."""
    kept = (post for post in figures.posts.values() if post.status is not Status.CANCELLED)
    return Counter(post.asset.strip().casefold() for post in kept)


def _lonely_asset(figures: Figures, member: Member) -> Evidence | None:
    uses = figures.once(_uses)
    out = figures.went_out_of(member.id, days=ASSET_DAYS)
    lonely = [p for p in out if p.asset.strip() and uses[p.asset.strip().casefold()] == 1]
    if not lonely:
        return None

    def worth(post: Post) -> tuple[bool, int, str]:
        told = figures.numbers.get(post.id, NOT_TOLD).engagement
        return told is not None, told or 0, post.id

    best = max(lonely, key=worth)
    brought = figures.numbers.get(best.id, NOT_TOLD).engagement
    template = (
        mark("You used “{asset}” once, in “{title}”, and nowhere since.")
        if brought is None
        else mark(
            "You used “{asset}” once, in “{title}”, and nowhere since. It brought {brought} in "
            "likes, replies, shares and quotes."
        )
    )
    facts = {"asset": best.asset.strip(), "title": title_of(best), "brought": brought}
    return Evidence(
        why=Sentence(template, facts),
        weight=0.4,
        about=best.asset.strip(),
        facts={"asset": best.asset.strip()},
        from_numbers=brought is not None,
    )


def _uses_asset(_figures: Figures, post: Post, facts: Facts) -> bool:
    return post.asset.strip().casefold() == facts.text("asset").casefold()


SECOND_LIFE = AssignmentKind(
    code="second_life",
    lesson=CONTENT,
    roles=MAKERS,
    title=mark("Give one asset a second life"),
    brief=mark(
        "Making something good takes hours; using it again takes minutes. Plan another post from "
        "“{asset}”: another detail, another question, another reader in mind. Write the same name "
        "into “{calendar[asset]}”, so that everybody sees what it was used for."
    ),
    where=mark("A new row of the calendar"),
    done_when=mark("A new post of yours uses “{asset}” and has words of its own."),
    days=7,
    minutes=25,
    find=_lonely_asset,
    rule=NewPosts(
        which=_uses_asset,
        missing=mark("No new post of yours names that asset in “{calendar[asset]}” yet."),
    ),
)


def _untried_form(figures: Figures, member: Member) -> Evidence | None:
    recent = figures.went_out_of(member.id, days=RECENT_DAYS)
    if len(recent) < LEAST_POSTS:
        return None
    tried = [*recent, *figures.coming_of(member.id)]
    for code, form in FORMS.items():
        if not any(form.is_seen(post) for post in tried):
            facts = {"count": len(recent), "days": RECENT_DAYS, "form": Sentence(form.name)}
            return Evidence(
                why=Sentence(
                    mark(
                        "Of your {count} posts that went out in the last {days} days none was {form}."
                    ),
                    facts,
                ),
                weight=weight_of(0.8, len(recent)),
                about=code,
                facts={"form": code},
            )
    return None


def _has_form(_figures: Figures, post: Post, facts: Facts) -> bool:
    form = FORMS.get(facts.text("form"))
    return form is not None and form.is_seen(post)


NEW_FORM = AssignmentKind(
    code="new_form",
    lesson=CONTENT,
    roles=MAKERS,
    title=mark("Try a form you have not tried"),
    brief=mark(
        "A habit is comfortable for you and dull for your readers. Plan {form}. Take a topic that "
        "you know well, so that the form is the only new thing."
    ),
    where=mark("A new or a coming row of the calendar"),
    done_when=mark("One of your coming posts is {form}, with words of its own."),
    days=10,
    minutes=25,
    find=_untried_form,
    rule=NewPosts(which=_has_form, missing=mark("None of your coming posts has that form yet.")),
)

CONTENT_KINDS = (ALT_TEXTS, SECOND_LIFE, NEW_FORM)

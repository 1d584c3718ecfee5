"""Evidence found in a member's own posts: an asset used once, a form never tried."""

from collections import Counter

from automation.domain.content.post import Post, Status
from automation.domain.learning.evidence.rule import PERCENT, Finding
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Evidence
from automation.domain.learning.medians import weight_of
from automation.domain.learning.params import Told, Whole
from automation.domain.learning.titles import title_of
from automation.domain.learning.traits import FORMS
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.member import Member
from automation.language import Sentence

NOT_TOLD = Numbers()


def _uses(figures: Figures) -> Counter[str]:
    """Count how many posts use each asset."""
    kept = (post for post in figures.posts.values() if post.status is not Status.CANCELLED)
    return Counter(post.asset.strip().casefold() for post in kept)


def _lonely_asset(figures: Figures, member: Member, told: Told) -> Evidence | None:
    uses = figures.once(_uses)
    out = figures.went_out_of(member.id, days=told.whole("days"))
    lonely = [p for p in out if p.asset.strip() and uses[p.asset.strip().casefold()] == 1]
    if not lonely:
        return None

    def worth(post: Post) -> tuple[bool, int, str]:
        engagement = figures.numbers.get(post.id, NOT_TOLD).engagement
        return engagement is not None, engagement or 0, post.id

    best = max(lonely, key=worth)
    brought = figures.numbers.get(best.id, NOT_TOLD).engagement
    facts = {"asset": best.asset.strip(), "title": title_of(best), "brought": brought}
    return Evidence(
        why=told.say("why_unmeasured" if brought is None else "why", **facts),
        weight=told.whole("weight") * PERCENT,
        about=best.asset.strip(),
        facts={"asset": best.asset.strip()},
        from_numbers=brought is not None,
    )


LONELY_ASSET = Finding(
    find=_lonely_asset,
    facts=("asset", "title", "brought"),
    keeps=("asset",),
    table={"days": Whole(90, 1, 3650), "weight": Whole(40, 1, 100)},
    other_whys={"why_unmeasured": ("asset", "title")},
)
"""An asset of a post that went out is used in no other."""


def _untried_form(figures: Figures, member: Member, told: Told) -> Evidence | None:
    days = told.whole("days")
    recent = figures.went_out_of(member.id, days=days)
    if len(recent) < told.whole("least_posts"):
        return None
    tried = [*recent, *figures.coming_of(member.id)]
    for code, form in FORMS.items():
        if not any(form.is_seen(post) for post in tried):
            facts = {"count": len(recent), "days": days, "form": Sentence(form.name)}
            return Evidence(
                why=told.say("why", **facts),
                weight=weight_of(told.whole("weight") * PERCENT, len(recent)),
                about=code,
                facts={"form": code},
            )
    return None


UNTRIED_FORM = Finding(
    find=_untried_form,
    facts=("count", "days", "form"),
    keeps=("form",),
    table={
        "days": Whole(30, 1, 3650), "least_posts": Whole(3, 1, 1000), "weight": Whole(80, 1, 100),
    },
)  # fmt: skip
"""A form that none of the member's recent posts has."""

"""Every shipped kind finds its evidence on some desk, and reads well in both languages."""

from collections.abc import Sequence
from functools import partial

import pytest

from automation.app import header_of
from automation.domain.desk import Desk
from automation.domain.learning.voice import Voice
from automation.domain.team.member import Member, Role
from automation.language import translator
from automation.workbook.schema import load_schema
from tests.domain.desks import AYU, BUDI, CITRA, make_desk, make_member, make_out, make_post
from tests.domain.learning.course import COURSE, KINDS, find, give_in
from tests.domain.learning.practice import course_desk

HARI = make_member("Hari", Role.HR, Role.LEGAL, Role.ANALYST)
MEMBERS = [AYU, BUDI, CITRA, HARI]


def fortnights() -> Desk:
    """Return five weeks of posts with numbers, hours and campaigns that differ, and a plan ahead."""
    out = [
        make_out(
            AYU,
            days=-d,
            hour=19 if d % 3 == 0 else 8 + d % 5,
            campaign="Resep" if d % 2 else "Promo",
            asset=f"Foto {d}",
            text=f"Apa kabar {d}?" if d % 4 == 0 else f"Hari ke-{d}",
            numbers={
                "likes": 4 + 9 * (d % 3 == 0) + d % 4,
                "replies": 2 * (d % 2) + 6 * (d % 4 == 0),
            },
        )
        for d in range(2, 29)
    ]
    out += [make_out(CITRA, days=-d, numbers={"likes": d, "replies": 0}) for d in (3, 5, 7)]
    plan = [make_post(AYU, days=d, campaign="", media=("a.jpg",)) for d in range(1, 9)]
    return course_desk(desk=make_desk(plan, out, MEMBERS))


DESKS = [fortnights(), course_desk(desk=make_desk(members=MEMBERS))]


def case_for(code: str) -> tuple[Desk, Member]:
    """Return a desk and a member whom the kind fits and finds something for."""
    kind = KINDS[code]
    fitting: Sequence[tuple[Desk, Member]] = [
        (desk, member)
        for desk in DESKS
        for member in MEMBERS
        if kind.fits(member) and find(code, desk, member) is not None
    ]
    assert fitting, f"{code} finds nothing anywhere"
    return fitting[0]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("code", sorted(KINDS))
def test_an_assignment_is_written_out_whole_with_the_headers_of_its_workbook(
    code: str, language: str
) -> None:
    desk, member = case_for(code)
    headers = partial(header_of, load_schema(), language)
    voice = Voice(COURSE.in_language(language, translator(language)), headers)

    given = give_in(voice, code, desk, member)

    texts = [given.title, given.brief, given.why, given.where, given.done_when]
    assert all(texts)
    assert not any(sign in text for text in texts for sign in ("{", "}", "  ", " ."))
    assert len(given.done_when.splitlines()) == 1 + len(KINDS[code].rubric)
    assert len(given.brief) <= 500

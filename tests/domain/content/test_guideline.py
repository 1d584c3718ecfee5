"""The team's own rules: what each finds, where, and how hard it is."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from automation.domain.content.guideline import Guideline, Rhythm, Rule, check_post
from automation.domain.content.post import Post
from automation.domain.problems.problem import Problem
from automation.language import english
from tests.domain.desks import HELP, JAKARTA, SHOP, make_channel, make_post

BERLIN = ZoneInfo("Europe/Berlin")
CHANNEL = make_channel()
MONDAY = datetime(2026, 11, 23, 9, tzinfo=JAKARTA)


def words(rule: Rule, *wanted: str) -> Guideline:
    return Guideline(rule=rule, words=wanted)


def number(rule: Rule, value: int) -> Guideline:
    return Guideline(rule=rule, number=value)


@pytest.mark.parametrize(
    ("rule", "changes", "found"),
    [
        pytest.param(
            words(Rule.BANNED_WORDS, "termurah", "paling murah"),
            {"text": "Kopi TERMURAH, bukan murahan"},
            [("banned_word", "termurah")],
            id="a banned word",
        ),
        pytest.param(
            words(Rule.BANNED_WORDS, "termurah"), {"text": "Kopi termurahnya"}, [], id="part of one"
        ),
        pytest.param(
            words(Rule.BANNED_WORDS, "termurah"),
            {"text": "Kopi", "thread": ("Termurah!",)},
            [("banned_word", "termurah")],
            id="a banned word in the thread",
        ),
        pytest.param(
            words(Rule.BANNED_WORDS, "termurah"),
            {"text": "Kopi", "first_comment": "Termurah!"},
            [("banned_word", "termurah")],
            id="a banned word in the first comment",
        ),
        pytest.param(
            words(Rule.BANNED_WORDS, "termurah"),
            {"text": "Kopi termurah", "texts": {"mastodon": "Kopi"}},
            [],
            id="a banned word that this network never sees",
        ),
        pytest.param(
            words(Rule.REQUIRED_WORDS, "halal", "Bandung"),
            {"text": "Kopi bandung"},
            [("required_word", "halal")],
            id="a missing word",
        ),
        pytest.param(
            number(Rule.MAX_LENGTH, 4), {"text": "kopi"}, [], id="exactly the longest text"
        ),
        pytest.param(
            number(Rule.MAX_LENGTH, 4), {"text": "kopi☕️"}, [("too_long", 1)], id="one too many"
        ),
        pytest.param(
            number(Rule.MIN_LENGTH, 4), {"text": "kopi"}, [], id="exactly the shortest text"
        ),
        pytest.param(
            number(Rule.MIN_LENGTH, 5), {"text": "kopi"}, [("too_short", 5)], id="one too few"
        ),
        pytest.param(
            number(Rule.ALT_TEXT_REQUIRED, 0),
            {"media": ("a", "b", "c"), "alt_texts": ("Cangkir", " ")},
            [("alt_missing", 2)],
            id="two pictures without alt text",
        ),
        pytest.param(
            number(Rule.ALT_TEXT_REQUIRED, 0),
            {"media": ("a",), "alt_texts": ("Cangkir",)},
            [],
            id="every picture described",
        ),
        pytest.param(number(Rule.ALT_TEXT_REQUIRED, 0), {"media": ()}, [], id="no picture at all"),
        pytest.param(
            number(Rule.MAX_HASHTAGS, 1),
            {"text": "#kopi #Kopi #2026"},
            [("too_many_hashtags", 1)],
            id="a hashtag too many",
        ),
        pytest.param(
            number(Rule.MIN_HASHTAGS, 1), {"text": "kopi #2026"}, [("too_few_hashtags", 1)], id="none"
        ),
        pytest.param(
            words(Rule.BANNED_HASHTAGS, "#followback", "f4f"),
            {"text": "Kopi #FollowBack"},
            [("banned_word", "#followback")],
            id="a banned hashtag",
        ),
        pytest.param(
            words(Rule.REQUIRED_HASHTAGS, "KopiSenja"),
            {"text": "Kopi #kopisenja"},
            [],
            id="a hashtag in other letters",
        ),
        pytest.param(
            words(Rule.REQUIRED_HASHTAGS, "#KopiSenja"),
            {"text": "KopiSenja tanpa tagar"},
            [("required_word", "#KopiSenja")],
            id="a hashtag that is only a word",
        ),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_about(
    rule: Guideline, changes: dict[str, object], found: list[tuple[str, object]]
) -> None:
    problems = check_post(make_post(**changes), CHANNEL, [rule])  # type: ignore[arg-type]

    said = [
        (
            p.code,
            next(p.facts[n] for n in ("value", "over", "min", "under", "count") if n in p.facts),
        )
        for p in problems
    ]
    assert said == found
    assert all(problem.blocks for problem in problems)


@pytest.mark.parametrize("rule", Rule, ids=str)
def test_a_rule_that_only_advises_holds_nothing_back(rule: Rule) -> None:
    one = make_post(text="Kopi termurah #x", media=("a",), publish_at=MONDAY)
    two = replace(one, id=make_post().id, publish_at=MONDAY + timedelta(minutes=1))
    guideline = Guideline(
        rule=rule, words=("termurah", "x", "wajib"), number=0 if "min_" not in rule else 999
    )
    if rule in (Rule.CLASH_MINUTES, Rule.REPEAT_DAYS):
        guideline = replace(guideline, number=30)
    should = replace(guideline, must=False)

    must_found, should_found = (found_on(two, g, one, two) for g in (guideline, should))

    assert must_found
    assert all(problem.blocks for problem in must_found)
    assert [p.code for p in should_found] == [p.code for p in must_found]
    assert not any(problem.blocks for problem in should_found)


def found_on(post: Post, rule: Guideline, *neighbours: Post) -> list[Problem]:
    rhythm = Rhythm(neighbours, {SHOP: "mastodon"})
    return [
        *check_post(post, CHANNEL, [rule]), *rhythm.check(post, CHANNEL, [rule], JAKARTA)
    ]  # fmt: skip


def test_a_rule_for_one_channel_is_not_for_another() -> None:
    rule = replace(words(Rule.BANNED_WORDS, "termurah"), channels=frozenset({HELP}))
    post = make_post(text="Kopi termurah")

    assert check_post(post, CHANNEL, [rule]) == []
    assert len(check_post(post, make_channel(HELP), [rule])) == 1


# Rhythm


def at(minutes: float = 0, **changes: object) -> Post:
    moment = MONDAY + timedelta(minutes=minutes)
    return make_post(publish_at=moment, **changes)  # type: ignore[arg-type]


def rhythm_of(
    rule: Guideline, *posts: Post, zone: ZoneInfo = JAKARTA, per_day: int | None = None
) -> list[list[str]]:
    """Return the codes found on each post, in the order given."""
    rhythm = Rhythm(posts, {SHOP: "mastodon"})
    channel = replace(CHANNEL, posts_per_day=per_day)
    return [[p.code for p in rhythm.check(post, channel, [rule], zone)] for post in posts]


CLASH = number(Rule.CLASH_MINUTES, 60)


@pytest.mark.parametrize(
    ("minutes", "clashes"), [(60, False), (59.99, True), (0, True), (-59.99, True), (-60, False)]
)
def test_two_posts_clash_when_less_than_the_wanted_minutes_lie_between(
    minutes: float, clashes: bool
) -> None:
    assert rhythm_of(CLASH, at(), at(minutes)) == [["clash"] * clashes] * 2


def test_a_clash_names_the_other_post_and_its_local_time() -> None:
    one, two = at(title="Kopi susu"), at(30, title="Teh tarik")
    rhythm = Rhythm([one, two], {})

    (problem,) = rhythm.check(two, CHANNEL, [CLASH], JAKARTA)

    assert problem.say(english).startswith(
        "warung has another post within 60 minutes: “Kopi susu” at 2026-11-23 09:00."
    )


def test_posts_on_other_channels_and_posts_without_a_time_do_not_clash() -> None:
    elsewhere = at(channels=(HELP,))
    undated = make_post(publish_at=None)

    assert rhythm_of(CLASH, at(), undated)[0] == []
    assert Rhythm([at(), elsewhere], {}).check(at(), make_channel(HELP), [], JAKARTA) == []
    assert rhythm_of(CLASH, undated) == [[]]


DAY = 24 * 60
SAME = number(Rule.REPEAT_DAYS, 30)


@pytest.mark.parametrize(
    ("days", "again"), [(1, True), (30, True), (30.01, False)], ids=["a day", "30 days", "more"]
)
def test_the_later_of_two_equal_texts_is_found_within_the_wanted_days(
    days: float, again: bool
) -> None:
    first = at(text="Promo  kopi SUSU")
    second = at(days * DAY, text="promo kopi susu")

    assert rhythm_of(SAME, first, second) == [[], ["same_text"] * again]


def test_texts_are_compared_as_the_network_will_show_them() -> None:
    first = at(text="Satu", texts={"mastodon": "Sama"})
    second = at(DAY, text="Dua", texts={"mastodon": "Sama"})

    assert rhythm_of(SAME, first, second) == [[], ["same_text"]]


def test_two_posts_of_pictures_alone_say_nothing_twice() -> None:
    assert rhythm_of(SAME, at(text=""), at(DAY, text="")) == [[], []]


def test_the_days_later_posts_are_too_many_not_its_first_ones() -> None:
    rule = number(Rule.POSTS_PER_DAY, 2)

    found = rhythm_of(rule, at(300), at(0), at(100), at(DAY))

    assert found == [["too_often"], [], [], []]


def test_of_posts_at_the_same_moment_the_lower_row_is_too_many() -> None:
    assert rhythm_of(number(Rule.POSTS_PER_DAY, 1), at(), at()) == [[], ["too_often"]]


@pytest.mark.parametrize(
    ("zone", "found"),
    [(JAKARTA, [[], []]), (BERLIN, [[], ["too_often"]])],
    ids=["midnight lies between them in Jakarta", "one evening in Berlin"],
)
def test_a_day_begins_at_the_channels_own_midnight(zone: ZoneInfo, found: list[list[str]]) -> None:
    late = MONDAY.replace(hour=23, minute=50)
    posts = [make_post(publish_at=late + timedelta(minutes=m)) for m in (0, 20)]

    assert rhythm_of(number(Rule.POSTS_PER_DAY, 1), *posts, zone=zone) == found


@pytest.mark.parametrize(
    ("days", "found"), [(6, True), (7, False), (-1, False)], ids=["Sunday", "Monday", "last Sunday"]
)
def test_a_week_begins_on_monday(days: int, found: bool) -> None:
    first, second = at(), at(days * DAY)

    codes = rhythm_of(number(Rule.POSTS_PER_WEEK, 1), first, second)

    assert codes == [[], ["too_often"] * found]


def test_a_day_of_changed_clocks_is_counted_whole() -> None:
    evening = datetime(2026, 10, 25, 23, 30, tzinfo=BERLIN)
    night = datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)
    posts = [make_post(publish_at=moment) for moment in (night, evening)]

    assert rhythm_of(number(Rule.POSTS_PER_DAY, 1), *posts, zone=BERLIN) == [[], ["too_often"]]


def test_the_channels_own_limit_holds_without_any_rule_and_holds_back() -> None:
    rhythm = Rhythm(posts := [at(), at(60), at(120)], {})
    channel = replace(CHANNEL, posts_per_day=2)

    found = [rhythm.check(post, channel, [], JAKARTA) for post in posts]

    assert [[(p.code, p.facts["count"], p.blocks) for p in one] for one in found] == [
        [], [], [("too_often", 3, True)],
    ]  # fmt: skip

"""What lesson 4 shows of a team's replies, guard words, kit and pause, and which answers are right."""

from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Status
from automation.domain.desk import Desk
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.practice import PracticeRow
from automation.domain.team.member import Role
from automation.lessons.exercises.lesson_4 import POSED
from automation.lessons.scene import Posed
from automation.lessons.views.lesson_4 import PAGES
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    HELP,
    NOW,
    SETTINGS,
    at,
    make_desk,
    make_member,
    make_out,
    make_post,
    make_run,
)
from tests.lessons.scenes import make_scene


def shown(view: str, desk: Desk, member: str = AYU.id) -> str:
    return str(PAGES[view](make_scene(desk, member)))


def posed(code: str, desk: Desk) -> Posed | None:
    return POSED[code](make_scene(desk, AYU.id))


def banning(*words: str, desk: Desk | None = None) -> Desk:
    rule = Guideline(rule=Rule.BANNED_WORDS, words=words)
    return replace(desk or make_desk(), guidelines=[rule])


def reply(name: str, **cells: str) -> PracticeRow:
    return PracticeRow(tab="replies", name=name, cells=cells)


# Replies


def test_own_posts_with_the_most_replies_are_to_be_opened_first() -> None:
    desk = make_desk(
        out=[
            make_out(AYU, days=-3, numbers={"replies": 2}, title="Teh jahe"),
            make_out(AYU, days=-4, numbers={"replies": 7}, title="Kopi tubruk"),
            make_out(BUDI, days=-5, numbers={"replies": 40}, title="Undian", channel=HELP),
            make_out(AYU, days=-6, numbers={"replies": 0}, title="Sepi"),
        ]
    )

    said = shown("replies", desk)

    assert "bantuan: 40 replies in all, 1 posts, median 40." in said
    assert "warung: 9 replies in all, 3 posts, median 2." in said
    first = said.split("Open these of yours first")[1]
    assert first.index("Kopi tubruk") < first.index("Teh jahe")
    assert "Undian" not in first
    assert "Sepi" not in first


def test_who_looks_on_sees_the_teams_posts_and_an_untold_number_is_no_nought() -> None:
    out = [make_out(BUDI, days=-3, numbers={"replies": 4}, title="Undian"), make_out(AYU, days=-4, numbers={"likes": 9})]  # fmt: skip

    said = shown("replies", make_desk(out=out), "")

    assert "warung: 4 replies in all, 1 posts, median 4." in said
    assert "Open these first" in said


def test_where_nobody_replies_one_is_sent_to_the_other_doors() -> None:
    assert "ask at the counter" in shown("replies", make_desk(out=[make_out(numbers={"replies": 0})]))  # fmt: skip


# The library and the kit


def test_a_library_shows_what_lacks_its_next_step_and_which_situations_have_no_answer() -> None:
    rows = [
        reply("Makasih", situation="praise", text="Terima kasih, [nama]!", next="Ayu, hari ini"),
        reply("Telat", situation="delay", text="Maaf, [nama]"),
        reply("Parkir", situation="Parkir", text="Di belakang pasar", next="tidak ada"),
    ]
    said = shown("library", replace(make_desk(), practice={"replies": rows}))

    assert "situation: praise" in said
    assert "situation: Parkir" in said
    assert said.count("An answer without a deed") == 1
    assert "No answer is ready for: question, complaint, mistake, rude, crisis." in said


def test_an_empty_library_says_how_to_begin_and_that_the_tab_is_missing() -> None:
    assert "no such tab" in shown("library", make_desk())
    assert "no such tab" not in shown("library", replace(make_desk(), practice={"replies": []}))


def test_a_kit_counts_what_is_ready_and_wants_somebody_who_stands_in() -> None:
    run = make_run(NOW - timedelta(days=5), paused=True)
    alone = replace(banning(*"abcde"), runs=[run])
    dewi = make_member("Dewi", Role.COMMUNITY)
    both = replace(alone, members={**alone.members, dewi.id: dewi})

    assert "3 of 5 are ready" in shown("kit", alone)
    assert "4 of 5 are ready" in shown("kit", both)


def test_a_kit_with_everything_says_when_to_look_again() -> None:
    rows = [reply(f"R{n}", text="Terima kasih") for n in range(8)]
    runs = [make_run(NOW - timedelta(days=5), paused=True)]
    members = [BUDI, CITRA, make_member("Dewi", Role.COMMUNITY)]
    desk = banning(*"abcde", desk=make_desk(members=members, runs=runs, practice={"replies": rows}))

    assert "All 5 are ready" in shown("kit", desk)


# Guard words


def test_a_guard_word_is_shown_with_the_posts_that_say_it() -> None:
    posts = [
        make_post(title="Promo", text="Enak, DIJAMIN!"),
        make_post(title="Aman", text="Terjamin enak"),
        make_post(title="Batal", text="dijamin", status=Status.CANCELLED),
    ]
    out = [make_out(title="Lama", text="Dijamin puas")]

    said = shown("guard_words", banning("dijamin", desk=make_desk(posts, out)))

    assert "“dijamin” | everywhere | “Promo” | “Lama”" in said
    assert "Caught before anybody outside read it: “Promo”." in said


def test_a_word_banned_on_one_channel_may_be_said_on_another() -> None:
    rule = Guideline(rule=Rule.BANNED_WORDS, words=("dijamin",), channels=frozenset({HELP}))
    desk = make_desk([make_post(text="Enak, dijamin!")], guidelines=[rule])

    assert "No waiting post says any of them" in shown("guard_words", desk)


def test_the_guard_exercise_asks_for_the_posts_with_the_banned_words() -> None:
    posts = [make_post(text=text) for text in ("Biasa saja", "Dijamin enak", "Pagi", "Sore")]

    found = posed("guarded", banning("dijamin", desk=make_desk(posts)))

    assert found is not None
    assert isinstance(found.key, PickKey)
    assert found.key.right == {posts[1].id}
    assert len(found.key.options) == 4


# The pause


def test_a_pause_keeps_back_what_is_due_and_what_is_long_late_wants_a_new_time() -> None:
    posts = [
        make_post(title="Segera", publish_at=at(days=0.1)),
        make_post(title="Nyaris", publish_at=at(days=0.95)),
        make_post(title="Nanti", publish_at=at(days=1.1)),
        make_post(title="Draf", publish_at=at(days=0.2), status=Status.DRAFT),
    ]

    said = shown("pause_now", make_desk(posts))

    assert "| Segera | warung | waits, then wants a new time" in said
    assert "| Nyaris | warung | waits, then goes out if approved" in said
    assert "Nanti" not in said
    assert "Draf" not in said
    assert "120 minutes late or more" in said


def test_a_pause_that_is_on_is_said_first() -> None:
    desk = make_desk(settings=replace(SETTINGS, paused=True))

    assert shown("pause_now", desk).startswith("The pause is ON")


def test_the_pause_exercise_asks_which_posts_are_due_in_a_day() -> None:
    posts = [make_post(publish_at=at(days=days)) for days in (0.2, 0.9, 1.2, 3)]

    found = posed("would_wait_now", make_desk(posts))

    assert found is not None
    assert isinstance(found.key, PickKey)
    assert found.key.right == {posts[0].id, posts[1].id}


def test_a_pause_long_ago_is_to_be_rehearsed_again() -> None:
    old = make_run(NOW - timedelta(days=200), paused=True)
    lately = make_run(NOW - timedelta(days=3), paused=True)

    assert "200 days since the last time. People forget" in shown("pause_history", make_desk(runs=[old]))  # fmt: skip
    assert "3 days since the last time. Who" in shown("pause_history", make_desk(runs=[old, lately]))  # fmt: skip
    assert "Nobody has tried" in shown("pause_history", make_desk(runs=[make_run(NOW)]))


# The rest


def test_the_wait_for_a_first_answer_is_asked_of_an_invented_week() -> None:
    found = posed("first_answer", make_desk())

    assert found is not None
    assert found.key == NumberKey(3)
    assert found.facts["longest"] == 96


@pytest.mark.parametrize("view", sorted(PAGES))
def test_an_empty_desk_is_met_with_a_sentence_that_helps(view: str) -> None:
    said = shown(view, make_desk(members=[]), "")

    assert 0 < len(said.splitlines()) <= 3
    assert " | " not in said


def test_what_people_wrote_is_never_taken_for_markup() -> None:
    nasty = "<script>alert(1)</script> dijamin"
    posts = [make_post(title=nasty, text=nasty, publish_at=at(days=0.2))]
    out = [make_out(title=nasty, text=nasty, numbers={"replies": 3})]
    rows = {"replies": [reply(nasty, situation=nasty, text=nasty, next=nasty)]}
    members = [make_member(nasty, Role.COMMUNITY), AYU]
    desk = banning("dijamin", nasty, desk=make_desk(posts, out, members, practice=rows))

    for page in PAGES.values():
        assert "<script" not in page(make_scene(desk, AYU.id)).as_html()

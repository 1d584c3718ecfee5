"""An exercise: asked, answered, helped step by step, and never without an answer to find."""

from dataclasses import replace

import pytest

from automation.course.exercises import load_exercises
from automation.domain.desk import Desk
from automation.domain.learning.example import example_desk
from automation.errors import ConfigError
from automation.language import english, translator
from automation.lessons.asking import Asking
from automation.lessons.exercises.lesson_1 import POSED
from tests.domain.desks import AYU, JAKARTA, NOW, make_desk, make_out
from tests.lessons.scenes import make_asking, make_scene


def likes(*counts: int) -> Desk:
    """A desk on which so many posts went out, one a day, with these likes."""
    posts = [make_out(days=-2 - place, numbers={"likes": count}) for place, count in enumerate(counts)]  # fmt: skip
    return make_desk(out=posts)


def asking(desk: Desk, language: str = "en") -> Asking:
    invented = example_desk(NOW, JAKARTA, translator(language))
    example = make_scene(invented, language=language, example=True)
    return make_asking(make_scene(desk, AYU.id, language=language), example, 1, dict(POSED))


@pytest.fixture
def asked() -> Asking:
    return asking(likes(3, 90, 12, 7, 20))


def test_the_question_shows_what_it_takes_and_not_the_answer(asked: Asking) -> None:
    shown = str(asked.ask("median_likes", ""))

    assert all(f"| {count}" in shown for count in (3, 90, 12, 7, 20))
    assert "median of their likes" in shown
    assert "That is right" not in shown


def test_a_right_answer_is_told_so_and_what_it_teaches(asked: Asking) -> None:
    shown = str(asked.ask("median_likes", "12"))

    assert "That is right." in shown
    assert "The median is 12; the mean would be about 26." in shown
    assert asked.right == {"median_likes"}


def test_help_comes_step_by_step(asked: Asking) -> None:
    shown = [str(asked.ask("median_likes", answer)) for answer in ("1", "2", "4", "5")]

    assert "Hint 1 of 2" in shown[0]
    assert "Hint 2 of 2" in shown[1]
    assert "In order they are 3, 7, 12, 20, 90. The middle of these is 12." in shown[2]
    assert "The middle of these is 12." in shown[3]
    assert "The middle of these is" not in shown[0] + shown[1]


def test_the_same_answer_again_is_no_new_try(asked: Asking) -> None:
    shown = [str(asked.ask("median_likes", "1")) for _ in range(3)]

    assert all("Hint 1 of 2" in one for one in shown)


def test_what_cannot_be_read_uses_up_no_hint(asked: Asking) -> None:
    said = str(asked.ask("median_likes", "twelve"))

    assert "I could not read one single number in “twelve”." in said
    assert "Hint 1 of 2" in str(asked.ask("median_likes", "1"))


def test_too_few_rows_are_replaced_by_an_example_that_is_named() -> None:
    asked = asking(likes(3, 90))

    shown = str(asked.ask("median_likes", ""))

    assert "it is about the noodle stall Mi Pelangi, which is invented" in shown
    assert "The broth, at five in the morning" not in shown  # only the latest seven are asked about
    assert "Two new tables under the tree" in shown
    assert "That is right." in str(asked.ask("median_likes", "38"))


def test_the_example_speaks_the_learners_language() -> None:
    shown = str(asking(likes(), "id").ask("median_likes", ""))

    assert "warung Mi Pelangi" in shown
    assert "Dua meja baru di bawah pohon" in shown


def test_the_example_is_never_out_of_date() -> None:
    for year in (2024, 2031):
        now = NOW.replace(year=year)
        scene = make_scene(example_desk(now, JAKARTA, english), now=now)
        assert POSED["median_likes"](scene) is not None


def test_a_text_that_names_what_is_not_there_says_what_is() -> None:
    book = load_exercises(1).exercises
    wrong = {**book, "median_likes": replace(book["median_likes"], ask="How many in {chanel}?")}
    scene = make_scene(likes(3, 90, 12, 7, 20))

    with pytest.raises(ConfigError, match=r"“How many in {chanel}\?”. It may name: best, channel"):
        Asking(scene, scene, wrong, POSED).ask("median_likes", "")

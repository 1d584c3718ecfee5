"""A trainer may change an exercise's texts; a slip is named with its place."""

from pathlib import Path

import pytest

from automation import open_lesson
from automation.course.exercises import load_exercises, read_exercises
from automation.errors import ConfigError
from tests.desk_books import XlsxBook

GOOD = """
median:
  title: {en: The middle, id: Di tengah}
  ask: {en: "What is it in {channel}?", id: "Berapa di {channel}?"}
  hints:
    - {en: Sort them., id: Urutkan.}
  way: {en: Count to the middle., id: Hitung sampai ke tengah.}
  learnt: {en: Well done., id: Bagus.}
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "lesson_9.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_read_with_both_languages(tmp_path: Path) -> None:
    book = read_exercises(written(tmp_path, GOOD))

    exercise = book.exercises["median"]
    assert (exercise.ask, exercise.hints) == ("What is it in {channel}?", ("Sort them.",))
    assert book.indonesian["Sort them."] == "Urutkan."


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("{en: Sort them., id: Urutkan.}", "{en: Sort them.}", "median.hints[1]"),
        ("{en: Well done., id: Bagus.}", "Well done.", "median.learnt"),
        ("Berapa di {channel}?", "Berapa di {kanal}?", "median.ask"),
        ("  way:", "  weg:", "median.weg"),
        ("    - {en: Sort them., id: Urutkan.}", "    {}", "median.hints"),
        ("  title: {en: The middle, id: Di tengah}\n", "", "median.title"),
        ("\nmedian:", "\n- median:", "“” in"),
        ("  title:", "  title", "YAML"),
    ],
    ids=["a language", "no block", "a fact", "a name", "no hint", "a text", "a list", "no YAML"],
)
def test_a_slip_is_named_with_its_place(
    tmp_path: Path, before: str, after: str, place: str
) -> None:
    file = written(tmp_path, GOOD.replace(before, after))

    with pytest.raises(ConfigError) as caught:
        read_exercises(file)

    assert place in str(caught.value)
    assert "lesson_9.yaml" in str(caught.value)


def test_a_trainers_own_words_replace_those_of_one_exercise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "exercises").mkdir()
    own = GOOD.replace("median:", "median_likes:").replace("What is it in", "Say the middle of")
    more = GOOD.replace("median:", "nobody_knows_this:")
    (tmp_path / "exercises" / "lesson_1.yaml").write_text(own + more, encoding="utf-8")
    book = XlsxBook(tmp_path / "kalender.xlsx", "en")
    monkeypatch.setenv("LEMBAR_ASSIGNMENTS", str(tmp_path))

    lesson = open_lesson(1, str(book.path))

    assert "Say the middle of pelangi?" in str(lesson.exercise("median_likes"))
    assert "Which of them brought more" in str(lesson.exercise("above_the_middle"))
    assert lesson.summary().counts["exercises"] == len(load_exercises(1).exercises)

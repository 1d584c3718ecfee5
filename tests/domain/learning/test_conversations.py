"""What posts bring in words: counted on the example, and on nothing."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from automation.domain.learning.conversations import by_asking, by_theme, by_week, liveliest, talks
from automation.domain.learning.example import example_desk
from automation.domain.learning.figures import Figures
from automation.language import english

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EXAMPLE = Figures(desk=example_desk(NOW, ZoneInfo("Asia/Jakarta"), english), now=NOW)


def test_talks_are_of_one_channel_and_the_most_answered_comes_first() -> None:
    found = talks(EXAMPLE)

    assert {talk.measured.channel for talk in found} == {"pelangi"}
    assert [talk.replies for talk in liveliest(found)][:3] == [23, 11, 9]
    assert liveliest(found)[0].replies_in_ten == 10 * 23 / 42


def test_a_question_is_seen_and_themes_have_two_posts_at_least() -> None:
    asked, others = by_asking(talks(EXAMPLE))

    assert asked == [23]
    assert len(others) == len(talks(EXAMPLE)) - 1
    assert by_theme(talks(EXAMPLE)) == {
        "Family recipes": [11, 9, 7],
        "Mornings in the kitchen": [4, 2, 6],
    }


def test_every_week_is_there_also_one_without_a_reply() -> None:
    counted = by_week(talks(EXAMPLE), NOW.date(), 6)

    assert list(counted)[-1] == date(2026, 11, 16)
    assert len(counted) == 6
    assert sum(counted.values()) == sum(talk.replies for talk in talks(EXAMPLE))
    assert set(by_week([], NOW.date(), 3).values()) == {0}

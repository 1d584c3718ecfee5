"""The six lessons of the course (N41), as the lessons tab shows them."""

from dataclasses import dataclass

from automation.language import Translate, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One unit of the course. `title` and `about` are templates for people."""

    id: str
    number: int
    title: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRow:
    """One row of the lessons tab, in the workbook's language. `tasks` is one title a line."""

    id: str
    title: str
    about: str
    tasks: str

    @classmethod
    def of(cls, lesson: Lesson, tasks: tuple[str, ...], translate: Translate) -> "LessonRow":
        """Write a lesson and the titles of its kinds of assignment in one language."""
        return cls(
            id=lesson.id,
            title=translate(lesson.title),
            about=translate(lesson.about),
            tasks="\n".join(translate(task) for task in tasks),
        )


FIELD = Lesson(
    id="L1",
    number=1,
    title=mark("What social media management is"),
    about=mark(
        "Who answers for what, how a post gets from an idea to a number, and how to read your own "
        "numbers without fooling yourself."
    ),
)
CONTENT = Lesson(
    id="L2",
    number=2,
    title=mark("Creating content"),
    about=mark(
        "One asset that becomes many posts, formats beyond your habit, and pictures that everybody "
        "can follow, also those who cannot see them."
    ),
)
TEAM = Lesson(
    id="L3",
    number=3,
    title=mark("Leading the team"),
    about=mark("Feedback that helps, decisions in time, and work that is spread fairly."),
)
REPUTATION = Lesson(
    id="L4",
    number=4,
    title=mark("Looking after the reputation"),
    about=mark(
        "Being ready before it burns: the pause rehearsed, the words you never use written down, "
        "and a good answer to an unhappy person."
    ),
)
MEASURING = Lesson(
    id="L5",
    number=5,
    title=mark("Tools and measuring"),
    about=mark("What worked, what did not, and how to try again so that you learn from it."),
)
COMMUNITY = Lesson(
    id="L6",
    number=6,
    title=mark("Building a community"),
    about=mark(
        "From speaking to people to talking with them: questions, and topics that get answers."
    ),
)

LESSONS = (FIELD, CONTENT, TEAM, REPUTATION, MEASURING, COMMUNITY)

"""The words of one exercise, as a trainer writes them; which answer is right is counted elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from automation.language import Translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise. All texts are templates, filled with the facts of the rows it asks about.

    `hints` are given one after the other for answers that are not right yet, then the `way` to the
    answer; `learnt` is said when it is right. `choices` are what one can choose, by letter.
    """

    code: str
    title: str
    ask: str
    hints: tuple[str, ...]
    way: str
    learnt: str
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseBook:
    """A lesson's exercises by code, and what its file says in Indonesian for each English text."""

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    indonesian: Mapping[str, str] = field(default_factory=dict, repr=False)

    def in_language(self, language: str, translate: Translate) -> Translate:
        """Return a translator that knows the exercises' own texts, too."""
        if language != "id":
            return translate
        return lambda template: self.indonesian.get(template) or translate(template)

"""A course: its kinds of assignment, and their texts in the other language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from automation.domain.learning.kind import AssignmentKind
from automation.language import Translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Every kind by its code, and what the files say in Indonesian for each English text."""

    kinds: Mapping[str, AssignmentKind] = field(default_factory=dict)
    indonesian: Mapping[str, str] = field(default_factory=dict, repr=False)
    faults: int = 0
    """How many files were left out because something is wrong with them."""

    def in_language(self, language: str, translate: Translate) -> Translate:
        """Return a translator that knows the course's own texts, too."""
        if language != "id":
            return translate
        return lambda template: self.indonesian.get(template) or translate(template)

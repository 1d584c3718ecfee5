"""What a view or an exercise is given: the rows, the learner, and a voice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from automation.domain.content.media import MediaFile
from automation.domain.learning.exercises.keys import Key
from automation.domain.learning.figures import Figures
from automation.domain.learning.voice import Voice
from automation.domain.publishing.network import NetworkSpec
from automation.domain.team.member import Member
from automation.jobs.result import Table
from automation.language import Sentence
from automation.lessons.page import Page
from automation.networks import spec_of as shipped_spec

SpecOf = Callable[[str], NetworkSpec]
"""Returns a network's limits by its name, with the team's own word on them."""
MediaOf = Callable[[Iterable[str]], Mapping[str, MediaFile]]
"""Returns what each file is that can be looked at here; the others are left out."""


def nothing_seen(_addresses: Iterable[str]) -> Mapping[str, MediaFile]:
    """Return no files, for who has none beside the workbook."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The rows at one moment, as one learner sees them.

    `member` is None for who looks on without being of the team; texts then speak of the team.
    `is_example`: these are not the team's rows but the built-in example's.
    """

    figures: Figures
    member: Member | None
    voice: Voice
    is_example: bool = False
    spec_of: SpecOf = shipped_spec
    media_of: MediaOf = nothing_seen

    def say(self, template: str, **facts: object) -> str:
        """Say a marked text in the learner's language."""
        return self.voice.say(Sentence(template, facts))

    def tell(self, sentence: Sentence) -> str:
        """Say a sentence in the learner's language."""
        return self.voice.say(sentence)

    def header(self, tab: str, column: str) -> str:
        """Return a column's header, or a `column.value`, as it stands in the workbook."""
        return self.voice.title_of(tab, column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """An exercise as it is asked of these rows: its key, the facts its texts name, what to look at."""

    key: Key
    facts: Mapping[str, object] = field(default_factory=dict)
    tables: Sequence[Table] = ()


View = Callable[[Scene], Page]
Pose = Callable[[Scene], Posed | None]
"""Asks an exercise of some rows; None when they are too few for it."""

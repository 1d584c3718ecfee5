"""What a job is given: the workbook, the networks, the media, the time. `app.py` wires it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.content.room import Room
from automation.domain.ids import RunId
from automation.domain.learning.course import Course
from automation.domain.publishing.network import Network, NetworkSpec
from automation.domain.publishing.publication import LedgerEvent
from automation.domain.publishing.sign_in import Access
from automation.domain.team.channel import Channel
from automation.errors import LembarError
from automation.language import Translate, translator
from automation.workbook.workbook import Workbook


class Media(MediaSource, Protocol):
    """Where media cells lead: files beside the workbook, or public addresses."""

    def fit(self, file: MediaFile, room: Room) -> MediaFile:
        """Return the file as a network takes it, made from it where need be; else as it is."""
        ...

    @property
    def has_public_place(self) -> bool:
        """Whether files can be put where networks fetch them (`address`)."""
        ...

    @property
    def has_lasting_place(self) -> bool:
        """Whether their addresses last there as long as the files do."""
        ...

    def load(
        self, addresses: Sequence[str]
    ) -> tuple[Mapping[str, MediaFile], Mapping[str, LembarError]]:
        """Look at each file; return what was found, and why the rest was not."""
        ...


class Log(Protocol):
    """Where a job says what it is doing: a progress bar on a terminal, plain lines in a cloud log."""

    def __call__(self, line: str, *, done: int | None = None, total: int | None = None) -> None:
        """Say one line; `done` of `total` when there is a number to show."""
        ...


def silent(line: str, *, done: int | None = None, total: int | None = None) -> None:
    """Say nothing."""


def unknown_access(_channel: Channel) -> Access:
    """Know nothing of how long access lasts."""
    return Access()


class Journal(Protocol):
    """What networks answered, kept on this machine until it stands in the workbook."""

    @property
    def place(self) -> str:
        """Where people find it."""
        ...

    @property
    def trouble(self) -> OSError | None:
        """Why it could not be written; None while it could."""
        ...

    def keep(self, event: LedgerEvent) -> bool:
        """Keep an event, whatever becomes of this process; return whether that worked."""
        ...

    def take_over(self) -> Sequence[LedgerEvent]:
        """Return what runs that are gone have left."""
        ...

    def forget(self) -> None:
        """Let go of everything: it stands in the workbook."""
        ...


class NoJournal:
    """Keeps nothing: the workbook alone remembers."""

    place = ""
    trouble: OSError | None = None

    def keep(self, event: LedgerEvent) -> bool:
        """Keep nothing."""
        return False

    def take_over(self) -> Sequence[LedgerEvent]:
        """Return nothing."""
        return ()

    def forget(self) -> None:
        """There is nothing to let go of."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything a job may touch. Tests build it with fakes of the wire, never of our own code."""

    workbook: Workbook
    open_network: Callable[[Channel], Network]
    spec_of: Callable[[Channel], NetworkSpec]
    """The header of a channel's network, also where the channel cannot be opened; ConfigError for none."""
    media: Media
    now: datetime
    """The moment the run decides for; aware."""
    clock: Callable[[], datetime]
    """The current time for event rows: starts at `now` and goes on with real seconds."""
    new_id: Callable[[str], str]
    """Return a new unique id with a prefix, such as `P-7F3K2A`."""
    run: RunId
    header_of: Callable[[str, str, str], str]
    """The header people see for (language, tab, column)."""
    access_of: Callable[[Channel], Access] = unknown_access
    """How long a channel's access lasts, without asking its network; a LembarError when that cannot be read."""
    wished_language: str = ""
    """The language asked for this run; empty for the workbook's own."""
    course: Callable[[], Course] = Course
    """Reads the course's kinds of assignment; only jobs that need them ask."""
    dry_run: bool = False
    in_lesson: bool = False
    """Whether a learner runs it, who must not change a team's own workbook by a job."""
    is_ahead: bool = False
    """Whether `now` lies in the future: good for a look ahead and for a rehearsal, nothing else."""
    at_once: int = 8
    """How many channels are sent to at the same time."""
    notebook: str = ""
    log: Log = silent
    journal: Journal = field(default_factory=NoJournal)
    options: Mapping[str, object] = field(default_factory=dict)
    """A job's own options, such as `on_demand` for collect."""

    @property
    def language(self) -> str:
        """The language the run speaks; the workbook's own is known once it was read."""
        return self.wished_language or self.workbook.language

    @property
    def translate(self) -> Translate:
        """Translate templates to the run's language."""
        return translator(self.language)

    def title_of(self, tab: str, column: str) -> str:
        """Return the header people see for a column."""
        return self.header_of(self.language, tab, column)

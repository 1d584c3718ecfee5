"""What people did, kept apart from the product: rows as typed, and what each approver had in view.

From this the promises are judged. It knows nothing of revisions, logs or plans.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from automation.workbook.protocol import Cell

GRACE = timedelta(hours=2)
APPROVERS = {1: "Rina", 2: "Agus"}
"""Who may decide at each level; Budi may nowhere."""
LEVELS = {"free": 0, "brand": 1, "care": 2}
"""How many approvals each channel needs."""

Content = tuple[str, str, str, str]


@dataclass
class Row:
    """One calendar row: its people's cells, and what each level's approver last approved."""

    cells: dict[str, Cell]
    saw: dict[int, Content] = field(default_factory=dict)

    def copy(self) -> "Row":
        return Row(dict(self.cells), dict(self.saw))

    @property
    def title(self) -> str:
        return str(self.cells["title"])


@dataclass(frozen=True)
class Standing:
    """One row as it stood at a moment: what it would publish, where, when, and who had approved it."""

    texts: tuple[str, ...]
    media: str
    channels: tuple[str, ...]
    ready: bool
    publish_at: datetime
    approved: frozenset[int]
    """The levels whose approver approved exactly this."""

    def covers(self, channel: str, part: Part, reply_to: Receipt | None, now: datetime) -> bool:
        """Say whether this row lets a part go out on a channel now."""
        levels = set(range(1, LEVELS[channel] + 1))
        if reply_to is not None:
            same = part.text in self.texts[1:]
        else:
            sent = "".join(a.file.sha256 for a in part.attachments)
            same = part.text == self.texts[0] and sent == self.media
        in_time = self.publish_at <= now and (reply_to is not None or now < self.publish_at + GRACE)
        return (
            self.ready and same and in_time and channel in self.channels and levels <= self.approved
        )


@dataclass
class Model:
    """Everything people did, in the order the rows stand."""

    read_file: Callable[[str], bytes]
    rows: list[Row] = field(default_factory=list)
    paused: bool = False
    never_approved: list[str] = field(default_factory=list)
    """What went out though nobody had approved it; always empty, that is the promise."""

    def content(self, row: Row) -> Content:
        """Return all that an approver sees of what would be published."""
        media = str(row.cells.get("media") or "")
        shown = sha256(self.read_file(media)).hexdigest() if media else ""
        cells = row.cells
        return (str(cells["text"]), str(cells.get("thread") or ""), shown, str(cells["channels"]))

    def decide(self, row: Row, level: int, who: str, choice: str) -> None:
        """Note what an approver decided with the row in view."""
        may = who == APPROVERS[level] and row.cells["owner"] != who
        if may and choice in ("approve", "approve_again"):
            row.saw[level] = self.content(row)
        else:
            row.saw.pop(level, None)

    def standing(self) -> list[Standing]:
        """Return how every row stands now; nothing when publishing is paused."""
        return [] if self.paused else [self._standing(row) for row in self.rows]

    def _standing(self, row: Row) -> Standing:
        content = self.content(row)
        text, thread, media, channels = content
        at = row.cells["publish_at"]
        assert isinstance(at, datetime)
        return Standing(
            texts=(text, *filter(None, [thread])),
            media=media,
            channels=tuple(channels.split(", ")),
            ready=row.cells["status"] == "ready",
            publish_at=datetime.fromisoformat(f"{at.isoformat()}+07:00"),
            approved=frozenset(level for level, seen in row.saw.items() if seen == content),
        )

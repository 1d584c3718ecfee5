"""A sheet as `init` finds it, in typed words; `answers` reads them from what the API says. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from automation.workbook.protocol import Cell
from automation.workbook.witness import Area

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """A protected range; `columns` is None for a whole tab, `editors` is what we may see of them."""

    id: int
    key: str
    columns: range | None
    is_warning: bool
    may_edit: bool
    editors: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A data validation: its kind and values in the API's words, and what it says to who types."""

    kind: str
    values: tuple[str, ...] = ()
    told: str = ""
    is_strict: bool = False
    is_shown: bool = False

    def message(self) -> dict[str, Any]:
        """Write it in the API's words."""
        values = [{"userEnteredValue": value} for value in self.values]
        condition = {"type": self.kind, **({"values": values} if values else {})}
        facts = {
            "inputMessage": self.told, "strict": self.is_strict, "showCustomUi": self.is_shown,
        }  # fmt: skip
        return {"condition": condition, **{name: fact for name, fact in facts.items() if fact}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a cell looks like, as far as `init` gives it back; `number` is how numbers show."""

    note: str = ""
    number: str = ""
    is_painted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What ties a column to the schema: where it is, its own number, and the note we last wrote."""

    column: int
    id: int
    note_print: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A conditional format: the columns it lies on, and its condition in the API's words."""

    columns: tuple[range, ...]
    kind: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTab:
    """One tab. Columns and rows count from 0; `tags` tie columns to the schema by its names.

    `name` is ours for it and `text_print` what its texts were compared by, as its tag `tag_id` says.
    `views` says of each filter view, by its number, what it filters, in the API's words.
    """

    id: int
    title: str
    name: str
    row_count: int
    column_count: int
    frozen_rows: int
    is_hidden: bool
    has_objects: bool
    is_filtered: bool
    protections: tuple[Protection, ...]
    views: Mapping[int, Sequence[Mapping[str, Any]]]
    colours: tuple[Colour, ...]
    rows: Rows = ()
    rules: Mapping[tuple[int, int], Rule] = field(default_factory=dict)
    looks: Mapping[tuple[int, int], Look] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    """The columns people hid, or folded away."""
    is_blank: bool = False
    merges: tuple[Area, ...] = ()
    tag_id: int = 0
    text_print: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The whole sheet; `version` is the Lembar that laid it out last, empty for none."""

    title: str
    locale: str
    timezone: str
    version: str
    tabs: tuple[StandingTab, ...]

    def with_cells(self, tabs: Mapping[int, StandingTab]) -> "Standing":
        """Return it with what was seen of some tabs' cells."""
        return replace(self, tabs=tuple(tabs.get(tab.id, tab) for tab in self.tabs))

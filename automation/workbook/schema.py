"""The workbook's tabs and columns, as sheets_schema/ describes them.

Here lives what a tab or column is called, who writes it and which values it takes. The codec reads
cells with it, `making` makes workbooks from it, `reference` prints it. No cell is read here.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from automation.workbook.locate import header_key


class Writer(StrEnum):
    """Who writes a column. Every column has exactly one writer."""

    PEOPLE = "people"
    MACHINE = "machine"


class FieldType(StrEnum):
    """What a column's cells hold. The machine writes its datetimes as ISO text with offset."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    TIME = "time"


class ListStyle(StrEnum):
    """How several values stand in one cell. BLOCKS are parted by a line `---`."""

    NONE = ""
    COMMA = "comma"
    LINES = "lines"
    BLOCKS = "blocks"


class Tone(StrEnum):
    """What a value means to the eye; `colours` gives each its colours."""

    FAINT = "faint"
    SOFT = "soft"
    ASK = "ask"
    WAIT = "wait"
    READY = "ready"
    GOOD = "good"
    DONE = "done"
    BAD = "bad"
    STRONG = "strong"
    WARN = "warn"


Bilingual = Mapping[str, str]
"""One text by language: `en` and `id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a tab, or one setting. `values` are what code knows; people see `labels`."""

    name: str
    type: FieldType
    writer: Writer
    titles: Bilingual
    descriptions: Bilingual
    aliases: tuple[str, ...] = ()
    format: str = ""
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    labels: Mapping[str, Bilingual] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Everything people may type for a value, folded by `header_key`, to the value."""
    tones: Mapping[str, Tone] = field(default_factory=dict)
    tone: Tone | None = None
    list_style: ListStyle = ListStyle.NONE
    lookup: str = ""
    is_open: bool = False
    default: str = ""
    width: int = 12
    group: int = 0
    is_folded: bool = False
    is_optional: bool = False
    """Whether a team adds the column itself, by typing its header; `init` does not make it."""

    def title(self, language: str) -> str:
        """Return the header people of that language see; English for an unknown language."""
        return self.titles.get(language) or self.titles["en"]

    def description(self, language: str) -> str:
        """Return what the column is for; English for an unknown language."""
        return self.descriptions.get(language) or self.descriptions["en"]

    def matches(self, header: str) -> bool:
        """Say whether a header names this column, by name, title or alias; case and blanks do not matter."""
        return header_key(header) in map(header_key, self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """All headers it answers to, the strongest first: titles, name, aliases."""
        return (*self.titles.values(), self.name, *self.aliases)

    def label(self, value: str, language: str) -> str:
        """Return how people of that language see a value; a value without a label is shown as it is."""
        label = self.labels.get(value)
        return value if label is None else label.get(language) or label["en"]

    def value_of(self, text: str) -> str | None:
        """Return the value a typed text means, in any language; None when it is none of them.

        Booleans answer "yes" or "no".
        """
        return self.readings.get(header_key(text))

    def allowed(self, language: str) -> tuple[str, ...]:
        """Return the labels to choose from, in order."""
        return tuple(self.label(value, language) for value in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab: its columns in order, and the column whose text is a row's id."""

    name: str
    titles: Bilingual
    descriptions: Bilingual
    aliases: tuple[str, ...] = ()
    fields: Mapping[str, Field]
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Every header people may use, folded by `header_key`, to its column's name."""
    primary_key: str
    append_only: bool = False
    freeze: str = ""
    print_to: str = ""
    is_optional: bool = False
    """Whether only some teams have the tab; `init` makes it for those who ask for a course."""

    def title(self, language: str) -> str:
        """Return the tab's name as people of that language see it."""
        return self.titles.get(language) or self.titles["en"]

    def description(self, language: str) -> str:
        """Return what the tab is for."""
        return self.descriptions.get(language) or self.descriptions["en"]

    @property
    def usual(self) -> dict[str, Field]:
        """The columns `init` makes, in order."""
        return {name: field for name, field in self.fields.items() if not field.is_optional}

    def find_title(self, existing: Iterable[str]) -> str | None:
        """Return which of a workbook's tabs is this one, None when it is not there.

        Titles win over aliases, so that a team's own tab never hides ours.
        """
        by_key: dict[str, str] = {}
        for title in existing:
            by_key.setdefault(header_key(title), title)
        names = (*self.titles.values(), self.name, *self.aliases)
        return next((by_key[key] for key in map(header_key, names) if key in by_key), None)

    def field(self, name: str) -> Field:
        """Return the column of that name; KeyError when the schema has none."""
        return self.fields[name]

    def field_named(self, header: str) -> str | None:
        """Return the name of the column a header text stands for, None when it is the team's own."""
        return self.headers.get(header_key(header))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """All tabs by name, in the order a new workbook shows them, and the settings by key."""

    tabs: Mapping[str, Tab]
    settings: Mapping[str, Field]

    @property
    def made(self) -> dict[str, Tab]:
        """The tabs `init` makes, in order; an optional one that is there is kept up all the same."""
        return {name: tab for name, tab in self.tabs.items() if not tab.is_optional}

    def with_all_tabs(self) -> "Schema":
        """Return the schema as a team has it that wants the optional tabs, too."""
        return self.with_tabs(self.tabs)

    def with_tabs(self, names: Container[str]) -> "Schema":
        """Return the schema as a team has it that has these optional tabs, too."""
        return replace(
            self,
            tabs={
                name: replace(tab, is_optional=tab.is_optional and name not in names)
                for name, tab in self.tabs.items()
            },
        )

    def setting_named(self, text: str) -> str | None:
        """Return the key of the setting a text names, in any language, None when it is none."""
        return next((key for key, setting in self.settings.items() if setting.matches(text)), None)


def schema_folder() -> Path:
    """Return where sheets_schema/ stands: inside the installed package, or in the checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "_shipped" / "sheets_schema"
    return shipped if shipped.is_dir() else package.parent / "sheets_schema"


@lru_cache(maxsize=1)
def load_schema() -> Schema:
    """Read the schema Lembar works with, once a process."""
    from automation.workbook.schema_files import read_schema

    return read_schema(schema_folder())

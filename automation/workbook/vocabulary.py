"""The words a file of sheets_schema/ may use, as types. Nothing runs here.

Outside `lembar` they are Table Schema's own (https://specs.frictionlessdata.io/table-schema/);
inside `lembar` they are ours: both languages, who writes, how the tab looks. A test refuses every
word that does not stand here.
"""

from typing import Literal, TypedDict

Bilingual = dict[str, str]
"""One text by language: `en` and `id`, both of them always."""


ToneName = Literal["faint", "soft", "ask", "wait", "ready", "good", "done", "bad", "strong", "warn"]


class RawLabel(TypedDict, total=False):
    """How people see and type one value."""

    en: str
    id: str
    aliases: list[str]
    tone: ToneName


class RawConstraints(TypedDict, total=False):
    """Table Schema's constraints, as far as they are used here."""

    required: bool
    unique: bool
    enum: list[str]
    minimum: float
    maximum: float


class RawFieldExtras(TypedDict, total=False):
    """What Table Schema has no words for, about a column or a setting."""

    writer: Literal["people", "machine"]
    titles: Bilingual
    descriptions: Bilingual
    aliases: list[str]
    labels: dict[str, RawLabel]
    labels_of: str
    """`tab.field` whose labels are meant here too."""
    tones: dict[str, ToneName]
    tone: ToneName
    list: Literal["comma", "lines", "blocks"]
    lookup: str
    """The tab whose ids are offered for choosing."""
    open: bool
    """Whether other values than the offered ones are welcome."""
    default: str
    width: int
    """In characters, as spreadsheet programs count column widths."""
    group: int
    folded: bool
    optional: bool


class RawField(TypedDict, total=False):
    """One column, or one setting."""

    name: str
    type: Literal["string", "integer", "number", "boolean", "datetime", "time"]
    format: Literal["email", "uri"]
    constraints: RawConstraints
    lembar: RawFieldExtras


class RawTabExtras(TypedDict, total=False):
    """What Table Schema has no words for, about a tab."""

    titles: Bilingual
    aliases: list[str]
    descriptions: Bilingual
    append_only: bool
    freeze: str
    """The last column that stays in view when one scrolls to the right."""
    print_to: str
    """The last column that is printed; without it, all are."""
    optional: bool
    """Whether `init` makes it only for teams that ask for it."""


class RawTab(TypedDict, total=False):
    """One file."""

    name: str
    primaryKey: str
    lembar: RawTabExtras
    fields: list[RawField]
    settings: list[RawField]

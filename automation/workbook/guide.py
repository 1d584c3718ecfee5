"""The guide tab: a page of text in the team's language, laid out from sheets_schema/guide.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Generic, Protocol, TypedDict, TypeVar, cast

from automation.domain.learning.marking import PASS_SCORE
from automation.workbook.colours import MACHINE, PAGE, PEOPLE, QUIET_INK, Palette
from automation.workbook.schema import Field, Schema, Tab, Tone, Writer, schema_folder
from automation.workbook.schema_files import read_yaml

GUIDE = "guide"
"""The page's name where tabs are named; it is no tab of the schema."""

_WIDTHS = {0: 3, 1: 27, 2: 76, 3: 24}
_LINE_PX = 19

_Bilingual = dict[str, str]


class _Section(TypedDict, total=False):
    heading: _Bilingual
    lines: list[_Bilingual]
    steps: list[_Bilingual]
    legend: bool
    states: bool
    tabs: bool


class _Explained(TypedDict):
    means: _Bilingual
    who: _Bilingual


class GuidePage(TypedDict):
    """sheets_schema/guide.yaml."""

    name: str
    titles: _Bilingual
    banner: _Bilingual
    words: dict[str, _Bilingual]
    sections: list[_Section]
    states: dict[str, _Explained]


def read_guide() -> GuidePage:
    """Parse the page."""
    return cast("GuidePage", read_yaml(schema_folder() / f"{GUIDE}.yaml"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A tab's words for the page: `{calendar}`, `{calendar[status]}`, `{calendar[status.ready]}`."""

    title: str
    fields: Mapping[str, Field]
    language: str

    def __str__(self) -> str:
        return self.title

    def __getitem__(self, path: str) -> str:
        name, _, value = path.partition(".")
        field = self.fields[name]
        return field.label(value, self.language) if value else field.title(self.language)


def facts_for(schema: Schema, *, language: str, timezone: str) -> dict[str, object]:
    """Return what fills the page's `{places}`."""
    facts: dict[str, object] = {"timezone": timezone, "pass_score": PASS_SCORE}
    for tab in schema.tabs.values():
        fields = schema.settings if tab.name == "settings" else tab.fields
        facts[tab.name] = _Named(tab.title(language), fields, language)
    return facts


Format = TypeVar("Format")
GivenFormat_contra = TypeVar("GivenFormat_contra", contravariant=True)


class GuideSheet(Protocol[GivenFormat_contra]):
    """What the page is written on; rows and columns count from 0, as XlsxWriter's worksheet has it."""

    def set_column(
        self, first: int, last: int, width: float, look: GivenFormat_contra, /
    ) -> object:
        """Set the width, in characters, and the look of some columns."""
        ...

    def set_row_pixels(self, row: int, height: float, /) -> object:
        """Set a row's height."""
        ...

    def hide_gridlines(self, option: int, /) -> object:
        """Draw no lines between cells."""
        ...

    def set_tab_color(self, colour: str, /) -> object:
        """Colour the tab."""
        ...

    def merge_range(
        self, row: int, first: int, last_row: int, last: int, text: str, look: GivenFormat_contra, /
    ) -> object:
        """Write a text across cells."""
        ...

    def write_string(self, row: int, column: int, text: str, look: GivenFormat_contra, /) -> object:
        """Write a text."""
        ...

    def write_url(
        self, row: int, column: int, url: str, look: GivenFormat_contra, text: str, /
    ) -> object:
        """Write a text that leads to a place."""
        ...


class GuideWriter(Generic[Format]):
    """Writes the page downwards, one block after the other."""

    def __init__(
        self,
        sheet: GuideSheet[Format],
        palette: Palette[Format],
        schema: Schema,
        *,
        language: str,
        timezone: str,
    ) -> None:
        self._sheet = sheet
        self._palette = palette
        self._schema = schema
        self._language = language
        self._facts = facts_for(schema, language=language, timezone=timezone)
        self._page = read_guide()
        self._row = 0

    def write(self) -> None:
        """Write the whole page."""
        sheet = self._sheet
        for column, width in _WIDTHS.items():
            sheet.set_column(column, column, width, self._palette.format())
        sheet.hide_gridlines(2)
        sheet.set_tab_color(PAGE)
        self._banner()
        for section in self._page["sections"]:
            self._section(section)

    def _say(self, text: _Bilingual) -> str:
        return text[self._language].format_map(self._facts)

    def _word(self, name: str) -> str:
        return self._page["words"][name][self._language]

    def _next(self, height_px: int) -> int:
        row = self._row
        self._sheet.set_row_pixels(row, height_px)
        self._row += 1
        return row

    def _banner(self) -> None:
        look = self._palette.format(
            bold=True,
            font_size=17,
            font_color="#FFFFFF",
            bg_color=PEOPLE,
            valign="vcenter",
            indent=1,
        )
        row = self._next(56)
        self._sheet.merge_range(row, 1, row, 3, self._page["banner"][self._language], look)

    def _section(self, section: _Section) -> None:
        self._next(14)
        look = self._palette.format(
            bold=True,
            font_size=13,
            font_color=PEOPLE,
            valign="vcenter",
            bottom=2,
            bottom_color=PEOPLE,
        )
        row = self._next(30)
        self._sheet.merge_range(row, 1, row, 3, self._say(section["heading"]), look)
        self._next(6)
        for text in section.get("lines", ()):
            self._paragraph(f"•  {self._say(text)}")
        for number, text in enumerate(section.get("steps", ()), start=1):
            self._paragraph(f"{number}.  {self._say(text)}")
        if "legend" in section:
            self._legend()
        if "states" in section:
            self._states()
        if "tabs" in section:
            self._tabs()

    def _paragraph(self, text: str) -> None:
        look = self._palette.format(text_wrap=True, valign="vcenter", indent=1)
        row = self._next(_height(text, columns=(1, 2, 3)))
        self._sheet.merge_range(row, 1, row, 3, text, look)

    def _legend(self) -> None:
        for writer in Writer:
            text = self._word(f"{writer}_legend")
            row = self._next(_height(text, columns=(2, 3)) + 6)
            look = self._palette.format(
                bold=True,
                font_color="#FFFFFF",
                align="center",
                valign="vcenter",
                bg_color=PEOPLE if writer is Writer.PEOPLE else MACHINE,
            )
            self._sheet.write_string(row, 1, self._word(writer), look)
            body = self._palette.format(text_wrap=True, valign="vcenter", indent=1)
            self._sheet.merge_range(row, 2, row, 3, text, body)

    def _states(self) -> None:
        state = self._schema.tabs["calendar"].fields["state"]
        self._row_of(state.title(self._language), self._word("means"), self._word("who"), head=True)
        for value in state.values:
            explained = self._page["states"][value]
            tone = state.tones.get(value, Tone.FAINT)
            label = state.label(value, self._language)
            self._row_of(
                label, self._say(explained["means"]), self._say(explained["who"]), tone=tone
            )

    def _tabs(self) -> None:
        for tab in self._schema.made.values():
            self._row_of(
                tab.title(self._language),
                tab.description(self._language),
                self._word(writers_of(tab)),
                link=f"internal:'{tab.title(self._language)}'!A1",
            )

    def _row_of(
        self,
        name: str,
        text: str,
        aside: str,
        *,
        tone: Tone | None = None,
        head: bool = False,
        link: str = "",
    ) -> None:
        row = self._next(_height(text, columns=(2,)) + 4)
        quiet = {"font_color": QUIET_INK, "bold": head, "valign": "vcenter", "text_wrap": True}
        if link:
            look = self._palette.format(
                bold=True, font_color=PEOPLE, underline=1, valign="vcenter", indent=1
            )
            self._sheet.write_url(row, 1, link, look, name)
        else:
            look = (
                self._palette.format(**quiet, align="center")
                if tone is None
                else self._palette.pill(tone)
            )
            self._sheet.write_string(row, 1, name, look)
        body = quiet if head else {"valign": "vcenter", "text_wrap": True}
        self._sheet.write_string(row, 2, text, self._palette.format(**body, indent=1))
        self._sheet.write_string(row, 3, aside, self._palette.format(**quiet))


def writers_of(tab: Tab) -> str:
    """Return who writes in a tab: `people`, `machine` or `both`."""
    writers = {field.writer for field in tab.fields.values()}
    return "both" if len(writers) > 1 else next(iter(writers)).value


def _height(text: str, *, columns: tuple[int, ...]) -> int:
    """Estimate a wrapped row's height in pixels; merged cells do not grow by themselves."""
    characters = sum(_WIDTHS[column] for column in columns)
    return ceil(len(text) / (characters * 1.2)) * _LINE_PX + 5

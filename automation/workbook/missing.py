"""What a workbook that exists still lacks of the schema. Pure; `init` adds it and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.workbook.locate import header_key
from automation.workbook.schema import Field, Schema, Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingColumn:
    """A column to add at the right end of a tab. `header` is in the team's language."""

    tab: str
    tab_title: str
    field: Field
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What to add. `titles` are the tabs that are there, by name, as they stand."""

    tabs: tuple[str, ...]
    columns: tuple[MissingColumn, ...]
    titles: Mapping[str, str]

    @property
    def is_nothing(self) -> bool:
        """Whether the workbook is complete."""
        return not self.tabs and not self.columns


def missing(schema: Schema, headers: Mapping[str, Sequence[object]], language: str) -> Missing:
    """Compare a workbook with the schema.

    Args:
        schema: What there should be.
        headers: The header row of every tab in the workbook, by the tab's title as it stands.
        language: `en` or `id`; new columns are called as people of that language say.
    """
    titles = {
        name: title
        for name, tab in schema.tabs.items()
        if (title := tab.find_title(headers)) is not None
    }
    return Missing(
        tabs=tuple(name for name in schema.made if name not in titles),
        columns=tuple(
            column
            for name, title in titles.items()
            for column in _columns(schema.tabs[name], title, headers[title], language)
        ),
        titles=titles,
    )


def _columns(tab: Tab, title: str, header: Sequence[object], language: str) -> list[MissingColumn]:
    there = {tab.headers.get(header_key(str(cell))) for cell in header if cell is not None}
    return [
        MissingColumn(tab=tab.name, tab_title=title, field=field, header=field.title(language))
        for field in tab.usual.values()
        if field.name not in there
    ]

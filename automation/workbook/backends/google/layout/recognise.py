"""Which of the tabs that stand there is which of ours, and what the team says in them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.domain.team.channel import Channel
from automation.domain.team.member import Member
from automation.workbook.backends.google.layout.page import is_guide
from automation.workbook.backends.google.layout.standing import Standing, StandingTab
from automation.workbook.decode import SettingsReader, decode_channels, decode_members
from automation.workbook.guide import GUIDE
from automation.workbook.open_tab import OpenTab, open_tab
from automation.workbook.protocol import Cell, Grid
from automation.workbook.schema import Schema

Rows = Sequence[Sequence[Cell]]
TEAM_TABS = ("settings", "members", "channels")
"""The tabs that are read whole: what they say decides what is made."""

BLANK_CELLS_MAX = 26_000
"""A tab as large as Google makes them; a larger one is not looked through to call it empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Our tabs by name; those known by their tag only were renamed."""

    tabs: Mapping[str, StandingTab]
    renamed: Mapping[str, StandingTab]
    guide: StandingTab | None
    strangers: Sequence[StandingTab]

    @property
    def is_fresh(self) -> bool:
        """Whether nothing of ours stands there."""
        return not self.tabs and not self.renamed

    @property
    def maybe_blank(self) -> StandingTab | None:
        """The one tab of a new sheet, to be looked at: perhaps it is empty."""
        if not self.is_fresh or self.guide is not None or len(self.strangers) != 1:
            return None
        [only] = self.strangers
        size = only.row_count * only.column_count
        return only if not only.has_objects and size <= BLANK_CELLS_MAX else None


def recognise(schema: Schema, standing: Standing) -> Recognised:
    """Find our tabs by title, as every run does, and renamed ones by their tag."""
    by_title = {tab.title: tab for tab in standing.tabs}
    tabs = {
        name: by_title[title]
        for name, tab in schema.tabs.items()
        if (title := tab.find_title(by_title)) is not None
    }
    found = {tab.id for tab in tabs.values()}
    renamed = {
        tab.name: tab
        for tab in standing.tabs
        if tab.name in schema.tabs and tab.name not in tabs and tab.id not in found
    }
    guides = [
        tab
        for tab in standing.tabs
        if tab.id not in found and (tab.name == GUIDE or is_guide(tab.title))
    ]
    ours = found | {tab.id for tab in guides} | {tab.id for tab in renamed.values()}
    return Recognised(
        tabs=tabs,
        renamed=renamed,
        guide=next(iter(guides), None),
        strangers=[tab for tab in standing.tabs if tab.id not in ours],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """What the team's own tabs say."""

    language: str
    timezone: str
    members: Sequence[Member] = ()
    channels: Sequence[Channel] = ()


def team_of(
    schema: Schema, found: Recognised, whole: Mapping[int, Rows], *, language: str, timezone: str
) -> Team:
    """Read the team's tabs; a sheet without settings has the language and zone it was asked for."""
    opened = {
        name: _opened(schema, name, found.tabs[name], whole)
        for name in TEAM_TABS
        if name in found.tabs and found.tabs[name].id in whole
    }
    if "settings" in opened:
        settings = SettingsReader(opened["settings"], schema).read()
        language, timezone = settings.language, settings.timezone.key
    members = decode_members(opened["members"], language)[0] if "members" in opened else {}
    channels = decode_channels(opened["channels"], language)[0] if "channels" in opened else {}
    return Team(
        language=language,
        timezone=timezone,
        members=list(members.values()),
        channels=list(channels.values()),
    )


def _opened(schema: Schema, name: str, tab: StandingTab, whole: Mapping[int, Rows]) -> OpenTab:
    return open_tab(schema.tabs[name], Grid(tab.title, whole[tab.id]))

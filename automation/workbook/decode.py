"""Cells to domain values for what a team sets up: settings, members, channels. Pure.

One bad row never stops the others: what cannot be read is a finding, and reads as its safest value.
"""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from automation.domain.clock import read_time_of_day
from automation.domain.ids import ChannelId, MemberId
from automation.domain.problems import cell_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.team.channel import Channel, Policy, names_file, web_host
from automation.domain.team.member import Member, Role
from automation.domain.team.proof import Proof
from automation.domain.team.team_settings import Strictness, TeamSettings
from automation.workbook.locate import header_key
from automation.workbook.open_tab import OpenTab, Record, choices_of, number_of, split, text_of
from automation.workbook.protocol import Cell
from automation.workbook.schema import Schema

MINUTES_MAX = 525_600
"""The longest grace, in minutes: a year."""
DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")


def zone_named(name: str) -> ZoneInfo | None:
    """Return the time zone of that name; WIB, WITA and WIT are Indonesia's three."""
    short = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
    try:
        return ZoneInfo(short.get(name.strip().upper(), name.strip()))
    except (ValueError, OSError, KeyError):
        return None


class SettingsReader:
    """Reads the settings tab. An unreadable zone or pause cell stops publishing: that is safest."""

    def __init__(self, tab: OpenTab | None, schema: Schema) -> None:
        self._schema = schema
        self._cells: dict[str, Cell] = {}
        self._language = "en"
        self.problems: list[Problem] = []
        for record in tab.records() if tab else ():
            key = schema.setting_named(record.text("setting"))
            if key is not None:
                self._cells.setdefault(key, record.raw("value"))

    def read(self) -> TeamSettings:
        """Return the settings; what is not set has its default."""
        language = self._schema.settings["language"]
        self._language = language.value_of(self._text("language")) or "en"
        zone_text = self._text("timezone")
        zone = zone_named(zone_text) if zone_text else DEFAULT_ZONE
        if zone is None:
            self._find(cell_kinds.UNKNOWN_ZONE, value=zone_text)
        return TeamSettings(
            timezone=zone or DEFAULT_ZONE,
            language=self._language,
            grace=timedelta(minutes=self._minutes("grace_minutes", 120)),
            paused=self._flag("pause", default=False, unreadable=True) or zone is None,
            strictness=self._strictness(),
            self_approval=self._flag("self_approval", default=False, unreadable=False),
            approval_covers_time=self._flag("approval_covers_time", default=False, unreadable=True),
            fit_pictures=self._flag("fit_pictures", default=False, unreadable=False),
            quiet_from=self._time("quiet_from"),
            quiet_until=self._time("quiet_until"),
            trusted_editors=frozenset(split(self._text("trusted_editors"), "comma")),
        )

    def _text(self, key: str) -> str:
        return text_of(self._cells.get(key)).strip()

    def _strictness(self) -> Strictness:
        value = self._schema.settings["strictness"].value_of(self._text("strictness"))
        return Strictness(value) if value else Strictness.STRICT

    def _minutes(self, key: str, default: int) -> float:
        text = self._text(key)
        if not text:
            return default
        minutes = number_of(text)
        if minutes is None or not 1 <= minutes <= MINUTES_MAX:
            self._find(cell_kinds.NOT_A_NUMBER, value=text, column=key)
            return default
        return minutes

    def _flag(self, key: str, *, default: bool, unreadable: bool) -> bool:
        cell = self._cells.get(key)
        if isinstance(cell, bool):
            return cell
        text = self._text(key)
        if not text:
            return default
        setting = self._schema.settings[key]
        value = setting.value_of(text)
        if value is None:
            self._find(
                cell_kinds.UNKNOWN_VALUE,
                value=text,
                column=key,
                choices=choices_of(setting, self._language),
            )
            return unreadable
        return value == "yes"

    def _time(self, key: str) -> time | None:
        cell = self._cells.get(key)
        if cell is None or cell == "":
            return None
        at = read_time_of_day(cell)
        if at is None:
            self._find(cell_kinds.NOT_A_TIME, value=text_of(cell), column=key)
        return at

    def _find(self, kind: ProblemKind, /, **facts: object) -> None:
        column = str(facts.get("column", "timezone"))
        self.problems.append(
            Problem(kind=kind, tab="settings", row=column, column="value", facts=facts)
        )


def decode_members(tab: OpenTab, language: str) -> tuple[dict[MemberId, Member], list[Problem]]:
    """Read the members; of equal names the first row counts."""
    members: dict[MemberId, Member] = {}
    problems: list[Problem] = []
    known: set[str] = set()
    for record in tab.records():
        name = MemberId(record.row_id)
        if not name:
            continue
        if _is_known(name, known):
            record.find(cell_kinds.DUPLICATE_NAME, "name", value=name, tab=tab.title)
        else:
            own = record.open_tab.tab.fields["language"].value_of(record.text("language"))
            members[name] = Member(
                id=name,
                email=record.text("email"),
                roles=_roles(record, "roles", language),
                google=record.text("google_user"),
                language=own or "",
                weekly_hours=record.number("weekly_hours"),
                active=record.flag("active", default=True, language=language),
            )
        problems += record.problems
    return members, problems


def _is_known(name: str, known: set[str]) -> bool:
    """Say whether a name stood further up, in whatever case; note it for the rows below."""
    key = header_key(name)
    seen = key in known
    known.add(key)
    return seen


def _roles(record: Record, name: str, language: str) -> frozenset[Role]:
    column = record.open_tab.tab.fields[name]
    roles = set()
    for word in record.items(name):
        value = column.value_of(word)
        if value is None:
            record.find(
                cell_kinds.UNKNOWN_VALUE,
                name,
                column=name,
                value=word,
                choices=choices_of(column, language),
            )
        else:
            roles.add(Role(value))
    return frozenset(roles)


def decode_channels(tab: OpenTab, language: str) -> tuple[dict[ChannelId, Channel], list[Problem]]:
    """Read the channels; an unreadable policy counts as required."""
    channels: dict[ChannelId, Channel] = {}
    problems: list[Problem] = []
    known: set[str] = set()
    for record in tab.records():
        name = ChannelId(record.row_id)
        if not name:
            continue
        if _is_known(name, known):
            record.find(cell_kinds.DUPLICATE_NAME, "channel", value=name, tab=tab.title)
        else:
            channels[name] = _channel(name, record, language)
        problems += record.problems
    return channels, problems


def _channel(name: ChannelId, record: Record, language: str) -> Channel:
    address = record.text("address")
    if not web_host(address) and not names_file(address):
        record.find(cell_kinds.BAD_ADDRESS, "address", channel=name, value=address)
    zone_text = record.text("timezone")
    zone = zone_named(zone_text) if zone_text else None
    if zone_text and zone is None:
        record.find(cell_kinds.UNKNOWN_ZONE, "timezone", value=zone_text)
    levels = [_roles(record, f"level_{level}", language) for level in (1, 2, 3)]
    while levels and not levels[-1]:
        levels.pop()
    proof = Proof(record.choice("proof", Proof.DECLARED, language))
    readable = not record.problems
    return Channel(
        id=name,
        network=record.choice("network", record.text("network").casefold(), language),
        address=address,
        policy=Policy(record.choice("policy", Policy.REQUIRED, language)),
        levels=tuple(levels),
        proof=proof,
        posts_per_day=record.whole("posts_per_day"),
        timezone=zone,
        active=record.flag("active", default=True, language=language) and readable,
    )

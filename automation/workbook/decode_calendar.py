"""Calendar rows to posts. Pure; built to read a hundred thousand rows without haste or waste."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

from automation.domain.clock import Misread, Reading, read_moment
from automation.domain.content.post import Answer, Ask, Choice, Post, Status, revision_seen
from automation.domain.ids import NO_POST, NO_REVISION, ChannelId, MemberId, PostId
from automation.domain.problems import cell_kinds
from automation.domain.problems.problem import Problem
from automation.domain.team.channel import Channel
from automation.domain.team.member import Member, find_member
from automation.domain.team.team_settings import TeamSettings
from automation.workbook.open_tab import OpenTab, Record, nearest, text_of
from automation.workbook.protocol import RowRef

LEVELS = tuple((level, f"decision_{level}", f"approver_{level}") for level in (1, 2, 3))
"""Each level with the columns of its decision and its approver."""
OWN_TEXT = "text_"
"""A column `text_NETWORK` holds the text for one network alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """What a calendar row refers to."""

    settings: TeamSettings
    channels: Mapping[ChannelId, Channel]
    members: Mapping[MemberId, Member]


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A post and where it stands. `is_new` when the row had no id of its own yet."""

    post: Post
    ref: RowRef
    is_new: bool
    problems: tuple[Problem, ...]


def decode_calendar(tab: OpenTab, team: Team, new_id: Callable[[], str]) -> list[CalendarRow]:
    """Read every calendar row. A row without an id, or with another row's, gets a new one.

    A new row counts as never seen, even when it was copied with the machine's cells filled.
    """
    reader = _Reader(tab, team)
    names = _Names(tab, new_id)
    rows = [
        reader.row(record, NO_POST if record.row_id else names.fresh()) for record in tab.records()
    ]
    for index in list(_copies(rows)):
        ref = rows[index].ref
        rows[index] = reader.row(Record(tab, ref.index, ref.as_read), names.fresh())
    return rows


def _copies(rows: Sequence[CalendarRow]) -> Iterator[int]:
    """Yield the places of rows that carry another's id: copies are made for a later time, below."""
    originals: dict[PostId, int] = {}
    for index, row in enumerate(rows):
        first = originals.setdefault(row.post.id, index)
        if first == index:
            continue
        if _planned(row) < _planned(rows[first]):
            originals[row.post.id] = index
            yield first
        else:
            yield index


def _planned(row: CalendarRow) -> float:
    return row.post.publish_at.timestamp() if row.post.publish_at else inf


class _Names:
    """Gives ids that no row has, wherever it stands."""

    def __init__(self, tab: OpenTab, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._taken = set(tab.ids())

    def fresh(self) -> PostId:
        """Return an id that is nobody's yet."""
        while (candidate := self._new_id()) in self._taken:
            continue
        self._taken.add(candidate)
        return PostId(candidate)


class _Reader:
    def __init__(self, tab: OpenTab, team: Team) -> None:
        self._team = team
        self._language = team.settings.language
        self._channels = {name.casefold(): name for name in team.channels}
        self._known: dict[str, tuple[ChannelId, ...]] = {}
        self._members: dict[str, bool] = {}
        self._own_texts = [
            (name, name.removeprefix(OWN_TEXT)) for name in tab.columns if name.startswith(OWN_TEXT)
        ]

    def row(self, record: Record, new_id: PostId = NO_POST) -> CalendarRow:
        """Read one row; with `new_id` it is a new one, whatever stands in the machine's cells."""
        ref = record.ref
        if new_id:  # the id it was copied with is another row's, also when it is written
            ref = replace(ref, id="")
            record.row_id = new_id
        post = self._post(record, is_new=bool(new_id))
        return CalendarRow(post, ref, bool(new_id), tuple(record.problems))

    def _post(self, record: Record, *, is_new: bool) -> Post:
        text = record.text
        channels = self._post_channels(record)
        answer, address = _answer(record)
        for hidden in record.open_tab.hidden.get(record.index, ())[:1]:
            record.find(cell_kinds.MERGED_CELL, hidden, column=hidden)
        owner = text("owner")
        post_id = PostId(record.row_id)
        seen = NO_REVISION if is_new else revision_seen(text("revision"), post_id)
        status = Status(record.choice("status", Status.IDEA, self._language))
        if owner and status is Status.READY and not self._is_member(owner):
            record.find(cell_kinds.UNKNOWN_OWNER, "owner", value=owner, column="owner")
        return Post(
            id=post_id,
            title=text("title"),
            channels=channels,
            publish_at=_moment(record, self._zone(channels), self._language),
            status=status,
            owner=owner,
            text=text("text"),
            texts={network: own for name, network in self._own_texts if (own := text(name))},
            link=text("link"),
            media=tuple(part for part in record.items("media") if part),
            alt_texts=tuple(record.items("alt_text")),
            headline=text("headline"),
            topic=text("topic").removeprefix("#").strip(),
            first_comment=text("first_comment"),
            thread=tuple(record.items("thread")),
            content_warning=text("content_warning"),
            visibility=record.choice("visibility", "", self._language),
            language=_language_code(record),
            campaign=text("campaign"),
            asset=text("asset"),
            asks=self._asks(record),
            feedback=text("feedback"),
            answer=answer,
            answer_address=address,
            last_revision=seen,
            seen_at=None if seen == NO_REVISION else _seen_at(text("seen_at")),
        )

    def _is_member(self, owner: str) -> bool:
        if owner not in self._members:
            self._members[owner] = find_member(self._team.members.values(), owner) is not None
        return self._members[owner]

    def _zone(self, channels: tuple[ChannelId, ...]) -> ZoneInfo:
        own = self._team.channels[channels[0]].timezone if channels else None
        return own or self._team.settings.timezone

    def _post_channels(self, record: Record) -> tuple[ChannelId, ...]:
        """Return the channels a cell names; cells without a finding are few, and read once."""
        text = record.text("channels")
        known = self._known.get(text)
        if known is None:
            found_before = len(record.problems)
            known = self._channels_named(record)
            if len(record.problems) == found_before:
                self._known[text] = known
        return known

    def _channels_named(self, record: Record) -> tuple[ChannelId, ...]:
        found: list[ChannelId] = []
        for word in record.items("channels"):
            channel = self._channels.get(word.casefold())
            if channel is None:
                record.find(
                    cell_kinds.UNKNOWN_CHANNEL,
                    "channels",
                    value=word,
                    nearest=nearest(word, list(self._team.channels)),
                    choices=", ".join(self._team.channels),
                )
            elif channel not in found:
                found.append(channel)
        return tuple(found)

    def _asks(self, record: Record) -> tuple[Ask, ...]:
        asks = []
        for level, decision, approver in LEVELS:
            choice = record.choice(decision, "", self._language)
            if choice:
                asks.append(Ask(level=level, approver=record.text(approver), choice=Choice(choice)))
        return tuple(asks)


def _seen_at(text: str) -> datetime | None:
    """Return the machine's own time; one that people spoilt is not known."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _language_code(record: Record) -> str:
    """Return the code of the language chosen, or what was typed: other languages have codes too."""
    text = record.text("post_language")
    return record.open_tab.tab.fields["post_language"].value_of(text) or text


def _answer(record: Record) -> tuple[Answer | None, str]:
    text = record.text("answer")
    if not text:
        return None, ""
    if text.startswith(("https://", "http://")):
        return Answer.THERE, text
    value = record.open_tab.tab.fields["answer"].value_of(text)
    return (Answer(value), "") if value else (None, "")


def _moment(record: Record, zone: ZoneInfo, language: str) -> datetime | None:
    cell = record.raw("publish_at")
    if cell is None or cell == "":
        return None
    reading = read_moment(cell, zone, language)
    if reading.moment is None:
        _find_misread(record, reading, text_of(cell), zone)
    return reading.moment


def _find_misread(record: Record, reading: Reading, value: str, zone: ZoneInfo) -> None:
    options = [f"{option:%Y-%m-%d %H:%M}" for option in reading.options]
    match reading.misread:
        case Misread.NO_TIME_OF_DAY:
            record.find(cell_kinds.NO_TIME_OF_DAY, "publish_at", value=value, column="publish_at")
        case Misread.TWO_DATES:
            record.find(
                cell_kinds.TWO_DATES, "publish_at", value=value, first=options[0], second=options[1]
            )
        case Misread.IN_GAP:
            record.find(
                cell_kinds.TIME_IN_GAP,
                "publish_at",
                value=value,
                zone=zone.key,
                suggestion=options[0],
            )
        case Misread.TWICE:
            record.find(cell_kinds.TIME_TWICE, "publish_at", value=value, zone=zone.key)
        case _:
            record.find(cell_kinds.NOT_A_TIME, "publish_at", value=value, column="publish_at")

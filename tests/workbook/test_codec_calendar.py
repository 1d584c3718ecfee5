"""Calendar rows to posts: every field, every finding, and rows that people copied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.content.post import Answer, Ask, Choice, Post, Status
from automation.domain.ids import NO_REVISION, ChannelId, PostId, Revision
from automation.domain.team.team_settings import TeamSettings
from automation.language import english
from automation.workbook.decode import decode_channels, decode_members
from automation.workbook.decode_calendar import CalendarRow, Team, decode_calendar
from automation.workbook.protocol import Cell
from tests.workbook.pages import (
    CALENDAR,
    CHANNELS,
    MEMBERS,
    POST,
    CellsOf,
    headers,
    new_ids,
    opened,
    rows,
)  # fmt: skip

JAKARTA = ZoneInfo("Asia/Jakarta")
NINE = datetime(2026, 11, 21, 9, tzinfo=JAKARTA)
TEAM = Team(
    settings=TeamSettings(timezone=JAKARTA, language="id"),
    channels=decode_channels(opened("channels", rows("channels", CHANNELS)), "id")[0],
    members=decode_members(opened("members", rows("members", MEMBERS)), "id")[0],
)


def decoded(*cells: CellsOf, team: Team = TEAM, language: str = "en") -> list[CalendarRow]:
    tab = opened("calendar", rows("calendar", cells, language))
    return decode_calendar(tab, team, new_ids("N"))


def post(team: Team = TEAM, **cells: Cell) -> Post:
    (row,) = decoded({**POST, **cells}, team=team)
    return row.post


def codes(**cells: Cell) -> list[str]:
    (row,) = decoded({**POST, **cells})
    assert all(problem.say(english) for problem in row.problems)
    return [problem.code for problem in row.problems]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_full_row_is_read_whole_in_either_language(language: str) -> None:
    cells: CellsOf = {
        "post": "P-1", "title": "Kopi susu", "channels": "Brand, support", "status": "Siap",
        "publish_at": datetime(2026, 11, 21, 9), "owner": "Ayu Lestari", "text": " Selamat pagi ☕ ",  # noqa: DTZ001
        "text_mastodon": "Khusus Mastodon", "link": "https://kopi.example/menu",
        "media": "kopi.jpg\nhttps://kopi.example/biji.jpg", "alt_text": "Cangkir\nBiji",
        "first_comment": "Tanya di sini", "thread": "Dua\n---\nTiga", "content_warning": "Kafein",
        "visibility": "Di luar lini masa publik", "post_language": "Bahasa Indonesia",
        "campaign": "Lebaran", "asset": "Artikel 7", "approver_1": "Budi Santoso",
        "decision_1": "Setuju", "approver_3": "budi@kopi.example", "decision_3": "Tolak",
        "feedback": "Bagus", "answer": "https://kopi.example/@brand/1", "revision": f"{'a' * 32} P-1",
        "state": "Terjadwal",
    }  # fmt: skip

    (row,) = decoded(cells, language=language)

    assert row.problems == ()
    assert not row.is_new
    assert row.post == Post(
        id=PostId("P-1"), title="Kopi susu", channels=(ChannelId("brand"), ChannelId("support")),
        publish_at=NINE, status=Status.READY, owner="Ayu Lestari", text="Selamat pagi ☕",
        texts={"mastodon": "Khusus Mastodon"}, link="https://kopi.example/menu",
        media=("kopi.jpg", "https://kopi.example/biji.jpg"), alt_texts=("Cangkir", "Biji"),
        first_comment="Tanya di sini", thread=("Dua", "Tiga"), content_warning="Kafein",
        visibility="unlisted", language="id", campaign="Lebaran", asset="Artikel 7",
        asks=(
            Ask(level=1, approver="Budi Santoso", choice=Choice.APPROVE),
            Ask(level=3, approver="budi@kopi.example", choice=Choice.REJECT),
        ),
        feedback="Bagus", answer=Answer.THERE, answer_address="https://kopi.example/@brand/1",
        last_revision=Revision("a" * 32),
    )  # fmt: skip


def test_a_row_of_a_title_alone_is_an_idea() -> None:
    (row,) = decoded({"title": "Nanti dulu"})

    assert row.post == Post(id=PostId("N-1"), title="Nanti dulu")
    assert row.problems == ()


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"status": "redy"}, ["unknown_value"]),
        ({"visibility": "teman"}, ["unknown_value"]),
        ({"decision_1": "oke"}, ["unknown_value"]),
        ({"channels": "brnad"}, ["unknown_channel"]),
        ({"channels": "brand, apa, itu"}, ["unknown_channel", "unknown_channel"]),
        ({"owner": "Dewi"}, ["unknown_owner"]),
        ({"owner": "Dewi", "status": "Idea"}, []),
        ({"owner": "  ayu   LESTARI "}, []),
        ({"text": "#REF!"}, ["cell_error"]),
        ({"text": "#REF!", "link": "#N/A"}, ["cell_error", "cell_error"]),
        ({"publish_at": "besok"}, ["not_a_time"]),
        ({"publish_at": "#N/A"}, ["not_a_time"]),
        ({"publish_at": date(2026, 11, 21)}, ["no_time_of_day"]),
        ({"publish_at": None}, []),
        ({"answer": "mungkin"}, []),
    ],
    ids=str,
)
def test_what_nobody_can_read_is_a_finding_about_its_row(
    cells: dict[str, Cell], found: list[str]
) -> None:
    assert codes(**cells) == found


def test_an_ambiguous_date_is_a_question_to_an_english_team_alone() -> None:
    english_team = replace(TEAM, settings=replace(TEAM.settings, language="en"))
    (row,) = decoded({**POST, "publish_at": "03/04/2026 09:00"}, team=english_team)

    assert [problem.say(english) for problem in row.problems] == [
        (
            "“03/04/2026 09:00” can be read as 2026-04-03 09:00 or as 2026-03-04 09:00. "
            "Write the year first: 2026-04-03 09:00 or 2026-03-04 09:00. (the post's owner)"
        )
    ]
    assert post(publish_at="03/04/2026 09:00").publish_at == datetime(2026, 4, 3, 9, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("2027-03-28 02:30", "time_in_gap"), ("2026-10-25 02:30", "time_twice")],
)
def test_an_hour_that_the_clocks_change_is_a_finding(typed: str, code: str) -> None:
    berlin = replace(TEAM, settings=replace(TEAM.settings, timezone=ZoneInfo("Europe/Berlin")))
    (row,) = decoded({**POST, "publish_at": typed}, team=berlin)

    assert [problem.code for problem in row.problems] == [code]
    assert "Europe/Berlin" in row.problems[0].say(english)


def test_the_first_channels_own_zone_is_the_rows() -> None:
    channel = replace(TEAM.channels[ChannelId("support")], timezone=ZoneInfo("Asia/Makassar"))
    team = replace(TEAM, channels={**TEAM.channels, channel.id: channel})

    assert post(team, channels="support, brand").publish_at == NINE.replace(
        tzinfo=ZoneInfo("Asia/Makassar")
    )
    assert post(team, channels="brand, support").publish_at == NINE


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("there", (Answer.THERE, "")),
        ("not_there", (Answer.NOT_THERE, "")),
        (" https://kopi.example/@brand/1 ", (Answer.THERE, "https://kopi.example/@brand/1")),
        ("", (None, "")),
    ],
)
def test_an_answer_is_a_choice_or_a_pasted_address(
    answer: str, expected: tuple[Answer | None, str]
) -> None:
    found = post(answer=answer)

    assert (found.answer, found.answer_address) == expected


@pytest.mark.parametrize(
    ("cell", "text"),
    [(62_812.0, "62812"), ("+62 812", "+62 812"), ("007", "007"), ("=1+1", "=1+1"), (True, "yes")],
)
def test_numbers_and_formulas_in_a_text_cell_are_text(cell: Cell, text: str) -> None:
    assert post(text=cell).text == text


def test_an_empty_alt_text_keeps_its_place() -> None:
    assert post(media="a.jpg\nb.jpg\nc.jpg", alt_text="\n\nBiji").alt_texts == ("", "", "Biji")


# Rows without an id, and with another's


def ids(found: Sequence[CalendarRow]) -> list[tuple[str, bool]]:
    return [(str(row.post.id), row.is_new) for row in found]


SEEN: CellsOf = {**POST, "post": "P-1", "revision": f"{'a' * 32} P-1", "state": "Published"}


def test_rows_without_an_id_get_one_and_the_others_keep_theirs() -> None:
    assert ids(decoded(POST, SEEN, POST)) == [("N-1", True), ("P-1", False), ("N-2", True)]


def test_a_copied_row_gets_an_id_of_its_own_and_counts_as_never_seen() -> None:
    original, copy = decoded(SEEN, SEEN)

    assert ids([original, copy]) == [("P-1", False), ("N-1", True)]
    assert original.post.last_revision == "a" * 32
    assert copy.post.last_revision == NO_REVISION


def test_a_copy_that_was_given_an_id_by_hand_counts_as_never_seen() -> None:
    original, copy = decoded(SEEN, {**SEEN, "post": "P-2"})

    assert ids([original, copy]) == [("P-1", False), ("P-2", False)]
    assert original.post.last_revision == "a" * 32
    assert copy.post.last_revision == NO_REVISION


def test_a_mark_that_names_no_post_counts_as_never_seen() -> None:
    """As an older Lembar wrote it: the decision beside it is asked for again, never assumed."""
    (row,) = decoded({**SEEN, "revision": "a" * 32})

    assert ids([row]) == [("P-1", False)]
    assert row.post.last_revision == NO_REVISION


def test_three_rows_with_one_id_are_three_posts() -> None:
    assert ids(decoded(SEEN, SEEN, SEEN)) == [("P-1", False), ("N-1", True), ("N-2", True)]


@pytest.mark.parametrize("later", ["2026-12-01 09:00", None], ids=["a later time", "no time yet"])
def test_a_copy_for_later_does_not_take_the_id_even_when_it_stands_above(later: Cell) -> None:
    copy, original = decoded({**SEEN, "publish_at": later, "text": "Salinan"}, SEEN)

    assert ids([copy, original]) == [("N-1", True), ("P-1", False)]
    assert original.post.last_revision == "a" * 32


def test_findings_of_a_new_row_carry_its_new_id() -> None:
    copied = {**SEEN, "channels": "brnad"}

    for row in decoded(copied, copied, {**copied, "post": None}):
        assert {problem.row for problem in row.problems} == {row.post.id}
        assert len(row.problems) == 1


def test_a_new_id_is_none_that_any_row_has_or_gets() -> None:
    taken = [{**POST, "post": name} for name in ("N-3", "N-1")]

    assert ids(decoded(POST, POST, *taken)) == [
        ("N-2", True), ("N-4", True), ("N-3", False), ("N-1", False),
    ]  # fmt: skip


def test_an_id_that_a_spreadsheet_made_a_number_is_the_same_id() -> None:
    assert ids(decoded({**POST, "post": 12.0})) == [("12", False)]


def test_a_row_is_found_again_by_what_stood_in_it() -> None:
    (row,) = decoded(POST)

    assert (row.ref.id, row.ref.index) == ("", 1)
    assert row.ref.as_read == rows("calendar", [POST])[1]


CELLS: st.SearchStrategy[Cell] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.datetimes() | st.dates() | st.times()
    | st.sampled_from(["P-1", "Ready", "brand", "https://[", "21/11/2026 09.00", "Setuju", "---"])
)  # fmt: skip
NAMES = list(CALENDAR.fields)


@given(
    drawn=st.lists(st.dictionaries(st.sampled_from(NAMES), CELLS, max_size=8), max_size=4),
    language=st.sampled_from(["en", "id"]),
)
def test_whatever_people_type_every_row_is_a_post_of_its_own(
    drawn: list[dict[str, Cell]], language: str
) -> None:
    tab = opened("calendar", [headers("calendar"), *([r.get(n) for n in NAMES] for r in drawn)])
    team = replace(TEAM, settings=replace(TEAM.settings, language=language))

    found = decode_calendar(tab, team, new_ids("N"))

    assert len({row.post.id for row in found}) == len(found) <= len(drawn)
    assert all(row.post.id for row in found)
    assert all(problem.say(english) for row in found for problem in row.problems)

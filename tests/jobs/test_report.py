"""The report: what went out and how it was received; every figure stands in the rows."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from automation.jobs.picture import Bar, Picture
from automation.jobs.result import JobResult, Table
from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team, Wired, wall

Run = Callable[..., JobResult]
HOSTILE = '=1+1 <b>&\x08 <script>alert("x")</script>'


def publish(team: Team, run: Run, *titles: str, **cells: Any) -> None:
    team.write("channels", "brand", policy="none")
    for title in titles:
        team.post(title, **cells)
    run("publish", "09:05")


def measure(team: Team, title: str, at: str = "2026-11-21T10:05:00+07:00", **numbers: int) -> None:
    """Let a network have told these numbers of a post, and no other."""
    post = team.cell(title, "post")
    team.add(
        "snapshots", event=f"S-{post}-{at}", at=at, post=post, channel="brand", mark="1h", **numbers
    )


def table(result: JobResult, title: str) -> list[list[str]]:
    return [list(row) for one in result.tables if one.title == title for row in one.rows]


def test_nothing_out_is_said_in_words_and_never_as_zero(team: Team, run: Run) -> None:
    result = run("report", "09:05")

    assert "0 posts" in result.headline
    assert [one.rows for one in result.tables] == [[], [], []]
    assert all(one.empty for one in result.tables)
    assert result.bars == []
    assert result.next_steps == []
    assert "No post of this period has numbers yet" in result.as_html()


def test_a_number_no_network_told_is_empty_and_not_zero(team: Team, run: Run) -> None:
    publish(team, run, "Kopi pagi", "Kopi sore")
    measure(team, "Kopi pagi", likes=7, shares=0)

    result = run("report", "10:10")

    assert table(result, "What went out") == [
        ["2026-11-21 09:05", "Kopi pagi", "brand", "7", "", "0"],
        ["2026-11-21 09:05", "Kopi sore", "brand", "", "", ""],
    ]
    assert [bar.value for bar in result.bars] == [7, None]
    assert "1 posts have no numbers yet; an empty cell is unknown, not zero." in result.next_steps


def test_the_median_is_of_the_measured_posts_only_and_few_are_said_to_be_few(
    team: Team, run: Run
) -> None:
    publish(team, run, "Satu", "Dua", "Tiga")
    measure(team, "Satu", likes=10, replies=1)
    measure(team, "Dua", likes=4)

    result = run("report", "10:10")

    assert table(result, "By channel") == [["brand", "3", "2", "7½"]]
    assert any("Only 2 posts were measured" in step for step in result.next_steps)


def test_the_newest_numbers_count_and_the_best_come_first(team: Team, run: Run) -> None:
    publish(team, run, "Satu", "Dua")
    measure(team, "Satu", likes=9)
    measure(team, "Dua", likes=1)
    measure(team, "Dua", at="2026-11-21T11:00:00+07:00", likes=12)

    result = run("report", "11:10")

    worked = table(result, "What worked")
    assert [row[::2] for row in worked] == [["Dua", "12"], ["Satu", "9"]]
    assert worked[0][3] == team.cell("Dua", "url")


def test_a_large_number_is_told_to_the_last_digit(team: Team, run: Run) -> None:
    publish(team, run, "Viral")
    measure(team, "Viral", likes=1_234_567)

    result = run("report", "10:10")

    assert table(result, "What went out")[0][3] == "1234567"
    assert ">1234567<" in result.picture().svg()


@pytest.mark.parametrize(("days", "count"), [(1, 1), (2, 2), (None, 2)])
def test_it_looks_back_as_many_days_as_asked(
    team: Team, run: Run, days: int | None, count: int
) -> None:
    publish(team, run, "Kopi pagi")
    team.post("Kopi esok", publish_at=wall("2026-11-22 09:30"))
    run("publish", "2026-11-22 09:35")

    options = {} if days is None else {"days": days}
    result = run("report", "2026-11-22 09:40", **options)

    assert result.counts["out"] == count


def test_the_time_is_the_channels_own(team: Team, run: Run) -> None:
    team.write("channels", "brand", timezone="Asia/Jayapura")
    publish(team, run, "Kopi pagi", publish_at=wall("11:00"))

    result = run("report", "10:10")

    assert table(result, "What went out")[0][0] == "2026-11-21 11:05"


def test_a_report_changes_nothing(team: Team, run: Run) -> None:
    publish(team, run, "Kopi pagi")
    before = team.everything()

    result = run("report", "10:10")

    assert team.everything() == before
    assert not result.changed


def test_it_says_above_everything_that_it_was_a_rehearsal(team: Team, run: Run) -> None:
    publish(team, run, "Kopi pagi")

    result = run("report", "10:10")

    assert result.as_html().startswith("<p><strong>Rehearsal: nothing here is public.")
    assert "Rehearsal: nothing here is public." in result.picture().svg()


def test_what_people_and_networks_write_stays_text_on_the_page_and_in_the_picture(
    team: Team, run: Run
) -> None:
    publish(team, run, HOSTILE)
    measure(team, HOSTILE, likes=3)

    result = run("report", "10:10")

    for shown in (result.as_html(), result.picture().svg()):
        assert "<script" not in shown
        assert "<b>" not in shown
        assert "=1+1 &lt;b&gt;&amp;" in shown
    etree.fromstring(result.picture().svg())


def test_only_a_plain_web_address_becomes_a_link() -> None:
    cells = ["https://kopi.example/a?b=1&c=2", "javascript:alert(1)", "https://a b", 'http://x"y']

    page = Table(title="T", columns=["A"], rows=[[cell] for cell in cells]).as_html()

    assert page.count("<a ") == 2
    assert '<a href="https://kopi.example/a?b=1&amp;c=2">' in page
    assert '<a href="http://x&quot;y">' in page


def test_a_picture_without_bars_is_still_a_picture() -> None:
    svg = Picture([], "Nothing yet").svg()

    assert "Nothing yet" in svg
    etree.fromstring(svg)


def test_a_long_title_without_blanks_is_cut_and_not_lost() -> None:
    svg = Picture([Bar(label="11-21 " + "#kopisusugulaarenpalingenak" * 2, value=1)], "T").svg()

    assert ">11-21 #kopisusugulaarenpalingenak…<" in svg


def test_bars_share_one_scale_and_unknown_is_a_dash() -> None:
    bars = [Bar(label="a", value=10), Bar(label="b", value=5), Bar(label="c", value=None)]

    drawn = etree.fromstring(Picture(bars, "T").svg())

    widths = [float(box.attrib["width"]) for box in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    words = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert widths[0] == 2 * widths[1] > 0
    assert widths[2] == 0
    assert words[-1] == "–"


def test_every_group_has_a_colour_of_its_own_and_a_legend() -> None:
    bars = [Bar(label="a", value=1, group="brand"), Bar(label="b", value=2, group="support")]

    svg = Picture(bars, "T").svg()

    assert ">brand<" in svg
    assert ">support<" in svg
    assert len({box.split('"')[0] for box in svg.split('fill="#')[2:]}) >= 2


def test_in_indonesian_no_english_word_of_ours_is_left(
    make: Callable[..., Team], network: Rehearsal
) -> None:
    team = make("id")
    run = Wired(team, on_run=network.set_clock).run
    publish(team, run, "Kopi pagi")

    page = run("report", "10:10").as_html()

    assert "Latihan" in page
    for word in ("Rehearsal", "posts went out", "By channel", "What worked", "Likes"):
        assert word not in page

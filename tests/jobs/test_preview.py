"""The preview shows each post as it will be sent, when, and why the rest stays; it writes nothing."""

from collections.abc import Callable

import pytest

from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal
from tests.desk_books import Shelf
from tests.desk_builder import Team, Wired, wall

Run = Callable[..., JobResult]


def table(result: JobResult, place: int) -> list[list[str]]:
    return [list(row) for row in result.tables[place].rows]


GOES, WAITS, STAYS = 0, 1, 2


@pytest.fixture
def open_team(team: Team) -> Team:
    """Return a team whose brand channel asks for no approval."""
    team.write("channels", "brand", policy="none")
    return team


def test_an_empty_calendar_has_nothing_to_show_and_says_so(team: Team, run: Run) -> None:
    result = run("preview", "09:05")

    assert [one.rows for one in result.tables] == [[], [], []]
    assert [one.empty for one in result.tables] == ["None."] * 3
    assert result.headline.startswith("0 go out now")


def test_it_shows_to_the_letter_what_publish_then_sends(
    open_team: Team, run: Run, network: Rehearsal
) -> None:
    open_team.post(
        "Kopi pagi", content_warning="Kafein", visibility="unlisted", post_language="id",
        link="https://kopi.example/menu", thread="Satu 🍂\n---\n=2+2 <b>", first_comment="Pesan di sini",
    )  # fmt: skip
    (row,) = table(run("preview", "09:05"), GOES)

    run("publish", "09:05")

    sent = network.posts("kopi_senja")
    parts = row[3].split("\n— ↳ —\n")
    assert len(sent) == len(parts) == 4
    for post, part in zip(sent, parts, strict=True):
        *lines, note = part.splitlines()
        assert "\n".join(lines).removeprefix("Content warning: Kafein\n") == post.text
        assert f"{post.visibility} · {post.language}]" in note
        assert ("Content warning: Kafein" in lines) == (post.spoiler_text == "Kafein")


def test_the_length_is_counted_as_the_network_counts(open_team: Team, run: Run) -> None:
    link = "https://kopi.example/" + "a" * 200
    open_team.post("Tautan", text=f"Baca {link}")

    (row,) = table(run("preview", "09:05"), GOES)

    assert row[3].endswith("[Mastodon · 28 of 500]")


def test_pictures_are_shown_with_their_alt_text_or_the_lack_of_it(
    open_team: Team, run: Run
) -> None:
    assert isinstance(open_team.media, Shelf)
    open_team.media.files |= {"a.png": b"a", "b.png": b"b"}
    open_team.post("Foto", media="a.png\nb.png", alt_text="Secangkir kopi")

    (row,) = table(run("preview", "09:05"), GOES)

    assert "▣ a.png · Secangkir kopi\n▣ b.png · no alt text" in row[3]


def test_what_is_due_says_so_and_what_comes_later_is_in_order(open_team: Team, run: Run) -> None:
    open_team.post("Lusa", publish_at=wall("2026-11-23 09:00"))
    open_team.post("Besok", publish_at=wall("2026-11-22 09:00"))
    open_team.post("Kini", publish_at=wall("09:00"))

    result = run("preview", "09:05")

    assert [row[:2] for row in table(result, GOES)] == [
        ["2026-11-21 09:00 (now)", "Kini"],
        ["2026-11-22 09:00", "Besok"],
        ["2026-11-23 09:00", "Lusa"],
    ]
    assert result.headline == "1 go out now, 2 later, 0 stay as they are"


def test_what_waits_for_a_decision_is_shown_apart(team: Team, run: Run) -> None:
    team.post("Kopi pagi")

    result = run("preview", "08:00")

    assert table(result, GOES) == []
    assert [row[1] for row in table(result, WAITS)] == ["Kopi pagi"]


def test_what_stays_says_why(open_team: Team, run: Run) -> None:
    open_team.post("Salah", channels="brnad")
    open_team.post("Subuh", publish_at=wall("04:00"))

    stays = {row[0]: row[2] for row in table(run("preview", "09:05"), STAYS)}

    assert "brnad" in stays["Salah"]
    assert set(stays) == {"Salah", "Subuh"}


def test_what_is_out_is_no_longer_shown(open_team: Team, run: Run) -> None:
    open_team.post("Kopi pagi")
    run("publish", "09:05")

    result = run("preview", "09:06")

    assert [one.rows for one in result.tables] == [[], [], []]


def test_it_writes_nothing_not_even_ids(open_team: Team, run: Run, network: Rehearsal) -> None:
    open_team.post("Kopi pagi")
    before = open_team.everything()

    run("preview", "09:05")

    assert open_team.everything() == before
    assert network.posts("kopi_senja") == ()


def test_a_hostile_text_is_shown_and_does_nothing(open_team: Team, run: Run) -> None:
    open_team.post("Kopi", text="<script>alert(1)</script> [bold]x[/bold]")

    page = run("preview", "09:05").as_html()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; [bold]x[/bold]" in page
    assert "<script" not in page


def test_in_indonesian_it_speaks_indonesian(make: Callable[..., Team], network: Rehearsal) -> None:
    team = make("id")
    team.write("channels", "brand", policy="none")
    team.post("Kopi pagi", content_warning="Kafein")

    result = Wired(team, on_run=network.set_clock).run("preview", "09:05")

    page = result.as_html()
    for word in ("go out now", "As sent", "Content warning", " of 500", "(now)"):
        assert word not in page
    assert "Peringatan isi: Kafein" in page

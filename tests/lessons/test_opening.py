"""Whoever opens a lesson, on whatever workbook: they get in, or read two sentences that help."""

from pathlib import Path

import pytest

from automation import open_lesson
from automation.errors import LembarError
from automation.lessons.lesson import OpenLesson
from tests.cli.desk_file import fill
from tests.desk_books import XlsxBook
from tests.desk_builder import Team

NOW = "2026-11-21T09:00+07:00"
ADDRESS = "http://127.0.0.1:9/@kopi_senja"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = Team(XlsxBook(tmp_path / "kalender.xlsx", "id"), "id")
    fill(
        team,
        members=[
            {"name": "Sari Dewi", "roles": "kreator, editor", "email": "sari@kopi.example"},
            {"name": "Rina", "roles": "manajer", "language": "en"},
            {"name": "Agus", "roles": "hukum", "active": "no"},
            {"name": "Tono"},
        ],
        channels=[{"channel": "merek", "network": "mastodon", "address": ADDRESS}],
    )
    return team


def opened(team: Team, member: str = "", **more: str) -> OpenLesson:
    assert isinstance(team.book, XlsxBook)
    return open_lesson(1, str(team.book.path), member=member, now=NOW, **more)


def refused(number: int, workbook: object, **more: str) -> str:
    with pytest.raises(LembarError) as caught:
        open_lesson(number, str(workbook), **more)
    shown = caught.value._render_traceback_()  # type: ignore[attr-defined]
    assert shown == [str(caught.value)]
    return str(shown[0])


def test_a_member_with_two_roles_is_greeted_with_both(team: Team) -> None:
    assert "Peran Anda: Kreator, Editor" in str(opened(team, "sari dewi").welcome())


def test_a_name_may_be_the_e_mail(team: Team) -> None:
    assert "Selamat datang, Sari Dewi." in str(opened(team, "sari@kopi.example").welcome())


def test_it_speaks_the_learners_language_and_names_columns_as_the_workbook_does(
    team: Team,
) -> None:
    lesson = opened(team, "Rina")

    assert "Welcome, Rina." in str(lesson.welcome())
    assert "| Peran" in str(lesson.exercise("nobody_does"))
    assert "Selamat datang, Rina." in str(opened(team, "Rina", language="id").welcome())


def test_without_a_name_one_looks_on(team: Team) -> None:
    lesson = opened(team)

    assert "Anda sedang melihat-lihat." in str(lesson.welcome())
    assert "Tuliskan siapa bertanggung jawab atas apa" in str(lesson.assignments())


def test_a_member_who_left_sees_the_rows_and_is_given_nothing(team: Team) -> None:
    lesson = opened(team, "Agus")

    assert "Agus ditandai tidak aktif lagi" in str(lesson.welcome())
    assert "tidak ada tugas untuk nama itu" in str(lesson.assignments())


def test_a_member_without_a_role_learns_as_a_creator(team: Team) -> None:
    assert "Anda belajar sebagai kreator" in str(opened(team, "Tono").welcome())


def test_a_member_without_a_post_is_told_where_to_begin(team: Team) -> None:
    lesson = opened(team, "Tono")

    assert "Kalendernya masih kosong" in str(lesson.welcome())
    assert "Baris pertama cukup berisi judul" in str(lesson.show("path"))
    assert "Belum ada postingan dari 60 hari terakhir" in str(lesson.show("benchmark"))
    assert "Rencanakan postingan pertama Anda" in str(lesson.assignments())
    assert "warung Mi Pelangi, yang hanya rekaan" in str(lesson.exercise("median_likes"))


def test_an_unknown_name_is_answered_with_those_there_are(team: Team) -> None:
    assert isinstance(team.book, XlsxBook)

    said = refused(1, team.book.path, member="Sarah", language="en")

    assert "Nobody in the members tab is called “Sarah”." in said
    assert "Rina, Sari Dewi, Tono" in said
    assert "Agus" not in said


def test_of_two_hundred_members_only_the_nearest_are_named(tmp_path: Path) -> None:
    book = XlsxBook(tmp_path / "ramai.xlsx", "en")
    crowd = [{"name": f"Anggota {number:03}", "roles": "creator"} for number in range(200)]
    fill(Team(book, "en"), members=crowd)

    said = refused(1, book.path, member="Anggota 7")
    lesson = open_lesson(1, str(book.path), member="Anggota 077", now=NOW)

    assert said.count("Anggota") <= 4
    assert "Anggota 000, Anggota 001, Anggota 002, Anggota 003 and 196 more" in str(
        lesson.show("roles")
    )
    assert "200 people, Anggota 000 among them" in str(lesson.exercise("nobody_does"))


def test_an_empty_members_tab_says_so(tmp_path: Path) -> None:
    book = XlsxBook(tmp_path / "kosong.xlsx", "en")

    assert "The members tab is still empty" in refused(1, book.path, member="Sari")


def test_where_there_is_no_workbook_it_offers_an_invented_team(tmp_path: Path) -> None:
    said = refused(1, tmp_path / "tidak-ada.xlsx", language="en")

    assert "tidak-ada.xlsx" in said
    assert "run “lembar demo” in a terminal" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"now": "tomorrow"}, "“tomorrow” is not a moment."),
        ({"language": "jv"}, "There is no language “jv”."),
    ],
    ids=["a moment", "a language"],
)
def test_what_cannot_be_used_is_refused(team: Team, more: dict[str, str], said: str) -> None:
    assert isinstance(team.book, XlsxBook)

    assert said in refused(1, team.book.path, **more)


def test_there_are_six_lessons(team: Team) -> None:
    assert isinstance(team.book, XlsxBook)

    assert "There is no lesson 7. Choose a number from 1 to 6." in refused(
        7, team.book.path, language="en"
    )


@pytest.mark.parametrize("method", ["show", "exercise"])
def test_a_misspelt_name_is_answered_with_the_nearest(team: Team, method: str) -> None:
    wanted = {"show": ("rolls", "roles"), "exercise": ("median_like", "median_likes")}[method]

    with pytest.raises(LembarError, match=f"Did you mean “{wanted[1]}”"):
        getattr(opened(team, "Rina"), method)(wanted[0])

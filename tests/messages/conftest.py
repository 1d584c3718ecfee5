"""An Indonesian team whose rows hold about everything that can be said of a row."""

from collections.abc import Callable, Iterator

import pytest

from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal, start_rehearsal
from tests.desk_builder import Team, Wired, make_team

LONG = "kopi susu gula aren untuk sore ini " * 20


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def team(network: Rehearsal) -> Team:
    team = make_team(
        language="id",
        brand=f"{network.url}/@kopi_senja",
        support=f"{network.url}/@kopi_senja_bantuan",
    )
    team.add("members", name="Tono", roles="kreator")
    fill(team)
    return team


@pytest.fixture
def run(team: Team, network: Rehearsal) -> Callable[..., JobResult]:
    return Wired(team, on_run=network.set_clock).run


def fill(team: Team) -> None:
    """Write rows in which nearly everything is amiss."""
    team.add("channels", channel="toko", network="mastodon", address="mastodon.social/toko")
    team.add(
        "channels", channel="lama", network="mastodon", address="https://x.id/@a", active="tidak"
    )
    team.add(
        "channels", channel="arsip", network="mastodon", address="https://x.id/@b", policy="kira"
    )
    for rule, value in (
        ("Kata terlarang", "termurah"), ("Kata wajib", "#kopi"), ("Tagar maksimal", 2),
        ("Wajib teks alternatif", None), ("Maksimal per hari", 2), ("Jarak terbit (menit)", 60),
        ("Jeda pengulangan (hari)", 7), ("Panjang teks minimal", 20), ("Tagar minimal", "banyak"),
        ("Panjang teks maksimal", 400), ("Bukan aturan", 3),
    ):  # fmt: skip
        team.add("guidelines", rule=rule, value=value)
    team.post("Tanpa jam", publish_at="2026-11-22")
    team.post("Tanggal aneh", publish_at="32/11/2026 9")
    team.post("Dua tanggal", publish_at="03/04/2027 09.00")
    team.post("Tanpa jadwal", publish_at=None)
    team.post("Kanal salah", channels="barnd")
    team.post("Tanpa kanal", channels=None)
    team.post("Kosong", text=None)
    team.post("Terlarang", text="Kopi termurah #a #b #c")
    team.post("Pendek", text="Kopi #kopi")
    team.post("Panjang", text=LONG)
    team.post("Gambar hilang", media="tidak-ada.png", alt_text="satu\ndua")
    team.post("Status salah", status="oke")
    team.post("Pemilik salah", owner="Dewi")
    team.post("Bahasa salah", post_language="Jawa Timur", visibility="teman")
    team.post("Sel rusak", text="#REF!")
    team.post("Kembar satu", text="Kopi baru untuk sore ini #kopi")
    team.post("Kembar dua", text="Kopi baru untuk sore ini #kopi")
    team.post("Kanal mati", channels="lama")
    team.post("Kanal rusak", channels="toko, brand", at="2026-11-25 10:00")
    team.post("Layak", channels="support", at="2026-11-21 11:30")
    for title, approver, choice in (
        ("Menunggu", None, None), ("Disetujui", "Rina", "Setuju"), ("Minta ubah", "Rina", "Minta perubahan"),
        ("Ditolak", "Rina", "Tolak"), ("Tak berhak", "Tono", "Setuju"), ("Sendiri", "Sari", "Setuju"),
        ("Tanpa nama", None, "Setuju"), ("Bukan anggota", "Budi", "Setuju"),
    ):  # fmt: skip
        team.post(title, at="2026-11-24 09:00", approver_1=approver, decision_1=choice)

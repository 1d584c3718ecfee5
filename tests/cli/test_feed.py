"""A team whose channel is a feed beside its workbook, from the row to the file and back into the row."""

import json
from pathlib import Path

from tests.cli.conftest import Lembar
from tests.cli.desk_file import at, fill, post
from tests.desk_builder import Team, XlsxBook


def test_a_row_is_written_into_the_feed_beside_the_workbook_and_leads_there(
    lembar: Lembar, folder: Path
) -> None:
    (folder / "meja").mkdir()
    team = Team(XlsxBook(folder / "meja" / "kalender.xlsx", "en"), "en")
    feed = {"channel": "brand", "network": "feed", "address": "umpan/kopi.xml", "policy": "none"}
    fill(
        team,
        members=[{"name": "Sari", "roles": "creator"}],
        channels=[feed],
        calendar=[post("Kopi pagi")],
    )

    told = lembar("run", "publish", "meja/kalender.xlsx", "--now", at("09:05"))
    asked = lembar("doctor", "meja/kalender.xlsx")

    written = folder / "meja" / "umpan" / "kopi.json"
    (item,) = json.loads(written.read_text(encoding="utf-8"))["items"]
    address = written.with_suffix(".xml").as_uri()
    assert (told.code, asked.code) == (0, 0), (told, asked)
    assert "Kopi pagi" in item["content_text"]
    assert team.state("Kopi pagi") == "published"
    assert team.cell("Kopi pagi", "url") == f"{address}#{item['id'].rpartition('/')[2]}"
    assert "kopi.xml" in asked.out


def test_a_feed_has_nothing_to_connect(lembar: Lembar) -> None:
    what, fix = lembar("connect", "feed", "--channel", "brand").refused()

    assert "needs no credential" in what
    assert "channels tab" in fix

"""A team's workbook whose posts went out and were measured, made without running anything."""

from datetime import timedelta
from pathlib import Path

from automation.app import new_id, open_workbook
from automation.domain.ids import ChannelId
from tests.cli.desk_file import make_desk, post
from tests.desk_builder import moment
from tests.domain.desks import make_event, make_snapshot

LIKES = (12, 30, 9, 55, 21, 17, 40, 8, 26)


def measured_workbook(path: Path, language: str = "en") -> Path:
    """Write a workbook with nine posts, one a day up to 20 November, and their numbers."""
    posts = [
        post(f"Kopi {n}", f"2026-11-{12 + n} 09:00", campaign=f"K{n % 2}", owner=owner)
        for n, owner in enumerate(["Sari", "Sari", "Rina"] * 3)
    ]
    make_desk(path, "https://kopi.example", *posts, language=language)
    opened, brand = open_workbook(str(path)), ChannelId("brand")
    desk = opened.read(lambda: new_id("P"))
    events, shots = [], []
    for one, likes in zip(desk.posts, LIKES, strict=True):
        assert one.publish_at is not None
        seen = one.publish_at + timedelta(hours=12)
        events.append(make_event(one, one.publish_at, brand))
        shots.append(make_snapshot(one, seen, brand, likes=likes, replies=likes // 7, shares=0))
    opened.save(record=[*events, *shots])
    return path


NOW = moment("2026-11-22 12:00").isoformat()
"""When all of it has been measured."""

"""Faults that lie in what people typed or attached, and what they must be told.

What happened, what to do and who does it, in these very words.
"""

import io
import struct
import zlib
from datetime import datetime

from PIL import Image

from automation.rehearsal.network import Effect, Fault
from tests.desk_builder import wall
from tests.promises.fault_scene import APPROVER, MANAGER, OWNER, Scene, fault, on_file, row

# Each fault stands in one line with what must be said of it.
# fmt: off


def zoned(scene: Scene, at: datetime) -> str:
    scene.team.set("timezone", "Europe/Berlin")
    return scene.planned(publish_at=at)


def png(width: int = 8, height: int = 8) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), (190, 90, 30)).save(drawn, "PNG")
    return drawn.getvalue()


def bomb() -> bytes:
    """Return a small PNG that unfolds to ten thousand million pixels."""
    size = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    head = b"IHDR" + size
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + struct.pack(">I", zlib.crc32(head)) + png()[33:]


# What people typed
row("bad date", {"publish_at": "32/13/2026 9"}, "“32/13/2026 9” in Publish at is not a date and time.", "Write it like 2026-11-21 09:00.", OWNER)
row("two readings of a date", {"publish_at": "03/04/2026 09:00"}, "can be read as 2026-04-03 09:00 or as 2026-03-04 09:00", "Write the year first", OWNER)
row("no time of day", {"publish_at": "2026-11-22"}, "“2026-11-22” in Publish at has no time of day.", "Add the hour", OWNER)
row("unknown channel", {"channels": "brnad"}, "There is no channel “brnad”.", "Did you mean “brand”?", OWNER)
row("no channel", {"channels": None}, "names no channel", "Write one or more of: brand", OWNER)
row("unknown status", {"status": "redy"}, "“redy” is not a choice of Status.", "Choose one of: Idea, Draft, Ready", OWNER)
row("spreadsheet error", {"text": "#REF!"}, "The cell Text shows the spreadsheet error #REF!.", "Mend its formula", OWNER)
row("empty post", {"text": None}, "neither text nor media", "Write the text", OWNER)
row("text too long", {"text": "kopi " * 120}, "The text has 599 characters on Mastodon, which takes 500", "Shorten it by 99", OWNER)
row("unknown owner", {"owner": "Dewi"}, "“Dewi” in Owner is not in the members tab.", "Choose a name from the members tab", OWNER)
row("bad language code", {"post_language": "bahasa gaul"}, "“bahasa gaul” in Language is not a language code.", "two letters such as id or en", OWNER)
row("approver without right", {"approver_1": "Sari", "decision_1": "approve", "owner": "Agus"}, "Sari may not decide at level 1 of brand", "Ask one of them: ", APPROVER)
row("approver not in the team", {"approver_1": "Budi", "decision_1": "approve"}, "“Budi” at level 1 is not an active member.", "Choose a name from the members tab.", APPROVER)
row("own post", {"approver_1": "Rina", "decision_1": "approve", "owner": "Rina"}, "Rina owns this post", "Ask another approver", APPROVER)


@fault("time in the gap of daylight saving", "does not exist in Europe/Berlin", "Choose another time, such as 2027-03-28 03:30.", OWNER)
def _(scene: Scene) -> str:
    return zoned(scene, wall("2027-03-28 02:30"))


@fault("time that comes twice", "happens twice in Europe/Berlin", "Choose a time before or after that hour.", OWNER)
def _(scene: Scene) -> str:
    return zoned(scene, wall("2027-10-31 02:30"))


@fault("unknown time zone", "“WIBB” is not a time zone.", "Write it like Asia/Jakarta", MANAGER)
def _(scene: Scene) -> str:
    scene.team.set("timezone", "WIBB")
    return scene.needs()


@fault("channel without an address", "The address of the channel “brand” cannot be used: “kopi”.", "Write the account's full address", MANAGER)
def _(scene: Scene) -> str:
    scene.team.write("channels", "brand", address="kopi")
    scene.run("check", "08:00")
    return scene.channel()


@fault("channel in clear text", "is only called over https", "writes its address as https://", "Whoever manages the channel")
def _(scene: Scene) -> str:
    scene.team.write("channels", "brand", address="http://kopi.example/@kopi")
    return scene.planned()


@on_file
@fault("duplicate header", "two columns named “Text”", "Rename or remove the second.", MANAGER)
def _(scene: Scene) -> str:
    scene.edit_file(lambda book: book["Calendar"].cell(1, 60, "Text"))
    return scene.needs()


# Media
@fault("missing file", "kopi.png in the media cell cannot be used: there is no such file", "The post's owner puts the file beside the workbook")
def _(scene: Scene) -> str:
    return scene.planned(media="kopi.png")


@fault("misspelt file", "one named kopi.png", "The post's owner")
def _(scene: Scene) -> str:
    scene.file("kopi.png", png())
    return scene.planned(media="kopo.png")


@fault("file outside the folder", "only files beside the workbook are read", "The post's owner")
def _(scene: Scene) -> str:
    return scene.planned(media="../../etc/passwd")


@fault("file too big for anybody", "it is larger than 64 MiB", "The post's owner")
def _(scene: Scene) -> str:
    scene.file("kopi.png", png() + bytes(64 << 20))
    return scene.planned(media="kopi.png")


@fault("picture too big for the network", "Mastodon takes at most 0 kB.", "Save it smaller", OWNER)
def _(scene: Scene) -> str:
    scene.network.add_fault(Fault(effect=Effect.LIMITS, limits={"image_size_limit": 10}))
    scene.file("kopi.png", png())
    return scene.planned(media="kopi.png")


@fault("picture bomb", "more than 89 million pixels", "The post's owner")
def _(scene: Scene) -> str:
    scene.file("kopi.png", bomb())
    return scene.planned(media="kopi.png")


@fault("no picture at all", "neither a picture nor a film", "The post's owner")
def _(scene: Scene) -> str:
    scene.file("kopi.png", b"ini bukan gambar")
    return scene.planned(media="kopi.png")


@fault("too many pictures", "5 pictures where Mastodon takes 4.", "Take out 1, or put them into a row of their own.", OWNER)
def _(scene: Scene) -> str:
    scene.file("kopi.png", png())
    return scene.planned(media="\n".join(["kopi.png"] * 5))


@fault("media address into a private network", "it leads into a private network", "The post's owner")
def _(scene: Scene) -> str:
    return scene.planned(media="http://169.254.169.254/latest/meta-data/")

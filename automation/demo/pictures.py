"""The demo's pictures: flat, warm graphics drawn here, so that nobody's photograph is needed.

Each is drawn at twice its size and made smaller, which smooths every edge.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIDE = 1080
"""Width and height of every picture, in pixels."""

_DRAWN = 2 * SIDE
_QUALITY = 88

Colour = tuple[int, int, int]
Draw = Callable[["ImageDraw"], None]

_NIGHT, _DUSK, _GLOW = (38, 32, 68), (196, 88, 71), (250, 190, 108)
_CREAM, _COFFEE, _WOOD, _LEAF = (248, 238, 222), (74, 44, 32), (150, 96, 62), (63, 104, 78)
_WHITE, _GOLD = (255, 252, 246), (226, 168, 76)


def draw_pictures(folder: Path) -> None:
    """Write every picture of the story into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (sky, draw) in _PICTURES.items():
        image = _gradient(*sky)
        draw(_pen(image))
        image.resize((SIDE, SIDE)).save(folder / name, quality=_QUALITY)


def _gradient(top: Colour, bottom: Colour) -> "Image":
    from PIL import Image

    strip = Image.new("RGB", (1, 2))
    strip.putdata([top, bottom])
    return strip.resize((_DRAWN, _DRAWN), Image.Resampling.BILINEAR)


def _pen(image: "Image") -> "ImageDraw":
    from PIL import ImageDraw

    return ImageDraw.Draw(image)


def _disc(pen: "ImageDraw", x: int, y: int, radius: int, colour: Colour) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _table(pen: "ImageDraw", y: int = 1640, colour: Colour = _WOOD) -> None:
    pen.rectangle((0, y, _DRAWN, _DRAWN), fill=colour)
    pen.rectangle((0, y, _DRAWN, y + 26), fill=tuple(min(255, part + 24) for part in colour))


def _steam(pen: "ImageDraw", x: int, y: int) -> None:
    for place in (-130, 0, 130):
        for turn in range(3):
            top = y - 130 * (turn + 1)
            start, end = (90, 270) if turn % 2 else (270, 450)
            box = (x + place - 45, top, x + place + 45, top + 150)
            pen.arc(box, start, end, fill=_WHITE, width=20)


def _morning_cup(pen: "ImageDraw") -> None:
    _disc(pen, 1080, 1500, 700, _GLOW)
    _table(pen)
    pen.ellipse((560, 1560, 1600, 1760), fill=_CREAM)
    pen.arc((1280, 1160, 1640, 1480), -95, 95, fill=_WHITE, width=70)
    pen.rounded_rectangle((720, 1080, 1420, 1660), 210, fill=_WHITE)
    pen.rectangle((720, 1080, 1420, 1290), fill=_WHITE)
    pen.ellipse((720, 1000, 1420, 1160), fill=_CREAM)
    pen.ellipse((770, 1024, 1370, 1140), fill=_COFFEE)
    _steam(pen, 1070, 960)


def _mountain(pen: "ImageDraw") -> None:
    _disc(pen, 1500, 900, 260, _GLOW)
    ridge = [
        (0, 1500),
        (560, 1020),
        (880, 560),
        (960, 600),
        (1040, 570),
        (1420, 1080),
        (2160, 1480),
    ]
    pen.polygon([*ridge, (2160, 2160), (0, 2160)], fill=(74, 58, 96))
    pen.polygon(
        [(0, 1640), (700, 1420), (1500, 1560), (2160, 1400), (2160, 2160), (0, 2160)], fill=_LEAF
    )
    for row in range(4):
        y, size = 1640 + row * 140, 44 + row * 16
        for place in range(-1, 12):
            x = place * 200 + (row % 2) * 100
            _disc(pen, x, y, size, (38, 72 + row * 6, 56))
            _disc(pen, x + size // 2, y - size // 3, size // 5, _DUSK)


def _iced_coffee(pen: "ImageDraw") -> None:
    _table(pen, 1780, (214, 176, 132))
    pen.polygon([(760, 520), (1400, 520), (1330, 1840), (830, 1840)], fill=(236, 214, 186))
    pen.polygon([(782, 900), (1378, 900), (1356, 1320), (804, 1320)], fill=(140, 88, 58))
    pen.polygon([(772, 720), (1388, 720), (1378, 930), (782, 930)], fill=_COFFEE)
    pen.polygon([(804, 1300), (1356, 1300), (1328, 1820), (832, 1820)], fill=_CREAM)
    for x, y in ((860, 700), (1040, 640), (1200, 720)):
        pen.rounded_rectangle(
            (x, y, x + 170, y + 170), 30, fill=(226, 236, 240), outline=_WHITE, width=10
        )
    pen.line((1250, 760, 1420, 280), fill=_LEAF, width=38)


def _sunset(pen: "ImageDraw") -> None:
    _disc(pen, 1080, 1240, 420, _GLOW)
    pen.rectangle((0, 1380, _DRAWN, _DRAWN), fill=(92, 52, 70))
    for x in (340, 1500):
        pen.rounded_rectangle((x, 1240, x + 320, 1640), 36, fill=_NIGHT)
        pen.rectangle((x + 20, 1640, x + 60, 1980), fill=_NIGHT)
        pen.rectangle((x + 260, 1640, x + 300, 1980), fill=_NIGHT)
    pen.rounded_rectangle((800, 1600, 1360, 1660), 30, fill=_NIGHT)
    pen.rectangle((1060, 1660, 1100, 1980), fill=_NIGHT)
    pen.rounded_rectangle((1010, 1500, 1150, 1600), 30, fill=_CREAM)


def _guitar(pen: "ImageDraw") -> None:
    pen.line((0, 300, 700, 430, 1460, 430, 2160, 300), fill=(20, 18, 40), width=12, joint="curve")
    for x, y in ((150, 330), (500, 400), (860, 432), (1300, 432), (1660, 400), (2010, 330)):
        _disc(pen, x, y + 90, 58, _GLOW)
    _table(pen, 1840, (70, 48, 60))
    pen.rounded_rectangle((1320, 900, 1420, 1880), 30, fill=_WOOD)
    pen.rounded_rectangle((1240, 1380, 1840, 1460), 30, fill=_WOOD)
    pen.rounded_rectangle((1740, 1440, 1820, 1880), 30, fill=_WOOD)
    pen.line((980, 1300, 1200, 560), fill=_COFFEE, width=64)
    pen.rounded_rectangle((1150, 470, 1270, 640), 30, fill=_COFFEE)
    _disc(pen, 970, 1340, 210, _GOLD)
    _disc(pen, 900, 1620, 280, _GOLD)
    _disc(pen, 940, 1440, 92, _COFFEE)
    pen.line((820, 1700, 960, 1740), fill=_COFFEE, width=36)


def _rain(pen: "ImageDraw") -> None:
    for x, y, radius in ((520, 760, 230), (1300, 560, 170), (1700, 1080, 260), (880, 1380, 190)):
        _disc(pen, x, y, radius, (206, 158, 96))
        _disc(pen, x, y, radius * 2 // 3, _GLOW)
    for place in range(90):
        x, y = place * 787 % _DRAWN, place * 1291 % _DRAWN
        size = 14 + place % 4 * 9
        _disc(pen, x, y, size, (178, 198, 208))
        pen.polygon([(x - size, y), (x + size, y), (x, y - 3 * size)], fill=(178, 198, 208))
    for x in (0, 1050, 2110):
        pen.rectangle((x, 0, x + 60, _DRAWN), fill=_COFFEE)
    pen.rectangle((0, 2080, _DRAWN, _DRAWN), fill=_COFFEE)


def _bread(pen: "ImageDraw") -> None:
    _table(pen, 1500)
    pen.rounded_rectangle((260, 1460, 1900, 1660), 60, fill=(112, 70, 46))
    for place in range(4):
        x = 380 + place * 350
        pen.rounded_rectangle((x, 1020, x + 370, 1480), 170, fill=(190, 118, 58))
        pen.rounded_rectangle((x + 50, 1060, x + 270, 1200), 70, fill=_GOLD)
    _steam(pen, 1080, 980)


def _lunch(pen: "ImageDraw") -> None:
    _disc(pen, 1080, 1080, 800, _WHITE)
    _disc(pen, 1080, 1080, 640, _CREAM)
    _disc(pen, 900, 1010, 330, (255, 246, 214))
    for place in range(16):
        x, y = 1160 + place * 53 % 330, 830 + place * 97 % 420
        pen.line((x, y, x + 130, y + 70), fill=(206, 150, 92), width=34)
    for place in range(14):
        x, y = 860 + place * 61 % 420, 1330 + place * 41 % 180
        _disc(pen, x, y, 34, (176, 54, 44) if place % 3 else _LEAF)
    pen.rounded_rectangle((1930, 500, 1990, 1660), 30, fill=_WOOD)


_PICTURES: Mapping[str, tuple[tuple[Colour, Colour], Draw]] = {
    "cangkir-pagi.jpg": ((_DUSK, _GLOW), _morning_cup),
    "lereng-merapi.jpg": ((_NIGHT, _DUSK), _mountain),
    "es-kopi.jpg": (((240, 206, 160), _CREAM), _iced_coffee),
    "senja.jpg": ((_NIGHT, _DUSK), _sunset),
    "malam-akustik.jpg": ((_NIGHT, (84, 54, 84)), _guitar),
    "hujan.jpg": (((58, 76, 98), (122, 108, 100)), _rain),
    "roti.jpg": ((_CREAM, (238, 202, 150)), _bread),
    "makan-siang.jpg": ((_LEAF, (44, 80, 62)), _lunch),
}

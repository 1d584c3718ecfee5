"""Shapes of pictures, drawn as wide as each other: on a phone only their heights differ."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from automation.jobs.picture import COLOURS

WIDTH, TOP, WIDE, GAP = 720, 34, 84, 18
"""In pixels of the drawing; so many frames of WIDE fit beside each other."""
MOST = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One shape. `ratio` is width divided by height; `lines` stand below it."""

    ratio: float
    lines: Sequence[str]


def frames_chart(frames: Sequence[Frame], title: str) -> str:
    """Return up to MOST frames standing on one line, as SVG."""
    shown = frames[:MOST]
    tallest = max((WIDE / frame.ratio for frame in shown), default=WIDE)
    floor = TOP + min(tallest, 3 * WIDE)
    deepest = max((len(frame.lines) for frame in shown), default=0)
    height = floor + 24 + 16 * deepest
    drawn = "".join(_frame(frame, place, floor) for place, frame in enumerate(shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'style="max-width:100%;height:auto" role="img" aria-label="{html.escape(title)}" '
        f'font-family="system-ui,Helvetica,Arial,sans-serif" font-size="12" fill="#1f2933">'
        f'<text x="0" y="16" font-size="15" font-weight="600">{html.escape(title)}</text>{drawn}</svg>'
    )


def _frame(frame: Frame, place: int, floor: float) -> str:
    tall = min(WIDE / frame.ratio, 3 * WIDE)
    x, colour = 1 + place * (WIDE + GAP), COLOURS[place % len(COLOURS)]
    lines = "".join(
        f'<text x="{x + WIDE / 2}" y="{floor + 20 + 16 * row}" text-anchor="middle" '
        f'font-weight="{400 if row else 600}">{html.escape(line)}</text>'
        for row, line in enumerate(frame.lines)
    )
    return (
        f'<rect x="{x}" y="{floor - tall:.1f}" width="{WIDE}" height="{tall:.1f}" rx="4" '
        f'fill="{colour}" fill-opacity=".18" stroke="{colour}" stroke-width="2"/>{lines}'
    )

"""Charts that a bar cannot draw honestly: every post a dot, the median, and how far it may be off."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.learning.medians import median, shown
from automation.domain.learning.spans import median_span
from automation.jobs.picture import COLOURS, figure

WIDTH, LEFT, RIGHT, ROW, TOP = 720, 190, 30, 56, 34
"""In pixels."""
LABEL_MAX = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One group of posts: what to call it, and one number for each post."""

    label: str
    numbers: Sequence[float]


def strip_chart(strips: Sequence[Strip], title: str) -> str:
    """Return the groups under each other on one scale from 0, as SVG.

    A dot is a post. The upright line is the median; the bar behind it is where the true median
    probably lies, drawn only where the posts are enough to know (`median_span`).
    """
    most = max((number for strip in strips for number in strip.numbers), default=0) or 1
    height = TOP + ROW * len(strips) + 26
    rows = "".join(_row(strip, place, most) for place, strip in enumerate(strips))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'style="max-width:100%;height:auto" role="img" aria-label="{html.escape(title)}" '
        f'font-family="system-ui,Helvetica,Arial,sans-serif" font-size="13" fill="#1f2933">'
        f'<text x="0" y="16" font-size="15" font-weight="600">{html.escape(title)}</text>'
        f"{rows}{_scale(most, height)}</svg>"
    )


def _row(strip: Strip, place: int, most: float) -> str:
    middle_y, colour = TOP + place * ROW + ROW / 2, COLOURS[place % len(COLOURS)]
    label = strip.label if len(strip.label) <= LABEL_MAX else f"{strip.label[: LABEL_MAX - 1]}…"
    parts = [
        f'<text x="{LEFT - 14}" y="{middle_y + 4}" text-anchor="end">{html.escape(label)}</text>',
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{middle_y}" y2="{middle_y}" stroke="#d9dfe5"/>',
    ]
    span = median_span(strip.numbers)
    if span is not None:
        low, high = _x(span.low, most), _x(span.high, most)
        parts.append(
            f'<rect x="{low:.1f}" y="{middle_y - 11}" width="{max(2.0, high - low):.1f}" '
            f'height="22" rx="4" fill="{colour}" opacity=".18"/>'
        )
    parts += [
        f'<circle cx="{_x(number, most):.1f}" cy="{middle_y}" r="5" fill="{colour}" opacity=".6"/>'
        for number in strip.numbers
    ]
    if strip.numbers:
        found = median(strip.numbers)
        x = _x(found, most)
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{middle_y - 15}" y2="{middle_y + 15}" '
            f'stroke="{colour}" stroke-width="3"/>'
            f'<text x="{x:.1f}" y="{middle_y - 19}" text-anchor="middle" font-weight="600">'
            f"{shown(found)}</text>"
        )
    return "".join(parts)


def _scale(most: float, height: int) -> str:
    marks = [
        f'<text x="{_x(value, most):.1f}" y="{height - 8}" text-anchor="middle" font-size="12">'
        f"{figure(value)}</text>"
        for value in dict.fromkeys((0, round(most / 2), most))
    ]
    return "".join(marks)


def _x(value: float, most: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * value / most

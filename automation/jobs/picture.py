"""A bar chart as SVG, drawn here so that an idle run needs no plotting library to show itself.

Shows the same in JupyterLab, in an exported page and in print; scales with its width.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

COLOURS = ("#0b6e4f", "#c8553d", "#2d5d9f", "#8a6d1d", "#6b4c8a")
"""Dark enough for 4.5:1 on white, and told apart by people who see few colours."""

TITLE_MAX = 88

ROW, BAR_LEFT, BAR_WIDTH, TOP = 26, 230, 420, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; a value nobody told is None and shown as a dash, never as 0."""

    label: str
    value: float | None
    group: str = ""


class Picture:
    """Horizontal bars with their numbers; one colour a group, with a legend when there are several."""

    def __init__(self, bars: Sequence[Bar], title: str) -> None:
        self._bars = bars
        self._title = title
        self._groups = list(dict.fromkeys(bar.group for bar in bars))

    def _repr_svg_(self) -> str:
        return self.svg()

    def svg(self) -> str:
        """Return the picture as SVG text."""
        height = TOP + ROW * max(1, len(self._bars)) + 10
        most = max((bar.value for bar in self._bars if bar.value is not None), default=0) or 1
        rows = "".join(self._row(place, bar, most) for place, bar in enumerate(self._bars))
        title = html.escape(shorten(self._title, TITLE_MAX, placeholder="…"))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" width="720" '
            f'style="max-width:100%" role="img" aria-label="{title}" '
            f'font-family="system-ui,Helvetica,Arial,sans-serif" font-size="13" fill="#1f2933">'
            f'<text x="0" y="18" font-size="15" font-weight="600">{title}</text>'
            f"{self._legend()}{rows}</svg>"
        )

    def _row(self, place: int, bar: Bar, most: float) -> str:
        y = TOP + place * ROW
        label = html.escape(shorten(bar.label, 36, placeholder="…"))
        colour = COLOURS[self._groups.index(bar.group) % len(COLOURS)]
        width = 0 if bar.value is None else max(1.0, BAR_WIDTH * bar.value / most)
        number = "–" if bar.value is None else f"{bar.value:g}"
        return (
            f'<text x="{BAR_LEFT - 8}" y="{y + 15}" text-anchor="end">{label}</text>'
            f'<rect x="{BAR_LEFT}" y="{y + 3}" width="{width:.1f}" height="17" rx="2" '
            f'fill="{colour}"/>'
            f'<text x="{BAR_LEFT + width + 6:.1f}" y="{y + 16}">{number}</text>'
        )

    def _legend(self) -> str:
        if len(self._groups) < 2:
            return ""
        marks, x = [], BAR_LEFT
        for place, group in enumerate(self._groups):
            colour = COLOURS[place % len(COLOURS)]
            marks.append(
                f'<rect x="{x}" y="27" width="11" height="11" rx="2" fill="{colour}"/>'
                f'<text x="{x + 16}" y="37" font-size="12">{html.escape(group)}</text>'
            )
            x += 30 + 8 * len(group)
        return "".join(marks)

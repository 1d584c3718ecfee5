"""A bar chart as SVG, drawn here so that an idle run needs no plotting library to show itself.

Shows the same in JupyterLab, in an exported page and in print; scales with its width.
"""

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

COLOURS = ("#0b6e4f", "#c8553d", "#2d5d9f", "#8a6d1d", "#6b4c8a")
"""Dark enough for 4.5:1 on white, and told apart by people who see few colours."""

TITLE_MAX = 88

LABEL_MAX = 34

ROW, BAR_LEFT, BAR_WIDTH, TOP = 26, 276, 380, 44
"""In pixels; the widest usual letters fit LABEL_MAX times left of the bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; a value nobody told is None and shown as a dash, never as 0.

    `text` is the value as it is written beside the bar, where a whole number does not do.
    """

    label: str
    value: float | None
    group: str = ""
    text: str = ""


class Picture:
    """Horizontal bars with their numbers; one colour a group, with a legend when there are several."""

    def __init__(self, bars: Sequence[Bar], title: str, notice: str = "") -> None:
        self._bars = bars
        self._title = title
        self._notice = notice
        self._groups = list(dict.fromkeys(bar.group for bar in bars))

    def _repr_svg_(self) -> str:
        return self.svg()

    def svg(self) -> str:
        """Return the picture as SVG text."""
        height = TOP + ROW * max(1, len(self._bars)) + (34 if self._notice else 10)
        most = max((bar.value for bar in self._bars if bar.value is not None), default=0) or 1
        rows = "".join(self._row(place, bar, most) for place, bar in enumerate(self._bars))
        title = _text(self._title, TITLE_MAX)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" width="720" '
            f'style="max-width:100%" role="img" aria-label="{title}" '
            f'font-family="system-ui,Helvetica,Arial,sans-serif" font-size="13" fill="#1f2933">'
            f'<text x="0" y="18" font-size="15" font-weight="600">{title}</text>'
            f"{self._legend()}{rows}{self._below(height)}</svg>"
        )

    def _row(self, place: int, bar: Bar, most: float) -> str:
        y = TOP + place * ROW
        label = _text(bar.label, LABEL_MAX)
        colour = COLOURS[self._groups.index(bar.group) % len(COLOURS)]
        width = 0 if bar.value is None else max(1.0, BAR_WIDTH * bar.value / most)
        number = "–" if bar.value is None else _text(bar.text, LABEL_MAX) or figure(bar.value)
        return (
            f'<text x="{BAR_LEFT - 8}" y="{y + 15}" text-anchor="end">{label}</text>'
            f'<rect x="{BAR_LEFT}" y="{y + 3}" width="{width:.1f}" height="17" rx="2" '
            f'fill="{colour}"/>'
            f'<text x="{BAR_LEFT + width + 6:.1f}" y="{y + 16}">{number}</text>'
        )

    def _below(self, height: int) -> str:
        if not self._notice:
            return ""
        return (
            f'<text x="0" y="{height - 10}" font-size="12">{_text(self._notice, TITLE_MAX)}</text>'
        )

    def _legend(self) -> str:
        if len(self._groups) < 2:
            return ""
        marks, x = [], BAR_LEFT
        for place, group in enumerate(self._groups):
            colour = COLOURS[place % len(COLOURS)]
            marks.append(
                f'<rect x="{x}" y="27" width="11" height="11" rx="2" fill="{colour}"/>'
                f'<text x="{x + 16}" y="37" font-size="12">{_text(group, LABEL_MAX)}</text>'
            )
            x += 30 + 8 * len(group)
        return "".join(marks)


def figure(number: float) -> str:
    """Return a number to the last digit, with a decimal only where there is one."""
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"


def _text(words: str, longest: int) -> str:
    """Return words as SVG may hold them: without control characters, escaped, and not too long."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in words)
    line = " ".join(plain.split())
    return html.escape(line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…")

"""The cohort as a picture: one bar a lesson, parted by where the learners are. SVG, drawn here.

Six bars for three learners and for two hundred; drawn as narrow as a phone, and it scales.
"""

from collections.abc import Iterator, Mapping

from automation.course.page import FONT, INK, clean
from automation.course.words import SIGNS, STANDS
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.progress import Cohort, Stand
from automation.language import Translate

COLOURS = {
    Stand.DONE: ("#0b6e4f", "#ffffff"),
    Stand.WAITING: ("#2d5d9f", "#ffffff"),
    Stand.OVERDUE: ("#b5452c", "#ffffff"),
    Stand.OPEN: ("#f0c95a", INK),
    Stand.NOT_BEGUN: ("#e4e9ed", INK),
    Stand.NOT_ASKED: ("#ffffff", "#7b8794"),
}
"""Fill and ink; every ink is readable on its fill, and each fill beside the next."""
WIDTH, ROW, BAR, TOP = 360, 46, 20, 8
LETTER = 6.6
"""In pixels; about as wide as a letter of the legend."""


def progress_picture(cohort: Cohort, translate: Translate, title: str) -> str:
    """Return the picture as SVG text; `title` says in one sentence what it shows."""
    legend, height = _legend(translate, TOP + ROW * len(LESSONS) + 14)
    bars = "".join(
        f'<text x="0" y="{y + 12}">{lesson.number} · {clean(translate(lesson.title))}</text>'
        + "".join(_segments(cohort.in_lesson(lesson.id), y + 18))
        for y, lesson in ((TOP + ROW * at, lesson) for at, lesson in enumerate(LESSONS))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'role="img" aria-label="{clean(title)}" font-family="{FONT}" '
        f'font-size="12.5" fill="{INK}">{bars}{legend}</svg>'
    )


def _segments(counts: Mapping[Stand, int], y: float) -> Iterator[str]:
    """Yield the parts of a bar, each with its number where there is room for it."""
    total = sum(counts.values())
    if not total:
        fill, ink = COLOURS[Stand.NOT_ASKED]
        yield f'<text x="0" y="{y + 15}" fill="{ink}">{SIGNS[Stand.NOT_ASKED]}</text>'
    x = 0.0
    for stand, count in counts.items():
        if not count:
            continue
        width, (fill, ink) = WIDTH * count / total, COLOURS[stand]
        yield (
            f'<rect x="{x:.1f}" y="{y}" width="{max(1.0, width - 1):.1f}" height="{BAR}" rx="2" '
            f'fill="{fill}"/>'
        )
        if width >= 12 + LETTER * len(str(count)):
            yield (
                f'<text x="{x + width / 2:.1f}" y="{y + 14.5}" text-anchor="middle" '
                f'font-weight="600" fill="{ink}">{count}</text>'
            )
        x += width


def _legend(translate: Translate, y: float) -> tuple[str, float]:
    """Return what the colours mean, in as many lines as it takes, and where it ends."""
    marks, x = [], 0.0
    for stand in (one for one in Stand if one is not Stand.NOT_ASKED):
        words = translate(STANDS[stand])
        width = 36 + LETTER * len(words)
        if x + width > WIDTH:
            x, y = 0.0, y + 24
        fill, ink = COLOURS[stand]
        marks.append(
            f'<rect x="{x:.1f}" y="{y - 12}" width="16" height="16" rx="3" fill="{fill}"/>'
            f'<text x="{x + 8:.1f}" y="{y}" text-anchor="middle" font-weight="700" '
            f'fill="{ink}">{SIGNS[stand]}</text>'
            f'<text x="{x + 22:.1f}" y="{y}">{clean(words)}</text>'
        )
        x += width
    return "".join(marks), y + 10

"""The cohort as a page: the picture, and a row for each learner with a sign for each lesson."""

from collections.abc import Iterator
from dataclasses import dataclass

from automation.course.page import FONT, INK, LINE, PAPER, QUIET, clean, page
from automation.course.progress_picture import COLOURS, progress_picture
from automation.course.words import (
    COUNTED,
    FINISHED,
    HAS_LEFT,
    HEADLINE,
    NOBODY,
    NOTHING,
    SIGNS,
    STANDS,
)
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.progress import Cohort, Learner, Stand
from automation.language import Sentence, Translate, mark

KIND = "progress"
TITLE = mark("Progress of the course")
_STYLE = f"""
*{{box-sizing:border-box}}
body{{margin:0 auto;max-width:860px;padding:20px 16px 40px;font:15px/1.45 {FONT};color:{INK};background:{PAPER};overflow-wrap:anywhere}}
h1{{font-size:22px;margin:0 0 2px}}
.quiet{{color:{QUIET};margin:0 0 18px}}table+.quiet{{margin-top:14px}}
.notice{{background:#fff4d6;border-radius:6px;padding:8px 12px;font-weight:600}}
svg{{display:block;width:100%;max-width:440px;height:auto;margin:0 0 24px}}
table{{border-collapse:collapse;width:100%}}
thead th{{position:sticky;top:0;background:{PAPER};text-align:left;font-size:12.5px;color:{QUIET};padding:6px 8px 6px 0;border-bottom:2px solid {LINE}}}
td,tbody th{{padding:7px 8px 7px 0;border-bottom:1px solid {LINE};vertical-align:top;text-align:left}}
tbody th{{font-weight:600;overflow-wrap:anywhere;min-width:96px}}
.signs{{white-space:nowrap}}
.signs span{{display:inline-block;width:22px;height:22px;line-height:22px;margin-right:2px;border-radius:4px;text-align:center;font-weight:700;font-size:13px}}
.score{{text-align:right;font-variant-numeric:tabular-nums;padding-right:0}}
thead .score{{text-align:right}}
.is-finished{{color:#0b6e4f;font-weight:600}}
@media (max-width:560px){{
 thead{{display:none}}
 table,tbody{{display:block}}
 tr{{display:grid;grid-template-columns:1fr auto;column-gap:10px;padding:9px 0;border-bottom:1px solid {LINE}}}
 td,tbody th{{border:0;padding:1px 0}}
 .signs span:last-child{{margin:0}}
 .counts,.score{{color:{QUIET};font-size:13.5px}}
 .score::before{{content:attr(data-head) " "}}
}}
@media print{{body{{padding:0;max-width:none}}tr{{break-inside:avoid}}}}
""" + "".join(
    f".{stand}{{background:{fill};color:{ink}}}" for stand, (fill, ink) in COLOURS.items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How and for what workbook a page is made; `at` is the moment, as people there read it."""

    translate: Translate
    language: str
    workbook: str
    at: str
    notice: str = ""

    def say(self, template: str, **facts: object) -> str:
        """Return a sentence of the page, escaped."""
        return clean(Sentence(template, facts).say(self.translate))


def progress_page(cohort: Cohort, telling: Telling) -> str:
    """Return the whole page."""
    title = telling.translate(TITLE)
    return page(
        language=telling.language,
        title=title,
        kind=KIND,
        style=_STYLE,
        body=list(_body(cohort, telling, title)),
    )


def _body(cohort: Cohort, telling: Telling, title: str) -> Iterator[str]:
    yield f"<h1>{clean(title)}</h1>"
    yield f'<p class="quiet">{clean(telling.workbook)} · {clean(telling.at)}</p>'
    if telling.notice:
        yield f'<p class="notice">{clean(telling.notice)}</p>'
    empty = emptiness(cohort, telling.workbook)
    if empty is not None:
        yield f"<p>{clean(empty.say(telling.translate))}</p>"
    if cohort.learners:
        headline = telling.say(HEADLINE, finished=cohort.finished, count=len(cohort.learners))
        yield f"<p><strong>{headline}</strong></p>"
        yield progress_picture(cohort, telling.translate, title)
        yield from _table(cohort, telling)
    if cohort.has_left:
        yield f'<p class="quiet">{telling.say(HAS_LEFT, count=cohort.has_left)}</p>'


def emptiness(cohort: Cohort, workbook: str) -> Sentence | None:
    """Say what comes first where there is nothing to show yet."""
    if not cohort.learners:
        return Sentence(NOBODY)
    return None if cohort.counts else Sentence(NOTHING, {"workbook": workbook})


def _table(cohort: Cohort, telling: Telling) -> Iterator[str]:
    heads = (mark("Member"), mark("Lessons 1 to 6"), mark("Assignments"), mark("Score"))
    cells = "".join(
        f'<th scope="col"{css}>{telling.say(head)}</th>'
        for head, css in zip(heads, ("", "", "", ' class="score"'), strict=True)
    )
    yield f"<table><thead><tr>{cells}</tr></thead><tbody>"
    score = telling.say(heads[-1])
    for learner in cohort.learners:
        yield (
            f'<tr><th scope="row">{clean(learner.member)}</th>'
            f'<td class="signs">{_signs(learner, telling)}</td>'
            f'<td class="counts">{_counts(learner, telling)}</td>'
            f'<td class="score" data-head="{score}">{score_of(learner)}</td></tr>'
        )
    yield "</tbody></table>"


def _signs(learner: Learner, telling: Telling) -> str:
    return "".join(
        f'<span class="{stand}" title="{lesson.number} · {telling.say(lesson.title)}: '
        f'{telling.say(STANDS[stand])}">{SIGNS[stand]}</span>'
        for lesson in LESSONS
        for stand in [learner.lessons[lesson.id]]
    )


def _counts(learner: Learner, telling: Telling) -> str:
    told = clean(counts_of(learner, telling.translate)) or SIGNS[Stand.NOT_ASKED]
    if not learner.is_finished:
        return told
    return f'<span class="is-finished">{telling.say(FINISHED)}</span> · {told}'


def counts_of(learner: Learner, translate: Translate) -> str:
    """Return a learner's assignments counted, those that are there: `3 done, 1 open`."""
    return ", ".join(
        Sentence(template, {"count": learner.counts[stand]}).say(translate)
        for stand, template in COUNTED.items()
        if learner.counts.get(stand)
    )


def score_of(learner: Learner) -> str:
    """Return the mean score as a whole number; a dash where nothing was scored."""
    return SIGNS[Stand.NOT_ASKED] if learner.score is None else f"{learner.score:.0f}"

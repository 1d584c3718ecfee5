"""A certificate as a page: one A4 sheet, nothing fetched, its facts inside for whoever recomputes them."""

import json
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

from automation.course.page import clean, page
from automation.domain.learning.certificate import Certificate, NoFacts, Part, read_facts
from automation.domain.learning.lessons import LESSONS, Lesson
from automation.errors import ConfigError
from automation.language import Sentence, Translate, decimal, mark

KIND = "certificate"
FACTS = "lembar-facts"
"""The id of the element that holds the facts."""
SIZES = ((7, "roomy"), (12, "close"), (26, "dense"))
"""Up to so many assignments, how they are set, so that all fit one sheet. Only the roomy say why."""
PACKED = "packed"
"""How more than those are set: one after the other."""
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}

TITLE = mark("Certificate")
HAS_FINISHED = mark("has finished the course")
COURSE = mark("Social media for teams, in six lessons")
HOW = mark(
    "Every assignment was made from the team's own posts and numbers, done in the team's workbook, "
    "and graded there."
)
REHEARSED = mark("The posts were those of a rehearsal; nobody outside the team saw them.")
COUNTS = mark("{count} assignments · {score} of 100 in the mean · {day}")
BY_WORKBOOK = mark("from the workbook")
RECOMPUTE = mark("All of this can be recomputed from the workbook. Fingerprint {seal}.")
COMMAND = "lembar course certificate WORKBOOK --check FILE"


def certificate_page(certificate: Certificate, translate: Translate) -> str:
    """Return the whole page; the same certificate gives the same page."""
    title = f"{translate(TITLE)} · {certificate.member}"
    return page(
        language=certificate.language,
        title=title,
        kind=f"{KIND} · {clean(certificate.member)}",
        style=_STYLE,
        body=list(_body(certificate, translate)),
    )


def _body(certificate: Certificate, t: Translate) -> Iterator[str]:
    count = len(certificate.parts)
    size = next((size for most, size in SIZES if count <= most), PACKED)
    day = day_in_words(certificate.issued_at, certificate.language)
    counts = Sentence(
        COUNTS, {"count": count, "score": decimal(certificate.score), "day": day}
    ).say(t)
    yield f'<main class="sheet {size}">'
    yield f'<header>{_ORNAMENT}<p class="kind">{clean(t(TITLE))}</p>'
    yield f"<h1>{clean(certificate.member)}</h1>"
    yield f'<p class="has">{clean(t(HAS_FINISHED))}</p>'
    yield f'<p class="course">{clean(t(COURSE))}</p>'
    told = [t(HOW), *([t(REHEARSED)] if certificate.rehearsal else [])]
    yield f'<p class="how">{clean(" ".join(told))}</p>'
    yield f'<p class="counts">{clean(counts)}</p></header>'
    yield "<section>"
    for lesson in LESSONS:
        parts = [part for part in certificate.parts if part.lesson == lesson.id]
        if parts:
            yield from _lesson(lesson, parts, t, shows_reasons=size == "roomy")
    yield "</section>"
    recompute = Sentence(RECOMPUTE, {"seal": certificate.seal}).say(t)
    yield f"<footer>{_SEAL}<p>{clean(recompute)}<br><code>{COMMAND}</code></p></footer></main>"
    facts = json.dumps(certificate.as_facts(), ensure_ascii=False, sort_keys=True)
    yield f'<script type="application/json" id="{FACTS}">{facts.replace("<", chr(92) + "u003c")}</script>'


def _lesson(
    lesson: Lesson, parts: list[Part], t: Translate, *, shows_reasons: bool
) -> Iterator[str]:
    yield f"<h2><b>{lesson.number}</b>{clean(t(lesson.title))}</h2><ul>"
    for part in parts:
        why = f'<span class="why">{clean(part.why)}</span>' if shows_reasons else ""
        by = clean(part.by or t(BY_WORKBOOK))
        yield (
            f'<li><span class="title">{clean(part.title)}</span>'
            f'<span class="by">{clean(part.graded_at[:10])} · {by}</span>'
            f'<span class="score">{clean(decimal(part.score).say(t))}</span>{why}</li>'
        )
    yield "</ul>"


def day_in_words(moment: str, language: str) -> str:
    """Return the day of ISO text as people say it: 22 November 2026."""
    day = datetime.fromisoformat(moment)
    months = MONTHS.get(language, MONTHS["en"]).split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def facts_in(text: str, file: object) -> Certificate:
    """Return the certificate that a page holds.

    Raises:
        ConfigError: there is none in it; `file` names it for the message.
    """
    finder = _Finder()
    finder.feed(text)
    try:
        return read_facts(json.loads(finder.found))
    except (ValueError, NoFacts) as error:
        raise ConfigError(
            mark("{file} holds no certificate of Lembar, or its facts were damaged."),
            mark("Name the .html file that “lembar course certificate” made."),
            file=file,
        ) from error


class _Finder(HTMLParser):
    """Finds the text of the element that holds the facts."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice where the facts begin."""
        self._is_inside = tag == "script" and ("id", FACTS) in attrs

    def handle_endtag(self, tag: str) -> None:
        """Notice where they end."""
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        """Keep them."""
        if self._is_inside:
            self.found += data


_GREEN, _GOLD, _DEEP, _SOFT = "#0b6e4f", "#b58a2f", "#12372a", "#5b6b63"
_SERIF = "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,'DejaVu Serif',serif"


def _grid() -> str:
    """Return a strip of sheet cells, some of them filled, as on the page of a workbook."""
    filled = {(2, 0), (5, 1), (7, 0), (9, 1), (12, 0), (15, 1), (16, 0)}
    cells = "".join(
        f'<rect x="{x * 12 + 0.5}" y="{y * 12 + 0.5}" width="11" height="11" rx="1.5" '
        f'fill="{_GREEN if (x, y) in filled else "none"}" stroke="{_GREEN}" stroke-opacity=".35"/>'
        for y in range(2)
        for x in range(18)
    )
    return f'<svg class="grid" viewBox="0 0 216 24" width="216" height="24" aria-hidden="true">{cells}</svg>'


_ORNAMENT = _grid()
_SEAL = (
    '<svg class="seal" viewBox="0 0 60 60" width="60" height="60" aria-hidden="true">'
    f'<circle cx="30" cy="30" r="28" fill="none" stroke="{_GOLD}" stroke-width="2"/>'
    f'<circle cx="30" cy="30" r="23" fill="{_GOLD}" fill-opacity=".14" stroke="{_GOLD}" stroke-dasharray="1.5 3"/>'
    f'<path d="M19 31l8 8 15-17" fill="none" stroke="{_GOLD}" stroke-width="4.5" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
_STYLE = f"""
@page{{size:A4 portrait;margin:0}}
*{{box-sizing:border-box;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
body{{margin:0;background:#eceff1;color:{_DEEP};font:15px/1.4 {_SERIF}}}
.sheet{{position:relative;width:210mm;min-height:296mm;margin:18px auto;padding:18mm 18mm 15mm;background:#fffdf8;display:flex;flex-direction:column;box-shadow:0 2px 18px #0002}}
.sheet::before{{content:"";position:absolute;inset:8mm;border:1.5px solid {_GREEN};outline:1px solid {_GOLD};outline-offset:-5px;pointer-events:none}}
header{{text-align:center}}
.grid{{display:block;margin:0 auto 7mm}}
.kind{{margin:0;font-size:17px;letter-spacing:.42em;text-indent:.42em;text-transform:uppercase;color:{_GREEN}}}
h1{{margin:5mm 0 2mm;font-size:46px;font-weight:600;line-height:1.12;overflow-wrap:anywhere}}
.has{{margin:0;color:{_SOFT};font-style:italic;font-size:17px}}
.course{{margin:2mm 0 0;font-size:23px;font-weight:600}}
.how{{margin:3mm auto 0;max-width:150mm;color:{_SOFT};font-size:13.5px}}
.counts{{margin:5mm 0 0;font-size:15.5px;font-weight:600;color:{_GREEN}}}
section{{margin:6mm 2mm 4mm;flex:1}}
h2{{display:flex;align-items:baseline;gap:9px;margin:3mm 0 .5mm;font-size:15.5px;color:{_GREEN};break-after:avoid}}
h2 b{{display:inline-block;min-width:21px;height:21px;line-height:21px;text-align:center;border-radius:4px;background:{_GREEN};color:#fff;font-size:13px}}
ul{{margin:0;padding:0;list-style:none}}
li{{display:grid;grid-template-columns:1fr auto 34px;column-gap:12px;align-items:baseline;padding:2.5px 0 2.5px 30px;border-bottom:1px solid #12372a1c;font-size:14px}}
.why{{grid-column:1/3;color:{_SOFT};font-size:12px;line-height:1.3;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}}
.by{{color:{_SOFT};font-size:12px;white-space:nowrap}}
.score{{text-align:right;font-weight:600;font-variant-numeric:tabular-nums}}
footer{{display:flex;align-items:center;gap:14px;margin:0 2mm;color:{_SOFT};font-size:11px;flex:none}}
footer p{{margin:0;overflow-wrap:anywhere}}
.seal{{flex:none}}
code{{font:10.5px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}}
.close h1{{font-size:38px}}.dense h2,.packed h2{{margin:2mm 0 0}}.close h2{{margin:4.5mm 0 0}}
.dense h1{{font-size:34px;margin:3mm 0 1mm}}.dense .grid{{margin-bottom:5mm}}.dense section{{margin-top:4mm}}
.dense ul{{columns:2;column-gap:7mm}}.dense li{{font-size:11.5px;padding:1px 0;grid-template-columns:1fr 26px;break-inside:avoid}}.dense .by,.packed .by{{display:none}}
.packed h1{{font-size:34px;margin:3mm 0 1mm}}.packed .grid{{margin-bottom:5mm}}.packed section{{margin-top:4mm}}
.packed ul{{padding-left:30px;font-size:10px}}.packed li{{display:inline;border:0;padding:0;font-size:inherit}}.packed li+li::before{{content:" · "}}.packed .score{{padding-left:3px}}
@media print{{body{{background:none}}.sheet{{margin:0;box-shadow:none;height:296mm}}section{{min-height:0;overflow:hidden}}}}
@media screen and (max-width:820px){{
 .sheet{{width:auto;min-height:0;margin:0;padding:9vw 7vw 7vw}}
 .sheet::before{{inset:2.5vw}}
 .grid{{max-width:80%;height:auto}}
 h1{{font-size:34px}}
 section{{margin-left:0;margin-right:0}}
 li{{grid-template-columns:1fr 34px;padding-left:0}}
 .title{{grid-column:1;grid-row:1}}.why{{grid-column:1;-webkit-line-clamp:none}}.by{{grid-column:1;white-space:normal}}.score{{grid-column:2;grid-row:1}}
 .dense ul{{columns:1}}
 footer{{margin:4vw 0 0}}
}}
"""

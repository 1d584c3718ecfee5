"""How things look in a notebook's cell: HTML that needs no network, in light and dark, and plain text.

Colours are laid thinly over whatever lies below, and texts take the colour of the page; charts lie
on white paper. All texts are escaped here.
"""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from automation.jobs.result import Table

_LEFT = "text-align:left;vertical-align:top;padding:.35em .8em .35em 0;white-space:normal"
_LINE = "border-bottom:1px solid rgba(128,128,128,.35)"
_CARD = "padding:.8em 1em;margin:.6em 0;border-radius:6px;line-height:1.5;max-width:46em"
_TEXT = "margin:.45em 0;max-width:46em"


class Tone(Enum):
    """What a card's colour says. Never colour alone: its words say it, too."""

    PLAIN = "91,104,117"
    TASK = "45,93,159"
    GOOD = "11,130,90"
    HINT = "190,130,20"
    STOP = "190,60,45"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page. `markup` is HTML, `plain` the same for who reads without it."""

    markup: str
    plain: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a cell shows."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, *blocks: Block) -> "Page":
        """Put blocks under each other."""
        return cls(blocks)

    def __add__(self, other: "Page") -> "Page":
        return Page((*self.blocks, *other.blocks))

    def as_html(self) -> str:
        """Return the page as one piece of HTML."""
        return "".join(block.markup for block in self.blocks)

    def __str__(self) -> str:
        return "\n\n".join(block.plain for block in self.blocks if block.plain)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.as_html(), "text/plain": str(self)}


def heading(text: str) -> Block:
    """Return a small heading."""
    style = "margin:.9em 0 .2em;font-size:1em;font-weight:600"
    return Block(f'<h4 style="{style}">{html.escape(text)}</h4>', text)


def paragraph(text: str) -> Block:
    """Return a paragraph; line breaks stay."""
    return Block(f'<p style="{_TEXT}">{_lines(text)}</p>', text)


def bullets(texts: Iterable[str]) -> Block:
    """Return a list of points."""
    kept = list(texts)
    points = "".join(f"<li>{_lines(text)}</li>" for text in kept)
    plain = "\n".join(f"- {text}" for text in kept)
    return Block(f'<ul style="{_TEXT}">{points}</ul>' if kept else "", plain)


def labelled(pairs: Iterable[tuple[str, str]]) -> Block:
    """Return texts under each other, each behind its label."""
    kept = list(pairs)
    lines = "".join(
        f'<p style="{_TEXT}"><strong>{html.escape(label)}</strong><br>{_lines(text)}</p>'
        for label, text in kept
    )
    return Block(lines, "\n".join(f"{label}: {text}" for label, text in kept))


def card(title: str, *inside: Block, tone: Tone = Tone.PLAIN) -> Block:
    """Return a card with a title; what is inside lies under it."""
    style = f"{_CARD};background:rgba({tone.value},.12);border-left:4px solid rgb({tone.value})"
    name = f'<p style="margin:0 0 .3em"><strong>{html.escape(title)}</strong></p>' if title else ""
    body = "".join(block.markup for block in inside)
    return Block(f'<div style="{style}">{name}{body}</div>', _joined(title, inside))


def beside(cards: Sequence[Block]) -> Block:
    """Return cards beside each other; under each other where the page is narrow."""
    cells = "".join(f'<div style="flex:1 1 18em;min-width:0">{one.markup}</div>' for one in cards)
    markup = f'<div style="display:flex;flex-wrap:wrap;gap:1em;max-width:62em">{cells}</div>'
    return Block(markup, "\n\n".join(one.plain for one in cards))


def grid(table: Table) -> Block:
    """Return a table, or what it says when it has no rows."""
    title = heading(table.title).markup if table.title else ""
    if not table.rows:
        return Block(f"{title}<p>{html.escape(table.empty)}</p>", _joined(table.title, [Block("", table.empty)]))  # fmt: skip
    head = _row("th", table.columns)
    body = "".join(_row("td", row) for row in table.rows)
    markup = (
        f'{title}<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:.4em 0">'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )
    lines = [" | ".join(row) for row in [table.columns, *table.rows]]
    return Block(markup, "\n".join([*([table.title] if table.title else []), *lines]))


def chart(svg: str, plain: str) -> Block:
    """Return a chart, drawn for white paper; `plain` says what it shows."""
    paper = "background:#fff;color:#1f2933;border-radius:6px;padding:12px;max-width:760px"
    return Block(f'<div style="{paper};margin:.6em 0">{svg}</div>', plain)


def _row(tag: str, cells: Sequence[str]) -> str:
    inside = "".join(f'<{tag} style="{_LEFT};{_LINE}">{_lines(cell)}</{tag}>' for cell in cells)
    return f'<tr style="background:transparent">{inside}</tr>'


def _lines(text: str) -> str:
    escaped = html.escape(text).replace("\n", "<br>")
    is_link = text.startswith(("https://", "http://")) and len(text.split()) == 1
    return f'<a href="{escaped}">{escaped}</a>' if is_link else escaped


def _joined(title: str, inside: Sequence[Block]) -> str:
    return "\n".join(text for text in [title, *(block.plain for block in inside)] if text)

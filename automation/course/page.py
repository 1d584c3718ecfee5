"""The frame of the course's pages: one file, nothing fetched, readable on a phone and in print."""

import html
import unicodedata
from collections.abc import Sequence

INK, QUIET, LINE, PAPER = "#1f2933", "#52606d", "#d9e0e6", "#ffffff"
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"


def clean(text: str) -> str:
    """Return a text as a page may hold it: escaped, on one line, without control characters."""
    plain = "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)
    return html.escape(" ".join(plain.split()))


def page(*, language: str, title: str, kind: str, style: str, body: Sequence[str]) -> str:
    """Return a whole page.

    Args:
        language: `en` or `id`.
        title: Of the window, as plain text.
        kind: What made it, such as `progress`; only such a page is written over by a later one.
        style: The page's own style sheet.
        body: Parts of HTML, escaped already.
    """
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{language}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{generator(kind)}">',
            f"<title>{clean(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def generator(kind: str) -> str:
    """Return the sign that a page of this kind carries."""
    return f"Lembar course {kind}"

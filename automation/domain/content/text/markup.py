"""Write a plain text so that a network shows it as it was written, and read it back. Pure.

What people typed is what is approved, so a sign that would start a mark-up there is escaped.
Links stay as they are where the network finds them by itself.
"""

import html
from collections.abc import Callable, Iterator, Mapping

import regex

from automation.domain.content.text.entity import Entity, Kind
from automation.domain.content.text.plain import plain_entities

_LITTLE = regex.compile(r"[\\|{}@\[\]()<>#*_~]")
_LITTLE_BACK = regex.compile(
    r"\{hashtag\|\\?(?P<sign>[#＃])\|(?P<tag>(?:\\.|[^\\}])*+)\}"
    r"|@\[(?P<name>(?:\\.|[^\\\]])*+)\]\([^)]*+\)|\\(?P<escaped>.)",
    regex.DOTALL,
)
_INLINE = regex.compile(r"[\\`*_~|\[\]<>^]")
_LINE_START = regex.compile(
    r"^(?P<blank>[ \t]*)(?:(?P<sign>[#>+=-])|(?P<number>\d{1,9})(?=[.)]))", regex.M
)
_MARKDOWN_BACK = regex.compile(r"\\([!-/:-@\[-`{-~])")
_PARAGRAPHS = regex.compile(r"(?:\r\n|\r|\n){2,}")
_LINES = regex.compile(r"\r\n|\r|\n")


def little_text(text: str, mentions: Mapping[str, str] | None = None) -> str:
    """Write LinkedIn's "little text": reserved signs escaped, hashtags and known names as such.

    `mentions` gives the URN (`urn:li:organization:1`) of each name that stands as `@name` in the
    text. Unescaped, LinkedIn cuts the text at the first reserved sign.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
    (read 2026-11-22).
    """
    known = mentions or {}

    def write(one: Entity) -> str:
        if one.kind is Kind.HASHTAG:
            return f"{{hashtag|#|{_escaped_little(one.value)}}}"
        if one.kind is Kind.MENTION and one.value in known:
            return f"@[{_escaped_little(one.value)}]({known[one.value]})"
        return _escaped_little(text[one.start : one.end])

    return "".join(_written(text, _escaped_little, write))


def from_little_text(text: str) -> str:
    """Return what people see of a "little text"."""
    return _LITTLE_BACK.sub(_seen_little, text)


def slack_text(text: str) -> str:
    """Write text for Slack, where `&`, `<` and `>` alone have a meaning of their own.

    Source: https://docs.slack.dev/messaging/formatting-message-text (read by others, 2026-11-21).
    """
    return html.escape(text, quote=False)


def from_slack_text(text: str) -> str:
    """Return what people see of a text for Slack; links are given without their brackets."""
    plain = regex.sub(r"<([^<>|]*+)(?:\|([^<>]*+))?>", lambda one: one[2] or one[1], text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def telegram_html(text: str) -> str:
    """Write text for Telegram's `parse_mode` HTML.

    Source: https://core.telegram.org/bots/api#html-style (read by others, 2026-11-21).
    """
    return html.escape(text, quote=False)


def markdown(text: str) -> str:
    """Write text for Discord and Reddit, whose Markdown shows it as it stands; links stay whole."""

    def plain(piece: str) -> str:
        return _INLINE.sub(r"\\\g<0>", piece)

    def write(one: Entity) -> str:
        shown = text[one.start : one.end]
        return shown if one.kind is Kind.LINK else plain(shown)

    return _LINE_START.sub(_start_escaped, "".join(_written(text, plain, write)))


def from_markdown(text: str) -> str:
    """Return a text whose signs were escaped by `markdown` as it was."""
    return _MARKDOWN_BACK.sub(r"\1", text)


def html_paragraphs(text: str) -> str:
    """Write text as HTML for WordPress and Tumblr: paragraphs, line breaks and links."""

    def write(one: Entity) -> str:
        shown = html.escape(text[one.start : one.end])
        return f'<a href="{shown}">{shown}</a>' if one.kind is Kind.LINK else shown

    body = "".join(_written(text, html.escape, write))
    paragraphs = (part for part in _PARAGRAPHS.split(body) if part.strip())
    return "\n".join(f"<p>{_LINES.sub('<br>', part.strip())}</p>" for part in paragraphs)


def _written(
    text: str, plain: Callable[[str], str], write: Callable[[Entity], str]
) -> Iterator[str]:
    """Give the text in pieces: what lies between the entities by `plain`, each of them by `write`."""
    position = 0
    for one in plain_entities(text):
        yield plain(text[position : one.start])
        yield write(one)
        position = one.end
    yield plain(text[position:])


def _escaped_little(text: str) -> str:
    return _LITTLE.sub(r"\\\g<0>", text)


def _seen_little(found: regex.Match[str]) -> str:
    if found["tag"] is not None:
        return found["sign"] + from_little_text(found["tag"])
    if found["name"] is not None:
        return "@" + from_little_text(found["name"])
    return str(found["escaped"])


def _start_escaped(found: regex.Match[str]) -> str:
    if found["number"]:
        return f"{found['blank']}{found['number']}\\"
    return f"{found['blank']}\\{found['sign']}"

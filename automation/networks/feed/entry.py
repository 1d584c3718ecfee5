"""A part as an entry of the feed, and all entries as Atom. Pure."""

import hashlib
import html
import mimetypes
import re
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.text import hashtags_in, links_in
from automation.domain.content.text.markup import html_paragraphs
from automation.http import Fields, Json

VERSION = "https://jsonfeed.org/version/1.1"
OURS = "_lembar"
"""The member that tells our own file (JSON Feed's way of extensions: a name after an underscore)."""

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_TITLE = 80


def new_feed(title: str, place: str, now: datetime) -> dict[str, Json]:
    """Return a feed without entries. Its id is a tag URI under a name that nobody can own (RFC 2606)."""
    told = hashlib.sha256(f"{title}\n{place}\n{now.isoformat()}".encode()).hexdigest()[:16]
    return {
        "version": VERSION,
        "title": title,
        OURS: {"id": f"tag:lembar.invalid,{now:%Y-%m-%d}:{told}", "updated": at_text(now)},
        "items": [],
    }


def id_of(feed: Fields, key: str) -> str:
    """Return the id of the entry with that key: the same for ever in this feed."""
    return f"{feed.inside(OURS).text('id')}/{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def name_of(attachment: Attachment) -> str:
    """Return what a copied file is called: by its content."""
    file = attachment.file
    return f"{file.sha256[:32]}{mimetypes.guess_extension(file.mime) or ''}"


def item_of(part: Part, number: str, folder: str, at: str, now: str) -> dict[str, Json]:
    """Return a part as an item of a JSON Feed; what is empty is left out."""
    text = clean(part.text)
    item: dict[str, Json] = {
        "id": number,
        "title": clean(part.headline),
        "content_text": text,
        "content_html": _page_of(text, part.attachments, folder),
        "external_url": next(iter(links_in(text)), ""),
        "date_published": at,
        "date_modified": now,
        "language": part.language,
        "tags": list(dict.fromkeys(hashtags_in(text))),
        "attachments": [
            {
                "url": f"{folder}/{name_of(one)}",
                "mime_type": one.file.mime,
                "size_in_bytes": one.file.byte_count,
            }
            for one in part.attachments
        ],
    }
    return {name: value for name, value in item.items() if value or name == "content_text"}


def atom_of(feed: Fields, atom_name: str, json_name: str) -> bytes:
    """Write a feed's entries as Atom; links to files are relative to the feed's own address."""
    root = ET.Element("feed", {"xmlns": _ATOM})
    told = feed.inside(OURS)
    for name, value in (("id", told.text("id")), ("title", feed.text("title")), ("updated", told.text("updated"))):  # fmt: skip
        _add(root, name, value)
    _add(_add(root, "author"), "name", feed.text("title"))
    _add(root, "generator", "Lembar")
    _link(root, "self", quote(atom_name), "application/atom+xml")
    _link(root, "alternate", quote(json_name), "application/feed+json")
    for item in feed.items("items"):
        _entry(root, item)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, item: Fields) -> None:
    entry = _add(root, "entry")
    if item.text("language"):
        entry.set(_LANGUAGE, item.text("language"))
    first = next(iter(item.text("content_text").splitlines()), "")
    _add(entry, "id", item.text("id"))
    _add(
        entry,
        "title",
        item.text("title") or textwrap.shorten(first, _LONGEST_TITLE, placeholder="…"),
    )
    _add(entry, "published", item.text("date_published"))
    _add(entry, "updated", item.text("date_modified"))
    if item.text("external_url"):
        _link(entry, "related", item.text("external_url"))
    for tag in item.texts("tags"):
        _add(entry, "category").set("term", tag)
    for one in item.items("attachments"):
        link = _link(entry, "enclosure", one.text("url"), one.text("mime_type"))
        link.set("length", one.text("size_in_bytes"))
    _add(entry, "content", item.text("content_html")).set("type", "html")


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = clean(text) or None
    return made


def _link(parent: ET.Element, relation: str, address: str, mime: str = "") -> ET.Element:
    facts: Mapping[str, str] = {
        "rel": relation,
        "href": address,
        **({"type": mime} if mime else {}),
    }
    return ET.SubElement(parent, "link", dict(facts))


def _page_of(text: str, attachments: Sequence[Attachment], folder: str) -> str:
    shown = [
        f'<p><img src="{folder}/{name_of(one)}" alt="{html.escape(clean(one.alt_text))}"></p>'
        if one.file.is_image
        else f'<p><video controls src="{folder}/{name_of(one)}"></video></p>'
        for one in attachments
    ]
    return "\n".join(filter(None, [html_paragraphs(text), *shown]))


def clean(text: str) -> str:
    """Return a text without what XML has no way to write, such as control characters."""
    return _NEVER_IN_XML.sub("", text)


def at_text(at: datetime) -> str:
    """Write a moment as RFC 3339 has it, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")

"""X's own way with posts and refusals, as its fake plays it: weights, shortened links, problems."""

import time
import unicodedata
from dataclasses import dataclass, field

import regex

from tests.wire.fake import Told

ME, SOMEBODY = "2244994945", "3001"
ERRORS = "https://api.twitter.com/2/problems"
_URL = regex.compile(r"https?://\S+")
EPOCH_MS = 1_288_834_974_657
"""Ids count milliseconds from here."""
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def weight(text: str) -> int:
    """Count as X's page on counting characters says, for whole https:// links."""
    rest, links = _URL.subn("", unicodedata.normalize("NFC", text))
    total = 23 * links
    for cluster in regex.findall(r"\X", rest):
        if regex.search(r"\p{Extended_Pictographic}|\p{RI}", cluster):
            total += 2
            continue
        total += sum(
            1 if any(low <= ord(c) <= high for low, high in _LIGHT) else 2 for c in cluster
        )
    return total


@dataclass
class Post:
    """One post, by us or by somebody."""

    id: str
    text: str
    author: str = ME
    answers: str = ""
    media: list[str] = field(default_factory=list)
    hidden: bool = False


@dataclass
class Media:
    """One upload."""

    id: str
    kind: str
    total: int
    pieces: dict[int, bytes] = field(default_factory=dict)
    finished: bool = False
    checks_left: int = 0
    alt_text: str = ""


def shown(post: Post, fields: str) -> dict[str, object]:
    """Return a post as X shows it: links and pictures shortened, signs escaped."""
    text, urls = post.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), []
    for number, link in enumerate(_URL.findall(post.text)):
        short = f"https://t.co/{number:010}"
        text = text.replace(link.replace("&", "&amp;"), short, 1)
        urls.append({"url": short, "expanded_url": link})
    if post.media:
        text += " https://t.co/pic0000000"
        urls.append(
            {
                "url": "https://t.co/pic0000000",
                "expanded_url": "https://x.com/p/1",
                "media_key": "3_1",
            }
        )
    shown: dict[str, object] = {
        "id": post.id,
        "text": text,
        "author_id": post.author,
        "entities": {"urls": urls},
    }
    if post.media:
        shown["attachments"] = {"media_keys": [f"3_{one}" for one in post.media]}
    if post.answers:
        shown["referenced_tweets"] = [{"type": "replied_to", "id": post.answers}]
    if "public_metrics" in fields:
        shown["public_metrics"] = {
            "retweet_count": 2, "reply_count": 1, "like_count": 5, "quote_count": 0, "bookmark_count": 3, "impression_count": 240,
        }  # fmt: skip
    if "non_public_metrics" in fields:
        shown["non_public_metrics"] = {"url_link_clicks": 7, "user_profile_clicks": 1}
    return shown


def about(title: str, detail: str, status: int) -> dict[str, object]:
    kind = f"{ERRORS}/invalid-request" if status == 400 else "about:blank"
    return {"title": title, "detail": detail, "type": kind, "status": status}


def problem(status: int, title: str, detail: str) -> Told:
    return Told(about(title, detail, status), status)


def iso(post: str) -> str:
    seconds = ((int(post) >> 22) + EPOCH_MS) / 1000
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))

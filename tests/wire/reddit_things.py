"""What the Reddit of the tests keeps, and how it shows and words it."""

import re
from dataclasses import dataclass
from typing import Any

from tests.wire.fake import Told

ME = "kopi_senja"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass
class Thing:
    """One post (`t3_…`), comment (`t1_…`) or letter (`t4_…`)."""

    name: str
    author: str
    body: str
    at: float
    title: str = ""
    kind: str = ""
    parent: str = ""
    url: str = ""
    flair: str = ""
    files: tuple[str, ...] = ()


def plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def key(url: str) -> str:
    return url.rpartition("/")[2]


def permalink(thing: Thing) -> str:
    return f"/r/kopisenja/comments/{thing.name[3:]}/kopi/"


def shown(thing: Thing) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": thing.name, "id": thing.name[3:], "author": thing.author, "created_utc": thing.at, "subreddit": "KopiSenja",
    }  # fmt: skip
    if thing.name.startswith("t3"):
        kept = {"image": "https://i.redd.it/x.png", "video": "https://v.redd.it/x"}
        url = kept.get(thing.kind, thing.url)
        told |= {
            "title": thing.title,
            "is_self": thing.kind == "self",
            "is_video": thing.kind == "video",
            **({"is_gallery": True} if thing.kind == "gallery" else {}),
            "selftext": thing.body,
            "url": url,
        }
        return told | {
            "permalink": permalink(thing),
            "score": 12,
            "num_comments": 3,
            "num_crossposts": 1,
        }
    return told | {
        "body": thing.body,
        "parent_id": thing.parent,
        "context": f"/r/kopisenja/comments/x/kopi/{thing.name[3:]}/",
    }


def listing(things: list[Thing]) -> Told:
    children = [{"kind": one.name[:2], "data": shown(one)} for one in things]
    return Told({"kind": "Listing", "data": {"children": children, "after": None}})


def told(data: object) -> Told:
    return Told({"json": {"errors": [], "data": data}})


def errors(code: str, said: str) -> Told:
    return Told({"json": {"errors": [[code, said, "ratelimit"]]}})

"""A small server-side Facebook with one Page. See `tests.wire.graph` for what Meta's fakes leave out.

Written from Meta's documents: pictures that wait unpublished, a film's session piece by piece, a Reel
(started, sent whole with its size, finished once, and listed apart from posts), duplicates refused with 506 (when `refuses_doubles`), comments. What Facebook itself counts a text's
length in is unknown; this one counts code points.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.publication import Receipt
from tests.wire.album import Album
from tests.wire.facebook_reels import ReelServer
from tests.wire.fake import Asked, Told
from tests.wire.graph import graph_error, stamp
from tests.wire.stage import TEXT, FakeStage

US, NAME = "104250000000001", "kopi_senja"
PIECE = 1000
"""Bytes of a film that this Facebook takes at a time."""


@dataclass
class Entry:
    """One post, comment or film."""

    id: str
    text: str
    author: str
    above: str = ""
    photos: Sequence[str] = ()
    link: str = ""
    is_film: bool = False
    hidden: bool = False
    at: float = field(default_factory=time.time)


@dataclass
class Session:
    """One film on its way."""

    film: str
    size: int
    body: bytes = b""


class FacebookServer(ReelServer):
    """One Page."""

    token = "EAA-kopi-senja-canary"

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.photos: dict[str, Mapping[str, str]] = {}
        self.sessions: dict[str, Session] = {}
        self.refuses_doubles = False
        self.opens_person = False
        """Whether the token is a person's, and not a Page's."""
        self.cuts_at: int | None = None
        """At how many bytes of a film the upload fails."""

    def publishes(self, asked: Asked) -> bool:
        if asked.method != "POST":
            return False
        films = asked.path.endswith(("/videos", "/video_reels"))
        ends = films and asked.form.get("upload_phase") == "finish"
        return ends or asked.path.endswith("/feed")

    def routes(self) -> Sequence[tuple[str, str, Callable[..., Told]]]:
        return (
            ("GET", "/me", self._me),
            ("POST", f"/{US}/photos", self._photo),
            ("POST", f"/{US}/feed", self._feed),
            ("POST", f"/{US}/videos", self._video),
            ("POST", f"/{US}/video_reels", self.reel),
            ("GET", f"/{US}/video_reels", self.list_reels),
            ("GET", f"/{US}/published_posts", self._list),
            ("GET", r"/([\d_]+)/insights", self._insights),
            ("GET", r"/([\d_]+)/comments", self._comments),
            ("POST", r"/([\d_]+)/comments", self._comment),
            ("GET", r"/([\d_]+)", self._read),
            ("POST", r"/([\d_]+)", self._change),
            ("DELETE", r"/([\d_]+)", self._delete),
        )

    def _me(self, asked: Asked) -> Told:
        if self.opens_person:
            return graph_error(100, "Tried accessing nonexisting field (followers_count) on node type (User)")  # fmt: skip
        page = {"id": US, "name": "Kopi Senja", "username": NAME, "followers_count": 812}
        return Told(self.chosen(asked, page))

    def _photo(self, asked: Asked) -> Told:
        if asked.form.get("published") != "false" or not asked.files["source"].body:
            return graph_error(324, "Requires upload file")
        name = self.next_id()
        self.photos[name] = {**asked.form, "bytes": asked.files["source"].body.hex()}
        return Told({"id": name})

    def _feed(self, asked: Asked) -> Told:
        form, places = asked.form, range(len(asked.form))
        named = [form[f"attached_media[{n}]"] for n in places if f"attached_media[{n}]" in form]
        photos = [json.loads(one)["media_fbid"] for one in named]
        text = form.get("message", "")
        if not set(photos) <= set(self.photos) or not (text or photos) or len(text) > 63206:
            return graph_error(100, "Invalid parameter")
        if self.refuses_doubles and text in {one.text for one in self.entries}:
            return graph_error(506, "Duplicate status message")
        return Told({"id": self.put(text, photos=photos, link=form.get("link", "")).id})

    def put(self, text: str, **facts: Any) -> Entry:
        """Publish something as the Page."""
        self.entries.append(Entry(f"{US}_{self.next_id()}", text, US, **facts))
        return self.entries[-1]

    def _video(self, asked: Asked) -> Told:
        form = asked.form
        if form.get("upload_phase") == "start":
            name = self.next_id()
            self.sessions[name] = Session(self.next_id(), int(form["file_size"]))
            return Told({"upload_session_id": name, "video_id": self.sessions[name].film, **self._next(name)})  # fmt: skip
        session = self.sessions.get(form.get("upload_session_id", ""))
        if session is None:
            return graph_error(6001, "There was a problem uploading your video", subcode=1363037)
        if form["upload_phase"] == "transfer":
            return self._piece(asked, session)
        if len(session.body) != session.size:
            return graph_error(6000, "The film is not complete", subcode=1363033)
        self.put(form.get("description", ""), is_film=True)
        return Told({"success": True})

    def _piece(self, asked: Asked, session: Session) -> Told:
        if self.cuts_at is not None and len(session.body) >= self.cuts_at:
            return graph_error(2, "Service temporarily unavailable", status=500)
        if int(asked.form["start_offset"]) != len(session.body):
            return graph_error(6001, "Wrong offset", subcode=1363037)
        session.body += asked.files["video_file_chunk"].body
        return Told(self._next(asked.form["upload_session_id"]))

    def _next(self, name: str) -> dict[str, str]:
        session = self.sessions[name]
        start = len(session.body)
        return {"start_offset": str(start), "end_offset": str(min(start + PIECE, session.size))}

    def _shown(self, one: Entry) -> dict[str, Any]:
        summary = {"data": [], "summary": {"total_count": self.comment_count(one.id)}}
        return {
            "id": one.id, "message": one.text, "created_time": stamp(one.at), "is_hidden": one.hidden,
            "permalink_url": f"https://www.facebook.com/{one.id.replace('_', '/posts/')}",
            "from": {"id": one.author, "name": "Kopi Senja" if one.author == US else one.author},
            "parent": {"id": one.above}, "comments": summary, "reactions": {"data": [], "summary": {"total_count": 0}},
        }  # fmt: skip

    def _list(self, asked: Asked) -> Told:
        posts = [one for one in reversed(self.entries) if not one.above]
        return self.page(asked, [self.chosen(asked, self._shown(one)) for one in posts])

    def comment_count(self, name: str) -> int:
        return sum(one.above == name for one in self.entries)

    def found(self, name: str) -> Entry | None:
        """Return a post or comment by its id."""
        return next((one for one in self.entries if one.id == name), None)

    def _read(self, asked: Asked, name: str) -> Told:
        if name in self.reels:
            return Told(self.chosen(asked, self.reel_shown(self.reels[name])))
        if name in {one.film for one in self.sessions.values()}:
            film = {"id": name, "status": {"video_status": self.film_status}, "created_time": stamp(time.time()), "permalink_url": f"/watch/?v={name}"}  # fmt: skip
            return Told(self.chosen(asked, film))
        entry = self.found(name)
        return Told(self.chosen(asked, self._shown(entry))) if entry else self.no_such(name)

    def _insights(self, asked: Asked, name: str) -> Told:
        if self.found(name) is None:
            return self.no_such(name)
        names = asked.query.get("metric", "").split(",")
        if set(names) - {"post_media_view", "post_total_media_view_unique", "post_clicks"}:
            return graph_error(100, "The value must be a valid insights metric")
        told = [{"name": one, "period": "lifetime", "values": [{"value": 5}]} for one in names]
        return Told({"data": told})

    def _comments(self, asked: Asked, name: str) -> Told:
        if self.found(name) is None and name not in self.reels:
            return self.no_such(name)
        below = [one for one in self.entries if one.above == name]
        if asked.query.get("order") == "reverse_chronological":
            below.reverse()
        return self.page(asked, [self.chosen(asked, self._shown(one)) for one in below])

    def _comment(self, asked: Asked, name: str) -> Told:
        if (self.found(name) is None and name not in self.reels) or not asked.form.get("message"):
            return self.no_such(name)
        return Told({"id": self.put(asked.form["message"], above=name).id})

    def _change(self, asked: Asked, name: str) -> Told:
        entry = self.found(name)
        if entry is None:
            return self.no_such(name)
        entry.text = asked.form.get("message", entry.text)
        entry.hidden = asked.form.get("is_hidden") == "true" or entry.hidden
        return Told({"success": True})

    def _delete(self, _asked: Asked, name: str) -> Told:
        entry = self.found(name)
        if entry is None:
            return self.no_such(name)
        self.entries.remove(entry)
        return Told({"success": True})


class FacebookStage(FakeStage):
    """Our Page; its post has a picture here, so that the contract sees a handle kept."""

    def __init__(self) -> None:
        self.server = FacebookServer()
        super().__init__(self.server)
        self.media = self.album = Album()
        self.secrets: Mapping[str, str] = {"FACEBOOK_TOKEN_BRAND": self.server.token}
        self.address = f"{self.server.url}/{NAME}"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        picture = self.album.put(b"\xff\xd8kopi", "kopi.jpg", mime="image/jpeg")
        return Part(text=text, length=length, attachments=(Attachment(file=picture),))

    def texts(self) -> Sequence[str]:
        return [one.text for one in self.server.entries if one.author == US]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        comment = Entry(self.server.next_id(), text, "Pelanggan Setia", receipt.network_id)
        self.server.entries.append(comment)
        return comment.author

    def hidden(self) -> Sequence[str]:
        return [one.text for one in self.server.entries if one.hidden]


def stage() -> FacebookStage:
    return FacebookStage()

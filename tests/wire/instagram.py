"""A small server-side Instagram, as both of its logins see it. See `tests.wire.graph` for its limits.

Written from Meta's documents: order of the steps, JPEG by the file's address, caption of 2200 code
points with 30 tags and 20 names, carousels of 2 to 10, quotas, comments. It fetches no file, and
knows a picture by the `.jpg` or the 64 hex digits its address ends in.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.publication import Receipt
from tests.wire.album import Album
from tests.wire.fake import Asked, Told
from tests.wire.graph import GraphServer, graph_error, stamp
from tests.wire.stage import TEXT, FakeStage

US, NAME = "17841405822304914", "kopi_senja"


@dataclass
class Comment:
    """One comment, or an answer to one."""

    id: str
    text: str
    username: str
    above: str
    at: float = field(default_factory=time.time)
    hidden: bool = False


@dataclass
class Media:
    """One post."""

    id: str
    code: str
    form: Mapping[str, str]
    children: Sequence[Mapping[str, str]] = ()
    at: float = field(default_factory=time.time)

    @property
    def is_story(self) -> bool:
        """Whether it is gone after a day."""
        return self.form.get("media_type") == "STORIES"

    @property
    def caption(self) -> str:
        """What stands below it."""
        return self.form.get("caption", "")


class InstagramServer(GraphServer):
    """One account."""

    token = "IGAA-kopi-senja-canary"

    def __init__(self) -> None:
        super().__init__()
        self.media: list[Media] = []
        self.comments: list[Comment] = []
        self.quota_used: int | None = None
        """Posts of the last 24 hours; None: those that were published here."""
        self.by_page = False
        """Whether the token is one of Facebook's login, and so none of Instagram's."""
        self.is_little_seen = False
        """Whether fewer than five saw its Stories."""
        self.lists_late = False
        """Whether what is published is not listed yet."""

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path.endswith("/media_publish")

    def routes(self) -> Sequence[tuple[str, str, Callable[..., Told]]]:
        return (
            ("GET", "/me", self._me),
            ("GET", "/me/accounts", self._pages),
            ("GET", f"/{US}/content_publishing_limit", self._quota),
            ("POST", f"/{US}/media", self._create),
            ("POST", f"/{US}/media_publish", self._publish),
            ("GET", f"/{US}/media", self._list),
            ("GET", f"/{US}/stories", self._list_stories),
            ("GET", r"/(\d+)/insights", self._insights),
            ("GET", r"/(\d+)/comments", self._comments),
            ("POST", r"/(\d+)/(?:comments|replies)", self._comment),
            ("GET", r"/(\d+)", self._read),
            ("POST", r"/(\d+)", self._hide),
        )

    def _me(self, asked: Asked) -> Told:
        if self.by_page:
            return graph_error(190, "Invalid OAuth access token")
        who = {"id": "99", "user_id": US, "username": NAME, "followers_count": 512}
        return Told(self.chosen(asked, who))

    def _pages(self, asked: Asked) -> Told:
        if not self.by_page:
            return graph_error(190, "Invalid OAuth access token")
        other = {"id": "1", "instagram_business_account": {"id": "2", "username": "lain"}}
        ours = {"id": "3", "instagram_business_account": {"id": US, "username": NAME}}
        return self.page(asked, [{"id": "4"}, other, ours])

    def _quota(self, _asked: Asked) -> Told:
        used = len(self.media) if self.quota_used is None else self.quota_used
        config = {"quota_total": 50, "quota_duration": 86400}
        return Told({"data": [{"quota_usage": used, "config": config}]})

    def _create(self, asked: Asked) -> Told:
        form = asked.form
        return self._fault(form) or self.fault_in_address(form) or self.new_container(form)

    def _fault(self, form: Mapping[str, str]) -> Told | None:
        caption = form.get("caption", "")
        tags, names = re.findall(r"#\w+", caption), re.findall(r"(?<!\w)@\w+", caption)
        if len(caption) > 2200 or len(tags) > 30 or len(names) > 20:
            return graph_error(36004, "The caption was too long", subcode=2207010)
        is_carousel = form.get("media_type") == "CAROUSEL"
        return self._fault_in_items(form) if is_carousel else _fault_in_file(form)

    def _fault_in_items(self, form: Mapping[str, str]) -> Told | None:
        children = form.get("children", "").split(",")
        if not 2 <= len(children) <= 10:
            return graph_error(9, "Carousel must have 2 to 10 items", subcode=2207028)
        if not all(self._is_item(one) for one in children):
            return graph_error(9007, "The media is not ready", subcode=2207027)
        return None

    def _is_item(self, name: str) -> bool:
        found = self.containers.get(name)
        return bool(found and found.state == "FINISHED" and found.form.get("is_carousel_item"))

    def _publish(self, asked: Asked) -> Told:
        found = self.containers.get(asked.form.get("creation_id", ""))
        if found is None or found.form.get("is_carousel_item"):
            return graph_error(24, "The container does not exist", subcode=2207006)
        if found.state != "FINISHED":
            return graph_error(9007, f"The container is {found.state}", subcode=2207027)
        if self.quota_used is not None and self.quota_used >= 50:
            return graph_error(9, "Posts of the day are used up", subcode=2207042)
        found.is_published = True
        names = [one for one in found.form.get("children", "").split(",") if one]
        children = [self.containers[one].form for one in names]
        new = Media(self.next_id(), f"C{len(self.media):04d}-_", found.form, children)
        self.media.append(new)
        return Told({"id": new.id})

    def _list(self, asked: Asked) -> Told:
        posts = [one for one in self.media if not one.is_story]
        newest = [] if self.lists_late else reversed(posts)
        return self.page(asked, [self.chosen(asked, self._shown(one)) for one in newest])

    def _list_stories(self, asked: Asked) -> Told:
        lives = [one for one in self.media if one.is_story and time.time() - one.at < 86_400]
        newest = [] if self.lists_late else reversed(lives)
        return self.page(asked, [self.chosen(asked, self._shown(one)) for one in newest])

    def _shown(self, one: Media) -> dict[str, Any]:
        kind = "reel" if one.form.get("media_type") == "REELS" else "p"
        place = f"stories/{NAME}/{one.id}" if one.is_story else f"{kind}/{one.code}"
        shown: dict[str, Any] = {
            "id": one.id, "permalink": f"https://www.instagram.com/{place}/", "timestamp": stamp(one.at),
            "like_count": 0, "comments_count": sum(c.above == one.id for c in self.comments),
        }  # fmt: skip
        return {**shown, **({"caption": one.caption} if one.caption else {})}

    def _read(self, asked: Asked, name: str) -> Told:
        if name in self.containers:
            found = self.containers[name]
            state, found.polls_left = found.state, max(0, found.polls_left - 1)
            said = f"Error: Media upload has failed with error code {found.fails}"
            told = {"id": name, "status_code": state, "status": said if state == "ERROR" else state}
            return Told(self.chosen(asked, told))
        for one in self.media:
            if one.id == name:
                return Told(self.chosen(asked, self._shown(one)))
        return self.no_such(name)

    def _insights(self, asked: Asked, name: str) -> Told:
        if name not in {one.id for one in self.media}:
            return self.no_such(name)
        known = {"views": 12, "reach": 9, "saved": 1, "shares": 0, "likes": 0, "comments": 0}
        metrics = asked.query.get("metric", "").split(",")
        if next(one for one in self.media if one.id == name).is_story:
            if self.is_little_seen:
                return graph_error(
                    10, "(#10) Not enough viewers for the media to show insights", status=400
                )
            known = {"views": 12, "reach": 9, "replies": 2, "shares": 0, "navigation": 5}
        if unknown := [one for one in metrics if one not in known]:
            return graph_error(100, f"metric[0] must be one of the following values: not {unknown}")
        values = [{"name": one, "period": "lifetime", "values": [{"value": known[one]}]} for one in metrics]  # fmt: skip
        return Told({"data": values})

    def _comments(self, asked: Asked, media: str) -> Told:
        if media not in {one.id for one in self.media}:
            return self.no_such(media)
        below = [self._comment_shown(one) for one in reversed(self.comments) if one.above == media]
        return self.page(asked, below)

    def _comment_shown(self, one: Comment) -> dict[str, Any]:
        answers = [self._comment_shown(c) for c in self.comments if c.above == one.id]
        shown = {"id": one.id, "text": one.text, "username": one.username, "timestamp": stamp(one.at), "hidden": one.hidden}  # fmt: skip
        return {**shown, **({"replies": {"data": answers}} if answers else {})}

    def _comment(self, asked: Asked, above: str) -> Told:
        posts, comments = {one.id for one in self.media}, {one.id for one in self.comments}
        if above not in posts | comments:
            return self.no_such(above)
        if not asked.form.get("message"):
            return graph_error(100, "The parameter message is required")
        return Told({"id": self.put_comment(above, asked.form["message"], NAME).id})

    def put_comment(self, above: str, text: str, name: str) -> Comment:
        """Let somebody write below a post or a comment."""
        self.comments.append(Comment(self.next_id(), text, name, above))
        return self.comments[-1]

    def _hide(self, asked: Asked, name: str) -> Told:
        found = next((one for one in self.comments if one.id == name), None)
        if found is None:
            return self.no_such(name)
        found.hidden = asked.form.get("hide") == "true"
        return Told({"success": True})


def _fault_in_file(form: Mapping[str, str]) -> Told | None:
    if form.get("media_type") == "STORIES" and set(form) - {"media_type", "image_url", "video_url"}:
        return graph_error(100, "A story takes a file and nothing else")
    if "image_url" in form:
        jpeg = re.search(r"(\.jpe?g|/[0-9a-f]{64})$", form["image_url"])
        return None if jpeg else graph_error(36001, "Only JPEG", subcode=2207005)
    if "video_url" not in form or form.get("media_type") not in {"REELS", "VIDEO", "STORIES"}:
        return graph_error(100, "The parameter image_url is required")
    return graph_error(100, "alt_text is for images only") if "alt_text" in form else None


class InstagramStage(FakeStage):
    """Our account there; its least post has a picture, since Instagram takes none without."""

    def __init__(self) -> None:
        self.server = InstagramServer()
        super().__init__(self.server)
        self.media = self.album = Album()
        self.secrets: Mapping[str, str] = {"INSTAGRAM_TOKEN_BRAND": self.server.token}
        self.address = f"{self.server.url}/{NAME}"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        picture = self.album.put(b"\xff\xd8kopi", "kopi.jpg", mime="image/jpeg", width=1080, height=1080)  # fmt: skip
        return Part(text=text, length=length, attachments=(Attachment(file=picture),))

    def texts(self) -> Sequence[str]:
        ours = [one.text for one in self.server.comments if one.username == NAME]
        return [*(one.caption for one in self.server.media), *ours]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        return self.server.put_comment(receipt.network_id, text, "pelanggan_setia").username

    def hidden(self) -> Sequence[str]:
        return [one.text for one in self.server.comments if one.hidden]


def stage() -> InstagramStage:
    return InstagramStage()

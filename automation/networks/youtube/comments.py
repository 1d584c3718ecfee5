"""Comments below our videos: reading, answering and hiding them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.likeness import skeleton
from automation.domain.publishing.publication import Receipt
from automation.http import Fields, Json, Repeat
from automation.networks.youtube.video import address_of
from automation.networks.youtube.wire import DATA, Wire

_MAX_PAGES = 10


class Comments:
    """The comments of one channel (`owner` is its id)."""

    def __init__(self, wire: Wire, owner: str, pages: str) -> None:
        self._wire = wire
        self._owner = owner
        self._pages = pages

    def since(self, moment: datetime) -> Sequence[Message]:
        """Return what people wrote since then, oldest first; comments held back by YouTube are hidden ones.

        Of an older comment only the answers that come along with it are read (YouTube sends a few).
        """
        found = {
            message.network_id: message
            for state in ("published", "heldForReview")
            for thread in self._threads(state, moment)
            for message in self._messages(thread, is_hidden=state != "published")
            if message.at >= moment
        }
        return sorted(found.values(), key=lambda message: message.at)

    def find(self, video: str, text: str, since: datetime) -> Receipt | None:
        """Return our own comment with that text below a video, None when there is none."""
        query = {
            "part": "snippet",
            "videoId": video,
            "maxResults": "100",
            "textFormat": "plainText",
        }
        for page in self._paged("find", query):
            for thread in page:
                comment = thread.inside("snippet", "topLevelComment")
                at = comment.inside("snippet").time("publishedAt")
                is_it = skeleton(_text(comment)) == skeleton(text) and self._is_ours(comment)
                if is_it and at is not None and at >= since:
                    return self.receipt(comment, video, at)
        return None

    def write(self, video: str, text: str, now: datetime) -> Receipt:
        """Write a comment below a video."""
        resource: dict[str, Json] = {
            "snippet": {
                "videoId": video, "channelId": self._owner,
                "topLevelComment": {"snippet": {"textOriginal": text}},
            }
        }  # fmt: skip
        answer = self._wire.ask(
            "publish", "POST", f"{DATA}/commentThreads", repeat=Repeat.ONCE,
            query={"part": "snippet"}, json=resource,
        )  # fmt: skip
        return self._sent(answer.fields.inside("snippet", "topLevelComment"), video, now)

    def answer(self, message: Message, text: str, now: datetime) -> Receipt:
        """Answer a comment; an answer to an answer stands below the same first comment."""
        top = message.network_id.partition(".")[0]
        answer = self._wire.ask(
            "reply", "POST", f"{DATA}/comments", repeat=Repeat.ONCE,
            query={"part": "snippet"}, json={"snippet": {"parentId": top, "textOriginal": text}},
        )  # fmt: skip
        return self._sent(answer.fields, message.answers, now)

    def hide(self, comment: str) -> None:
        """Hide a comment from everybody; hiding it again is no error."""
        self._wire.ask(
            "hide", "POST", f"{DATA}/comments/setModerationStatus", repeat=Repeat.KEYED, plain=True,
            query={"id": comment, "moderationStatus": "rejected"}, names_post=True,
        )  # fmt: skip

    def edit(self, comment: str, text: str) -> None:
        """Change our own comment where it stands."""
        self._wire.ask(
            "edit", "PUT", f"{DATA}/comments", repeat=Repeat.KEYED, names_post=True,
            query={"part": "snippet"}, json={"id": comment, "snippet": {"textOriginal": text}},
        )  # fmt: skip

    def receipt(self, comment: Fields, video: str, at: datetime) -> Receipt:
        """Return what proves a comment."""
        own = comment.text("id")
        url = f"{address_of(self._pages, video)}&lc={own}"
        return Receipt(network_id=own, url=url, published_at=at)

    def _sent(self, comment: Fields, video: str, now: datetime) -> Receipt:
        if not comment.text("id"):
            self._wire.refuse_unproven("publish")
        snippet = comment.inside("snippet")
        where = snippet.text("videoId") or video
        return self.receipt(comment, where, snippet.time("publishedAt") or now)

    def _threads(self, state: str, moment: datetime) -> Iterator[Fields]:
        query = {
            "part": "snippet,replies", "allThreadsRelatedToChannelId": self._owner, "order": "time",
            "moderationStatus": state, "maxResults": "100", "textFormat": "plainText",
        }  # fmt: skip
        for page in self._paged("fetch messages", query):
            yield from page
            made = [
                one.inside("snippet", "topLevelComment", "snippet").time("publishedAt")
                for one in page
            ]
            if all(at is not None and at < moment for at in made):
                return

    def _paged(self, operation: str, query: dict[str, str]) -> Iterator[list[Fields]]:
        asked = dict(query)
        for _ in range(_MAX_PAGES):
            page = self._wire.page(operation, "commentThreads", asked)
            yield page.items("items")
            if not page.text("nextPageToken"):
                return
            asked["pageToken"] = page.text("nextPageToken")

    def _messages(self, thread: Fields, *, is_hidden: bool) -> Iterator[Message]:
        top = thread.inside("snippet", "topLevelComment")
        video = thread.inside("snippet").text("videoId")
        for comment in (top, *thread.inside("replies").items("comments")):
            at = comment.inside("snippet").time("publishedAt")
            if at is None or not comment.text("id") or self._is_ours(comment):
                continue
            yield Message(
                network_id=comment.text("id"),
                kind=MessageKind.COMMENT,
                author=comment.inside("snippet").text("authorDisplayName"),
                text=_text(comment),
                at=at,
                answers=video,
                url=f"{address_of(self._pages, video)}&lc={comment.text('id')}",
                is_hidden=is_hidden,
            )

    def _is_ours(self, comment: Fields) -> bool:
        return comment.inside("snippet", "authorChannelId").text("value") == self._owner


def _text(comment: Fields) -> str:
    snippet = comment.inside("snippet")
    return snippet.text("textOriginal") or snippet.text("textDisplay")

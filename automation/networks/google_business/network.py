"""The calls to one location's profile. See `automation.domain.publishing.network.Network` for their promises."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime, timedelta

from automation.domain.community.message import Message, MessageKind
from automation.domain.content import lengths
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.content.text import links_in
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import Gone, Rejected, Sent
from automation.http import Caller, Credential, Fields, Http, Json, Line, Repeat
from automation.language import mark
from automation.networks.google_business.header import API, SPEC, location_of
from automation.networks.google_business.refusals import judge

SKEW = timedelta(minutes=2)
_MAX_PAGES = 20
_REFUSED = "REJECTED"
_STARS: Mapping[str, int] = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}


class GoogleBusiness(Bare):
    """One location. See `automation.domain.publishing.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._location = location_of(channel)
        caller = Caller(network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]])
        server = channel.server if channel.is_rehearsal else API
        self._line = Line(server, caller, http, judge)
        self._posts = f"/v4/{self._location}/localPosts"
        self._http = http
        self._media = media

    def check(self) -> ChannelCheck:
        """Say that the credential may read the location's posts; its name is told by another API."""
        self._line.ask("check", "GET", self._posts, query={"pageSize": "1"})
        return ChannelCheck(account=self._location)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Put up a post with its picture, and a button for the first link in its text.

        Raises:
            Rejected: also when the text is missing or too long (nothing was sent then), or when
                Google took the post and refused it at once.
            OutcomeUnknown: it left, and what came back is no post.
        """
        if attempt.reply_to is not None:
            self._refuse("answer a post")
        self._refuse_unfit(part)
        body = self._body(part)
        attempt.go()
        post = self._line.ask("publish", "POST", self._posts, repeat=Repeat.ONCE, json=body).fields
        if not post.text("name"):
            self._line.refuse_unproven("publish")
        if post.text("state") == _REFUSED:
            self._line.fail(
                Rejected, "publish",
                mark("{network} took the post of channel {channel} and refused it at once."),
                mark("The post's owner takes out what its rules forbid, such as telephone numbers, and sets it ready again."),
                sent=Sent.YES,
            )  # fmt: skip
        return self._receipt(post)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the location's posts since the attempt began.

        One that Google took and refused at once is nowhere to be seen, so it is not found either.

        Raises:
            OutcomeUnknown: a post much like it is there, or there are too many to read: a person
                must look.
        """
        wanted, nearest = skeleton(part.text), ""
        for post in self._since(attempt.begun_at - SKEW):
            if post.text("name") in known or post.text("state") == _REFUSED:
                continue
            alike = likeness(wanted, skeleton(post.text("summary")))
            if alike == 1:
                return self._receipt(post)
            nearest = post.text("searchUrl") or post.text("name") if alike >= NEARLY else nearest
        if nearest:
            self._line.refuse_alike(nearest)
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at the address that Google told of it."""
        pasted = address.strip()
        if not pasted.startswith("https://") and not pasted.startswith(f"{self._line.server}/"):
            return None
        found = (post for post in self._all() if post.text("searchUrl") == pasted)
        return next(map(self._receipt, found), None)

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        with suppress(Gone):
            self._line.ask("delete", "DELETE", f"/v4/{receipt.network_id}", repeat=Repeat.KEYED, names_post=True)  # fmt: skip

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text, and the link of its button, where it stands."""
        self._refuse_unfit(part)
        words = self._words(part)
        mask = "summary,callToAction" if "callToAction" in words else "summary"
        self._line.ask(
            "edit", "PATCH", f"/v4/{receipt.network_id}", repeat=Repeat.KEYED, names_post=True,
            query={"updateMask": mask}, json=words,
        )  # fmt: skip
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return reviews written or changed since then, oldest first, each with its stars."""
        query = {"pageSize": "50", "orderBy": "updateTime desc"}
        found: list[Message] = []
        for page in self._pages("fetch messages", f"/v4/{self._location}/reviews", query):
            reviews = page.items("reviews")
            found += [m for m in map(_message, reviews) if m is not None and m.at >= since]
            if any((one.time("updateTime") or since) < since for one in reviews):
                break
        return sorted(found, key=lambda message: message.at)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a review in public; answering it again changes the answer."""
        attempt.go()
        path = f"/v4/{message.network_id}/reply"
        answer = self._line.ask("reply", "PUT", path, repeat=Repeat.KEYED, json={"comment": text}).fields  # fmt: skip
        at = answer.time("updateTime") or self._http.clock()
        return Receipt(network_id=f"{message.network_id}/reply", url=message.url, published_at=at)

    def _refuse_unfit(self, part: Part) -> None:
        """Refuse, before anything is sent, what `fit` would have found."""
        length, limit = lengths.length_of(part.text, self.spec.text), self.spec.text.max
        if length > limit or not part.text.strip():
            self._line.fail(
                Rejected, "publish",
                mark("The text for channel {channel} has {length} characters, and {network} takes {limit}, and at least one."),
                mark("The post's owner changes the text."), length=length, limit=limit,
            )  # fmt: skip

    def _words(self, part: Part) -> dict[str, Json]:
        words: dict[str, Json] = {"summary": part.text}
        link = next(iter(links_in(part.text)), "")
        if link:
            words["callToAction"] = {"actionType": "LEARN_MORE", "url": link}
        return words

    def _body(self, part: Part) -> dict[str, Json]:
        pictures: list[Json] = [
            {"mediaFormat": "PHOTO", "sourceUrl": self._media.address(one.file)}
            for one in part.attachments
        ]
        body = self._words(part) | {"topicType": "STANDARD"}
        if part.language:
            body["languageCode"] = part.language
        return body | ({"media": pictures} if pictures else {})

    def _since(self, moment: datetime) -> Iterator[Fields]:
        """Yield posts made since then; the list is newest first, as far as is known."""
        for post in self._all():
            if (post.time("createTime") or moment) >= moment:
                yield post

    def _all(self) -> Iterator[Fields]:
        for page in self._pages("find", self._posts, {"pageSize": "100"}):
            yield from page.items("localPosts")

    def _pages(self, operation: str, path: str, query: Mapping[str, str]) -> Iterator[Fields]:
        asked = dict(query)
        for _ in range(_MAX_PAGES):
            answer = self._line.ask(operation, "GET", path, query=asked)
            if not isinstance(
                answer.json, Mapping
            ):  # Google leaves out an empty list, not the object
                self._line.refuse_answer(operation)
            page = answer.fields
            yield page
            asked["pageToken"] = page.text("nextPageToken")
            if not asked["pageToken"]:
                return
        self._line.refuse_unread_posts(operation)

    def _receipt(self, post: Fields) -> Receipt:
        name = post.text("name")
        url = post.text("searchUrl") or f"https://business.google.com/{name}"
        at = post.time("createTime") or self._http.clock()
        return Receipt(network_id=name, url=url, published_at=at)


def _message(review: Fields) -> Message | None:
    """Return a review as a message; None when it says neither who nor when."""
    name, at = review.text("name"), review.time("updateTime") or review.time("createTime")
    if not name or at is None:
        return None
    stars = "★" * _STARS.get(review.text("starRating"), 0)
    return Message(
        network_id=name, kind=MessageKind.COMMENT, at=at,
        author=review.inside("reviewer").text("displayName"),
        text=f"{stars} {review.text('comment')}".strip(),
    )  # fmt: skip

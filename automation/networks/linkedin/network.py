"""The calls to one page or member on LinkedIn. See `automation.domain.network.Network`."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.content.text.markup import little_text
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.limits import Field
from automation.domain.publishing.lost_try import sending
from automation.domain.publishing.network import Capability, ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, Rejected
from automation.http import Caller, Credential, Fields, Http, Repeat
from automation.language import mark
from automation.networks.linkedin.author import Author
from automation.networks.linkedin.comments import SKEW, Comments
from automation.networks.linkedin.header import API, MEMBER, PAGES, SPEC, address_of
from automation.networks.linkedin.posts import (
    body_of,
    comment_place,
    in_path,
    message_of,
    moment_of,
    named_post,
    numbers_of,
    page_of,
    posted_at,
    same_frame,
    seen_skeleton,
)
from automation.networks.linkedin.uploads import Uploads
from automation.networks.linkedin.wire import Rest, is_duplicate

_PAGE, _MAX_PAGES = 100, 10
_WATCHED = 10
"""Of how many of our latest posts the comments are read: an app in development has 100 calls a day."""


class LinkedIn(Bare):
    """One author. See `automation.domain.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> None:
        address = address_of(channel)
        self.spec = SPEC if address.is_page else MEMBER
        self._http = http
        self._pages = channel.server if channel.is_rehearsal else PAGES
        token = secrets[SPEC.secrets[0]]
        caller = Caller(network=SPEC.title, channel=channel.id, token=token)
        self._line = Rest(channel.server if channel.is_rehearsal else API, caller, http)
        self._author = Author(self._line, address, token)
        self._comments = Comments(self._line, self._author, http.clock, self._pages)
        self._uploads = Uploads(self._line, http, media, may_read=address.is_page)

    def check(self) -> ChannelCheck:
        """Say whose posts these are; a token lives 60 days and LinkedIn does not tell its end.

        Raises:
            Unauthorized: also when who signed in may not publish for the page.
        """
        return self._author.check()

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Bring the media, then send the post, or the comment where it answers one.

        Raises:
            Rejected: also when the same post stands there already and no try of ours was lost.
            NotReady: LinkedIn is still processing a film; nothing can be seen yet.
            OutcomeUnknown: it left, and what came back is no published post.
            MediaError: a file changed since it was checked.
        """
        self._refuse_too_long(part, attempt)
        author = self._author.urn
        if attempt.reply_to:
            attempt.go()
            return self._comments.send("publish", attempt.reply_to.network_id, part.text)
        media = [
            self._uploads.ready(place, attachment, author, attempt)
            for place, attachment in enumerate(part.attachments)
        ]
        with sending(attempt, self._http.clock) as lost_at:
            answer = self._line.rest(
                "publish", "POST", "/posts", repeat=Repeat.ONCE, plain=True, takes=frozenset({409, 422}),
                json=body_of(part, author, media),
            )  # fmt: skip
            if is_duplicate(answer):
                return self._adopt(named_post(answer.fields.text("message")), lost_at)
            return self._receipt(self._line.id_of(answer, "publish"))

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the page's posts, or a post's comments, since the attempt began.

        Raises:
            Unsupported: for a member, whose posts an app may not read.
            OutcomeUnknown: a post much like it is there, or there are too many to read.
        """
        if Capability.FIND_OWN_POSTS not in self.spec.can:
            self._refuse("find its own posts")
        if attempt.reply_to:
            return self._comments.find(part, attempt.reply_to.network_id, attempt, known)
        wanted, nearest = skeleton(part.text), ""
        for post in self._posts(attempt.begun_at):
            if post.text("id") in known:
                continue
            alike = likeness(wanted, seen_skeleton(post))
            if alike == 1 and same_frame(part, post):
                return self._receipt(post.text("id"))
            nearest = post.text("id") if alike >= NEARLY else nearest
        if nearest:
            self._line.refuse_alike(self._receipt(nearest).url)
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the page's own post at a pasted address; a member's cannot be read."""
        urn = named_post(address.replace("%3A", ":"))
        here = address.strip().startswith((f"{self._pages}/", f"{PAGES}/", "https://linkedin.com/"))
        if not urn or not here or Capability.FIND_OWN_POSTS not in self.spec.can:
            return None
        try:
            post = self._post(urn)
        except Gone:
            return None
        return self._receipt(urn) if post.text("author") == self._author.urn else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read the numbers of a page's post; LinkedIn counts them up to two days late."""
        if Capability.SNAPSHOT not in self.spec.can:
            self._refuse("tell numbers")
        kind = "ugcPosts" if ":ugcPost:" in receipt.network_id else "shares"
        asked = f"q=organizationalEntity&organizationalEntity={in_path(self._author.urn)}"
        path = f"/organizationalEntityShareStatistics?{asked}&{kind}=List({in_path(receipt.network_id)})"
        told = self._line.rest("fetch numbers", "GET", path).fields.items("elements")
        if not told:
            self._post(receipt.network_id)  # Gone, or nobody has seen it yet
        return numbers_of(told[0].inside("totalShareStatistics") if told else Fields())

    def delete(self, receipt: Receipt) -> None:
        """Remove our post or comment; one that is gone already is no error."""
        path = f"/posts/{in_path(receipt.network_id)}"
        if place := comment_place(receipt.network_id):
            actor = in_path(self._author.urn)
            path = f"/socialActions/{in_path(place[0])}/comments/{place[1]}?actor={actor}"
        with suppress(Gone):
            self._line.rest("delete", "DELETE", path, repeat=Repeat.KEYED, names_post=True)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text where it stands; its media stay."""
        self._line.rest(
            "edit", "POST", f"/posts/{in_path(receipt.network_id)}", repeat=Repeat.KEYED, plain=True,
            names_post=True, headers={"X-RestLi-Method": "PARTIAL_UPDATE"},
            json={"patch": {"$set": {"commentary": little_text(part.text)}}},
        )  # fmt: skip
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return comments on the page's latest posts."""
        if Capability.MESSAGES not in self.spec.can:
            self._refuse("read messages")
        now, found = self._http.clock(), []
        for post in self._page_of_posts(0, _WATCHED):
            receipt = self._receipt(post.text("id"))
            found += [
                message_of(one, receipt, now) for one in self._comments.below(receipt.network_id)
            ]
        ours = self._author.urn
        recent = (one for one in found if one.at >= since and one.author != ours)
        return sorted(recent, key=lambda message: message.at)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment below it."""
        if Capability.REPLY not in self.spec.can:
            self._refuse("answer a message")
        attempt.go()
        return self._comments.send("reply", message.network_id, text)

    def _adopt(self, urn: str, lost_at: datetime | None) -> Receipt:
        """Return the receipt of the post LinkedIn names when it refuses one as said already.

        It is ours only where an earlier try was lost and the post is not older than that. LinkedIn
        also names posts that were deleted; where it may be read, the post must be there.
        """
        at = posted_at(urn)
        if lost_at is None or at is None or at < lost_at - self._line.ahead - SKEW:
            self._line.fail(
                Rejected, "publish",
                mark("{network} refused this post of channel {channel}: the same stands there already, at {url}."),
                mark("The post's owner words it differently and sets it ready again. Where it was deleted, LinkedIn takes the same text again after a day or two."),
                url=self._receipt(urn).url,
            )  # fmt: skip
        if Capability.FIND_OWN_POSTS in self.spec.can:
            try:
                self._post(urn)
            except Gone:
                self._line.refuse_unproven("publish")
        return self._receipt(urn)

    def _post(self, urn: str) -> Fields:
        return self._line.rest(
            "read a post", "GET", f"/posts/{in_path(urn)}", names_post=True
        ).fields

    def _posts(self, since: datetime) -> Iterator[Fields]:
        """Yield the page's posts made since then; they come by when they were last changed."""
        floor = since - self._line.ahead - SKEW
        for number in range(_MAX_PAGES):
            page = self._page_of_posts(number * _PAGE, _PAGE)
            recent = [
                one for one in page if (moment_of(one.count("lastModifiedAt")) or floor) >= floor
            ]
            yield from (one for one in recent if (posted_at(one.text("id")) or floor) >= floor)
            if len(recent) < _PAGE:
                return
        self._line.refuse_unread_posts("find")

    def _page_of_posts(self, start: int, count: int) -> list[Fields]:
        asked = f"q=author&author={in_path(self._author.urn)}&start={start}&count={count}"
        path = f"/posts?{asked}&sortBy=LAST_MODIFIED"
        return self._line.elements("read posts", path)

    def _refuse_too_long(self, part: Part, attempt: Attempt) -> None:
        limit = self.spec.limit_of(Field.COMMENT).max if attempt.reply_to else self.spec.text.max
        self._line.refuse_too_long(part.length, limit)

    def _receipt(self, urn: str) -> Receipt:
        at = posted_at(urn) or self._http.clock()
        return Receipt(network_id=urn, url=page_of(urn, self._pages), published_at=at)

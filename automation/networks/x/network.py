"""The calls to one account on X. See `automation.domain.network.Network` for their promises."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.lengths import length_of
from automation.domain.content.likeness import NEARLY, likeness
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.lost_try import sending
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel, is_loopback, web_host
from automation.errors import (
    Gone,
    OutcomeUnknown,
    Rejected,
    Sent,
)
from automation.http import Caller, Credential, Fields, Http, Json, Line, Repeat
from automation.language import mark
from automation.networks.x.header import API, PAGES, SPEC, name_of
from automation.networks.x.posts import (
    FIELDS,
    answered,
    body_of,
    message_of,
    numbers_of,
    plain_skeleton,
    posted_at,
    receipt_of,
    same_frame,
    seen_of,
)
from automation.networks.x.refusals import is_duplicate, judge
from automation.networks.x.uploads import Uploads

SKEW = timedelta(minutes=2)
"""How far X's clock may differ from ours beyond what its answers show."""
_OWN_NUMBERS = timedelta(days=30)
"""How long X tells the numbers that only the author may see."""
_PAGE, _MAX_PAGES = 100, 10
_NOBODY: frozenset[str] = frozenset()


class X(Bare):
    """One account. See `automation.domain.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> None:
        self._name = name_of(channel)
        self._token = secrets[SPEC.secrets[0]]
        self._http = http
        self._pages = channel.server if channel.is_rehearsal else PAGES
        caller = Caller(network=SPEC.title, channel=channel.id, token=self._token)
        self._line = Line(channel.server if channel.is_rehearsal else API, caller, http, judge)
        self._uploads = Uploads(self._line, http, media)

    def check(self) -> ChannelCheck:
        """Say whose account the token opens. X does not tell which rights a token has.

        Raises:
            Unauthorized: also when the token opens another account than the channel's address names.
        """
        self._refuse_other_account()
        me = self._me
        return ChannelCheck(
            account=f"@{me.text('username')}",
            followers=me.inside("public_metrics").count("followers_count"),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Bring the media, then send the post, once.

        Raises:
            Rejected: also when the same text stands there already and no try of ours was lost.
            NotReady: X is still processing a film; nothing can be seen yet.
            OutcomeUnknown: it left, and what came back is no published post.
            MediaError: a file changed since it was checked.
        """
        self._line.refuse_too_long(part.length, self.spec.text.max)
        self._refuse_other_account()
        media = [
            self._uploads.ready(place, attachment, attempt)
            for place, attachment in enumerate(part.attachments)
        ]
        reply_to = attempt.reply_to.network_id if attempt.reply_to else ""
        with sending(attempt, self._http.clock) as lost_at:
            post = self._send("publish", body_of(part, media, reply_to))
            return self._receipt(post) if post else self._adopt(part, attempt, lost_at)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through our own posts since the attempt began for this part.

        Raises:
            OutcomeUnknown: a post much like it is there, or there are too many to read: a person
                must look.
        """
        wanted = plain_skeleton(part.text)
        target = attempt.reply_to.network_id if attempt.reply_to else ""
        nearest = ""
        for post in self._posts("tweets", attempt.begun_at, exclude="retweets"):
            if post.text("id") in known or answered(post) != target:
                continue
            alike = likeness(wanted, plain_skeleton(seen_of(post)))
            if alike == 1 and same_frame(part, post):
                return self._receipt(post.text("id"))
            if alike >= NEARLY:
                nearest = post.text("id")
        if nearest:
            self._line.refuse_alike(self._receipt(nearest).url)
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at a pasted address, which ends in `/status/…`."""
        found = re.match(r"https?://[^/?#]+/\w+/status/(\d+)(?:[/?#]|$)", address.strip(), re.ASCII)
        host = web_host(address.strip()).removeprefix("www.").removeprefix("mobile.")
        here = host in ("x.com", "twitter.com") if self._pages == PAGES else is_loopback(host)
        if found is None or not here:
            return None
        try:
            post = self._post("look up", found[1], {"tweet.fields": FIELDS})
        except Gone:
            return None
        ours = post.inside("data").text("author_id") == self._me.text("id")
        return self._receipt(found[1]) if ours else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; clicks are told for 30 days only."""
        own = self._http.clock() - receipt.published_at < _OWN_NUMBERS
        fields = "public_metrics,non_public_metrics" if own else "public_metrics"
        query = {
            "tweet.fields": fields, "expansions": "attachments.media_keys", "media.fields": "public_metrics",
        }  # fmt: skip
        answer = self._post("fetch numbers", receipt.network_id, query)
        return numbers_of(answer.inside("data"), answer.inside("includes").items("media"))

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        path = f"/2/tweets/{receipt.network_id}"
        with suppress(Gone):
            self._line.ask("delete", "DELETE", path, repeat=Repeat.KEYED, names_post=True)

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return posts that name us or answer us; X tells the 800 latest."""
        names: dict[str, str] = {}
        posts = list(self._posts("mentions", since, names, expansions="author_id"))
        found = [
            message_of(post, names, self._pages, self._http.clock())
            for post in posts
            if post.text("author_id") != self._me.text("id")
        ]
        recent = (message for message in found if message.at >= since)
        return sorted(recent, key=lambda message: message.at)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer somebody's post in public."""
        part = Part(text=text, length=length_of(text, self.spec.text))
        target = Receipt(network_id=message.network_id, url=message.url, published_at=message.at)
        return self.publish(part, replace(attempt, reply_to=target))

    def hide(self, message: Message) -> None:
        """Hide an answer to one of our posts; X still shows it to who asks for hidden answers."""
        path = f"/2/tweets/{message.network_id}/hidden"
        self._line.ask("hide", "PUT", path, repeat=Repeat.KEYED, json={"hidden": True})

    @cached_property
    def _me(self) -> Fields:
        query = {"user.fields": "public_metrics"}
        me = self._line.ask("check", "GET", "/2/users/me", query=query).fields.inside("data")
        return me if me.text("id") else self._line.refuse_answer("check")

    def _refuse_other_account(self) -> None:
        name = self._me.text("username")
        if name.casefold() != self._name.casefold():
            self._line.refuse_other_account(name, self._name)

    def _send(self, operation: str, body: Mapping[str, Json]) -> str:
        """Send a post; return its id, or nothing when X says that its text stands there already."""
        answer = self._line.ask(
            operation, "POST", "/2/tweets", repeat=Repeat.ONCE, json=body, takes=frozenset({403})
        )
        post = answer.fields.inside("data").text("id")
        if not post and not is_duplicate(answer):
            self._line.refuse_unproven(operation)
        return post

    def _adopt(self, part: Part, attempt: Attempt, lost_at: datetime | None) -> Receipt:
        """Return the receipt of the post that X means when it refuses a text as said already."""
        if lost_at is None:
            self._line.fail(
                Rejected, "publish",
                mark("{network} refused this post of channel {channel}: the same text stands there already."),
                mark("The post's owner words it differently and sets it ready again."),
            )  # fmt: skip
        found = self.find(part, replace(attempt, begun_at=lost_at), _NOBODY)
        if found is None:
            self._line.fail(
                OutcomeUnknown, "publish",
                mark("{network} says that this post of channel {channel} is there already, and does not show it yet."),
                mark("Do not send it again by hand. The next run looks for it on the channel."), sent=Sent.UNKNOWN,
            )  # fmt: skip
        return found

    def _post(self, operation: str, post: str, query: Mapping[str, str]) -> Fields:
        path = f"/2/tweets/{post}"
        return self._line.ask(operation, "GET", path, query=query, names_post=True).fields

    def _posts(
        self, which: str, since: datetime, names: dict[str, str] | None = None, **more: str
    ) -> Iterator[Fields]:
        """Yield posts of a list about us since then, newest first; `names` learns their authors.

        Raises:
            OutcomeUnknown: there are more than can be read.
        """
        floor = since - self._line.ahead - SKEW
        if floor > self._http.clock():
            return
        path = f"/2/users/{self._me.text('id')}/{which}"
        query = {
            "max_results": str(_PAGE), "tweet.fields": FIELDS,
            "start_time": f"{floor.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", **more,
        }  # fmt: skip
        for _ in range(_MAX_PAGES):
            page = self._line.ask(f"read {which}", "GET", path, query=query).fields
            if not page.inside("meta").values:
                self._line.refuse_answer(f"read {which}")
            if names is not None:
                people = page.inside("includes").items("users")
                names.update({one.text("id"): one.text("username") for one in people})
            yield from (one for one in page.items("data") if _is_since(one, floor))
            query["pagination_token"] = page.inside("meta").text("next_token")
            if not query["pagination_token"]:
                return
        self._line.refuse_unread_posts(f"read {which}")

    def _receipt(self, post: str) -> Receipt:
        name = self._me.text("username") or self._name
        return receipt_of(post, name, self._pages, self._http.clock())


def _is_since(post: Fields, floor: datetime) -> bool:
    return (posted_at(post.text("id")) or post.time("created_at") or floor) >= floor

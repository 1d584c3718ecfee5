"""The calls to one blog. See `automation.domain.publishing.network.Network` for their promises."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime, timedelta

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone
from automation.http import Caller, Credential, Fields, Http, Line, Repeat
from automation.networks.tumblr.blocks import (
    alike,
    form_of,
    kept_blocks,
    moment_of,
    post_of,
    receipt_of,
    texts_of,
)
from automation.networks.tumblr.header import API, PAGES, SPEC, blog_of
from automation.networks.tumblr.notices import messages_since
from automation.networks.tumblr.refusals import judge

SKEW = timedelta(minutes=2)
UPLOAD_S = 1800.0
_PAGE = 20
_MAX_PAGES = 25


class Tumblr(Bare):
    """One blog. See `automation.domain.publishing.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._blog = blog_of(channel)
        caller = Caller(network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]])
        server = channel.server if channel.is_rehearsal else API
        self._pages = channel.server if channel.is_rehearsal else PAGES
        self._line = Line(server, caller, http, judge)
        self._http = http
        self._media = media
        self._path = f"/v2/blog/{self._blog}"

    def check(self) -> ChannelCheck:
        """Say which blog the token may write to.

        Raises:
            Unauthorized: also when its account may not write to the blog of the channel's address.
        """
        person = self._line.ask("check", "GET", "/v2/user/info").fields.inside("response", "user")
        wanted = self._blog.casefold()
        ours = [one for one in person.items("blogs") if one.text("name").casefold() == wanted]
        if not ours:
            self._line.refuse_other_account(person.text("name"), self._blog)
        return ChannelCheck(account=ours[0].text("name"), followers=ours[0].count("followers"))

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send a post with its files in one request, once.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            RateLimited: also when the blog has posted as much today as it may.
            OutcomeUnknown: it left, and what came back is no post.
            MediaError: a file changed since it was checked.
            Unsupported: it is to answer another post.
        """
        if attempt.reply_to is not None:
            self._refuse("publish a thread")
        self._line.refuse_too_long(part.length, self.spec.text.max)
        body = post_of(part)
        files = form_of(body, part, self._media.read) if part.attachments else {}
        attempt.go()
        if files:
            answer = self._line.ask("publish", "POST", f"{self._path}/posts", Repeat.ONCE, files=files, total_s=UPLOAD_S, silence_s=120.0)  # fmt: skip
        else:
            answer = self._line.ask(
                "publish", "POST", f"{self._path}/posts", Repeat.ONCE, json=body
            )
        number = answer.fields.inside("response").text("id")
        if not number:
            self._line.refuse_unproven("publish")
        return Receipt(
            network_id=number,
            url=f"{self._pages}/{self._blog}/{number}",
            published_at=self._http.clock(),
        )

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the blog's posts since the attempt began for this part.

        Raises:
            OutcomeUnknown: a post much like it is there, or there are too many to read.
        """
        nearest: Receipt | None = None
        for post in self._own_posts(attempt.begun_at):
            receipt = receipt_of(post, self._blog, self._pages)
            if receipt is None or receipt.network_id in known or post.text("parent_post_url"):
                continue
            found = alike(part, post)
            if found == 1:
                return receipt
            nearest = receipt if found >= NEARLY else nearest
        if nearest:
            self._line.refuse_alike(nearest.url)
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the blog's own post at a pasted address."""
        here = re.escape(self._pages.partition("://")[2])
        blog = re.escape(self._blog)
        found = re.fullmatch(
            rf"https?://(?:(?:{here}|(?:www\.)?tumblr\.com)/(?:blog/view/)?@?{blog}|{blog}\.tumblr\.com(?:/post)?)"
            r"/(?P<id>\d+)(?:/[^?#]*)?(?:[?#].*)?",
            address.strip(), re.IGNORECASE,
        )  # fmt: skip
        if found is None:
            return None
        with suppress(Gone):
            return receipt_of(self._post("look up", found["id"]), self._blog, self._pages)
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's likes and reblogs.

        Raises:
            Gone: it was deleted.
        """
        self._post("fetch numbers", receipt.network_id)
        query = {"id": receipt.network_id, "mode": "conversation"}
        answer = self._line.ask("fetch numbers", "GET", f"{self._path}/notes", query=query)
        told = answer.fields.inside("response")
        return Numbers(likes=told.count("total_likes"), shares=told.count("total_reblogs"))

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        with suppress(Gone):
            form: Mapping[str, str | list[str]] = {"id": receipt.network_id}
            path = f"{self._path}/post/delete"
            self._line.ask("delete", "POST", path, Repeat.KEYED, form=form, names_post=True)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's texts and tags where they stand; its files stay."""
        self._line.refuse_too_long(part.length, self.spec.text.max)
        post = self._post("edit", receipt.network_id)
        body = {**post_of(part), "content": [*kept_blocks(post), *texts_of(part)]}
        path = f"{self._path}/posts/{receipt.network_id}"
        self._line.ask("edit", "PUT", path, Repeat.KEYED, json=body, names_post=True)
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return replies, mentions, questions and reblogs with words since then, oldest first."""
        return messages_since(self._line, self._path, since, self._blog, self._pages)

    def _post(self, operation: str, number: str) -> Fields:
        path = f"{self._path}/posts/{number}"
        answer = self._line.ask(operation, "GET", path, names_post=True)
        return answer.fields.inside("response")

    def _own_posts(self, since: datetime) -> Iterator[Fields]:
        """Yield the blog's posts, newest first, until all of a page are older than `since`.

        A page may be shorter than asked for without being the last: only an empty one ends it, and
        the next begins behind what was seen.

        Raises:
            Unavailable: what came is no page of posts; it must not pass for an empty one.
            OutcomeUnknown: there are too many to read.
        """
        floor = since - self._line.ahead - SKEW
        query = {"npf": "true", "limit": str(_PAGE), "reblog_info": "true"}
        seen = 0
        for _ in range(_MAX_PAGES):
            asked = {**query, "offset": str(seen)}
            answer = self._line.ask("find", "GET", f"{self._path}/posts", query=asked)
            told = answer.fields.inside("response")
            if not isinstance(told.values.get("posts"), list):
                self._line.refuse_answer("find")
            page = told.items("posts")
            seen += len(page)
            recent = [one for one in page if (moment_of(one) or floor) >= floor]
            yield from recent
            if not recent:
                return
        self._line.refuse_unread_posts("find")

"""The calls to one Threads profile. See `automation.domain.publishing.network.Network`."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from functools import cached_property

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.lengths import length_of
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, NetworkError, RateLimited, Unauthorized
from automation.http import Credential, Fields, Http, Repeat
from automation.networks.meta.address import account_at, host_for
from automation.networks.meta.containers import Containers, Edges
from automation.networks.meta.graph import Graph
from automation.networks.meta.insights import insights_in
from automation.networks.meta.posting import out_but_unseen
from automation.networks.meta.quota import Quota, refuse_when_used_up
from automation.networks.meta.recognise import Names, receipt_of, recognised
from automation.networks.meta.threads.community import answers_since
from automation.networks.meta.threads.forms import form_of, items_of
from automation.networks.meta.threads.header import HOST, RIGHTS, SITES, SPEC, VERSION

POST = Names(text="text", url="permalink", at="timestamp")
_EDGES = Edges(create="threads", publish="threads_publish", state="status", reason="error_message")
_POSTS = Quota(edge="threads_publishing_limit", used="quota_usage", config="config")
_ANSWERS = Quota(edge="threads_publishing_limit", used="reply_quota_usage", config="reply_config")
_INSIGHTS = "views,likes,replies,reposts,quotes"
_SHORTCODE = re.compile(r"/(?:post|t)/([\w-]+)")


class Threads(Bare):
    """One profile."""

    spec: NetworkSpec = SPEC

    def __init__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> None:
        self._wanted = account_at(channel, SITES, SPEC.title, "https://www.threads.com/@name")
        self._token = secrets[SPEC.secrets[0]]
        self._graph = Graph(host_for(channel, HOST, VERSION), SPEC.title, channel.id, self._token, http)  # fmt: skip
        self._media = media

    def check(self) -> ChannelCheck:
        """Say whose profile the token opens, and whether it may publish; other rights are not told."""
        account = self._account
        missing: tuple[str, ...] = ()
        try:
            refuse_when_used_up(self._graph, account.text("id"), _POSTS)
        except RateLimited:
            pass  # it may publish, only not now
        except Unauthorized:
            missing = RIGHTS[1:2]
        return ChannelCheck(account=f"@{account.text('username')}", missing_rights=missing)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Publish a text, a picture, a film or a carousel by a container; an answer likewise.

        Raises:
            ConfigError: nobody said where files may be put for Threads to fetch them.
            NotReady: Threads is still at work on the files; the next run goes on.
            RateLimited: also when the day's posts or answers are used up; nothing was sent then.
            OutcomeUnknown: it left, and what came back is no published post.
        """
        self._graph.refuse_too_long(part.length, self.spec.text.max)
        quota = _ANSWERS if attempt.reply_to else _POSTS
        refuse_when_used_up(self._graph, self._account.text("id"), quota)
        reply_to = attempt.reply_to.network_id if attempt.reply_to else ""
        post = self._containers.publish(
            items_of(part, self._media),
            lambda items: form_of(part, items, self._media, reply_to),
            attempt,
        )
        if post:
            return self._receipt(post)
        return self._listed(part, attempt, frozenset()) or out_but_unseen(self._graph)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through our own posts, or our answers to the post, since the attempt began.

        Raises:
            OutcomeUnknown: a post much like it is there, or its container is out and it is not
                listed yet.
        """
        found = self._listed(part, attempt, known)
        if found is None and self._containers.is_published(attempt):
            out_but_unseen(self._graph)
        return found

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at a pasted address, which holds its short code."""
        code = _SHORTCODE.search(address)
        if code is None:
            return None
        for post in self._own_posts("look up"):
            own = _SHORTCODE.search(post.text("permalink"))
            if own and own[1] == code[1]:
                return receipt_of(post, POST)
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; answers to answers are not counted. Clicks and saves are not told."""
        told = insights_in(
            self._graph.ask(
                "fetch numbers", "GET", f"/{receipt.network_id}/insights",
                query={"metric": _INSIGHTS}, names_post=True,
            )
        )  # fmt: skip
        return Numbers(
            impressions=told.get("views"),
            likes=told.get("likes"),
            replies=told.get("replies"),
            shares=told.get("reposts"),
            quotes=told.get("quotes"),
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error. Threads allows 100 a day."""
        with suppress(Gone):
            self._graph.ask(
                "delete", "DELETE", f"/{receipt.network_id}", Repeat.KEYED, names_post=True
            )

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return answers below our posts of the last 30 days, at any depth."""
        account = self._account
        return answers_since(self._graph, account.text("id"), account.text("username"), since)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer an answer below it."""
        part = Part(text=text, length=length_of(text, self.spec.text))
        above = Receipt(network_id=message.network_id, url=message.url, published_at=message.at)
        answering = Attempt(
            key=attempt.key, begun_at=attempt.begun_at, reply_to=above,
            kept=attempt.kept, keep=attempt.keep, go=attempt.go,
        )  # fmt: skip
        return self.publish(part, answering)

    def hide(self, message: Message) -> None:
        """Hide an answer; Threads hides those that stand right below our post, with all below them."""
        path = f"/{message.network_id}/manage_reply"
        self._graph.ask("hide", "POST", path, Repeat.KEYED, form={"hide": "true"}, names_post=True)

    @cached_property
    def _account(self) -> Fields:
        account = self._graph.read("check", "/me", "id,username")
        name = account.text("username")
        if self._wanted and name.casefold() != self._wanted.casefold():
            self._graph.refuse_other_account(name, self._wanted)
        return account

    @property
    def _containers(self) -> Containers:
        return Containers(self._graph, self._account.text("id"), _EDGES)

    def _listed(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        if attempt.reply_to is None:
            posts = self._own_posts("find")
        else:
            posts = self._own_answers(attempt.reply_to.network_id)
        return recognised(self._graph, posts, POST, part.text, since=attempt.begun_at, known=known)

    def _own_posts(self, operation: str) -> Iterator[Fields]:
        """Yield our own posts, newest first, without those that answer one."""
        path = f"/{self._account.text('id')}/threads"
        for post in self._graph.listed(operation, path, {"fields": f"{POST.fields},is_reply"}):
            if post.values.get("is_reply") is not True:
                yield post

    def _own_answers(self, post: str) -> Iterator[Fields]:
        """Yield our own answers right below a post, newest first."""
        name = self._account.text("username")
        query = {"fields": f"{POST.fields},username", "reverse": "true"}
        for answer in self._graph.listed("find", f"/{post}/replies", query):
            if answer.text("username") == name:
                yield answer

    def _receipt(self, post: str) -> Receipt:
        """Return the receipt of a post that is out; its address is our page when it is not told."""
        try:
            told = receipt_of(self._graph.read("publish", f"/{post}", POST.fields), POST)
        except NetworkError:
            told = None
        own = f"https://www.threads.com/@{self._account.text('username')}"
        return told or Receipt(network_id=post, url=own, published_at=self._graph.clock())

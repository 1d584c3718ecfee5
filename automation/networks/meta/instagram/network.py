"""The calls to one Instagram account. See `automation.domain.publishing.network.Network`."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from functools import cached_property

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import NetworkError, RateLimited, Unauthorized
from automation.http import Credential, Http
from automation.networks.meta.containers import Containers, Edges, Form
from automation.networks.meta.insights import insights_in
from automation.networks.meta.instagram.account import Account, Accounts
from automation.networks.meta.instagram.community import (
    COMMENT,
    comments_since,
    hide_comment,
    own_comments,
    write_comment,
)
from automation.networks.meta.instagram.forms import form_of, items_of
from automation.networks.meta.instagram.header import SPEC
from automation.networks.meta.instagram.stories import (
    STORY,
    is_of_stories,
    numbers_of,
    of_account,
    only_since,
    story_of,
)
from automation.networks.meta.posting import out_but_unseen
from automation.networks.meta.quota import Quota, refuse_when_used_up
from automation.networks.meta.recognise import Names, receipt_of, recognised

POST = Names(text="caption", url="permalink", at="timestamp")
_EDGES = Edges(create="media", publish="media_publish", state="status_code", reason="status")
_QUOTA = Quota(edge="content_publishing_limit", used="quota_usage", config="config")
_INSIGHTS = "views,reach,saved,shares"
"""Those that pictures, carousels and Reels all have: one wrong for the type fails the whole call."""
_SHORTCODE = re.compile(r"/(?:p|reel|reels|tv)/([\w-]+)")


class Instagram(Bare):
    """One professional account, or the Stories of one."""

    spec: NetworkSpec = SPEC

    def __init__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> None:
        self._shows_stories = is_of_stories(channel)
        if self._shows_stories:
            self.spec, channel = STORY, of_account(channel)
        self._accounts = Accounts(channel, secrets[SPEC.secrets[0]], http)
        self._media = media

    def check(self) -> ChannelCheck:
        """Say whose account the token opens, and whether it may publish; other rights are not told."""
        account = self._account
        missing: tuple[str, ...] = ()
        try:
            refuse_when_used_up(account.graph, account.id, _QUOTA)
        except RateLimited:
            pass  # it may publish, only not now
        except Unauthorized:
            missing = (account.publishing_right,)
        return ChannelCheck(
            account=f"@{account.name}", missing_rights=missing, followers=account.followers
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Publish a picture, a Reel or a carousel by a container; a part that answers is a comment.

        Raises:
            ConfigError: nobody said where files may be put for Instagram to fetch them.
            NotReady: Instagram is still at work on the files; the next run goes on.
            RateLimited: also when the day's posts are used up; nothing was sent then.
            OutcomeUnknown: it left, and what came back is no published post.
        """
        self._account.graph.refuse_too_long(part.length, self.spec.text.max)
        if attempt.reply_to is not None:
            self._refuse_to_stories("comment on a Story")
            return self._comment(part, attempt, attempt.reply_to)
        if not part.attachments:
            self._refuse("publish a text without a picture or film")
        account = self._account
        refuse_when_used_up(account.graph, account.id, _QUOTA)
        post = self._containers.publish(*self._forms(part), attempt)
        return self._receipt(post) if post else self._adopted(part, attempt)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through our own posts, or our comments below the post, since the attempt began.

        Raises:
            OutcomeUnknown: a post much like it is there, or its container is out and it is not
                listed yet.
        """
        account = self._account
        if attempt.reply_to is not None:
            comments = own_comments(account, attempt.reply_to)
            return recognised(
                account.graph, comments, COMMENT, part.text, since=attempt.begun_at, known=known
            )
        is_out = self._containers.is_published(attempt)
        if self._shows_stories and not is_out:
            return None
        found = self._listed(part, attempt, known)
        if found is None and is_out:
            out_but_unseen(account.graph)
        return found

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at a pasted address, which holds its short code."""
        code = _SHORTCODE.search(address)
        if code is None:
            return None
        account = self._account
        for post in account.graph.listed(
            "look up", f"/{account.id}/media", {"fields": POST.fields}
        ):
            own = _SHORTCODE.search(post.text("permalink"))
            if own and own[1] == code[1]:
                return receipt_of(post, POST)
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; Instagram's insights come up to two days late, and are None till then."""
        graph, path = self._account.graph, f"/{receipt.network_id}"
        if self._shows_stories:
            return numbers_of(graph, receipt)
        post = graph.read("fetch numbers", path, "id,like_count,comments_count", names_post=True)
        told = insights_in(
            graph.ask("fetch numbers", "GET", f"{path}/insights", query={"metric": _INSIGHTS}, names_post=True)
        )  # fmt: skip
        return Numbers(
            likes=post.count("like_count"),
            replies=post.count("comments_count"),
            impressions=told.get("views"),
            reach=told.get("reach"),
            saves=told.get("saved"),
            shares=told.get("shares"),
        )

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return comments below our posts of the last 30 days."""
        self._refuse_to_stories("read messages")
        return comments_since(self._account, since)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment below it."""
        self._refuse_to_stories("answer a message")
        account = self._account
        attempt.go()
        new = write_comment(account, f"/{message.network_id}/replies", text)
        return Receipt(network_id=new, url=message.url, published_at=account.graph.clock())

    def hide(self, message: Message) -> None:
        """Hide a comment from everybody but who wrote it."""
        self._refuse_to_stories("hide a message")
        hide_comment(self._account, message.network_id)

    @cached_property
    def _account(self) -> Account:
        return self._accounts.find()

    @property
    def _containers(self) -> Containers:
        return Containers(self._account.graph, self._account.id, _EDGES)

    def _forms(self, part: Part) -> tuple[Sequence[Form], Callable[[Sequence[str]], Form]]:
        """Return the forms of a carousel's items, and what makes the post's own of their ids."""
        if self._shows_stories:
            return [], lambda _: story_of(part, self._media)
        return items_of(part, self._media), lambda items: form_of(part, items, self._media)

    def _refuse_to_stories(self, operation: str) -> None:
        if self._shows_stories:
            self._refuse(operation)

    def _comment(self, part: Part, attempt: Attempt, post: Receipt) -> Receipt:
        if part.attachments:
            self._refuse("attach a file to a comment")
        account = self._account
        attempt.go()
        new = write_comment(account, f"/{post.network_id}/comments", part.text)
        return Receipt(network_id=new, url=post.url, published_at=account.graph.clock())

    def _adopted(self, part: Part, attempt: Attempt) -> Receipt:
        """Return the receipt of what an earlier try's container became."""
        return self._listed(part, attempt, frozenset()) or out_but_unseen(self._account.graph)

    def _listed(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        account = self._account
        if self._shows_stories:
            return only_since(account, attempt.begun_at, known)
        posts = account.graph.listed("find", f"/{account.id}/media", {"fields": POST.fields})
        return recognised(
            account.graph, posts, POST, part.text, since=attempt.begun_at, known=known
        )

    def _receipt(self, post: str) -> Receipt:
        """Return the receipt of a post that is out; its address is a page of ours when it is not told."""
        graph, account = self._account.graph, self._account
        try:
            told = receipt_of(graph.read("publish", f"/{post}", POST.fields), POST)
        except NetworkError:
            told = None
        own = f"https://www.instagram.com/{account.name}/"
        return told or Receipt(network_id=post, url=own, published_at=graph.clock())

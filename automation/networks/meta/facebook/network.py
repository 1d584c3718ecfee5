"""The calls to one Page. See `automation.domain.publishing.network.Network`."""

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.content.text import links_in
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, NetworkError, Rejected, Unauthorized, Unavailable
from automation.http import Answer, Credential, Fields, Http, Repeat
from automation.language import mark
from automation.networks.meta.address import account_at, host_for
from automation.networks.meta.facebook.community import COMMENT, comments_since, own_comments
from automation.networks.meta.facebook.header import HOST, READING_RIGHT, SITES, SPEC, VERSION
from automation.networks.meta.facebook.reels import REEL, Reels, is_reel
from automation.networks.meta.facebook.uploads import Uploads
from automation.networks.meta.graph import Graph
from automation.networks.meta.insights import insights_in
from automation.networks.meta.recognise import Names, receipt_of, recognised
from automation.networks.meta.refusals import DUPLICATE

POST = Names(text="message", url="permalink_url", at="created_time")
_COUNTS = "id,shares,comments.summary(true).limit(0),reactions.summary(true).limit(0)"
_INSIGHTS = "post_media_view,post_total_media_view_unique,post_clicks"
"""The names of before 2025-11-15 are gone: one of them fails the whole call."""
_NO_SUCH_FIELD = 100


class Facebook(Bare):
    """One Page."""

    spec: NetworkSpec = SPEC

    def __init__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> None:
        self._wanted = account_at(channel, SITES, SPEC.title, "https://www.facebook.com/name")
        self._token = secrets[SPEC.secrets[0]]
        self._graph = Graph(host_for(channel, HOST, VERSION), SPEC.title, channel.id, self._token, http)  # fmt: skip
        self._media = media
        self._http = http
        self._given: set[str] = set()
        """Ids of what this run has published: no duplicate of theirs is taken for them."""

    def check(self) -> ChannelCheck:
        """Say which Page the token opens, and whether it may read there; other rights are not told."""
        page, missing = self._page, tuple[str, ...]()
        try:
            next(self._graph.listed("check", f"/{page.text('id')}/published_posts", {"limit": "1"}), None)  # fmt: skip
        except Unauthorized:
            missing = (READING_RIGHT,)
        return ChannelCheck(
            account=_name(page), missing_rights=missing, followers=page.count("followers_count")
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Publish a post with its pictures, or a film; a part that answers is a comment.

        A film that a Reel takes becomes one.

        Raises:
            Rejected: also when the same text was posted before and is not this very post.
            OutcomeUnknown: it left, and what came back is no published post.
        """
        self._graph.refuse_too_long(part.length, self.spec.text.max)
        if attempt.reply_to is not None:
            receipt = self._comment(part, attempt, attempt.reply_to)
        elif _is_reel(part):
            receipt = self._reel(part, attempt)
        elif part.attachments and not part.attachments[0].file.is_image:
            receipt = self._film(part, attempt)
        else:
            receipt = self._post(part, attempt)
        self._given.add(receipt.network_id)
        return receipt

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the Page's posts, or its comments below the post, since the attempt began.

        Raises:
            OutcomeUnknown: a post much like it is there: a person must look.
        """
        page = self._page.text("id")
        if _is_reel(part) and attempt.reply_to is None:
            film = attempt.kept.get(REEL, "")
            return self._reels.published(film) if film else None
        if attempt.reply_to is not None:
            posts, names = own_comments(self._graph, page, attempt.reply_to), COMMENT
        else:
            posts, names = self._graph.listed("find", f"/{page}/published_posts", {"fields": POST.fields}), POST  # fmt: skip
        return recognised(self._graph, posts, names, part.text, since=attempt.begun_at, known=known)

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the Page's post or Reel at a pasted address."""
        if "/reel/" in address:
            return self._reels.look_up(address)
        wanted, page = _place(address), self._page.text("id")
        if not wanted[0]:
            return None
        query = {"fields": POST.fields}
        for post in self._graph.listed("look up", f"/{page}/published_posts", query):
            if _place(post.text(POST.url)) == wanted:
                return receipt_of(post, POST)
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; views come a day late, and only for Pages with 100 likes or more."""
        path = f"/{receipt.network_id}"
        post = self._graph.read("fetch numbers", path, _COUNTS, names_post=True)
        told: Mapping[str, int] = {}
        if "_" in receipt.network_id:  # a film known by its own id has numbers of another kind
            told = insights_in(
                self._graph.ask("fetch numbers", "GET", f"{path}/insights", query={"metric": _INSIGHTS}, names_post=True)
            )  # fmt: skip
        return Numbers(
            likes=post.inside("reactions", "summary").count("total_count"),
            replies=post.inside("comments", "summary").count("total_count"),
            shares=post.inside("shares").count("count"),
            impressions=told.get("post_media_view"),
            reach=told.get("post_total_media_view_unique"),
            clicks=told.get("post_clicks"),
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        with suppress(Gone):
            self._graph.ask("delete", "DELETE", f"/{receipt.network_id}", Repeat.KEYED, names_post=True)  # fmt: skip

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text; that only the app that wrote it may is said, and not verified."""
        self._graph.refuse_too_long(part.length, self.spec.text.max)
        self._graph.ask(
            "edit", "POST", f"/{receipt.network_id}", Repeat.KEYED, form={"message": part.text}, names_post=True
        )  # fmt: skip
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return comments below the Page's posts of the last 30 days, at any depth."""
        return comments_since(self._graph, self._page.text("id"), since)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment below it."""
        above = Receipt(network_id=message.network_id, url=message.url, published_at=message.at)
        return self._comment(Part(text=text), attempt, above)

    def hide(self, message: Message) -> None:
        """Hide a comment from everybody but who wrote it and their friends."""
        self._graph.ask(
            "hide", "POST", f"/{message.network_id}", Repeat.KEYED, form={"is_hidden": "true"}, names_post=True
        )  # fmt: skip

    @cached_property
    def _page(self) -> Fields:
        try:
            page = self._graph.read("check", "/me", "id,name,username,followers_count")
        except Unavailable:
            if self._graph.last_code != _NO_SUCH_FIELD:
                raise
            self._refuse_credential(Fields({"name": "–"}))  # a person has no such field
        own = page.text("username")
        if self._wanted not in {"", page.text("id")} and own.casefold() not in {"", self._wanted.casefold()}:  # fmt: skip
            self._refuse_credential(page)
        return page

    def _refuse_credential(self, page: Fields) -> NoReturn:
        self._graph.fail(
            Unauthorized, "check",
            mark("The credential of channel {channel} opens {account}, and not the Page in its address."),
            mark("Whoever manages the channel corrects the address in the channels tab, or gets the credential of that Page: a Page's, not a person's. {advice}"),
            account=_name(page), advice=self._token.advice,
        )  # fmt: skip

    @property
    def _reels(self) -> Reels:
        return Reels(self._graph, self._page.text("id"), self._http, self._media)

    @property
    def _uploads(self) -> Uploads:
        return Uploads(self._graph, self._page.text("id"), self._media)

    def _post(self, part: Part, attempt: Attempt) -> Receipt:
        photos = self._uploads.photos(part.attachments, attempt)
        form = {f"attached_media[{n}]": f'{{"media_fbid":"{one}"}}' for n, one in enumerate(photos)}
        links = links_in(part.text)
        if links and not photos:
            form["link"] = links[0]
        if part.text:
            form["message"] = part.text
        attempt.go()
        try:
            answer = self._graph.ask("publish", "POST", f"/{self._page.text('id')}/feed", Repeat.ONCE, form=form)  # fmt: skip
        except Rejected:
            if self._graph.last_code != DUPLICATE:
                raise
            found = self.find(part, attempt, self._given)
            if found is None:
                raise
            return found
        return self._receipt(answer)

    def _film(self, part: Part, attempt: Attempt) -> Receipt:
        upload, film = self._uploads.film(part.attachments[0].file, attempt)
        attempt.go()
        answer = self._graph.ask(
            "publish", "POST", f"/{self._page.text('id')}/videos", Repeat.ONCE,
            form={"upload_phase": "finish", "upload_session_id": upload, "description": part.text},
        )  # fmt: skip
        if answer.fields.values.get("success") is not True:
            self._graph.refuse_unproven("publish")
        with suppress(Unavailable):
            self._uploads.refuse_failed(film)
        return self._told(film)

    def _reel(self, part: Part, attempt: Attempt) -> Receipt:
        film = self._reels.bring(part.attachments[0].file, attempt)
        if attempt.kept.get(REEL) and (before := self._reels.published(film)):
            return before
        attempt.go()
        self._reels.finish(film, part.text)
        with suppress(Unavailable):
            self._uploads.refuse_failed(film)
        return self._told(film)

    def _comment(self, part: Part, attempt: Attempt, above: Receipt) -> Receipt:
        if part.attachments:
            self._refuse("attach a file to a comment")
        attempt.go()
        path = f"/{above.network_id}/comments"
        answer = self._graph.ask("comment", "POST", path, Repeat.ONCE, form={"message": part.text})
        return self._receipt(answer)

    def _receipt(self, answer: Answer) -> Receipt:
        return self._told(self._graph.made("publish", answer))

    def _told(self, post: str) -> Receipt:
        """Return the receipt of what is out; its address is built of its id when it is not told."""
        made = Receipt(
            network_id=post,
            url=f"https://www.facebook.com/{post}",
            published_at=self._graph.clock(),
        )
        try:
            told = self._graph.read("publish", f"/{post}", f"id,{POST.url},{POST.at}")
        except NetworkError:
            return made
        url = told.text(POST.url)
        whole = f"https://www.facebook.com{url}" if url.startswith("/") else url
        return replace(made, url=whole or made.url, published_at=told.time(POST.at) or made.published_at)  # fmt: skip


def _is_reel(part: Part) -> bool:
    return len(part.attachments) == 1 and is_reel(part.attachments[0].file)


def _name(page: Fields) -> str:
    name = page.text("username")
    return f"{page.text('name')} (@{name})" if name else page.text("name")


def _place(address: str) -> tuple[str, str]:
    """Return what of a post's address names it: its path, and the story in its query."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    query = parse_qs(parts.query)
    story = (query.get("story_fbid") or query.get("v") or [""])[0]
    return parts.path.strip("/"), story

"""The calls to one blog. See `automation.domain.publishing.network.Network` for their promises."""

import mimetypes
import re
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from urllib.parse import urlsplit

from automation.domain.community.message import Message
from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.limits import Field
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, NetworkError, OutcomeUnknown
from automation.http import Caller, Credential, Fields, Http, Json, Repeat, Upload
from automation.networks.wordpress import comments
from automation.networks.wordpress.header import RIGHTS, SPEC, site_of
from automation.networks.wordpress.page import Stored, figures_in, html_of, slug_of, split_files
from automation.networks.wordpress.wire import Wire, says_expired

DRAFT = "draft"
"""The step whose handle is the number of the post that nobody sees yet."""
UPLOAD_S = 900.0
_FIELDS = "id,link,status,date_gmt"


class WordPress(Bare):
    """One blog. See `automation.domain.publishing.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._site = site_of(channel)
        caller = Caller(
            network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]], scheme="Basic",
            says_expired=says_expired,
        )  # fmt: skip
        self._wire = Wire(self._site, caller, http)
        self._media = media

    def check(self) -> ChannelCheck:
        """Say as whom the credential signs in, and what that user may not do."""
        me = self._me
        may = me.inside("capabilities").values
        host = urlsplit(self._site).hostname
        return ChannelCheck(
            account=f"{me.text('slug')} @ {host}",
            missing_rights=tuple(right for right in RIGHTS if may.get(right) is not True),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Upload the media, make a draft, and publish that draft.

        Raises:
            Rejected: also when the text is longer than can be sent; nothing was sent then.
            Unauthorized: also when the user may not publish.
            OutcomeUnknown: the draft was to be published, and nobody can say whether it was.
            MediaError: a file changed since it was checked.
            Unsupported: it carries a file and is a comment.
        """
        if attempt.reply_to is not None:
            return self._comment(part, attempt, attempt.reply_to.network_id)
        self._refuse_too_long(part)
        files = [self._stored(one, n, attempt) for n, one in enumerate(part.attachments)]
        featured, shown = split_files(files)
        body: dict[str, Json] = {
            "title": part.headline, "content": html_of(part.text, shown),
            "slug": slug_of(part, attempt), "featured_media": featured,
        }  # fmt: skip
        post = self._draft(body, part, attempt)
        if post.text("status") != "publish":
            attempt.go()
            post = self._send(post.text("id"), body)
        return self._receipt(post)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look at this attempt's draft, or for its slug: whether it was published; or for the comment."""
        if attempt.reply_to is not None:
            above = attempt.reply_to.network_id
            return comments.find(self._wire, above, part.text, self._me.text("id"))
        post = self._begun(part, attempt)
        seen = post is not None and post.text("status") == "publish"
        return self._receipt(post) if post and seen and post.text("id") not in known else None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the blog's post at a pasted address, whoever of the brand wrote it."""
        pasted = address.strip().partition("#")[0]
        if not pasted.startswith(f"{self._site}/"):
            return None
        if found := re.search(r"[?&]p=(\d+)", pasted):
            post = self._read("look up", found[1])
            return self._receipt(post) if post and post.text("status") == "publish" else None
        slug = pasted.partition("?")[0].rstrip("/").rpartition("/")[2]
        query = {"slug": slug, "status": "publish", "_fields": _FIELDS}
        for post in self._wire.entities("look up", "/posts", query):
            if post.text("link").rstrip("/") == pasted.partition("?")[0].rstrip("/"):
                return self._receipt(post)
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Count a post's approved comments: WordPress itself counts nothing else.

        Raises:
            Gone: it was deleted, or lies in the bin.
        """
        self._public("fetch numbers", receipt)
        query = {"post": receipt.network_id, "per_page": "1", "_fields": "id"}
        total = self._wire.call("fetch numbers", "GET", "/comments", query=query).headers
        told = total.get("x-wp-total", "")
        return Numbers(replies=int(told) if told.isdecimal() else None)

    def delete(self, receipt: Receipt) -> None:
        """Move a post or comment to the blog's bin, or remove it where the blog has none."""
        path = f"/posts/{receipt.network_id}"
        with suppress(Gone):
            if receipt.network_id.startswith(comments.ANCHOR):
                comments.delete(self._wire, receipt.network_id.removeprefix(comments.ANCHOR))
                return
            try:
                self._wire.call("delete", "DELETE", path, Repeat.KEYED, names_post=True)
            except NetworkError as error:
                if error.call.status != 501:  # `rest_trash_not_supported`
                    raise
                force = {"force": "true"}
                self._wire.call(
                    "delete", "DELETE", path, Repeat.KEYED, query=force, names_post=True
                )

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text, and its headline if there is one; its pictures stay.

        Raises:
            Gone: it was deleted, or lies in the bin.
        """
        self._refuse_too_long(part)
        raw = self._public("edit", receipt).inside("content").text("raw")
        content = "\n".join([html_of(part.text, ()), *figures_in(raw)])
        title: dict[str, Json] = {"title": part.headline} if part.headline else {}
        answer = self._wire.call(
            "edit", "POST", f"/posts/{receipt.network_id}", Repeat.KEYED,
            json={"content": content, **title}, query={"_fields": _FIELDS}, names_post=True,
        )  # fmt: skip
        return self._receipt(answer.fields)

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return the comments below all posts of the blog since then, those held for moderation too."""
        return comments.messages_since(self._wire, since, self._me.text("id"))

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment below it; one that is held is approved by that, as in the dashboard."""
        receipt = comments.answer(self._wire, message, text, self._me.text("id"))
        return receipt or self._wire.refuse_unproven("reply")

    def hide(self, message: Message) -> None:
        """Hold a comment back: only who moderates the blog still sees it."""
        comments.set_status(self._wire, comments.number_of(message), "hold")

    def _comment(self, part: Part, attempt: Attempt, post: str) -> Receipt:
        if part.attachments:
            self._refuse("attach a file to a comment")
        self._refuse_too_long(part, Field.COMMENT)
        attempt.go()
        made = comments.first(self._wire, post, part.text, self._me.text("id"))
        return made or self._wire.refuse_unproven("publish")

    @cached_property
    def _me(self) -> Fields:
        query = {"context": "edit", "_fields": "id,slug,capabilities"}
        return self._wire.call("check", "GET", "/users/me", query=query).fields

    def _refuse_too_long(self, part: Part, what: Field = Field.CAPTION) -> None:
        limit = self.spec.limit_of(what).max
        self._wire.refuse_too_long(part.length, limit)

    def _stored(self, attachment: Attachment, place: int, attempt: Attempt) -> Stored:
        """Return a file in the media library; it is uploaded unless an earlier try did that."""
        step, file = f"file {place + 1}", attachment.file
        number, _, url = attempt.kept.get(step, "").partition(" ")
        if not number:
            name = f"{file.sha256[:12]}{mimetypes.guess_extension(file.mime) or ''}"
            upload = Upload(name=name, mime=file.mime, body=partial(self._media.open, file))
            answer = self._wire.call(
                "upload", "POST", "/media", file=upload, total_s=UPLOAD_S, silence_s=120.0,
                form={"alt_text": attachment.alt_text} if attachment.alt_text else {},
                query={"_fields": "id,source_url"},
            ).fields  # fmt: skip
            number, url = answer.text("id"), answer.text("source_url")
            if not number.isdecimal():
                self._wire.refuse_answer("upload")
        stored = Stored(
            id=int(number), url=url, alt_text=attachment.alt_text, is_image=file.is_image
        )
        attempt.keep(step, stored.handle)
        return stored

    def _draft(self, body: Mapping[str, Json], part: Part, attempt: Attempt) -> Fields:
        """Return the post of this attempt, made as a draft unless it is there already."""
        post = self._begun(part, attempt)
        if post is None:
            draft = {**body, "status": "draft"}
            query = {"_fields": _FIELDS}
            answer = self._wire.call("make a draft", "POST", "/posts", json=draft, query=query)
            post = answer.fields
            if not post.text("id"):
                self._wire.refuse_answer("make a draft")
        attempt.keep(DRAFT, post.text("id"))
        return post

    def _begun(self, part: Part, attempt: Attempt) -> Fields | None:
        """Return what earlier tries of this attempt made, by its number or its slug."""
        if number := attempt.kept.get(DRAFT):
            return self._read("find", number)
        query = {
            "slug": slug_of(part, attempt), "status": "publish,draft", "context": "edit", "_fields": _FIELDS,
        }  # fmt: skip
        return next(iter(self._wire.entities("find", "/posts", query)), None)

    def _read(self, operation: str, number: str) -> Fields | None:
        """Read a post; None when it is gone, or lies in the bin."""
        query = {"context": "edit", "_fields": f"{_FIELDS},content.raw"}
        with suppress(Gone):
            path = f"/posts/{number}"
            post = self._wire.call(operation, "GET", path, query=query, names_post=True).fields
            return None if post.text("status") == "trash" else post
        return None

    def _public(self, operation: str, receipt: Receipt) -> Fields:
        """Read a post that people can see.

        Raises:
            Gone: they cannot.
        """
        post = self._read(operation, receipt.network_id)
        if post is None or post.text("status") != "publish":
            self._wire.say_gone(operation)
        return post

    def _send(self, number: str, body: Mapping[str, Json]) -> Fields:
        """Publish a draft as it was approved, whatever was changed in it; doubt is looked into at once."""
        try:
            post = self._wire.call(
                "publish", "POST", f"/posts/{number}", Repeat.KEYED,
                json={**body, "status": "publish"}, query={"_fields": _FIELDS}, names_post=True,
            ).fields  # fmt: skip
            return (
                post if post.text("status") == "publish" else self._wire.refuse_unproven("publish")
            )
        except OutcomeUnknown:
            with suppress(NetworkError):
                post = self._read("find", number) or Fields()
                if post.text("status") == "publish":
                    return post
            raise

    def _receipt(self, post: Fields) -> Receipt:
        at = post.time("date_gmt")
        if not post.text("id") or not post.text("link") or at is None:
            self._wire.refuse_unproven("publish")
        return Receipt(network_id=post.text("id"), url=post.text("link"), published_at=at)

"""The calls to one Mastodon account. See `automation.domain.network.Network` for their promises."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import quote, urlsplit

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.lengths import length_of
from automation.domain.content.likeness import NEARLY, likeness, seen_text, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import (
    Gone,
    NetworkError,
    Unavailable,
)
from automation.http import Caller, Credential, Fields, Http, Repeat
from automation.networks.mastodon import community
from automation.networks.mastodon.header import RIGHTS, SPEC, announced, server_and_name
from automation.networks.mastodon.status import answers, changes_of, form_of, path_of, same_frame
from automation.networks.mastodon.upload import upload
from automation.networks.mastodon.wire import Wire

SKEW = timedelta(minutes=2)
"""How far the server's clock may differ from ours beyond what its answers show."""
_PAGE = 40
_MAX_PAGES = 25


class Mastodon(Bare):
    """One account on one server. See `automation.domain.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._server, self._name = server_and_name(channel)
        token = secrets[SPEC.secrets[0]]
        self._token = token
        self._wire = Wire(
            self._server, Caller(network=SPEC.title, channel=channel.id, token=token), http
        )
        self._http = http
        self._media = media

    def limits(self) -> NetworkSpec:
        """Return the spec with what the server's instance document announces; asked once."""
        return self._limits

    def check(self) -> ChannelCheck:
        """Say whose account the token opens.

        Rights are those of the token's application (told since Mastodon 4.3): what it lacks the
        token lacks too, but the token may lack more. Tokens do not expire.

        Raises:
            Unauthorized: also when the token opens another account than the channel's address names.
        """
        self._refuse_other_account()
        account = self._account
        return ChannelCheck(
            account=f"@{account.text('acct')}@{urlsplit(self._server).hostname}",
            missing_rights=self._missing_rights(),
            followers=account.count("followers_count"),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Upload the media, then send the post, once.

        Raises:
            Rejected: also when the text is longer than the server takes; nothing was sent then.
            Unauthorized: also when the token opens another account than the channel's address names.
            OutcomeUnknown: it left, and what came back is no published post.
            MediaError: a file changed since it was checked.
            NotReady: uploading took too long; nothing was sent.
        """
        self._refuse_too_long(part)
        self._refuse_other_account()
        media = [upload(self._wire, self._http, self._media, one) for one in part.attachments]
        return self._send("publish", form_of(part, media, attempt.reply_to), attempt)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through our own posts since the attempt began for this part.

        Raises:
            OutcomeUnknown: a post much like it is there, or there are too many to read: a person
                must look.
        """
        wanted = skeleton(part.text)
        nearest: Fields | None = None
        for status in self._own_statuses(attempt.begun_at):
            if status.text("id") in known or not answers(status, attempt.reply_to):
                continue
            alike = likeness(wanted, skeleton(seen_text(status.text("content"))))
            if alike == 1 and same_frame(part, status):
                return self._receipt(status)
            if alike >= NEARLY:
                nearest = status
        if nearest:
            self._wire.refuse_alike(nearest.text("url"))
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at a pasted address; its path ends in the id.

        On another server the same id is another post, so there the address must be the post's own:
        a server may show its pages under a second name.
        """
        pasted = address.strip()
        found = re.fullmatch(r"https?://[^/?#]+/(?:[^?#]*/)?([A-Za-z0-9]+)/?(?:[?#].*)?", pasted)
        if found is None:
            return None
        try:
            status = self._wire.entity("look up", f"/api/v1/statuses/{found[1]}", names_post=True)
        except Gone:
            return None
        here = pasted.startswith(f"{self._server}/") or pasted.split("?")[0] == status.text("url")
        ours = status.inside("account").text("id") == self._account.text("id")
        return (
            self._receipt(status) if here and ours and not status.inside("reblog").values else None
        )

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers. Quotes are told since Mastodon 4.5; impressions and clicks never."""
        status = self._wire.entity("fetch numbers", path_of(receipt), names_post=True)
        status = status.inside("reblog") if status.inside("reblog").values else status
        return Numbers(
            likes=status.count("favourites_count"),
            replies=status.count("replies_count"),
            shares=status.count("reblogs_count"),
            quotes=status.count("quotes_count"),
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        with suppress(Gone):
            self._wire.ask(
                "delete", "DELETE", path_of(receipt), repeat=Repeat.KEYED, names_post=True
            )

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text and warning where it stands; its media stay (since Mastodon 3.5).

        Raises:
            Rejected: also when the text is longer than the server takes.
            Gone: it was deleted.
        """
        self._refuse_too_long(part)
        status = self._wire.entity("edit", path_of(receipt), names_post=True)
        answer = self._wire.ask(
            "edit", "PUT", path_of(receipt), Repeat.KEYED, form=changes_of(part, status), names_post=True,
        )  # fmt: skip
        return self._receipt(answer.fields) or receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return answers and mentions since then, those to us alone too, oldest first."""
        return community.messages_since(self._wire, since, self._account.text("id"))

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a message below it, and to no more people than it was written to.

        Raises:
            Gone: it was deleted.
        """
        path = f"/api/v1/statuses/{quote(message.network_id, safe='')}"
        status = self._wire.entity("reply", path, names_post=True)
        answer = community.addressed(text, status)
        part = Part(
            text=answer,
            visibility=status.text("visibility"),
            length=length_of(answer, self._limits.text),
        )
        self._refuse_too_long(part)
        to = Receipt(network_id=message.network_id, url=message.url, published_at=message.at)
        return self._send("reply", form_of(part, [], to), attempt)

    @cached_property
    def _limits(self) -> NetworkSpec:
        try:
            document = self._wire.ask("read limits", "GET", "/api/v2/instance").fields
        except Unavailable as error:
            if error.call.status != 404:  # servers older than 4.0 have only the first version
                raise
            document = self._wire.ask("read limits", "GET", "/api/v1/instance").fields
        return announced(document, self.spec)

    @cached_property
    def _account(self) -> Fields:
        return self._wire.entity("check", "/api/v1/accounts/verify_credentials")

    def _refuse_other_account(self) -> None:
        name = self._account.text("username") or self._account.text("acct")
        if self._name and name.casefold() != self._name.casefold():
            self._wire.refuse_other_account(name, self._name)

    def _missing_rights(self) -> tuple[str, ...]:
        try:
            app = self._wire.ask("check", "GET", "/api/v1/apps/verify_credentials").fields
        except NetworkError:
            return ()  # compatible servers do not tell
        scopes = {"read:accounts" if scope == "profile" else scope for scope in app.texts("scopes")}
        return tuple(
            right for right in RIGHTS if scopes and not {right, right.partition(":")[0]} & scopes
        )

    def _refuse_too_long(self, part: Part) -> None:
        limit = self._limits.text.max
        self._wire.refuse_too_long(part.length, limit)

    def _send(
        self, operation: str, form: Mapping[str, str | list[str]], attempt: Attempt
    ) -> Receipt:
        """Send a status, once."""
        attempt.go()
        answer = self._wire.ask(
            operation, "POST", "/api/v1/statuses", repeat=Repeat.ONCE, form=form,
            key=hashlib.sha256(attempt.key.encode()).hexdigest()[:32],
        )  # fmt: skip
        receipt = self._receipt(answer.fields)
        if receipt is None or "scheduled_at" in answer.fields.values:
            self._wire.refuse_unproven(operation)
        return receipt

    def _own_statuses(self, since: datetime) -> Iterator[Fields]:
        """Yield our own posts, newest first, until all of a page are older than `since`.

        `since` is by our clock: where that runs ahead, the server calls the same moment earlier.
        """
        path = f"/api/v1/accounts/{self._account.text('id')}/statuses"
        floor = since - self._wire.ahead - SKEW
        query = {"limit": str(_PAGE), "exclude_reblogs": "true"}
        for _ in range(_MAX_PAGES):
            page = self._wire.entities("find", path, query)
            recent = [status for status in page if (status.time("created_at") or floor) >= floor]
            yield from recent
            if not recent:
                return
            query["max_id"] = page[-1].text("id")
        self._wire.refuse_unread_posts("find")

    def _receipt(self, status: Fields) -> Receipt | None:
        """Return what proves a published post; the `uri` stands in where a post has no public page."""
        post, url = status.text("id"), status.text("url") or status.text("uri")
        if not post or not url:
            return None
        return Receipt(
            network_id=post, url=url, published_at=status.time("created_at") or self._http.clock()
        )

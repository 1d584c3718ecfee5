"""The calls to one Bluesky account. See `automation.domain.network.Network` for their promises."""

import re
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import NoReturn

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.content.text import grapheme_count, utf8_count
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import (
    Gone,
    MediaError,
    NetworkError,
    OutcomeUnknown,
    Rejected,
    Unavailable,
)
from automation.http import Caller, Credential, Fields, Http, Json
from automation.language import mark
from automation.networks.bluesky import community
from automation.networks.bluesky.account import Account, open_account
from automation.networks.bluesky.header import SPEC, place_of
from automation.networks.bluesky.record import (
    POST,
    Blob,
    answering,
    created_at,
    film,
    key_of,
    link_card,
    parts_of,
    pictures,
    record_of,
)
from automation.networks.bluesky.video import JOB, SERVICE, Films
from automation.networks.bluesky.wire import Xrpc, says_expired


class Bluesky(Bare):
    """One account. See `automation.domain.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        self._is_rehearsal = channel.is_rehearsal
        self._caller = Caller(
            network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]],
            says_expired=says_expired,
        )  # fmt: skip
        self._entry = Xrpc(self._place.server, self._caller, http)
        self._http = http
        self._media = media

    def check(self) -> ChannelCheck:
        """Say whose account the session opens. Followers are left out where no page tells them.

        Raises:
            Unauthorized: also when it is another account than the channel's address names, or one
                that is suspended or deactivated.
        """
        account, followers = self._account, None
        with suppress(Unavailable):
            page = account.pds.query("check", "app.bsky.actor.getProfile", {"actor": account.did})
            followers = page.count("followersCount")
        return ChannelCheck(account=f"@{account.handle}", followers=followers)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Upload the media, then put the record; a repetition of it changes nothing.

        Raises:
            Rejected: also when the text is longer than the network takes; nothing was sent then.
            Unauthorized: also when the session opens another account than the address names.
            OutcomeUnknown: it left, no answer came, and it could not be seen afterwards.
            MediaError: a file changed since it was checked.
            NotReady: a video is still being processed.
        """
        self._refuse_too_long(part)
        embed = self._embed(part, attempt)
        return self._send(
            part, attempt, embed, attempt.reply_to.network_id if attempt.reply_to else ""
        )

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look for the record at the key that belongs to this attempt.

        Raises:
            OutcomeUnknown: it is there and says something else: a person must look.
        """
        found = self._stored(part, attempt)
        return None if found is None or found.network_id in known else found

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at the address of its page, or at its `at://` one."""
        found = re.fullmatch(
            r"(?:(?P<pages>https?://[^/?#]+)/profile|at:/)/(?P<who>[^/?#]+)/"
            rf"(?:post|{re.escape(POST)})/(?P<key>[A-Za-z0-9]+)/?(?:[?#].*)?",
            address.strip(),
        )
        if found is None or (found["pages"] or self._place.pages) != self._place.pages:
            return None
        account = self._account
        if found["who"].casefold() not in {account.did, account.handle.casefold()}:
            return None
        with suppress(Gone):
            return self._receipt(self._account.record("look up", account.did, POST, found["key"]))
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; impressions and clicks are never told.

        Raises:
            Gone: it is no longer in the account.
            Unavailable: also when it is there and the network at large does not show it.
        """
        asked = {"uris": receipt.network_id}
        account = self._account
        shown = account.pds.query("fetch numbers", "app.bsky.feed.getPosts", asked).items("posts")
        if not shown:
            self._refuse_unseen(receipt)
        post = shown[0]
        return Numbers(
            likes=post.count("likeCount"),
            replies=post.count("replyCount"),
            shares=post.count("repostCount"),
            quotes=post.count("quoteCount"),
            saves=post.count("bookmarkCount"),
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        _, collection, key = parts_of(receipt.network_id)
        body = {"repo": self._account.did, "collection": collection, "rkey": key}
        self._account.pds.call("delete", "com.atproto.repo.deleteRecord", body)

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return replies, mentions and quotes since then, oldest first."""
        account = self._account
        return community.messages_since(account.pds, since, account.did, self._place.pages)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a message in public, below it."""
        part = Part(text=text)
        self._refuse_too_long(part)
        return self._send(part, attempt, {}, message.network_id)

    def hide(self, message: Message) -> None:
        """Hide a reply below one of our posts from everybody; it can be unfolded there.

        Raises:
            Rejected: it stands below somebody else's post, or too many are hidden there.
        """
        account = self._account
        record = self._account.record("hide", *parts_of(message.network_id))
        community.hide_reply(account.pds, record, account.did, self._http.clock())

    @cached_property
    def _account(self) -> Account:
        return open_account(self._entry, self._place, self._http, is_rehearsal=self._is_rehearsal)

    def _refuse_unseen(self, receipt: Receipt) -> NoReturn:
        """Say why the network at large does not show our post: it is gone, late, or hidden."""
        self._account.record("fetch numbers", *parts_of(receipt.network_id))
        self._entry.fail(
            Unavailable, "fetch numbers",
            mark("The post {url} is in the account of channel {channel}, and {network} does not show it."),
            mark("Nothing to do at once: new posts may be late. If it lasts, whoever manages the channel looks there whether the post or the account was restricted."),
            url=receipt.url,
        )  # fmt: skip

    def _refuse_too_long(self, part: Part) -> None:
        text = self.spec.text
        for length, limit in (
            (grapheme_count(part.text), text.max),
            *((utf8_count(part.text), most) for most in text.also.values()),
        ):
            self._entry.refuse_too_long(length, limit)

    def _embed(self, part: Part, attempt: Attempt) -> Blob:
        """Upload what is attached, or a card's picture; return how the record shows it."""
        if not part.attachments:
            return self._card(part)
        first = part.attachments[0]
        if first.file.is_image:
            files = [one.file for one in part.attachments]
            blobs = [self._account.upload(self._media.read(file), file.mime) for file in files]
            return pictures(part.attachments, blobs)
        films = Films(
            did=self._account.did, pds=self._account.pds, http=self._http, media=self._media,
            service=self._place.server if self._is_rehearsal else SERVICE,
        )  # fmt: skip
        return film(first, films.send(first.file, attempt))

    def _card(self, part: Part) -> Blob:
        """Return the card of a part's link; what keeps us from making one keeps no post back."""
        card = self._media.card(part.card_of) if part.card_of else None
        if card is None:
            return {}
        picture = None
        if card.picture:
            with suppress(NetworkError, MediaError):
                picture = self._account.upload(self._media.read(card.picture), card.picture.mime)
        return link_card(card, picture)

    def _send(self, part: Part, attempt: Attempt, embed: Blob, parent: str) -> Receipt:
        """Put the record. What fails in a way that leaves doubt is looked for at once."""
        account = self._account
        reply = answering(self._account.record("publish", *parts_of(parent))) if parent else {}
        record = record_of(part, created_at(attempt), account.dids_in(part.text), embed, reply)
        body: dict[str, Json] = {
            "repo": account.did, "collection": POST, "rkey": key_of(attempt),
            "validate": True, "swapRecord": None, "record": record,
        }  # fmt: skip
        attempt.go()
        try:
            answer = account.pds.call("publish", "com.atproto.repo.putRecord", body)
            if answer.text("uri") != self._uri(attempt):
                account.pds.refuse_unproven("publish")
        except (OutcomeUnknown, Rejected):
            with suppress(NetworkError):
                if found := self._stored(part, attempt):
                    return found
            raise
        except Unavailable as error:
            if error.call.status == 400 and attempt.kept.get(JOB):
                attempt.keep(JOB, "")  # the video is gone from the server, and is sent again
            raise
        return self._receipt(Fields({"uri": self._uri(attempt), "value": record}))

    def _uri(self, attempt: Attempt) -> str:
        return f"at://{self._account.did}/{POST}/{key_of(attempt)}"

    def _stored(self, part: Part, attempt: Attempt) -> Receipt | None:
        """Return what stands at an attempt's key, None when nothing does."""
        try:
            record = self._account.record("find", self._account.did, POST, key_of(attempt))
        except Gone:
            return None
        receipt = self._receipt(record)
        if record.inside("value").text("text") != part.text:
            self._entry.refuse_alike(receipt.url)
        return receipt

    def _receipt(self, record: Fields) -> Receipt:
        """Return what proves a post; its time is the record's own."""
        uri = record.text("uri")
        key = parts_of(uri)[2]
        return Receipt(
            network_id=uri,
            url=f"{self._place.pages}/profile/{self._account.handle}/post/{key}",
            published_at=record.inside("value").time("createdAt") or self._http.clock(),
        )

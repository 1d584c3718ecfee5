"""The calls to one YouTube channel. See `automation.domain.publishing.network.Network` for their promises."""

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property

from automation.domain.community.message import Message
from automation.domain.content import lengths
from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.limits import Field
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, Rejected, Sent
from automation.http import Caller, Credential, Fields, Http, Repeat
from automation.language import Sentence, mark
from automation.networks.youtube.account import Account
from automation.networks.youtube.comments import Comments
from automation.networks.youtube.header import SPEC, place_of
from automation.networks.youtube.refusals import lost_because
from automation.networks.youtube.upload import UPLOAD, Uploads
from automation.networks.youtube.video import (
    PARTS,
    address_of,
    alike,
    body_of,
    edited,
    id_in,
    is_comment,
    is_nearly,
    is_short,
    number,
    privacy_of,
)
from automation.networks.youtube.wire import DATA, Wire

SKEW = timedelta(minutes=2)
"""How far the server's clock may differ from ours."""


class YouTube(Bare):
    """One channel. See `automation.domain.publishing.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        caller = Caller(network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]])
        self._wire = Wire(self._place.api, caller, http)
        self._account = Account(self._wire, self._place)
        self._uploads = Uploads(wire=self._wire, http=http, media=media)
        self._http = http

    def check(self) -> ChannelCheck:
        """Say whose channel the credential opens. Rights it lacks are only told when they are needed.

        Raises:
            Unauthorized: also when it opens another channel than the address names, or none.
        """
        self._account.refuse_other()
        channel = self._account.fields
        snippet = channel.inside("snippet")
        return ChannelCheck(
            account=snippet.text("customUrl") or snippet.text("title"),
            followers=number(channel.inside("statistics"), "subscriberCount"),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Upload the video, or write the first comment.

        Raises:
            Rejected: also when there is no video or no headline, or a text is too long; nothing was
                sent then. Also when YouTube took the video and will not show it.
            Unauthorized: also when the credential opens another channel than the address names.
            OutcomeUnknown: it left, and the session could not be asked what came of it.
            MediaError: the file changed since it was checked.
        """
        if attempt.reply_to is not None and part.attachments:
            self._refuse("answer with a video")
        self._refuse_unfit(part, is_video=attempt.reply_to is None)
        self._account.refuse_other()
        if attempt.reply_to is not None:
            attempt.go()
            return self._comments.write(attempt.reply_to.network_id, part.text, self._http.clock())
        video = self._uploads.send(part.attachments[0].file, body_of(part), attempt)
        if why := lost_because(video.inside("status")):
            self._wire.fail(Rejected, "publish", _NOT_SHOWN, _NOT_SHOWN_FIX, sent=Sent.YES, why=why)
        return self._receipt_of(video, part)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Ask the upload's session what became of it; without one, look through our own uploads.

        Raises:
            OutcomeUnknown: a video much like it is there, or there are too many to read: a person
                must look.
        """
        if attempt.reply_to is not None:
            since = attempt.begun_at - SKEW
            found = self._comments.find(attempt.reply_to.network_id, part.text, since)
            return None if found is None or found.network_id in known else found
        begun = attempt.kept.get(UPLOAD, "")
        if begun and self._uploads.is_theirs(begun):
            with suppress(Gone):
                video = self._uploads.ask(part.attachments[0].file, begun)
                return self._receipt_of(video, part) if isinstance(video, Fields) else None
        return self._among_uploads(part, attempt.begun_at - SKEW, known)

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own video at a pasted address, also of a Short or `youtu.be`."""
        video, short = id_in(address, self._place.pages)
        found = self._video("look up", video, PARTS) if video else None
        if found is None or found.inside("snippet").text("channelId") != self._account.id:
            return None
        return self._receipt(found, short=short)

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a video's numbers; shares and reach are not told, and hidden likes are None.

        Raises:
            Gone: also when YouTube took the video and rejected it later; the reason is told.
        """
        video = self._there("fetch numbers", receipt, "status,statistics")
        if why := lost_because(video.inside("status")):
            self._wire.fail(Gone, "fetch numbers", _NOT_SHOWN, _NOT_SHOWN_FIX, why=why)
        statistics = video.inside("statistics")
        return Numbers(
            likes=number(statistics, "likeCount"),
            replies=number(statistics, "commentCount"),
            video_views=number(statistics, "viewCount"),
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our video or comment; one that is gone already is no error."""
        kind = "comments" if is_comment(receipt) else "videos"
        with suppress(Gone):
            self._wire.ask(
                "delete", "DELETE", f"{DATA}/{kind}", repeat=Repeat.KEYED, names_post=True,
                query={"id": receipt.network_id},
            )  # fmt: skip

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a video's headline and description, or a comment's text, where it stands."""
        self._refuse_unfit(part, is_video=False)
        if is_comment(receipt):
            self._comments.edit(receipt.network_id, part.text)
            return receipt
        video = self._there("edit", receipt, PARTS)
        self._wire.ask(
            "edit", "PUT", f"{DATA}/videos", repeat=Repeat.KEYED, names_post=True, query={"part": "snippet"},
            json={"id": receipt.network_id, "snippet": edited(video.inside("snippet"), part)},
        )  # fmt: skip
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return comments below our videos since then, oldest first; there are no direct messages."""
        return self._comments.since(since)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment in public."""
        self._refuse_unfit(Part(text=text), is_video=False)
        attempt.go()
        return self._comments.answer(message, text, self._http.clock())

    def hide(self, message: Message) -> None:
        """Hide a comment from everybody but its author."""
        self._comments.hide(message.network_id)

    @cached_property
    def _comments(self) -> Comments:
        return Comments(self._wire, self._account.id, self._place.pages)

    def _refuse_unfit(self, part: Part, *, is_video: bool) -> None:
        """Refuse, before anything is sent, what `fit` would have found."""
        length = lengths.length_of(part.text, self.spec.text)
        if length > self.spec.text.max:
            self._wire.fail(
                Rejected, "publish",
                mark("The text for channel {channel} has {length} bytes, and {network} takes {limit}."),
                mark("The post's owner shortens it."), length=length, limit=self.spec.text.max,
            )  # fmt: skip
        if not is_video:
            return
        if any(True for _ in lengths.problems_of(part.headline, self.spec.fields[Field.TITLE])):
            self._wire.fail(
                Rejected, "publish",
                mark("The video for channel {channel} has no headline that {network} takes: 1 to {limit} characters without < and >."),
                mark("The post's owner writes one into the headline column."), limit=self.spec.fields[Field.TITLE].max,
            )  # fmt: skip
        if len(part.attachments) != 1 or part.attachments[0].file.is_image:
            self._wire.fail(
                Rejected, "publish",
                mark("The post for channel {channel} has no video, and {network} shows nothing else."),
                mark("The post's owner attaches one video."),
            )  # fmt: skip

    def _video(self, operation: str, video: str, parts: str) -> Fields | None:
        return self._wire.one(operation, "videos", {"part": parts, "id": video})

    def _there(self, operation: str, receipt: Receipt, parts: str) -> Fields:
        video = self._video(operation, receipt.network_id, parts)
        if video is None:
            self._wire.say_gone(operation)
        return video

    def _among_uploads(self, part: Part, since: datetime, known: Set[str]) -> Receipt | None:
        nearest = ""
        for video, snippet in self._account.uploads(since):
            if video in known:
                continue
            likeness = alike(part, snippet)
            if likeness == 1 and (found := self._video("find", video, PARTS)):
                return self._receipt_of(found, part)
            nearest = video if is_nearly(likeness) else nearest
        if nearest:
            self._wire.refuse_alike(address_of(self._place.pages, nearest))
        return None

    def _receipt_of(self, video: Fields, part: Part) -> Receipt:
        shown = video.inside("status").text("privacyStatus")
        remark = None
        if shown and shown != privacy_of(part):
            remark = Sentence(_OTHER_PRIVACY, {"wanted": privacy_of(part), "shown": shown})
        return self._receipt(video, short=is_short(part.attachments[0].file), remark=remark)

    def _receipt(self, video: Fields, *, short: bool, remark: Sentence | None = None) -> Receipt:
        own = video.text("id")
        return Receipt(
            network_id=own,
            url=address_of(self._place.pages, own, short=short),
            published_at=video.inside("snippet").time("publishedAt") or self._http.clock(),
            remark=remark,
        )


_NOT_SHOWN = mark("{network} took the video of channel {channel} and does not show it, because {why}.")  # fmt: skip
_NOT_SHOWN_FIX = mark("Whoever manages the channel looks at the video in YouTube Studio; the post's owner gives another video, as a new post.")  # fmt: skip
_OTHER_PRIVACY = mark("YouTube put the video up as “{shown}”, not as “{wanted}”. It does so with every video of a Google Cloud project that Google has not examined: whoever set up the project asks for that; whoever manages the channel looks at the video in YouTube Studio.")  # fmt: skip

"""The calls to one TikTok account. See `automation.domain.publishing.network.Network` for their promises."""

from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property

from automation.domain.content import lengths
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.limits import Field
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, NetworkError, Rejected, Unauthorized
from automation.http import Caller, Credential, Fields, Http, Json
from automation.language import mark
from automation.networks.tiktok.header import SPEC, place_of
from automation.networks.tiktok.post import (
    FACTS,
    NUMBERS,
    PRIVACY,
    address_of,
    id_in,
    is_film,
    is_post,
    is_public,
    post_id,
    time_of,
)
from automation.networks.tiktok.refusals import NO_RIGHT, NOT_EXAMINED, WRONG_PRIVACY
from automation.networks.tiktok.wire import Wire
from automation.networks.tiktok.work import POST, Work, lacks_bytes

SKEW = timedelta(minutes=2)
_MAX_PAGES = 25


class TikTok(Bare):
    """One account. See `automation.domain.publishing.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        self._token = secrets[SPEC.secrets[0]]
        caller = Caller(network=SPEC.title, channel=channel.id, token=self._token)
        self._wire = Wire(self._place.api, caller, http)
        self._work = Work(wire=self._wire, http=http, media=media)
        self._http = http

    def check(self) -> ChannelCheck:
        """Say whose account the token opens; without `video.publish` posts are drafts only.

        Raises:
            Unauthorized: also when it opens another account than the channel's address names.
        """
        creator = self._creator
        info = Fields()
        with suppress(NetworkError):
            answer = self._wire.ask("check", "GET", "/v2/user/info/", query={"fields": "open_id,display_name,follower_count"})  # fmt: skip
            info = answer.fields.inside("data", "user")
        name = creator.text("creator_username") if creator else self._place.name
        return ChannelCheck(
            account=f"@{name or info.text('display_name')}",
            missing_rights=() if creator else ("video.publish",),
            followers=info.count("follower_count"),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send the video or photos; a post that was begun is asked for, and never begun again.

        Raises:
            Rejected: TikTok does not take the post, or the account does not allow it.
            NotReady: TikTok is at work on it, or it lies in the account's inbox for a person.
            OutcomeUnknown: it left, and TikTok could not be asked what came of it.
            MediaError: the file changed since it was checked.
        """
        if attempt.reply_to is not None:
            self._refuse("answer a post")
        self._refuse_unfit(part)
        creator = self._creator
        begun = attempt.kept.get(POST, "")
        if not begun or self._work.is_unfinished(begun, part):
            if creator:
                self._refuse_not_allowed(part, creator)
            begun = self._work.begin(part, creator, attempt)
        return self._receipt(self._work.wait(begun, part, attempt), begun, part)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Ask what became of a post that was begun; of one without a handle look among our posts.

        Raises:
            OutcomeUnknown: TikTok is at work on it, a post much like it is there, or it is one that
                the list of public videos cannot show: a person must look.
        """
        begun = attempt.kept.get(POST, "")
        if begun:
            status = self._wire.status("find", begun)
            if status.text("status") == "PUBLISH_COMPLETE":
                return self._receipt(status, begun, part)
            if status.text("status") == "FAILED" or lacks_bytes(status, part):
                return None
            self._work.doubt(
                mark(
                    "{network} is still at work on a post of channel {channel}, or keeps it in the inbox."
                )
            )
        if not is_film(part) or not is_public(part):
            self._work.doubt(mark("{network} does not let us look for a post of photos, or a private one, on channel {channel}."))  # fmt: skip
        return self._among_videos(part, attempt.begun_at - SKEW, known)

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own video at the address of its page."""
        own = id_in(address, self._place.pages, self._name)
        video = self._video("look up", own, FACTS) if own else None
        return self._made(video) if video else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; of a private one TikTok tells none.

        Raises:
            Gone: also when TikTok took the post and refused it afterwards; the reason is told.
        """
        own = receipt.network_id
        if not is_post(own):
            status = self._wire.status("fetch numbers", own)
            if status.text("status") == "FAILED":
                self._work.failed(Gone, "fetch numbers", status)
            own = post_id(status)
            if not own:
                return Numbers()
        video = self._video("fetch numbers", own, NUMBERS)
        if video is None:
            self._wire.say_gone("fetch numbers")
        return Numbers(
            likes=video.count("like_count"),
            replies=video.count("comment_count"),
            shares=video.count("share_count"),
            video_views=video.count("view_count"),
        )

    @cached_property
    def _creator(self) -> Fields | None:
        """What the account allows; None when we may only lay drafts into its inbox.

        TikTok wants it asked before every post; a run asks once.
        """
        try:
            creator = self._wire.call("check", "post/publish/creator_info/query/", {})
        except Unauthorized as error:
            if error.what.template == NO_RIGHT[0]:
                return None
            raise
        name = creator.text("creator_username")
        if self._place.name and name and name.casefold() != self._place.name.casefold():
            self._wire.refuse_other_account(name, self._place.name)
        return creator

    @property
    def _name(self) -> str:
        creator = self._creator
        return (creator.text("creator_username") if creator else "") or self._place.name

    def _refuse_unfit(self, part: Part) -> None:
        """Refuse, before anything is sent, what `fit` would have found."""
        limit = self.spec.beside([one.file for one in part.attachments]).limit_of(Field.CAPTION)
        length = lengths.length_of(part.text, limit)
        self._wire.refuse_too_long(length, limit.max)
        if not part.attachments:
            self._wire.fail(
                Rejected, "publish",
                mark("The post for channel {channel} has neither a video nor photos, and {network} shows nothing else."),
                mark("The post's owner attaches some."),
            )  # fmt: skip

    def _refuse_not_allowed(self, part: Part, creator: Fields) -> None:
        offered = creator.texts("privacy_level_options")
        if offered and PRIVACY[part.visibility] not in offered:
            is_closed = is_public(part) and offered == ["SELF_ONLY"]
            what, fix = NOT_EXAMINED if is_closed else WRONG_PRIVACY
            self._wire.fail(Rejected, "publish", what, fix, wanted=part.visibility or "public")
        longest = creator.count("max_video_post_duration_sec")
        duration = part.attachments[0].file.duration_s
        if is_film(part) and longest and duration and duration > longest:
            self._wire.fail(
                Rejected, "publish",
                mark("The video for channel {channel} is {seconds} s long, and this account may post {limit} s on {network}."),
                mark("The post's owner gives a shorter one."), seconds=round(duration), limit=longest,
            )  # fmt: skip

    def _video(self, operation: str, own: str, fields: str) -> Fields | None:
        filters: Mapping[str, Json] = {"filters": {"video_ids": [own]}}
        answer = self._wire.call(operation, f"video/query/?fields={fields}", filters)
        return next(iter(answer.items("videos")), None)

    def _among_videos(self, part: Part, since: datetime, known: Set[str]) -> Receipt | None:
        nearest: Fields | None = None
        wanted = skeleton(part.text)
        for video in self._own_videos(since):
            if video.text("id") in known:
                continue
            alike = likeness(wanted, skeleton(video.text("title")))
            if alike == 1:
                return self._made(video)
            nearest = video if alike >= NEARLY else nearest
        if nearest:
            url = address_of(self._place.pages, self._name, nearest.text("id"))
            self._wire.refuse_alike(url)
        return None

    def _own_videos(self, since: datetime) -> Iterator[Fields]:
        """Yield our own public videos, newest first, until all of a page are older than `since`."""
        asked: dict[str, Json] = {"max_count": 20}
        for _ in range(_MAX_PAGES):
            page = self._wire.call("find", f"video/list/?fields={FACTS}", asked)
            recent = [one for one in page.items("videos") if (time_of(one) or since) >= since]
            yield from recent
            if not recent or page.values.get("has_more") is not True:
                return
            asked["cursor"] = page.values.get("cursor")
        self._work.doubt(mark("Channel {channel} has more posts since then than can be read."))

    def _receipt(self, status: Fields, begun: str, part: Part) -> Receipt:
        """Return what proves a post; while it has no id of its own, its handle stands in."""
        own = post_id(status)
        with suppress(Unauthorized):  # the right to read videos may be missing
            video = self._video("publish", own, FACTS) if own and is_film(part) else None
            if video:
                return self._made(video)
        url = address_of(self._place.pages, self._name, own, photos=not is_film(part))
        return Receipt(network_id=own or begun, url=url, published_at=self._http.clock())

    def _made(self, video: Fields) -> Receipt:
        own = video.text("id")
        url = address_of(self._place.pages, self._name, own)
        at = time_of(video) or self._http.clock()
        return Receipt(network_id=own, url=url, published_at=at)

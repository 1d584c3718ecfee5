"""The calls to one account on Reddit. See `automation.domain.network.Network` for their promises."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.content.text.markup import from_markdown, markdown
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.limits import Field
from automation.domain.publishing.lost_try import sending
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, Rejected, Unauthorized, Unsupported
from automation.http import Answer, Caller, Credential, Fields, Http, Repeat
from automation.language import mark
from automation.networks.reddit.community import Community
from automation.networks.reddit.header import API, PAGES, SPEC, address_of
from automation.networks.reddit.posts import (
    DELETED,
    Files,
    form_of,
    gallery_of,
    kind_of,
    kind_seen,
    made_at,
    message_of,
    name_in,
    numbers_of,
    seen_of,
    wanted_of,
)
from automation.networks.reddit.refusals import ALREADY, errors_in
from automation.networks.reddit.uploads import bring
from automation.networks.reddit.wire import MAX_PAGES, Wire

SHOWN_S = 120.0
"""How long one run waits for Reddit to show a post with a picture or film."""
_WAIT_S = 3.0
_NOBODY: frozenset[str] = frozenset()


class Reddit(Bare):
    """One account in one community. See `automation.domain.network.Network`."""

    spec: NetworkSpec = SPEC

    def __init__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> None:
        self._address = address_of(channel)
        self._token = secrets[SPEC.secrets[0]]
        self._http = http
        self._media = media
        self._pages = channel.server if channel.is_rehearsal else PAGES
        caller = Caller(network=SPEC.title, channel=channel.id, token=self._token)
        server = channel.server if channel.is_rehearsal else API
        self._wire = Wire(server, caller, http, f"r/{self._address.community}")
        self._community = Community(self._wire, self._address.community)

    def limits(self) -> NetworkSpec:
        """Return the spec as the community narrows it; an account's own page has no rules."""
        if self._address.owner:
            return self.spec
        return self._community.limits(self.spec, self._address.flair)

    def check(self) -> ChannelCheck:
        """Say whose account the token opens.

        Raises:
            Unauthorized: also when that is suspended, or not the one the channel's address names.
        """
        self._refuse_other_account()
        followers = self._me.inside("subreddit").count("subscribers")
        return ChannelCheck(account=f"u/{self._me.text('name')}", followers=followers)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Bring the files, then send the post; or the comment where it answers one.

        Raises:
            Rejected: also when the same link stands there already and no try of ours was lost, or
                the community has no such flair.
            RateLimited: Reddit's throttle on posts; `retry_at` is read off its sentence.
            OutcomeUnknown: it left, and what came back is no published post.
            MediaError: a file changed since it was checked.
        """
        self._refuse_too_long(part, attempt)
        self._refuse_other_account()
        if attempt.reply_to:
            if part.attachments:
                raise Unsupported(network=SPEC.title, operation="attach a file to a comment")
            attempt.go()
            return self._comment("publish", attempt.reply_to.network_id, part.text)
        flair = part.topic or self._address.flair
        flair_id = self._community.flair_id(flair) if flair else ""
        files = bring(self._wire, self._media, part, attempt)
        with sending(attempt, self._http.clock) as lost_at:
            answer = self._submit(part, files, flair_id)
            if any(code == ALREADY for code, _ in errors_in(answer)):
                return self._adopt(part, attempt, lost_at)
            name = name_in(answer.fields.inside("json", "data"))
            return self._receipt(name, None) if name else self._awaited(part, attempt)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through our own posts or comments since the attempt began.

        Raises:
            OutcomeUnknown: a post much like it is there, or there are too many to read: a person
                must look.
        """
        if attempt.reply_to:
            return self._find_comment(part, attempt.reply_to.network_id, attempt, known)
        wanted, nearest = wanted_of(part), None
        for post in self._wire.own(self._me.text("name"), "submitted", attempt.begun_at):
            here = post.text("subreddit").casefold() == self._address.community.casefold()
            if post.text("name") in known or not here:
                continue
            alike = likeness(wanted, seen_of(post))
            if alike == 1 and kind_seen(post) == kind_of(part):
                return self._receipt(post.text("name"), post)
            nearest = post if alike >= NEARLY else nearest
        if nearest:
            self._wire.refuse_alike(self._receipt(nearest.text("name"), nearest).url)
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at a pasted address, which holds `/comments/…`."""
        pasted = address.strip().replace("//old.reddit.com", "//www.reddit.com")
        found = re.match(re.escape(self._pages) + r"/(?:r/\w+|user/[\w-]+)/comments/(\w+)", pasted)
        if found is None:
            return None
        try:
            post = self._thing(f"t3_{found[1]}")
        except Gone:
            return None
        ours = post.text("author") == self._me.text("name")
        return self._receipt(post.text("name"), post) if ours else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers; Reddit blurs its votes a little."""
        return numbers_of(self._thing(receipt.network_id))

    def delete(self, receipt: Receipt) -> None:
        """Remove our post or comment; Reddit says nothing of one that is gone already."""
        form: dict[str, str | list[str]] = {"id": receipt.network_id}
        self._wire.call("delete", "POST", "/api/del", repeat=Repeat.KEYED, form=form)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change the text of a post or comment; titles, links, flairs and files cannot be changed."""
        form: dict[str, str | list[str]] = {
            "api_type": "json", "thing_id": receipt.network_id, "text": markdown(part.text),
        }  # fmt: skip
        self._wire.call("edit", "POST", "/api/editusertext", repeat=Repeat.KEYED, form=form)
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return answers, mentions and letters; what is hidden by moderators is not told."""
        me, now, after, found = self._me.text("name"), self._http.clock(), "", []
        for _ in range(MAX_PAGES):
            query = {"after": after} if after else {}
            page, after = self._wire.things("read messages", "/message/inbox", query)
            told = [message_of(kind, one, self._pages, now) for kind, one in page]
            found += [one for one in told if one.at >= since and one.author != f"u/{me}"]
            if not after or (told and told[-1].at < since):
                break
        return sorted(found, key=lambda message: message.at)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment below it, a letter by letter."""
        attempt.go()
        return self._comment("reply", message.network_id, text)

    @cached_property
    def _me(self) -> Fields:
        me = self._wire.call("check", "GET", "/api/v1/me", query={"raw_json": "1"}).fields
        return me if me.text("name") else self._wire.refuse_answer("check")

    def _refuse_other_account(self) -> None:
        name = self._me.text("name")
        if self._me.values.get("is_suspended") is True:
            self._wire.fail(
                Unauthorized, "check",
                mark("{network} has suspended the account of channel {channel}."),
                mark("Nothing was published. Whoever manages the channel signs in there, reads why, and appeals."),
            )  # fmt: skip
        wanted = self._address.owner
        if wanted and name.casefold() != wanted.casefold():
            self._wire.refuse_other_account(name, wanted)

    def _refuse_too_long(self, part: Part, attempt: Attempt) -> None:
        limit = self.spec.limit_of(Field.COMMENT).max if attempt.reply_to else self.spec.text.max
        self._wire.refuse_too_long(part.length, limit)

    def _submit(self, part: Part, files: Files, flair: str) -> Answer:
        community = self._address.community
        if files.gallery:
            return self._wire.call(
                "publish", "POST", "/api/submit_gallery_post.json", repeat=Repeat.ONCE,
                json=gallery_of(part, community, files, flair),
            )  # fmt: skip
        form = form_of(part, community, files, flair)
        return self._wire.call("publish", "POST", "/api/submit", repeat=Repeat.ONCE, form=form)

    def _awaited(self, part: Part, attempt: Attempt) -> Receipt:
        """Wait until Reddit shows a post whose id it did not tell, as it does with media."""
        ends_at = self._http.pace.elapsed_s() + SHOWN_S
        while (found := self.find(part, attempt, _NOBODY)) is None:
            if self._http.pace.elapsed_s() + _WAIT_S > ends_at:
                self._wire.refuse_unproven("publish")
            self._http.pace.sleep(_WAIT_S)
        return found

    def _adopt(self, part: Part, attempt: Attempt, lost_at: datetime | None) -> Receipt:
        """Return the receipt of the link that Reddit means when it refuses one as said already."""
        if lost_at is None:
            self._wire.fail(
                Rejected, "publish",
                mark("{network} refused this post of channel {channel}: the same link stands there already."),
                mark("The post's owner links another page, or writes a text around the link, and sets the post ready again."),
            )  # fmt: skip
        found = self.find(part, replace(attempt, begun_at=lost_at), _NOBODY)
        return found or self._wire.refuse_unproven("publish")

    def _comment(self, operation: str, target: str, text: str) -> Receipt:
        form: dict[str, str | list[str]] = {
            "api_type": "json", "thing_id": target, "text": markdown(text),
        }  # fmt: skip
        answer = self._wire.call(operation, "POST", "/api/comment", repeat=Repeat.ONCE, form=form)
        things = answer.fields.inside("json", "data").items("things")
        comment = things[0].inside("data") if things else Fields()
        if not comment.text("name"):
            self._wire.refuse_unproven(operation)
        return self._receipt(comment.text("name"), comment)

    def _find_comment(
        self, part: Part, target: str, attempt: Attempt, known: Set[str]
    ) -> Receipt | None:
        wanted = skeleton(part.text)
        for one in self._wire.own(self._me.text("name"), "comments", attempt.begun_at):
            same = skeleton(from_markdown(one.text("body"))) == wanted
            if same and one.text("parent_id") == target and one.text("name") not in known:
                return self._receipt(one.text("name"), one)
        return None

    def _thing(self, name: str) -> Fields:
        """Read one post. Raises Gone when it was removed by us."""
        found, _ = self._wire.things("read a post", "/api/info", {"id": name})
        if not found or found[0][1].text("author") == DELETED:
            self._wire.say_gone("read a post")
        return found[0][1]

    def _receipt(self, name: str, thing: Fields | None) -> Receipt:
        """Return what proves a post or comment; one just sent is shown under its short address."""
        own = (thing.text("permalink") if thing else "").rstrip("/")
        path = own or f"/r/{self._address.community}/comments/{name.removeprefix('t3_')}"
        at = (made_at(thing) if thing else None) or self._http.clock()
        return Receipt(network_id=name, url=f"{self._pages}{path}", published_at=at)

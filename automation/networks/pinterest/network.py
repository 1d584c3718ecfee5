"""The calls to one board. See `automation.domain.publishing.network.Network` for their promises."""

import re
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from datetime import timedelta
from functools import cached_property

from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    Gone,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.http import (
    Answer,
    Caller,
    Credential,
    Fields,
    Http,
    Line,
    Repeat,
    Request,
    Verdict,
)
from automation.language import mark
from automation.networks.pinterest.film import film_id
from automation.networks.pinterest.header import API, PAGES, SPEC, board_of
from automation.networks.pinterest.pin import (
    FIGURES,
    alike,
    alt_of,
    numbers_of,
    pictures_of,
    pin_of,
    receipt_of,
    words_of,
)

SKEW = timedelta(minutes=2)
UPLOAD_S = 600.0
_KEPT_DAYS = 89
"""How far back analytics are told (openapi 5.23.0: at most 90 days from today)."""
_PAGE = 250
_MAX_PAGES = 20
_TRIAL = 29


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what a refusal means where its status does not: an app on trial makes no pins."""
    if answer.status != 403 or answer.fields.count("code") != _TRIAL:
        return None
    return Verdict(
        kind=Unauthorized, detail=answer.fields.text("message"),
        what=mark("{network} lets the app of channel {channel} make no pins yet: {detail}."),
        fix=mark("Nothing was published. Whoever manages the channel asks for Standard access at Pinterest's developer pages; with Trial access only the app's owner would see its pins."),
    )  # fmt: skip


class Pinterest(Bare):
    """One board. See `automation.domain.publishing.network.Network` for what each call promises."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._wanted = board_of(channel)
        caller = Caller(network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]])
        server = channel.server if channel.is_rehearsal else API
        self._pages = channel.server if channel.is_rehearsal else PAGES
        self._line = Line(server, caller, http, judge)
        self._http = http
        self._media = media

    def check(self) -> ChannelCheck:
        """Say whose account the token opens, and that the board is in it.

        Raises:
            ConfigError: the account has no such board.
        """
        me = self._line.ask("check", "GET", "/v5/user_account").fields
        board = self._board
        return ChannelCheck(
            account=f"{me.text('username')} / {board.text('name')}",
            followers=me.count("follower_count"),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Make a pin, once. A film is uploaded beforehand.

        Raises:
            Rejected: also when it has no picture, or its texts are too long; nothing was sent then.
            Unauthorized: also when the app has no more than trial access.
            ConfigError: the account has no such board.
            OutcomeUnknown: it left, and what came back is no pin.
            NotReady: a film is still being processed.
            Unsupported: it is to answer another post.
        """
        if attempt.reply_to is not None:
            self._refuse("publish a thread")
        self._refuse_unfit(part)
        board = self._board.text("id")
        if part.attachments[0].file.is_image:
            source = pictures_of(part, self._media.read)
        else:
            film = film_id(self._line, self._http, self._media, part.attachments[0], attempt)
            source = {"source_type": "video_id", "media_id": film, "cover_image_key_frame_time": 0}
        attempt.go()
        answer = self._line.ask(
            "publish", "POST", "/v5/pins", Repeat.ONCE, json=pin_of(part, board, source), total_s=UPLOAD_S,
        )  # fmt: skip
        receipt = receipt_of(answer.fields, self._http.clock(), self._pages)
        if receipt is None:
            self._line.refuse_unproven("publish")
        return receipt

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the whole board for a pin like this part, made since the attempt began.

        In what order the board's pins are told is not documented, so all are read.

        Raises:
            OutcomeUnknown: a pin much like it is there, or there are too many to read.
        """
        floor = attempt.begun_at - self._line.ahead - SKEW
        nearest: Fields | None = None
        for pin in self._pins():
            at = pin.time("created_at")
            if pin.text("id") in known or (at is not None and at < floor):
                continue
            found = alike(part, pin)
            if found == 1:
                return receipt_of(pin, self._http.clock(), self._pages)
            nearest = pin if found >= NEARLY else nearest
        if nearest:
            self._line.refuse_alike(f"{self._pages}/pin/{nearest.text('id')}/")
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the account's own pin at a pasted address."""
        found = re.fullmatch(
            r"https?://(?P<host>[^/?#]+)/pin/(?:[^/?#]*--)?(?P<id>\d+)/?(?:[?#].*)?",
            address.strip(),
        )
        here = self._pages.partition("://")[2]
        if found is None or not (found["host"] == here or "pinterest." in found["host"]):
            return None
        with suppress(Gone):
            pin = self._line.ask(
                "look up", "GET", f"/v5/pins/{found['id']}", names_post=True
            ).fields
            is_ours = pin.values.get("is_owner") is not False
            return receipt_of(pin, self._http.clock(), self._pages) if is_ours else None
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a pin's numbers of up to 90 days; those of the last days are Pinterest's estimates.

        What it does not tell of a pin (such as views of one that is no film) is None.
        """
        path = f"/v5/pins/{receipt.network_id}"
        today = self._http.clock().date()
        since = max(receipt.published_at.date(), today - timedelta(days=_KEPT_DAYS))
        query = {
            "start_date": since.isoformat(), "end_date": max(today, since).isoformat(),
            "metric_types": ",".join(FIGURES),
        }  # fmt: skip
        answer = self._line.ask(
            "fetch numbers", "GET", f"{path}/analytics", query=query, names_post=True
        )
        return numbers_of(answer.fields)

    def delete(self, receipt: Receipt) -> None:
        """Remove our pin; one that is gone already is no error."""
        with suppress(Gone):
            path = f"/v5/pins/{receipt.network_id}"
            self._line.ask("delete", "DELETE", path, Repeat.KEYED, names_post=True)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a pin's texts and link where they stand; its pictures stay."""
        self._refuse_too_long(part)
        pin = self._line.ask(
            "edit", "PATCH", f"/v5/pins/{receipt.network_id}", Repeat.KEYED, json=words_of(part),
            names_post=True,
        ).fields  # fmt: skip
        return receipt_of(pin, self._http.clock(), self._pages) or receipt

    @cached_property
    def _board(self) -> Fields:
        """Return the board of the channel's address, by its number or by its name.

        Raises:
            ConfigError: the account has none of that name.
        """
        names = []
        for board in self._listed("find the board", "/v5/boards"):
            if self._wanted.slug == board.text("id") or slug(board.text("name")) == slug(
                self._wanted.slug
            ):
                return board
            names.append(board.text("name"))
        raise ConfigError(
            mark("The account of channel {channel} on {network} has no board like that in its address. It has: {boards}."),
            mark("Whoever manages the channel corrects the address in the channels tab; in place of the board's name its number may stand."),
            channel=self._line.caller.channel, network=SPEC.title, boards=", ".join(names) or "–",
        )  # fmt: skip

    def _pins(self) -> Iterator[Fields]:
        return self._listed("find", f"/v5/boards/{self._board.text('id')}/pins")

    def _listed(self, operation: str, path: str) -> Iterator[Fields]:
        """Yield what a list holds, page after page.

        Raises:
            Unavailable: what came is no list.
            OutcomeUnknown: there are more pins than can be read.
        """
        query = {"page_size": str(_PAGE)}
        for _ in range(_MAX_PAGES):
            page = self._line.ask(operation, "GET", path, query=query).fields
            if not isinstance(page.values.get("items"), list):
                self._line.refuse_answer(operation)
            yield from page.items("items")
            if not page.text("bookmark"):
                return
            query["bookmark"] = page.text("bookmark")
        looks = operation == "find"
        self._line.fail(
            OutcomeUnknown if looks else Unavailable, operation,
            mark("Channel {channel} has more posts since then than can be read."),
            mark("The post's owner looks on the channel and chooses the answer in the row."),
            sent=Sent.UNKNOWN if looks else Sent.NO,
        )  # fmt: skip

    def _refuse_unfit(self, part: Part) -> None:
        self._refuse_too_long(part)
        if not part.attachments:
            self._line.fail(
                Rejected, "publish",
                mark("A pin of channel {channel} needs a picture or a film."),
                mark("The post's owner adds one."),
            )  # fmt: skip

    def _refuse_too_long(self, part: Part) -> None:
        alt = self.spec.media.alt_text_max or 0
        for length, limit in ((part.length, self.spec.text.max), (len(alt_of(part)), alt)):
            self._line.refuse_too_long(length, limit)


def slug(name: str) -> str:
    """Return what is compared of a board's name: Pinterest does not tell how addresses are made of it."""
    return re.sub(r"[\W_]+", "", name.casefold())

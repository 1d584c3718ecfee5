"""The calls to one feed. See `automation.domain.publishing.network.Network` for their promises."""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import NoReturn

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import Call, Gone, NetworkError, Rejected, Unauthorized, Unavailable
from automation.http import Credential, Fields, Http, Json
from automation.language import Sentence, mark
from automation.networks.feed.entry import OURS, at_text, id_of, item_of, name_of, new_feed
from automation.networks.feed.header import SPEC, path_of
from automation.networks.feed.shelf import Damaged, NotOurs, Shelf

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

Items = Sequence[Mapping[str, Json]]


class Feed(Bare):
    """One feed. Whoever fetches it, and when, is nothing we learn."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._shelf = Shelf(path_of(channel))
        self._channel = channel.id
        self._clock = http.clock
        self._media = media

    def check(self) -> ChannelCheck:
        """Say which file it is, and that it may be written.

        Raises:
            Unauthorized: the folder may not be written.
            Unavailable: what lies there is not ours, or damaged.
        """
        with self._minded("check"):
            self._shelf.read()
            there = next(one for one in self._shelf.atom.parents if one.exists())
            if not os.access(there, os.W_OK):
                raise PermissionError(errno.EACCES, "not writable")
        return ChannelCheck(account=self._shelf.atom.name)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Copy the media beside the feed, then write the entry; one that is there stays as it is.

        Raises:
            Rejected: the text is too long.
            Unauthorized: the folder may not be written.
            Unavailable: the disk is full, or what lies there is not ours. Nothing was written.
            MediaError: a file changed since it was checked.
            Unsupported: it is to answer another post.
        """
        if attempt.reply_to is not None:
            self._refuse("publish a thread")
        self._refuse_too_long(part)
        with self._minded("publish"), self._shelf.held():
            feed = self._read_or_begin()
            number = id_of(feed, attempt.key)
            if (there := _item(feed, number)) is not None:
                return self._mended(feed, there)
            item = self._item_of(part, number, at_text(self._clock()))
            attempt.go()
            self._write(feed, [item, *_values(feed)])
        return self._receipt(Fields(item))

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look for the entry with this attempt's key."""
        with self._minded("find"):
            feed = self._shelf.read()
            if feed is None:
                return None
            item = _item(feed, id_of(feed, attempt.key))
            if item is None or item.text("id") in known:
                return None
            with self._shelf.held():
                return self._mended(feed, item)

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the entry at a pasted address, as a row shows it."""
        with self._minded("look up"):
            feed = self._shelf.read() or Fields()
        receipts = map(self._receipt, feed.items("items"))
        return next((one for one in receipts if one.url == address.strip()), None)

    def delete(self, receipt: Receipt) -> None:
        """Leave the entry out, and remove its media unless another entry shows them too."""
        with self._minded("delete"), self._shelf.held():
            feed = self._shelf.read()
            item = _item(feed, receipt.network_id) if feed else None
            if feed is None or item is None:
                return
            left = [one for one in _values(feed) if one.get("id") != receipt.network_id]
            self._write(feed, left)
            for address in _addresses([item]) - _addresses(map(Fields, left)):
                self._shelf.remove(address)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Write the entry anew under its id; readers see when it was changed.

        Raises:
            Gone: the entry is no longer there.
        """
        self._refuse_too_long(part)
        with self._minded("edit"), self._shelf.held():
            feed = self._shelf.read()
            item = _item(feed, receipt.network_id) if feed else None
            if feed is None or item is None:
                self._fail(
                    Gone, "edit", mark("The post is no longer on {network}, channel {channel}."),
                    mark("Nothing to do if you deleted it. If not, whoever manages the channel looks there why it is gone."),
                )  # fmt: skip
            changed = self._item_of(part, receipt.network_id, item.text("date_published"))
            same = receipt.network_id
            self._write(feed, [changed if one.get("id") == same else one for one in _values(feed)])
        return self._receipt(Fields(changed))

    def _read_or_begin(self) -> Fields:
        place = self._shelf.atom.as_posix()
        return self._shelf.read() or Fields(new_feed(self._channel, place, self._clock()))

    def _item_of(self, part: Part, number: str, published_at: str) -> Mapping[str, Json]:
        for one in part.attachments:
            with self._media.open(one.file) as body:
                self._shelf.copy(body, name_of(one))
        now = at_text(self._clock())
        return item_of(part, number, self._shelf.files.name, published_at, now)

    def _mended(self, feed: Fields, item: Fields) -> Receipt:
        """Return an entry's receipt; the Atom file is written if a run ended before it was."""
        if not self._shelf.is_whole(feed):
            self._shelf.write(feed.values)
        return self._receipt(item)

    def _write(self, feed: Fields, items: Items) -> None:
        told = {**feed.inside(OURS).values, "updated": at_text(self._clock())}
        self._shelf.write({**feed.values, OURS: told, "items": items})

    def _receipt(self, item: Fields) -> Receipt:
        number = item.text("id")
        return Receipt(
            network_id=number,
            url=f"{self._shelf.atom.absolute().as_uri()}#{number.rpartition('/')[2]}",
            published_at=item.time("date_published") or self._clock(),
        )

    def _refuse_too_long(self, part: Part) -> None:
        if part.length > self.spec.text.max:
            self._fail(
                Rejected, "publish",
                mark("The text for channel {channel} has {length} characters, and {network} takes {limit}."),
                mark("The post's owner shortens it."), length=part.length, limit=self.spec.text.max,
            )  # fmt: skip

    @contextmanager
    def _minded(self, operation: str) -> Iterator[None]:
        """Say what went wrong with the files as people can mend it; nothing was published then."""
        try:
            yield
        except NotOurs as error:
            self._fail(
                Unavailable, operation, mark("Where the feed of channel {channel} is to be written lies another file, {file}."),
                mark("It was left as it is. Whoever manages the channel moves it away, or writes another name in the channels tab."), file=error,
            )  # fmt: skip
        except Damaged as error:
            self._fail(
                Unavailable, operation, mark("The feed of channel {channel} cannot be read: {file} is not whole."),
                mark("It was left as it is. Whoever manages the channel puts back an older copy of {file}; without one, they move it and the .xml beside it away, and a new feed begins."), file=error,
            )  # fmt: skip
        except OSError as error:
            busy = Sentence(mark("another run is writing it"))
            self._fail(*self._of_disk(error, operation), reason=error.strerror or busy)

    def _of_disk(self, error: OSError, operation: str) -> tuple[type[NetworkError], str, str, str]:
        if error.errno in _FORBIDDEN:
            return (
                Unauthorized, operation, mark("The feed of channel {channel} may not be written: {reason}."),
                mark("Nothing was published. Whoever runs Lembar makes the folder of the feed writable, then runs \"lembar doctor\"."),
            )  # fmt: skip
        if error.errno in _FULL:
            return (
                Unavailable, operation, mark("There is no room on the disk for the feed of channel {channel}: {reason}."),
                mark("Nothing was published. Whoever runs Lembar makes room; the next run tries again."),
            )  # fmt: skip
        return (
            Unavailable, operation, mark("The feed of channel {channel} cannot be read or written: {reason}."),
            mark("Nothing was published, and the next run tries again. If it lasts, whoever runs Lembar looks at the folder of the feed."),
        )  # fmt: skip

    def _fail(
        self, kind: type[NetworkError], operation: str, what: str, fix: str, **facts: object
    ) -> NoReturn:
        call = Call(network=SPEC.title, channel=self._channel, operation=operation)
        raise kind(what, fix, call=call, **facts) from None


def _item(feed: Fields, number: str) -> Fields | None:
    return next((one for one in feed.items("items") if one.text("id") == number), None)


def _values(feed: Fields) -> Items:
    return [one.values for one in feed.items("items")]


def _addresses(items: "Iterator[Fields] | Sequence[Fields] | map[Fields]") -> set[str]:
    return {file.text("url") for one in items for file in one.items("attachments")}

"""Whose channel the credential opens, and what was uploaded there."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from automation.errors import Unauthorized
from automation.http import Fields
from automation.language import mark
from automation.networks.youtube.header import Place
from automation.networks.youtube.wire import Wire

_MAX_PAGES = 10


class Account:
    """The channel behind the credential; asked for once."""

    def __init__(self, wire: Wire, place: Place) -> None:
        self._wire = wire
        self._place = place

    @property
    def id(self) -> str:
        """The channel's id, `UC…`."""
        return self.fields.text("id")

    @property
    def handle(self) -> str:
        """Its handle without `@`; empty where it has none."""
        return self.fields.inside("snippet").text("customUrl").removeprefix("@")

    @cached_property
    def fields(self) -> Fields:
        """The channel's resource.

        Raises:
            Unauthorized: the Google account has no channel.
        """
        query = {"part": "snippet,contentDetails,statistics", "mine": "true"}
        found = self._wire.one("check", "channels", query)
        if found is None or not found.text("id"):
            self._wire.fail(
                Unauthorized, "check",
                mark("The Google account of channel {channel} has no {network} channel."),
                mark("Whoever manages the channel makes one at youtube.com, or connects again and chooses the right one. {advice}"),
                advice=self._wire.caller.token.advice,
            )  # fmt: skip
        return found

    def refuse_other(self) -> None:
        """Refuse a credential that opens another channel than the address names."""
        place, handle = self._place, self.handle
        is_other = place.handle and handle and handle.casefold() != place.handle.casefold()
        if is_other or (place.id and place.id != self.id):
            self._wire.refuse_other_account(handle or self.id, place.handle or place.id)

    def uploads(self, since: datetime) -> Iterator[tuple[str, Fields]]:
        """Yield our own videos' ids and words, newest first, until all of a page are older.

        Raises:
            OutcomeUnknown: there are too many to read; a person must look.
        """
        playlist = self.fields.inside("contentDetails", "relatedPlaylists").text("uploads")
        query = {"part": "snippet", "playlistId": playlist, "maxResults": "50"}
        for _ in range(_MAX_PAGES):
            page = self._wire.page("find", "playlistItems", query)
            snippets = [one.inside("snippet") for one in page.items("items")]
            recent = [one for one in snippets if (one.time("publishedAt") or since) >= since]
            for snippet in recent:
                yield snippet.inside("resourceId").text("videoId"), snippet
            query["pageToken"] = page.text("nextPageToken")
            if not recent or not query["pageToken"]:
                return
        self._wire.refuse_unread_posts("find")

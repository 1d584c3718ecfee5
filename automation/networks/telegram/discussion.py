"""A channel's discussion group, where the comments on its posts stand.

Telegram forwards each post there by itself, and what answers that copy is a comment on the post.
Bots cannot ask for the copy: it must be seen among the updates. That a bot is shown the copy of a
post of its own rests on nobody's word.

Source: https://core.telegram.org/bots/api#message (`is_automatic_forward`, read 2026-11-22).
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NoReturn

from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.publication import Receipt
from automation.errors import NotReady, Rejected
from automation.http import Fields, Http
from automation.language import mark
from automation.networks.telegram.updates import copy_in
from automation.networks.telegram.wire import Wire

COPY = "copy"
"""The step that keeps under which number the discussion group shows a post."""
COPY_S = 20.0
"""How long one run waits for it."""
COPY_WITHIN = timedelta(minutes=15)
"""How long after the post it may take before a person is told."""
_LOOK_S = 2.0


class Discussion:
    """The discussion group of one channel; `group` is empty where it has none."""

    def __init__(
        self, wire: Wire, http: Http, group: str, updates: Callable[[], Sequence[Fields]]
    ) -> None:
        self._wire = wire
        self._http = http
        self._group = group
        self._updates = updates

    def copy_of(self, post: Receipt, channel: str, attempt: Attempt) -> str:
        """Return the number of a post in the group; an earlier try may have kept it.

        Raises:
            NotReady: it is not shown yet.
            Rejected: it is not shown at all, or there is no group.
        """
        number = post.network_id.partition(",")[0]  # of an album, its first file's
        copy = attempt.kept.get(COPY, "") or self._awaited(number, channel)
        if not copy:
            self._refuse(post)
        attempt.keep(COPY, copy)
        return copy

    def _awaited(self, post: str, channel: str) -> str:
        ends_at = self._http.pace.elapsed_s() + COPY_S
        while self._group:
            copy = copy_in(self._updates(), self._group, channel, post)
            if copy or self._http.pace.elapsed_s() + _LOOK_S > ends_at:
                return copy
            self._http.pace.sleep(_LOOK_S)
        return ""

    def _refuse(self, post: Receipt) -> NoReturn:
        if self._group and self._http.clock() - post.published_at < COPY_WITHIN:
            self._wire.fail(
                NotReady, "comment",
                mark("The discussion group of channel {channel} does not show the post yet, so its first comment waits."),
                mark("Nothing to do: the next run goes on from there."),
            )  # fmt: skip
        self._wire.fail(
            Rejected, "comment",
            mark("The post is out on channel {channel}, but its first comment is not: the bot is not shown the post in the discussion group."),
            mark("The post's owner writes the comment there by hand. Whoever manages the channel makes the bot an administrator of the discussion group."),
        )  # fmt: skip

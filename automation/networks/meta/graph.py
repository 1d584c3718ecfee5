"""One channel's line to a Graph host: paging, budgets, and errors read with Meta's own eyes."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NoReturn, Unpack

from automation.errors import Call, RateLimited, Unavailable
from automation.http import (
    Answer,
    Caller,
    Credential,
    Fields,
    Http,
    Line,
    Method,
    Repeat,
    Request,
    Verdict,
)
from automation.http.line import More
from automation.language import mark
from automation.networks.meta.refusals import error_in, judge, says_expired
from automation.networks.meta.usage import wait_told

_MAX_PAGES = 25
_LOOKING = frozenset({"find", "look up"})
"""For these the last calls are left: a lost answer must be looked for."""


class Graph(Line):
    """Speaks one version of the Graph API for one channel.

    The token goes in the `Authorization` header, so that no address holds it: Instagram's guide
    shows it so, and the other two hosts are the same service (second-hand for them).
    """

    def __init__(
        self, server: str, title: str, channel: str, token: Credential, http: Http
    ) -> None:
        caller = Caller(network=title, channel=channel, token=token, says_expired=says_expired)
        super().__init__(server, caller, http, self._judge)
        self.pace = http.pace
        self.clock = http.clock
        self.last_code = 0
        """The code of the last error; 0 when the last answer was none."""
        self._full_until = http.clock()

    def ask(
        self,
        operation: str,
        method: Method,
        path: str,
        repeat: Repeat = Repeat.FREELY,
        **more: Unpack[More],
    ) -> Answer:
        """Send one request, unless the call budget is all but used up.

        Raises:
            RateLimited: also when it is; nothing was sent then.
        """
        left = self._full_until - self.clock()
        if left > timedelta(0) and operation not in _LOOKING:
            self.wait(
                operation, left,
                mark("The calls that {network} allows channel {channel} are nearly used up, so the last are left unused."),
                mark("Nothing to do: the next run after that goes on."),
            )  # fmt: skip
        return super().ask(operation, method, path, repeat, **more)

    def read(self, operation: str, path: str, fields: str, *, names_post: bool = False) -> Fields:
        """Read one object's fields.

        Raises:
            Unavailable: what came has no id, so it is none.
        """
        query = {"fields": fields}
        found = self.ask(operation, "GET", path, query=query, names_post=names_post).fields
        return found if found.text("id") else self.refuse_answer(operation)

    def listed(self, operation: str, path: str, query: Mapping[str, str]) -> Iterator[Fields]:
        """Yield what a list holds, page by page, as far as it is wanted.

        Raises:
            Unavailable: what came is no list, or there are more pages than can be read; none may be
                left out in silence.
        """
        asked = {"limit": "50", **query}
        for _ in range(_MAX_PAGES):
            page = self.ask(operation, "GET", path, query=asked, names_post=True).fields
            if "data" not in page.values:
                self.refuse_answer(operation)
            yield from page.items("data")
            after = page.inside("paging", "cursors").text("after")
            if not after or not page.inside("paging").text("next"):
                return
            asked["after"] = after
        self.fail(
            Unavailable, operation,
            mark("Channel {channel} has more on {network} since then than can be read."),
            mark("Whoever manages the channel looks after it on {network} itself."),
        )  # fmt: skip

    def made(self, operation: str, answer: Answer) -> str:
        """Return the id of what a write made.

        Raises:
            OutcomeUnknown: the answer has none.
        """
        return answer.fields.text("id") or self.refuse_unproven(operation)

    def wait(
        self, operation: str, wait: timedelta, what: str, fix: str, **facts: object
    ) -> NoReturn:
        """Raise that nothing can be sent for a while, though nothing was asked."""
        call = Call(
            network=self.caller.network,
            channel=self.caller.channel,
            operation=operation,
            retry_at=self.clock() + wait,
        )
        raise RateLimited(what, fix, call=call, **facts)

    def _judge(self, request: Request, answer: Answer) -> Verdict | None:
        """Note what an answer tells of budgets and errors, and say what it means."""
        error = error_in(answer)
        self.last_code = error.code if error else 0
        wait = wait_told(answer.headers)
        self._full_until = self.clock() + wait
        return judge(request, answer)

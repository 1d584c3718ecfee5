"""gspread's HTTP client with an end to its patience: time-outs always, and waits that are bounded.

A read is repeated while that may help. A write is sent once: only who knows what it wrote can look
whether it happened.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import time
from typing import Any

from google.auth.exceptions import GoogleAuthError
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from requests import RequestException, Response, Session

from automation.http import Pace
from automation.http.headers import sent_at
from automation.language import Sentence, mark
from automation.workbook.backends.google.failure import (
    CallFailed,
    Failure,
    Trouble,
    failure_of,
    failure_of_exception,
)
from automation.workbook.calls import Calls

Tell = Callable[[Sentence], None]
"""Where the operator is told of what takes time."""

_WORTH_TELLING_S = 2.0
Params = Mapping[str, str | int | bool | Sequence[str]]
Message = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long we wait, in seconds. The n-th wait is drawn from 0 to `first_wait_s` × 2ⁿ.

    Google counts calls by the minute, so `total_s` must be more than one.
    """

    connect_s: float = 10.0
    answer_s: float = 100.0
    first_wait_s: float = 1.0
    longest_wait_s: float = 32.0
    total_s: float = 180.0


@dataclass(slots=True)
class Persistence:
    """The waits of one errand; they end when its time is over."""

    patience: Patience
    pace: Pace
    on_wait: Callable[[Failure, float], None]
    _nth: int = 0
    _ends_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._ends_at = self.pace.elapsed_s() + self.patience.total_s

    def wait(self, failure: Failure) -> None:
        """Wait before the next try.

        Raises:
            CallFailed: another try cannot help, or time is over.
        """
        longest = min(self.patience.first_wait_s * 2.0**self._nth, self.patience.longest_wait_s)
        wait_s = max(self.pace.chance() * longest, failure.wait_s)
        if not failure.is_passing or self.pace.elapsed_s() + wait_s >= self._ends_at:
            raise CallFailed(failure)
        self._nth += 1
        self.on_wait(failure, wait_s)
        self.pace.sleep(wait_s)


class BoundedClient(HTTPClient):  # type: ignore[misc]
    """Counts its calls, tells of long waits, and raises nothing but CallFailed."""

    def __init__(self, session: Session, patience: Patience, pace: Pace, tell: Tell) -> None:
        super().__init__(None, session=session)
        self.set_timeout((patience.connect_s, patience.answer_s))
        self.calls = Calls()
        self.clock_ahead_s = 0.0
        self._patience = patience
        self._pace = pace
        self._tell = tell

    def elapsed_s(self) -> float:
        """Return the seconds of the clock that waits are counted by."""
        return self._pace.elapsed_s()

    def persistence(self) -> Persistence:
        """Begin an errand."""
        return Persistence(self._patience, self._pace, self._wait)

    def read(self, url: str, params: Params) -> Message:
        """Ask, and ask again while that may help.

        Raises:
            CallFailed: no usable answer came.
        """
        errand = self.persistence()
        while True:
            self.calls += Calls(reads=1)
            try:
                return self._ask("get", url, params)
            except CallFailed as failed:
                errand.wait(failed.failure)

    def write(self, url: str, params: Params, body: Message) -> Message:
        """Send a change once.

        Raises:
            CallFailed: no usable answer came; `failure.was_not_taken` says whether it may be there.
        """
        self.calls += Calls(writes=1)
        return self._ask("post", url, params, body)

    def _wait(self, failure: Failure, wait_s: float) -> None:
        self.calls += Calls(repeated=1)
        if wait_s >= _WORTH_TELLING_S:
            template = mark("Waiting {seconds} s for Google: {why}.")
            facts = {"seconds": math.ceil(wait_s), "why": Sentence(failure.trouble)}
            self._tell(Sentence(template, facts))

    def _ask(self, method: str, url: str, params: Params, body: Message | None = None) -> Message:
        try:
            response = self.request(method, url, params=params, json=body)
        except APIError as refused:
            self._compare_clocks(refused.response)
            raise CallFailed(failure_of(refused.response)) from None
        except (RequestException, GoogleAuthError) as error:
            raise CallFailed(failure_of_exception(error)) from None
        self._compare_clocks(response)
        try:
            found = response.json()
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise CallFailed(Failure(trouble=Trouble.BROKEN))
        return found

    def _compare_clocks(self, response: Response) -> None:
        there = sent_at({name.lower(): value for name, value in response.headers.items()})
        if there is not None:
            self.clock_ahead_s = time() - there.timestamp()

"""`Http`: sends a request as often as is harmless, and returns its answer or raises what it means."""

import logging
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

import httpx

from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError, NetworkError
from automation.http.answer import Answer
from automation.http.failure import (
    Failure,
    Trouble,
    Verdict,
    error_of,
    failure_of,
    may_repeat,
    outcome_of,
)
from automation.http.headers import Rate, rate_of
from automation.http.lesson import refusal_in_lesson
from automation.http.outgoing import Signed, body_of, files_of, opened, redirect_of, url_of
from automation.http.request import Caller, Repeat, Request
from automation.http.tls import tls_context
from automation.language import mark
from automation.settings import Settings

log = logging.getLogger(__name__)
for _chatty in ("httpx", "httpcore"):
    logging.getLogger(_chatty).setLevel(
        logging.WARNING
    )  # they would log addresses with their queries

_MAX_REDIRECTS = 3
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How time passes and chance falls; tests bring their own, and never sleep. All in seconds."""

    sleep: Callable[[float], None] = time.sleep
    elapsed_s: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How patient we are. The n-th wait is drawn from 0 to `first_wait_s` × 2ⁿ (full jitter).

    A network that asks for a longer wait than `longest_wait_s` is left to the next run.
    """

    attempts: int = 4
    first_wait_s: float = 0.5
    longest_wait_s: float = 20.0
    connect_s: float = 10.0
    silence_s: float = 30.0
    max_bytes: int = 4 * 1024 * 1024


class Http:
    """One connection pool for all networks. Give it back with `close`; threads may share it."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        pace: Pace | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.clock = clock
        self.pace = pace or Pace()
        self._settings = settings
        self._policy = policy or Policy()
        self._rates: dict[tuple[str, str], Rate] = {}
        self._client = httpx.Client(
            verify=tls_context(),
            trust_env=False,
            follow_redirects=False,
            headers={"User-Agent": "Lembar"},
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def rate(self, caller: Caller, operation: str) -> Rate | None:
        """Return what the network last said of how many such calls are left; None when it said nothing.

        Kept apart by operation: a server tells of the limit that is nearest, and the one on
        uploads must not hold back posts.
        """
        return self._rates.get((caller.budget or caller.channel, operation))

    def send(self, caller: Caller, request: Request) -> Answer:
        """Send a request and return its answer, a 2xx with JSON.

        Raises:
            ConfigError: the address may not be called from here; nothing was sent.
            NetworkError: what failed, and in `.call.sent` whether the network may have acted.
        """
        result = self.ask(caller, request)
        if isinstance(result, Answer):
            return result
        raise self.error(caller, request, result)

    def error(
        self, caller: Caller, request: Request, failure: Failure, verdict: Verdict | None = None
    ) -> NetworkError:
        """Return what a failure means, as an error to raise."""
        return error_of(
            caller, request, failure,
            now=self.clock(), scrub=self._settings.scrub, verdict=verdict,
        )  # fmt: skip

    def ask(self, caller: Caller, request: Request) -> Answer | Failure:
        """Send a request and return its answer, or what failed, for who gives that a meaning of its own.

        A request whose credential was refused did nothing: it is sent once more where the
        credential can be renewed.

        Raises:
            ConfigError: the address may not be called from here; nothing was sent.
            NetworkError: the credential could not be renewed; nothing was sent.
        """
        self._guard(caller, request)
        generation = caller.token.generation
        result = self._exhausted(caller, request) or self._persist(caller, request)
        refused = isinstance(result, Failure) and caller.says_expired(result)
        if refused and caller.token.renew(generation):
            return self._persist(caller, request)
        return result

    def _guard(self, caller: Caller, request: Request) -> None:
        """Refuse what must not be called: clear text beyond this machine; the world in a rehearsal or a lesson."""
        url = url_of(request.url)
        here = url is not None and is_loopback(url.host)
        if url is None or not (url.scheme == "https" or (url.scheme == "http" and here)):
            raise ConfigError(
                mark("The address of channel {channel} cannot be used: {network} is only called over https."),
                mark("Whoever manages the channel writes its address as https://… in the channels tab."),
                channel=caller.channel, network=caller.network,
            )  # fmt: skip
        if self._settings.learning and not here:
            raise refusal_in_lesson(caller.channel)
        if self._settings.rehearsal_only and not here:
            raise ConfigError(
                mark("This is a rehearsal, and channel {channel} leads to a real network ({host})."),
                mark("Nothing was sent. A trainer puts the rehearsal network's address into the channels tab, or runs it without LEMBAR_REHEARSAL_ONLY."),
                channel=caller.channel, host=url.host,
            )  # fmt: skip

    def _exhausted(self, caller: Caller, request: Request) -> Failure | None:
        """Return the refusal the network would give, when it said that no call is left until later.

        Writing stops a little earlier than that; what is left then is for reading.
        """
        rate = self.rate(caller, request.operation)
        if rate is None:
            return None
        kept = 0 if request.repeat is Repeat.FREELY else rate.reserve
        if rate.remaining > kept or rate.reset_at <= self.clock():
            return None
        headers = {"x-ratelimit-reset": rate.reset_at.isoformat()}
        return Failure(Trouble.STATUS, Answer(status=429, headers=headers))

    def _persist(self, caller: Caller, request: Request) -> Answer | Failure:
        """Send until it works, or may not be repeated, or attempts or time run out."""
        ends_at = self.pace.elapsed_s() + request.total_s
        tries: list[Failure] = []
        while True:
            result = self._attempt(caller, request, ends_at)
            if isinstance(result, Answer):
                return result
            tries.append(result)
            wait_s = self._wait_s(result, len(tries))
            is_over = self.pace.elapsed_s() + wait_s >= ends_at or len(tries) == self._policy.attempts  # fmt: skip
            if is_over or wait_s > self._policy.longest_wait_s or not may_repeat(request, result):
                return outcome_of(request, tries)
            self.pace.sleep(wait_s)

    def _wait_s(self, failure: Failure, nth: int) -> float:
        longest_s = min(self._policy.first_wait_s * 2.0**nth, self._policy.longest_wait_s)
        wait_s = self.pace.chance() * longest_s
        now = self.clock()
        told = failure.retry_at(now)
        return max(wait_s, (told - now).total_seconds()) if told else wait_s

    def _attempt(self, caller: Caller, request: Request, ends_at: float) -> Answer | Failure:
        """Send once; a read follows redirects, but never to another server."""
        url = httpx.URL(request.url)
        for _ in range(_MAX_REDIRECTS + 1):
            result = self._exchange(caller, request, url, ends_at)
            if isinstance(result, Failure):
                break
            if rate := rate_of(result.headers, self.clock()):
                self._rates[caller.budget or caller.channel, request.operation] = rate
            target = redirect_of(request, url, result)
            if target is None:
                result = failure_of(request, result) or result
                break
            url = target
        else:
            result = Failure(Trouble.REDIRECTED)
        log.debug("%s %s%s: %s", request.method, url.host, url.path, _outcome(result))
        return result

    def _exchange(
        self, caller: Caller, request: Request, url: httpx.URL, ends_at: float
    ) -> Answer | Failure:
        silence_s = request.silence_s or self._policy.silence_s
        headers = {"Accept": "application/json", **request.headers}
        if request.key:
            headers["Idempotency-Key"] = request.key
        connect_s = self._policy.connect_s
        try:
            with ExitStack() as until:
                response = until.enter_context(
                    self._client.stream(
                        request.method,
                        opened(url, caller),
                        params=request.query or None,
                        data=request.form or None,
                        json=request.json,
                        content=None if request.body is None else body_of(request.body, until),
                        files=files_of(request, until) or None,
                        headers=headers,
                        auth=Signed(caller) if caller.scheme or caller.sign else None,
                        timeout=httpx.Timeout(silence_s, connect=connect_s, pool=connect_s),
                    )
                )
                return self._read(response, ends_at)
        except httpx.HTTPError as error:
            trouble = _trouble(error)
        return Failure(trouble)

    def _read(self, response: httpx.Response, ends_at: float) -> Answer | Failure:
        """Read a body within its limits. An error's status says enough without its body."""
        refused = response.status_code >= 400
        head = Answer(status=response.status_code, headers=response.headers)
        body = bytearray()
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self._policy.max_bytes:
                    return head if refused else Failure(Trouble.TOO_LARGE, head)
                if self.pace.elapsed_s() > ends_at:
                    return head if refused else Failure(Trouble.TIMED_OUT, head)
        except httpx.HTTPError as error:
            if not refused:
                return Failure(_trouble(error), head)
            return head
        return Answer(status=head.status, headers=head.headers, body=bytes(body))


def _trouble(error: httpx.HTTPError) -> Trouble:
    if isinstance(error, _UNSENT):
        return Trouble.NOT_REACHED
    if isinstance(error, httpx.TimeoutException):
        return Trouble.TIMED_OUT
    return Trouble.BROKEN_OFF if isinstance(error, httpx.DecodingError) else Trouble.CUT


def _outcome(result: Answer | Failure) -> str:
    return (
        str(result.status)
        if isinstance(result, Answer)
        else f"{result.status or ''} {result.trouble}".strip()
    )

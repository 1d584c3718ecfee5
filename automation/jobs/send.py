"""Sending claimed posts: serial and in time order within a channel, channels side by side.

Every outcome becomes a ledger event. A failure before anything was sent gives the claim back; one
after that is an unknown, which only a look at the network may settle.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event

from automation.domain.ids import ChannelId
from automation.domain.publishing.plan import SEND_WITHIN, Publish
from automation.domain.publishing.publication import Happened, LedgerEvent, Publication, Receipt
from automation.errors import (
    Gone,
    LembarError,
    NetworkError,
    NotReady,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.jobs.attempts import Attempts, made_of
from automation.jobs.ledger import Held, Scribe, Settler
from automation.jobs.look import Networks
from automation.language import Translate, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One claimed Decision, with what the ledger knows of its publication."""

    held: Held
    claimed_at: datetime
    decision: Publish
    publication: Publication | None = None


@dataclass
class Sender:
    """Sends claimed posts and reports each event through `report` (called from worker threads)."""

    scribe: Scribe
    networks: Networks
    attempts: Attempts
    report: Callable[[LedgerEvent], None]
    translate: Translate
    clock: Callable[[], datetime]
    stopped: Event = field(default_factory=Event)
    """Set when the run is ending early: what was not begun is given back."""

    def channel(self, queue: Sequence[Sending]) -> None:
        """Send one channel's posts in order; after a failure of the channel give the rest back."""
        closed: LembarError | None = None
        for sending in queue:
            closed = closed or self._too_late(sending)
            if closed is None:
                closed = self._post(sending)
            else:
                self._give_back(sending.held, closed)

    def _post(self, sending: Sending) -> LembarError | None:
        """Send a post's missing parts; return the error that closes the whole channel, if any."""
        receipts: dict[int, Receipt] = {}
        for part in sending.decision.parts:
            try:
                receipts[part] = self._part(sending, part, receipts)
            except NotReady as error:
                self._end(sending.held, Happened.RELEASED, part, error)
                return None
            except (Rejected, Gone) as error:
                self._end(sending.held, Happened.REJECTED, part, error)
                return None
            except (Unauthorized, RateLimited, Unavailable) as error:
                self._end_by_sent(sending.held, part, error)
                if isinstance(error, (Unauthorized, RateLimited)):
                    self.networks.closed[sending.held.channel] = error
                return error
            except LembarError as error:
                unknown = isinstance(error, OutcomeUnknown)
                self._end(
                    sending.held, Happened.UNKNOWN if unknown else Happened.RELEASED, part, error
                )
                return error if unknown else None
            except Exception as error:  # noqa: BLE001 - whatever broke, the post may be out: never silent
                self.report(
                    self.scribe.event(
                        sending.held, Happened.UNKNOWN, part=part, reason=type(error).__name__
                    )
                )
                return _broken(error)
            remark = receipts[part].remark
            self.report(
                self.scribe.event(
                    sending.held, Happened.PUBLISHED, part=part, receipt=receipts[part],
                    reason=remark.say(self.translate) if remark else "",
                )
            )  # fmt: skip
        return None

    def _too_late(self, sending: Sending) -> LembarError | None:
        if self.stopped.is_set():
            return LembarError(mark("The run was stopped."), mark("The next run sends it."))
        if self.clock() - sending.claimed_at > SEND_WITHIN:
            return LembarError(mark("The run took too long."), mark("The next run sends it."))
        return None

    def _part(self, sending: Sending, part: int, receipts: Mapping[int, Receipt]) -> Receipt:
        draft = sending.decision.draft
        network = self.networks.open(draft.channel)
        made = made_of(sending.publication, draft, network.spec)
        made.receipts.update(receipts)
        attempt = self.attempts.begin(sending.held, sending.claimed_at, draft, part, made)
        return network.publish(draft.parts[part], attempt)

    def _end_by_sent(self, held: Held, part: int, error: NetworkError) -> None:
        nothing = error.call.sent is Sent.NO
        self._end(held, Happened.RELEASED if nothing else Happened.UNKNOWN, part, error)

    def _end(self, held: Held, happened: Happened, part: int, error: LembarError) -> None:
        released = happened is Happened.RELEASED
        reason = error.say(self.translate) if released else error.what.say(self.translate)
        self.report(self.scribe.event(held, happened, part=part, reason=reason))

    def _give_back(self, held: Held, error: LembarError) -> None:
        self._end(held, Happened.RELEASED, 0, error)


def _broken(error: Exception) -> LembarError:
    return LembarError(
        mark("Sending stopped at an unexpected fault ({kind})."),
        mark("Run “lembar doctor”, and look at the run's notebook."),
        kind=type(error).__name__,
    )


def send_all(
    sendings: Sequence[Sending], sender: Sender, settler: Settler, *, at_once: int, tick_s: float
) -> None:
    """Send everything, settling in groups while the channels work; what is known is always saved.

    Only this thread writes the workbook. An interrupt, or a workbook that cannot be written, lets
    each channel end the post it is sending; the rest is given back, and the receipts are saved.
    """
    queues: dict[ChannelId, list[Sending]] = defaultdict(list)
    for sending in sendings:
        queues[sending.held.channel].append(sending)
    try:
        with ThreadPoolExecutor(max_workers=at_once) as pool:
            try:
                _settle_while(
                    {pool.submit(sender.channel, queue) for queue in queues.values()},
                    settler,
                    tick_s,
                )
            except BaseException:
                sender.stopped.set()
                settler.give_up()
                raise
    finally:
        settler.settle(now=True)


def _settle_while(running: set[Future[None]], settler: Settler, tick_s: float) -> None:
    while running:
        done, running = wait(running, timeout=tick_s, return_when=FIRST_COMPLETED)
        settler.settle()
        for future in done:
            future.result()

"""Sending claimed posts: serial and in time order within a channel, channels side by side.

Every outcome becomes a ledger event. A failure before anything was sent gives the claim back; one
after that is an unknown, which only a look at the network may settle.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from automation.domain.draft import Draft
from automation.domain.ids import ChannelId
from automation.domain.network import Network
from automation.domain.plan import Publish
from automation.domain.publication import Happened, LedgerEvent, Receipt
from automation.errors import (
    Gone,
    LembarError,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.jobs.ledger import Held, Scribe, Settler
from automation.language import Sentence, mark

MAX_CHANNELS_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One claimed Decision, with the receipts of parts that are out already."""

    held: Held
    decision: Publish
    receipts: dict[int, Receipt] = field(default_factory=dict)


@dataclass
class Sender:
    """Sends claimed posts and reports each event through `report` (called from worker threads)."""

    scribe: Scribe
    open_network: Callable[[ChannelId], Network]
    report: Callable[[LedgerEvent], None]
    say: Callable[[Sentence], str]

    def channel(self, queue: Sequence[Sending]) -> None:
        """Send one channel's posts in order; after a failure of the channel give the rest back."""
        closed: LembarError | None = None
        for sending in queue:
            if closed is None:
                closed = self._post(sending)
            else:
                self._give_back(sending.held, closed)

    def _post(self, sending: Sending) -> LembarError | None:
        """Send a post's missing parts; return the error that closes the whole channel, if any."""
        receipts = dict(sending.receipts)
        for part in sending.decision.parts:
            try:
                receipts[part] = self._part(sending.decision.draft, part, receipts)
            except (Rejected, Gone) as error:
                self._end(sending.held, Happened.REJECTED, part, error)
                return None
            except (Unauthorized, RateLimited, Unavailable) as error:
                self._end_by_sent(sending.held, part, error)
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
            self.report(
                self.scribe.event(
                    sending.held, Happened.PUBLISHED, part=part, receipt=receipts[part]
                )
            )
        return None

    def _part(self, draft: Draft, part: int, receipts: dict[int, Receipt]) -> Receipt:
        piece = draft.parts[part]
        reply_to = None if piece.replies_to is None else receipts[piece.replies_to]
        network = self.open_network(draft.channel)
        return network.publish(piece, key=draft.key_of(part), reply_to=reply_to)

    def _end_by_sent(self, held: Held, part: int, error: NetworkError) -> None:
        nothing = error.call.sent is Sent.NO
        self._end(held, Happened.RELEASED if nothing else Happened.UNKNOWN, part, error)

    def _end(self, held: Held, happened: Happened, part: int, error: LembarError) -> None:
        self.report(self.scribe.event(held, happened, part=part, reason=self.say(error.what)))

    def _give_back(self, held: Held, error: LembarError) -> None:
        self._end(held, Happened.RELEASED, 0, error)


def _broken(error: Exception) -> LembarError:
    return LembarError(
        mark("Sending stopped at an unexpected fault ({kind})."),
        mark("Run “lembar doctor”, and look at the run's notebook."),
        kind=type(error).__name__,
    )


def send_all(
    sendings: Sequence[Sending], sender: Sender, settler: Settler, *, tick_s: float
) -> None:
    """Send everything, settling in groups while the channels work; what is known is always saved.

    Only this thread writes the workbook. An interrupt saves the receipts that are in and goes on
    upwards.
    """
    queues: dict[ChannelId, list[Sending]] = defaultdict(list)
    for sending in sendings:
        queues[sending.held.channel].append(sending)
    if not queues:
        return
    with ThreadPoolExecutor(max_workers=min(len(queues), MAX_CHANNELS_AT_ONCE)) as pool:
        running: set[Future[None]] = {
            pool.submit(sender.channel, queue) for queue in queues.values()
        }
        try:
            while running:
                done, running = wait(running, timeout=tick_s, return_when=FIRST_COMPLETED)
                settler.settle()
                for future in done:
                    future.result()
        finally:
            settler.settle(now=True)
    settler.settle(now=True)

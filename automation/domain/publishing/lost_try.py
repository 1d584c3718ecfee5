"""Remember that a request left until its answer says that it did nothing.

Some networks refuse a text that stands there already. That refusal proves that an earlier try
arrived only where there was one whose answer was lost; else the text is another post's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from automation.domain.publishing.attempt import Attempt
from automation.errors import NetworkError, Sent

SENT = "sent"
"""The step kept before the request leaves: its moment, or nothing once it is known to be refused."""


@contextmanager
def sending(attempt: Attempt, now: Callable[[], datetime]) -> Iterator[datetime | None]:
    """Go, and let the caller send; gives when an earlier try left whose answer was lost.

    Raises:
        NotReady: as `Attempt.go`.
    """
    told = attempt.kept.get(SENT, "")
    lost_at = datetime.fromisoformat(told) if told else None
    if lost_at is None:
        attempt.keep(SENT, now().isoformat(timespec="seconds"))
    try:
        attempt.go()
        yield lost_at
    except NetworkError as error:
        if lost_at is None and error.call.sent is Sent.NO:
            attempt.keep(SENT, "")
        raise

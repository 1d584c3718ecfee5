"""Where a network plays: a server of its kind on this machine, and what the suite asks of it."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from automation.rehearsal.network import Effect, Fault, start_rehearsal


class Trouble(StrEnum):
    """What may befall the next request that publishes."""

    LOST = "stored, then the connection ends"
    CUT = "the connection ends before it is stored"
    NEVER = "stored, and no answer ever comes"
    ERROR_AFTER = "stored, and 500 is answered"
    ERROR_BEFORE = "503, and nothing is stored"
    PAGE = "a web page with status 200"
    HALF = "stored, and half the JSON comes"
    TOO_LARGE = "stored, and the answer is huge"
    REDIRECT = "sent to another server"
    LIMITED = "429, come back in a minute"
    UNAUTHORIZED = "401 from now on"
    FORBIDDEN = "403"
    REFUSED = "422"


class Stage(Protocol):
    """One account on one network's server, and the server's own view of it."""

    address: str
    secrets: Mapping[str, str]
    """The environment that opens the account."""

    def texts(self) -> Sequence[str]:
        """Return what the account has published there, oldest first."""
        ...

    def trouble(self, trouble: Trouble) -> None:
        """Let the next publishing request meet a misfortune."""
        ...

    def mend(self) -> None:
        """End all misfortunes."""
        ...

    def ignore_keys(self) -> None:
        """Let the server forget idempotency keys, as compatible servers do."""
        ...

    def stop(self) -> None:
        """Close the server."""
        ...


class MastodonStage:
    """The rehearsal network."""

    def __init__(self) -> None:
        self.secrets: Mapping[str, str] = {"MASTODON_TOKEN_BRAND": "rehearsal-kopi-senja"}
        self.server = start_rehearsal()
        self.address = f"{self.server.url}/@kopi_senja"

    def texts(self) -> Sequence[str]:
        return [post.text for post in self.server.posts("kopi_senja")]

    def trouble(self, trouble: Trouble) -> None:
        effect, status = _FAULTS[trouble]
        if effect is Effect.TOKEN_REVOKED:
            self.server.add_fault(Fault(effect=effect, count=None))
        else:
            publishing = "^/api/v1/statuses$"
            self.server.add_fault(
                Fault(effect=effect, status=status, delay_s=60, methods="^POST$", path=publishing)
            )

    def mend(self) -> None:
        self.server.clear_faults()

    def ignore_keys(self) -> None:
        self.server.add_fault(Fault(effect=Effect.IGNORE_KEYS))

    def stop(self) -> None:
        self.server.stop()


_FAULTS = {
    Trouble.LOST: (Effect.LOST, 0),
    Trouble.CUT: (Effect.CUT, 0),
    Trouble.NEVER: (Effect.NEVER, 0),
    Trouble.ERROR_AFTER: (Effect.STORED_THEN_STATUS, 500),
    Trouble.ERROR_BEFORE: (Effect.STATUS, 503),
    Trouble.PAGE: (Effect.HTML, 200),
    Trouble.HALF: (Effect.CUT_OFF_JSON, 0),
    Trouble.TOO_LARGE: (Effect.OVERSIZED, 0),
    Trouble.REDIRECT: (Effect.REDIRECT, 0),
    Trouble.LIMITED: (Effect.RATE_LIMITED, 0),
    Trouble.UNAUTHORIZED: (Effect.TOKEN_REVOKED, 0),
    Trouble.FORBIDDEN: (Effect.STATUS, 403),
    Trouble.REFUSED: (Effect.STATUS, 422),
}

STAGES: Mapping[str, Callable[[], Stage]] = {"mastodon": MastodonStage}

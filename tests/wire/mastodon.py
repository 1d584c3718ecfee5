"""The rehearsal network as Mastodon's stage."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from automation.rehearsal.network import Effect, Fault, start_rehearsal
from tests.contracts.trouble import Trouble
from tests.wire.album import Album
from tests.wire.stage import TEXT


class MastodonStage:
    """The rehearsal network."""

    account = "kopi_senja"
    spared: Mapping[Trouble, str] = {}
    folder = Path()

    def __init__(self) -> None:
        self.secrets: Mapping[str, str] = {"MASTODON_TOKEN_BRAND": "rehearsal-kopi-senja"}
        self.server = start_rehearsal()
        self.media = Album()
        self.address = f"{self.server.url}/@kopi_senja"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        return Part(text=text, visibility="public", language="id", length=length)

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

    def cut_upload(self, above: int) -> None:
        self.server.add_fault(Fault(effect=Effect.CUT, methods="^POST$", path="^/api/v2/media$"))

    def ignore_keys(self) -> None:
        self.server.add_fault(Fault(effect=Effect.IGNORE_KEYS))

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.server.comment(receipt.network_id, text)
        return "pelanggan"

    def hidden(self) -> Sequence[str]:
        raise NotImplementedError

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
    Trouble.SUSPENDED: (Effect.STATUS, 403),
    Trouble.REFUSED: (Effect.STATUS, 422),
}


def stage() -> MastodonStage:
    return MastodonStage()

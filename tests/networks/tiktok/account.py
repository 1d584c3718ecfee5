"""What the tests of TikTok send, and where they look."""

from dataclasses import dataclass, field, replace

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaFile
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk
from tests.wire.tiktok import TikTokFake, TikTokStage


@dataclass
class Phone:
    """An account, the server behind it, and what the ledger keeps."""

    desk: Desk
    stage: TikTokStage
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def fake(self) -> TikTokFake:
        return self.stage.fake

    def open(self, address: str = "") -> Network:
        return self.desk.open(address=address)

    def film(self, size: int = 100, **facts: object) -> MediaFile:
        """Keep a film of that many bytes, none of which is like its neighbours."""
        body = b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))[:size]
        return self.stage.media.put(body, "kopi.mp4", **{"mime": "video/mp4", **facts})

    def photo(self, name: str) -> MediaFile:
        return self.stage.media.put(name.encode(), name, mime="image/jpeg")

    def part(self, text: str = "Kopi", /, *files: MediaFile, **more: object) -> Part:
        attachments = tuple(Attachment(file=file) for file in files or (self.film(),))
        part = Part(text=text, visibility="public", attachments=attachments)
        return replace(part, **more)  # type: ignore[arg-type]

    def try_(self) -> Attempt:
        """Return the next run's attempt, with what earlier ones kept."""
        kept = {name: handle for name, handle in self.kept.items() if handle}
        return attempt("k", since=self.desk.started_at, kept=kept, keep=self.kept.__setitem__)

    def publish(self, part: Part | None = None) -> Receipt:
        return self.open().publish(part or self.part(), self.try_())

    def pieces(self) -> list[str]:
        return [one.headers["content-range"] for one in self.fake.asked if one.path == "/upload"]

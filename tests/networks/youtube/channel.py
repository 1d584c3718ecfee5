"""What the tests of YouTube send, and where they look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaFile
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk
from tests.wire.youtube import YouTubeStage
from tests.wire.youtube_server import YouTubeFake

MIB = 1024 * 1024


@dataclass
class Studio:
    """A channel, and the server behind it."""

    desk: Desk
    stage: YouTubeStage

    @property
    def fake(self) -> YouTubeFake:
        return self.stage.fake

    def open(self, address: str = "") -> Network:
        return self.desk.open(address=address)

    def film(self, size: int = 100, **facts: object) -> MediaFile:
        """Keep a film of that many bytes, none of which is like its neighbours."""
        body = b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))[:size]
        return self.stage.media.put(body, "kopi.mp4", **{"mime": "video/mp4", **facts})

    def part(self, text: str = "Kopi", /, *, film: MediaFile | None = None, **more: object) -> Part:
        attachments = (Attachment(file=film or self.film()),)
        return replace(Part(text=text, headline="Kopi senja", attachments=attachments), **more)  # type: ignore[arg-type]

    def publish(self, part: Part | None = None, kept: Mapping[str, str] | None = None) -> Receipt:
        begun = attempt("k", since=self.desk.started_at, kept=kept)
        return self.open().publish(part or self.part(), begun)

    def pieces(self) -> list[str]:
        """Return the `Content-Range` of every piece and question, in order."""
        return [
            one.headers["content-range"]
            for one in self.fake.asked
            if "content-range" in one.headers
        ]

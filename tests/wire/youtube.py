"""YouTube's stage: one channel of the small YouTube in `youtube_server`."""

from collections.abc import Mapping, Sequence

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.publication import Receipt
from tests.wire.stage import TEXT, FakeStage
from tests.wire.youtube_server import GUEST, OWNER, TOKEN, YouTubeFake


class YouTubeStage(FakeStage):
    """One channel of the fake."""

    fake: YouTubeFake

    def __init__(self) -> None:
        super().__init__(YouTubeFake())
        self.secrets: Mapping[str, str] = {"YOUTUBE_TOKEN_BRAND": TOKEN}
        self.address = f"{self.fake.url}/@kopi_senja"
        self.film = self.media.put(b"\0\0\0\x18ftypmp42 kopi", "kopi.mp4", mime="video/mp4")

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        film = Attachment(file=self.film)
        return Part(
            text=text, headline="Kopi senja", length=length, language="id", attachments=(film,)
        )

    def texts(self) -> Sequence[str]:
        said = [one["snippet"]["description"] for one in self.fake.videos.values()]
        ours = [
            one["snippet"]["textDisplay"] for one in self.fake.comments.values()
            if one["snippet"]["authorChannelId"]["value"] == OWNER
        ]  # fmt: skip
        return [*said, *ours]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.fake.comment(receipt.network_id, text, GUEST)
        return "@rani"

    def hidden(self) -> Sequence[str]:
        return [
            one["snippet"]["textDisplay"] for one in self.fake.comments.values() if one["state"] == "rejected"
        ]  # fmt: skip


def stage() -> YouTubeStage:
    return YouTubeStage()

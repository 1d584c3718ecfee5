"""Posts and attempts as the tests of Meta's networks make them."""

from collections.abc import Sequence

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.attempt import Attempt
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk
from tests.wire.album import Album
from tests.wire.graph import GraphServer

ALT = "Gelas kopi di meja kayu"


class Kept(dict[str, str]):
    """What one part's attempts have kept, and the order in which it was kept."""

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []

    def attempt(self, desk: Desk) -> Attempt:
        """Return the next attempt at the same part."""
        return attempt("k", since=desk.started_at, kept=dict(self), keep=self._keep)

    def _keep(self, step: str, handle: str) -> None:
        self[step] = handle
        self.order.append(step)


def server_of(desk: Desk) -> GraphServer:
    """Return the fake behind a desk."""
    fake = desk.stage.fake  # type: ignore[attr-defined]
    assert isinstance(fake, GraphServer)
    return fake


def album_of(desk: Desk) -> Album:
    """Return the files a desk's posts attach."""
    assert isinstance(desk.stage.media, Album)
    return desk.stage.media


def pictures(desk: Desk, count: int, text: str = "Menu baru") -> Part:
    """Return a post with that many pictures, each with its own alt text."""
    album = album_of(desk)
    files = [album.put(b"\xff\xd8" + bytes([n]), f"{n}.jpg", mime="image/jpeg") for n in range(count)]  # fmt: skip
    shown = tuple(Attachment(file=one, alt_text=f"{ALT} {n}") for n, one in enumerate(files))
    return Part(text=text, length=len(text), attachments=shown)


def film(desk: Desk, text: str = "Cara menyeduh", alt_text: str = "") -> Part:
    """Return a post with one film."""
    file = album_of(desk).put(b"\0\0\0\x18ftypmp42" * 8, "seduh.mp4", mime="video/mp4", duration_s=20.0)  # fmt: skip
    return Part(
        text=text, length=len(text), attachments=(Attachment(file=file, alt_text=alt_text),)
    )


def forms_at(desk: Desk, path: str) -> Sequence[dict[str, str]]:
    """Return the forms that were posted to paths ending so, in order."""
    asked = server_of(desk).asked
    return [one.form for one in asked if one.method == "POST" and one.path.endswith(path)]

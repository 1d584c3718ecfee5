"""Where a network plays: a server of its kind on this machine, and what the contract asks of it.

`tests/wire/NETWORK.py` holds the fake of each registered network, and in it a `stage()`.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Protocol

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from tests.contracts.trouble import Trouble
from tests.wire.album import Album
from tests.wire.fake import Fake, serving

TEXT = "Kopi susu gula aren 🌴 sudah kembali!\n\nPesan di https://kopisenja.example/menu?musim=hujan #kopi"


class Stage(Protocol):
    """One account on one network's server, and the server's own view of it."""

    address: str
    account: str
    """What `check` names the account by, or a part of it."""
    secrets: Mapping[str, str]
    """The environment that opens the account, for a channel called `brand`."""
    spared: Mapping[Trouble, str]
    """Troubles this network cannot meet, and why."""
    folder: Path
    """The workbook's folder."""

    @property
    def media(self) -> Album:
        """The files that `part` attaches."""
        ...

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        """Return the least post with this text that the network takes."""
        ...

    def texts(self) -> Sequence[str]:
        """Return what the account has published there, oldest first, as it was sent."""
        ...

    def trouble(self, trouble: Trouble) -> None:
        """Let the next publishing request meet a misfortune."""
        ...

    def mend(self) -> None:
        """End all misfortunes."""
        ...

    def cut_upload(self, above: int) -> None:
        """Let the next request that brings so many bytes or more end half-way."""
        ...

    def ignore_keys(self) -> None:
        """Let the server forget what guards against duplicates, as far as servers may."""
        ...

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        """Let somebody comment on our post; return their name there."""
        ...

    def hidden(self) -> Sequence[str]:
        """Return the texts of comments that others cannot see."""
        ...

    def stop(self) -> None:
        """Close the server."""
        ...


class FakeStage:
    """The part of a stage that all wire fakes share."""

    account = "kopi_senja"
    spared: Mapping[Trouble, str] = {}
    folder = Path()

    def __init__(self, fake: Fake) -> None:
        self._open = ExitStack()
        self.fake = self._open.enter_context(serving(fake))
        self.media = Album()

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        return Part(text=text, length=length, language="id")

    def trouble(self, trouble: Trouble) -> None:
        self.fake.troubles.append(trouble)

    def mend(self) -> None:
        self.fake.troubles.clear()
        self.fake.revoked = False
        self.fake.cuts_above = 0

    def cut_upload(self, above: int) -> None:
        self.fake.cuts_above = above

    def ignore_keys(self) -> None:
        """Most networks keep no keys."""

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        raise NotImplementedError

    def hidden(self) -> Sequence[str]:
        raise NotImplementedError

    def stop(self) -> None:
        self._open.close()


def stage_of(network: str) -> Stage:
    """Return the stage of a registered network; one without a stage fails here."""
    stage: Stage = import_module(f"tests.wire.{network}").stage()
    return stage

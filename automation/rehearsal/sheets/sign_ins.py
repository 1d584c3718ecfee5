"""People who sign in to the rehearsal with their own account, as in Colab or with gcloud."""

from collections.abc import Callable
from pathlib import Path

from automation.rehearsal.sheets.keys import sign_in, write_key
from automation.rehearsal.sheets.world import SheetsWorld


class SignIns:
    """The sign-ins of a running service; they end with it."""

    def __init__(
        self, world: SheetsWorld, ask: Callable[[Callable[[], object]], object], url: str
    ) -> None:
        self._world = world
        self._ask = ask
        self._url = url

    def make(self, path: Path, address: str) -> None:
        """Let somebody in, and write the file that gcloud and Colab keep of it."""
        self._ask(lambda: write_key(path, sign_in(self._world, address), self._url))

    def end(self, address: str) -> None:
        """End all sign-ins of somebody, as they do in their Google account."""

        def act() -> None:
            kept = {key: who for key, who in self._world.sign_ins.items() if who != address}
            self._world.sign_ins = kept

        self._ask(act)

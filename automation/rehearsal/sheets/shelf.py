"""The files in the rehearsal's Drive that are no spreadsheets, as the people who own them see them."""

from collections.abc import Callable

from automation.rehearsal.sheets.world import OWNER, Blob, SheetsWorld

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"


class Shelf:
    """Pictures, films, folders, shortcuts; every method may be called from any thread."""

    def __init__(self, world: SheetsWorld, ask: Callable[[Callable[[], object]], object]) -> None:
        self._world = world
        self._ask = ask

    def put(self, name: str, content: bytes, *, mime: str = "image/png", owner: str = OWNER) -> str:
        """Upload a file as a person, shared with nobody, and return its id."""
        return self._added(lambda: self._world.add_blob(name, mime, owner, content=content))

    def put_native(self, name: str, mime: str = FOLDER, *, owner: str = OWNER) -> str:
        """Make a folder, or a document of Google's own, and return its id."""
        return self._added(lambda: self._world.add_blob(name, mime, owner))

    def put_shortcut(self, target: str, *, owner: str = OWNER) -> str:
        """Make a shortcut to a file, and return the shortcut's id."""
        return self._added(lambda: self._world.add_blob("Shortcut", SHORTCUT, owner, target=target))

    def change(
        self, file_id: str, content: bytes | None = None, *,
        trashed: bool | None = None, can_download: bool | None = None,
    ) -> None:  # fmt: skip
        """Upload a new version, throw a file away or take it back, allow downloads or not."""

        def act() -> None:
            blob = self._world.blobs[file_id]
            blob.content = blob.content if content is None else content
            blob.trashed = blob.trashed if trashed is None else trashed
            blob.can_download = blob.can_download if can_download is None else can_download
            self._world.touch(blob, blob.owner)

        self._ask(act)

    def share(self, file_id: str, address: str, role: str = "reader") -> None:
        """Let somebody see a file, and not what a shortcut leads to."""
        self._ask(lambda: self._world.share(self._world.blobs[file_id], address, role))

    def withdraw(self, file_id: str, address: str) -> None:
        """Take somebody's access away."""
        self._ask(lambda: self._world.withdraw(self._world.blobs[file_id], address))

    def _added(self, add: Callable[[], Blob]) -> str:
        return str(self._ask(lambda: add().id))

"""The pictures beside a workbook, looked at and never fetched: a lesson asks nobody on the web."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from automation.domain.content.media import MediaFile
from automation.http.public import refusal
from automation.language import mark
from automation.lessons.scene import MediaOf, nothing_seen


def files_beside(workbook: str) -> MediaOf:
    """Return a look at the files in the folder of a workbook; a sheet on the web has none."""
    if "://" in workbook:
        return nothing_seen

    def look(addresses: Iterable[str]) -> Mapping[str, MediaFile]:
        from automation.media import MediaStore

        store = MediaStore(Path(workbook).resolve().parent, _not_fetched)
        try:
            files, _ = store.load(one for one in addresses if "://" not in one)
        finally:
            store.close()
        return files

    return look


def _not_fetched(address: str, into: BinaryIO, max_bytes_of: Callable[[bytes], int]) -> None:
    raise refusal(address, mark("the file cannot be read"))

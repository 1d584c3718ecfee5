"""A feed's folder, looked at as a reader of feeds would: with parsers of its own.

What it does not play: a web server that shows the files, and readers that fetch them.
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from tests.contracts.trouble import Trouble
from tests.wire.album import Album
from tests.wire.stage import TEXT

ATOM = {"a": "http://www.w3.org/2005/Atom"}
_NO_ANSWER = "there is no answer that could be lost: a file is replaced as a whole or not at all"
_NO_SERVER = "there is no server that could say so"


class FeedStage:
    """One feed in a folder that is removed afterwards."""

    account = "kopi_senja.xml"
    address = "umpan/kopi_senja.xml"
    secrets: Mapping[str, str] = {}
    spared: Mapping[Trouble, str] = {
        **dict.fromkeys((Trouble.LOST, Trouble.CUT, Trouble.NEVER, Trouble.ERROR_AFTER, Trouble.HALF, Trouble.TOO_LARGE), _NO_ANSWER),
        **dict.fromkeys((Trouble.ERROR_BEFORE, Trouble.PAGE, Trouble.REDIRECT, Trouble.LIMITED, Trouble.REFUSED), _NO_SERVER),
        **dict.fromkeys((Trouble.UNAUTHORIZED, Trouble.SUSPENDED), "there is no credential, and no account"),
    }  # fmt: skip

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lembar_feed_"))
        self.media = Album()
        self._patch = pytest.MonkeyPatch()

    @property
    def atom_file(self) -> Path:
        return self.folder / self.address

    @property
    def json_file(self) -> Path:
        return self.atom_file.with_suffix(".json")

    def atom(self) -> Any:
        """Return the Atom document, which must hold what RFC 4287 asks for."""
        root = etree.fromstring(self.atom_file.read_bytes())
        for one in [root, *root.findall("a:entry", ATOM)]:
            assert one.findtext("a:id", namespaces=ATOM)
            assert one.find("a:title", ATOM) is not None
            assert datetime.fromisoformat(one.findtext("a:updated", "", ATOM)).tzinfo
        assert root.findtext("a:author/a:name", namespaces=ATOM)
        return root

    def json(self) -> Any:
        """Return the JSON Feed, which must hold what its specification asks for."""
        told = json.loads(self.json_file.read_bytes())
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["title"]
        for one in told["items"]:
            assert one["id"]
            assert "content_text" in one
        return told

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        return Part(text=text, length=length, language="id")

    def texts(self) -> Sequence[str]:
        if not self.json_file.exists():
            return []
        items = self.json()["items"]
        entries = self.atom().findall("a:entry/a:id", ATOM)
        assert [one["id"] for one in items] == [one.text for one in entries]
        return [one["content_text"] for one in reversed(items)]

    def trouble(self, trouble: Trouble) -> None:
        """Only a right can be missing; the tests' user may have them all, so the disk says it."""
        assert trouble is Trouble.FORBIDDEN
        self.disk_says(errno.EACCES)

    def cut_upload(self, above: int) -> None:
        """Nothing is uploaded: the disk breaks once while the file is put beside the feed."""
        self.disk_says(errno.EIO, once=True)

    def disk_says(self, number: int, call: str = "replace", *, once: bool = False) -> None:
        """Let a call to the disk fail, once or from now on."""

        def refuse(*_: object, **__: object) -> None:
            if once:
                self._patch.undo()
            raise OSError(number, os.strerror(number))

        self._patch.setattr(os, call, refuse)

    def mend(self) -> None:
        self._patch.undo()

    def ignore_keys(self) -> None:
        """An entry's id cannot be ignored."""

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        raise NotImplementedError

    def hidden(self) -> Sequence[str]:
        raise NotImplementedError

    def stop(self) -> None:
        self.mend()
        shutil.rmtree(self.folder)


def stage() -> FeedStage:
    return FeedStage()

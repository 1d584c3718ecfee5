"""What the tests of Mastodon send, and what their servers say."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaFile
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.errors import NetworkError
from automation.rehearsal.network import Rehearsal
from tests.wire.pace import NOON
from tests.wire.raw import answer

Opened = Callable[[str], Network]
PICTURE = MediaFile(
    address="kopi.png", sha256="0" * 64, mime="image/png", byte_count=100, width=40, height=30
)
ACCOUNT = {"id": "7", "username": "kopi", "acct": "kopi", "followers_count": 3}
OLD = Receipt(network_id="1", url="https://kopi.example/@kopi/1", published_at=NOON)


def part(
    text: str = "Halo", *, alt_text: str = "Secangkir kopi", pictures: int = 0, warning: str = ""
) -> Part:
    attachment = Attachment(file=PICTURE, alt_text=alt_text)
    return Part(text=text, attachments=(attachment,) * pictures, content_warning=warning)


def said(value: object, status: int = 200) -> bytes:
    return answer(status, json.dumps(value).encode())


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value


def just_now(server: Rehearsal) -> datetime:
    return server.now() - timedelta(seconds=1)


def status(number: int, text: str = "Halo", /, **more: object) -> Mapping[str, object]:
    return {
        "id": str(number), "url": f"https://kopi.example/@kopi/{number}", "content": f"<p>{text}</p>",
        "created_at": "2026-12-31T12:00:00.000Z", "in_reply_to_id": None, "spoiler_text": "",
        "media_attachments": [], "reblog": None, "account": ACCOUNT, **more,
    }  # fmt: skip

"""Bluesky's stage: one account of ours on the fake server, and somebody who answers it."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.wire.bluesky_lexicon import POST
from tests.wire.bluesky_server import HANDLE, OURS, THEIRS, BlueskyServer
from tests.wire.stage import FakeStage

_GATE = "app.bsky.feed.threadgate"


class BlueskyStage(FakeStage):
    """One account on that server, and somebody who answers it."""

    account = HANDLE
    fake: BlueskyServer

    def __init__(self) -> None:
        super().__init__(BlueskyServer())
        self.secrets: Mapping[str, str] = {"BLUESKY_TOKEN_BRAND": "access-kopi-senja-0"}
        self.address = f"{self.fake.url}/profile/{HANDLE}"

    def texts(self) -> Sequence[str]:
        ours = f"at://{OURS}/{POST}/"
        return [one.value["text"] for uri, one in self.fake.records.items() if uri.startswith(ours)]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        """Answer our post as somebody else; the newest notification is the last."""
        key = f"3k{len(self.fake.records):011d}".replace("0", "2").replace("1", "3")
        self.notify("reply", key, text, receipt.network_id)
        return "@pelanggan.test"

    def notify(self, reason: str, key: str, text: str, subject: str, did: str = THEIRS) -> None:
        """Let an account write something that concerns us."""
        target = self.fake.records[subject]
        reference = {"uri": target.uri, "cid": target.cid}
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
        value: dict[str, Any] = {"$type": POST, "text": text, "createdAt": now}
        if reason == "reply":
            value |= {
                "reply": {
                    "root": target.value.get("reply", {}).get("root", reference),
                    "parent": reference,
                }
            }
        stored = self.fake.put(did, POST, key, value)
        author = {"did": did, "handle": "pelanggan.test", "displayName": "Pelanggan"}
        self.fake.notifications.append({
            "uri": stored.uri, "cid": stored.cid, "author": author, "reason": reason, "record": value,
            "reasonSubject": subject, "indexedAt": now, "isRead": False,
        })  # fmt: skip

    def hidden(self) -> Sequence[str]:
        gates = [one.value for uri, one in self.fake.records.items() if f"/{_GATE}/" in uri]
        return [
            self.fake.records[uri].value["text"] for gate in gates for uri in gate["hiddenReplies"]
        ]


def stage() -> BlueskyStage:
    return BlueskyStage()

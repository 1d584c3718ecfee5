"""A receiver as the Standard Webhooks specification wants one.

It checks the signature over the very bytes that came, in constant time and with any of the
signatures sent, refuses old timestamps, and does nothing twice for one id. It does not play
asymmetric signatures.
"""

import base64
import hmac
import time
from collections.abc import Mapping, Sequence
from typing import Any

from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage

SECRET = "whsec_a29waS1zdXN1LWd1bGEtYXJlbi1rZW1iYWxpLWxhZ2k="
TOLERANCE_S = 300


def verified(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: float | None = None
) -> bool:
    """Say whether one of the signatures is right, and the event is not an old one told again."""
    number, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isdigit() or abs((now if now is not None else time.time()) - int(at)) > TOLERANCE_S:
        return False
    key = base64.b64decode(secret.split("_", 1)[1])
    mac = hmac.new(key, number.encode() + b"." + at.encode() + b"." + body, "sha256")
    wanted = base64.b64encode(mac.digest()).decode()
    told = (one.partition(",") for one in headers.get("webhook-signature", "").split(" "))
    return any(
        version == "v1" and hmac.compare_digest(signature, wanted) for version, _, signature in told
    )


class ReceiverFake(Fake):
    """The receiver."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = SECRET
        self.posts: dict[str, dict[str, Any]] = {}
        self.events: list[str] = []
        self.answers: dict[str, Told] = {}
        self.answer_next: Told | None = None
        self.now_s: float | None = None
        """Its clock, in seconds since 1970; None: this machine's."""

    def publishes(self, asked: Asked) -> bool:
        return bool(asked.json.get("type") == "post.published")

    def answer(self, asked: Asked) -> Told:
        if not verified(self.secret, asked.headers, asked.body, now=self.now_s):
            return self.unauthorized()
        if self.answer_next:
            told, self.answer_next = self.answer_next, None
            return told
        number = asked.headers["webhook-id"]
        if number not in self.answers:
            self.answers[number] = self._take(asked.json)
        return self.answers[number]

    def _take(self, event: Mapping[str, Any]) -> Told:
        self.events.append(event["type"])
        data = event["data"]
        if event["type"] == "post.deleted":
            self.posts.pop(data["id"], None)
        elif event["type"] in {"post.published", "post.updated"}:
            self.posts[data["id"]] = data
        return Told(status=204)


class ReceiverStage(FakeStage):
    """One receiver."""

    account = "/hooks/kopi_senja"

    def __init__(self) -> None:
        self.api = ReceiverFake()
        super().__init__(self.api)
        self.secrets: Mapping[str, str] = {"WEBHOOK_SECRET_BRAND": SECRET}
        self.address = f"{self.fake.url}/hooks/kopi_senja"

    def texts(self) -> Sequence[str]:
        return [data["text"] for data in self.api.posts.values()]


def stage() -> ReceiverStage:
    return ReceiverStage()

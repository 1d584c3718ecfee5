"""Requests as the AT Protocol has them (XRPC), and what its errors mean.

Source: https://atproto.com/specs/xrpc; names and statuses as measured on a PDS 0.4.209.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from automation.errors import Gone, NetworkError, Rejected, Unauthorized, Unavailable
from automation.http import (
    Answer,
    Caller,
    Failure,
    Fields,
    Http,
    Json,
    Line,
    Repeat,
    Request,
    Verdict,
)
from automation.language import mark

_SPENT = frozenset({"ExpiredToken", "InvalidToken"})
_REFUSED = frozenset({400, 409, 413, 415, 422})

MEANINGS: Mapping[str, tuple[type[NetworkError], str, str]] = {
    "ExpiredToken": (Unauthorized, "", ""),
    "InvalidToken": (Unauthorized, "", ""),
    "AccountTakedown": (
        Unauthorized,
        mark("{network} has suspended the account of channel {channel}: {detail}."),
        mark("Nothing was published. Whoever manages the channel signs in there, reads why, and appeals."),
    ),
    "AccountDeactivated": (
        Unauthorized,
        mark("The account of channel {channel} is deactivated on {network}."),
        mark("Nothing was published. Whoever manages the channel signs in there and activates it again."),
    ),
    "RecordNotFound": (Gone, "", ""),
    "BlobNotFound": (
        Unavailable,
        mark("{network} no longer has a file that was sent for channel {channel}."),
        mark("Nothing to do: nothing was published, and the next run sends the file again."),
    ),
}  # fmt: skip
"""What an error's name means, and its own sentences; empty ones leave the usual ones."""


def says_expired(failure: Failure) -> bool:
    """Say whether a new session may mend a refusal: an expired token is told with a 400."""
    name = failure.answer.fields.text("error") if failure.answer else ""
    return name in _SPENT or (failure.status == 401 and name not in MEANINGS)


def judge(request: Request, answer: Answer) -> Verdict | None:
    """Say what a refusal means by its name; the others by their status, in the network's words."""
    if answer.status < 400:
        return None
    name, said = answer.fields.text("error"), answer.fields.text("message")
    if name in MEANINGS:
        kind, what, fix = MEANINGS[name]
        return Verdict(kind=kind, detail=said or name, what=what, fix=fix)
    if answer.status == 401:
        return Verdict(kind=Unauthorized, detail=said or name)
    if answer.status in _REFUSED and request.method != "GET":
        return Verdict(kind=Rejected, detail=said or name)
    return None


class Xrpc(Line):
    """Sends one channel's queries and procedures to one server."""

    def __init__(self, server: str, caller: Caller, http: Http) -> None:
        super().__init__(server, caller, http, judge)

    def query(
        self, operation: str, name: str, asked: Mapping[str, str | Sequence[str]] | None = None
    ) -> Fields:
        """Read with a query; a list is sent as its values one by one.

        Raises:
            NetworkError: as `Line.ask`.
        """
        asked_text = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return self.ask(operation, "GET", f"/xrpc/{name}{asked_text}").fields

    def call(self, operation: str, name: str, body: Mapping[str, Json]) -> Fields:
        """Write with a procedure that the server tells from its repetition.

        Raises:
            NetworkError: as `Line.ask`.
        """
        path = f"/xrpc/{name}"
        return self.ask(operation, "POST", path, repeat=Repeat.KEYED, json=body).fields

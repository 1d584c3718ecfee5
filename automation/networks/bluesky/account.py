"""The account that a session opens, and the line to the server that keeps it."""

from dataclasses import dataclass
from urllib.parse import quote

from automation.errors import Unauthorized, Unavailable
from automation.http import Fields, Http
from automation.language import mark
from automation.networks.bluesky.header import Place
from automation.networks.bluesky.record import Blob, handles_in
from automation.networks.bluesky.video import UPLOAD_S
from automation.networks.bluesky.wire import Xrpc


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its lasting name, its handle, and the line to its server."""

    did: str
    handle: str
    pds: Xrpc

    def record(self, operation: str, repo: str, collection: str, key: str) -> Fields:
        """Read one record with its `uri`, `cid` and `value`, ours or another's.

        Raises:
            Gone: there is none.
        """
        asked = {"repo": repo, "collection": collection, "rkey": key}
        return self.pds.query(operation, "com.atproto.repo.getRecord", asked)

    def upload(self, body: bytes, mime: str) -> Blob:
        """Send one picture; nobody sees it until a record shows it, and it is dropped if none does."""
        answer = self.pds.ask(
            "upload", "POST", "/xrpc/com.atproto.repo.uploadBlob", body=body,
            headers={"Content-Type": mime}, total_s=UPLOAD_S,
        )  # fmt: skip
        return answer.fields.inside("blob").values

    def dids_in(self, text: str) -> dict[str, str]:
        """Return the accounts behind the handles a text names; a handle that nobody has is left out."""
        found = {}
        for handle in handles_in(text):
            path = f"/xrpc/com.atproto.identity.resolveHandle?handle={quote(handle, safe='')}"
            answer = self.pds.ask("find names", "GET", path, takes=frozenset({400}))
            if did := answer.fields.text("did"):
                found[handle] = did
        return found


def open_account(entry: Xrpc, place: Place, http: Http, *, is_rehearsal: bool) -> Account:
    """Ask whose session it is, and where that account is kept; a rehearsal stays where it is.

    Raises:
        Unauthorized: the account is another than the channel's address names, or it is closed.
        Unavailable: what came is no session.
    """
    answer = entry.query("check", "com.atproto.server.getSession")
    did, handle = answer.text("did"), answer.text("handle")
    if not did:
        entry.fail(
            Unavailable, "check",
            mark("{network} answered channel {channel} with something else than was asked for."),
            mark("Whoever manages the channel corrects its address in the channels tab, then runs \"lembar doctor\"."),
        )  # fmt: skip
    if place.name and place.name.casefold() not in {did, handle.casefold()}:
        entry.refuse_other_account(handle, place.name)
    if answer.values.get("active") is False:
        entry.fail(
            Unauthorized, "check",
            mark("The account of channel {channel} is closed on {network}: {detail}."),
            mark("Nothing was published. Whoever manages the channel signs in there and reads why."),
            detail=answer.text("status") or "–",
        )  # fmt: skip
    server = "" if is_rehearsal else _server_in(answer)
    return Account(did, handle, Xrpc(server, entry.caller, http) if server else entry)


def _server_in(answer: Fields) -> str:
    """Return the server that keeps the account, as the account's own document names it."""
    services = answer.inside("didDoc").items("service")
    named = [
        one.text("serviceEndpoint") for one in services if one.text("id").endswith("#atproto_pds")
    ]
    return named[0].rstrip("/") if named else ""

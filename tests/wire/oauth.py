"""A small OAuth 2 server on loopback: codes with PKCE, tokens that rotate, and what goes wrong.

It checks what a real one checks: the app, the redirect address, the verifier, that a code is used
once, and that a refresh token is used once; one used twice ends everything it ever led to
(RFC 9700 §4.14.2).
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, CLIENT_SECRET = "app-41", "secret-of-the-app-canary"


class Mishap(Enum):
    """What may befall the next token call."""

    LOST = "it is carried out, and the connection ends without an answer"
    ERROR = "503, and nothing is done"
    NO_REFRESH = "the answer holds no refresh token"
    EMPTY_REFRESH = "the answer holds an empty refresh token"
    PAGE = "it is carried out, and a web page comes"


@dataclass
class OAuthServer:
    """Its memory. A family is everything one person's agreement led to."""

    url: str = ""
    lifetime_s: int = 7200
    person_says: str = "yes"
    """`yes`, or the error the person's answer leads to, such as `access_denied`."""
    mishap: Mishap | None = None
    calls: list[str] = field(default_factory=list)
    codes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    access: dict[str, int] = field(default_factory=dict)
    refresh: dict[str, int] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _number: int = 0

    def next(self, kind: str) -> str:
        """Return a token nobody could guess from its predecessor; told apart in the tests by its kind."""
        self._number += 1
        return f"{kind}-canary-{hashlib.sha256(str(self._number).encode()).hexdigest()[:24]}"

    def lives(self, token: str) -> bool:
        """Say whether an access token opens anything."""
        return token in self.access and self.access[token] not in self.ended

    def refreshes(self) -> int:
        """Return how many times a refresh token was presented."""
        return sum("refresh_token" in call for call in self.calls)

    def answer(self, method: str, path: str, form: Mapping[str, str], sent: str) -> "Reply":
        bearer = sent.removeprefix("Bearer ")
        routes: dict[str, Callable[[], Reply]] = {
            "/authorize": lambda: self._authorize(form),
            "/token": lambda: self._token(form, sent),
            "/exchange": lambda: self._token(form, sent),
            "/revoke": lambda: self._revoke(form),
            "/me": lambda: self._me(bearer),
            "/pages": lambda: self._pages(bearer),
            "/session": lambda: self._session(form),
            "/session/renew": lambda: self._session_again(bearer),
        }
        with self._turn:
            if path not in routes:
                return Reply(404, {"error": f"no {method} {path}"})
            return routes[path]()

    def _me(self, token: str) -> "Reply":
        known = self.lives(token)
        return Reply(200, {"id": "7"}) if known else Reply(401, {"error": "invalid_token"})

    def _pages(self, token: str) -> "Reply":
        """Tell the accounts a person manages, each with a token of its own."""
        if not self.lives(token):
            return Reply(401, {"error": "invalid_token"})
        pages = []
        for number, name in ((1042, "Kopi Senja"), (2042, "Kopi Pagi")):
            own = self.next("page")
            self.access[own] = self.access[token]
            pages.append({"id": str(number), "name": name, "access_token": own})
        return Reply(200, {"data": pages})

    def _revoke(self, form: Mapping[str, str]) -> "Reply":
        self.calls.append("revoke")
        family = self.access.get(form.get("token", ""))
        self.ended |= {family} if family is not None else set()
        return Reply(200, {})

    def _authorize(self, form: Mapping[str, str]) -> "Reply":
        back = {"state": form.get("state", "")}
        if self.person_says != "yes":
            back |= {"error": self.person_says, "error_description": "The person said no."}
        else:
            code = self.next("code")
            self.codes[code] = form
            back["code"] = code
        return Reply(302, {}, f"{form['redirect_uri']}?{urlencode(back)}")

    def _token(self, form: Mapping[str, str], sent: str) -> "Reply":
        kind = form.get("grant_type", "")
        self.calls.append(kind)
        if self.mishap is Mishap.ERROR:
            self.mishap = None
            return Reply(503, {"error": "temporarily_unavailable"})
        if "grant_type" in form and kind.endswith("_exchange_token"):
            return self._given(self.access.get(form.get("access_token", "")), long=True)
        if not self._knows_app(form, sent):
            return Reply(401, {"error": "invalid_client"})
        if kind == "authorization_code":
            return self._given(self._family_of_code(form))
        return self._given(self._family_of_refresh(form.get("refresh_token", "")))

    def _knows_app(self, form: Mapping[str, str], sent: str) -> bool:
        basic = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        named = (form.get("client_id"), form.get("client_secret"))
        return sent == f"Basic {basic}" or named == (CLIENT, CLIENT_SECRET)

    def _family_of_code(self, form: Mapping[str, str]) -> int | None:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != form.get("redirect_uri"):
            return None
        if "code_challenge" in asked:
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
                return None
        self._number += 1
        return self._number

    def _family_of_refresh(self, token: str) -> int | None:
        if token in self.spent:
            self.ended.add(self.spent[token])
            return None
        family = self.refresh.pop(token, None)
        if family is None or family in self.ended:
            return None
        self.spent[token] = family
        return family

    def _given(self, family: int | None, *, long: bool = False) -> "Reply":
        if family is None or family in self.ended:
            return Reply(400, {"error": "invalid_grant"})
        access, refresh = self.next("access"), self.next("refresh")
        self.access[access] = family
        body: dict[str, object] = {"access_token": access, "token_type": "Bearer"}
        body |= {"expires_in": 60 * 86400 if long else self.lifetime_s}
        mishap, self.mishap = self.mishap, None
        if mishap is Mishap.EMPTY_REFRESH:
            body["refresh_token"] = ""
        elif mishap is not Mishap.NO_REFRESH and not long:
            body["refresh_token"] = refresh
        if body.get("refresh_token"):
            self.refresh[refresh] = family
        else:
            self.refresh |= {one: kept for one, kept in self.spent.items() if kept == family}
            self.spent = {one: kept for one, kept in self.spent.items() if kept != family}
        return Reply(200, body, is_lost=mishap is Mishap.LOST, is_page=mishap is Mishap.PAGE)

    def _session(self, form: Mapping[str, str]) -> "Reply":
        self.calls.append("session")
        if (form.get("identifier"), form.get("password")) != (
            "kopi.example",
            "app-password-canary",
        ):
            return Reply(401, {"error": "AuthenticationRequired", "message": "Invalid password"})
        self._number += 1
        return self._session_given(self._number)

    def _session_again(self, token: str) -> "Reply":
        self.calls.append("session renewed")
        family = self._family_of_refresh(token)
        if family is None:
            return Reply(400, {"error": "ExpiredToken", "message": "Token has expired"})
        return self._session_given(family)

    def _session_given(self, family: int) -> "Reply":
        access, refresh = self.next("access"), self.next("refresh")
        self.access[access], self.refresh[refresh] = family, family
        return Reply(200, {"accessJwt": access, "refreshJwt": refresh, "did": "did:plc:kopi"})


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    status: int
    body: Mapping[str, object]
    location: str = ""
    is_lost: bool = False
    is_page: bool = False


@contextmanager
def oauth_server() -> Iterator[OAuthServer]:
    """Run the server on loopback."""
    memory = OAuthServer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

        def do_GET(self) -> None:
            self._serve({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            is_json = "json" in self.headers.get("Content-Type", "")
            self._serve(json.loads(body) if is_json else _flat(body))

        def _serve(self, form: Mapping[str, str]) -> None:
            parts = urlsplit(self.path)
            reply = memory.answer(
                self.command, parts.path, {**_flat(parts.query), **form}, self.headers.get("Authorization", "")
            )  # fmt: skip
            if reply.is_lost:
                self.close_connection = True
                return
            body = b"<html>busy</html>" if reply.is_page else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", "text/html" if reply.is_page else "application/json")
            self.send_header("Content-Length", str(len(body)))
            if reply.location:
                self.send_header("Location", reply.location)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    memory.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield memory
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _flat(query: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}

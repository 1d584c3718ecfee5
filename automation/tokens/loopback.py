"""Waits on 127.0.0.1 for the browser to come back from a network's page, once (RFC 8252 §7.3)."""

import html
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from automation.errors import ConfigError
from automation.language import Sentence, Translate, mark
from automation.tokens.oauth import SignInRefused

PATIENCE_S = 600.0
"""How long a person may take at the network's page."""
_PAGE = """<!DOCTYPE html><html><meta charset="utf-8"><title>Lembar</title>
<body style="font:1.2em system-ui,sans-serif;max-width:32em;margin:4em auto;padding:0 1em">
<h1>Lembar</h1><p>{said}</p></body></html>"""


class ComingBack:
    """Listens while it is open; only an answer to this attempt's `state` ends the waiting."""

    def __init__(self, translate: Translate, port: int = 0) -> None:
        try:
            self._server = _Server(("127.0.0.1", port), _Handler)
        except OSError:
            raise ConfigError(
                mark("Port {port} of this computer is taken, and the app sends people back to it."),
                mark("Close the program that uses it, or add --no-browser."),
                port=port,
            ) from None
        self._server.said = translate(
            mark("Done. You can close this page and go back to the terminal.")
        )
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> "ComingBack":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.server_close()

    def wait(self, state: str, patience_s: float = PATIENCE_S) -> str:
        """Return the address the browser came back to.

        Raises:
            SignInRefused: nobody came back in time.
        """
        self._server.state, self._server.timeout = state, 1.0
        ends_at = time.monotonic() + patience_s
        while not self._server.came:
            if time.monotonic() > ends_at:
                raise SignInRefused(Sentence(mark("nobody came back from the page in time")))
            self._server.handle_request()
        return f"{self.address.rstrip('/')}{self._server.came}"


class _Server(HTTPServer):
    said = ""
    state = ""
    came = ""


class _Handler(BaseHTTPRequestHandler):
    timeout = 5
    server: _Server

    def do_GET(self) -> None:
        """Take the answer to our attempt; anything else is none of ours."""
        told = parse_qs(urlsplit(self.path).query)
        if told.get("state") != [self.server.state]:
            self.send_error(404)
            return
        self.server.came = self.path
        body = _PAGE.format(said=html.escape(self.server.said)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the address holds the code."""

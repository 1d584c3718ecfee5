"""A headless Chromium, led over its own debugging protocol: no driver needs to be installed."""

import asyncio
import base64
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import urlopen

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
_PATIENCE_S = 40.0
_MIDDLE = """selector => {
  const found = document.querySelector(selector), box = found?.getBoundingClientRect()
  const [x, y] = box ? [box.x + box.width / 2, box.y + box.height / 2] : [0, 0]
  return box?.width && found.contains(document.elementFromPoint(x, y)) ? [x, y] : null
}"""
"""The middle of an element; null while it is not there, has no size, or something lies over it."""


class Browser:
    """One page of one browser."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._loop = asyncio.new_event_loop()
        self._number = 0
        self._asked: list[str] = []

    def __enter__(self) -> "Browser":
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        self._process = subprocess.Popen(
            [
                str(PROGRAM),
                *flags,
                "--remote-debugging-port=0",
                f"--user-data-dir={self._profile}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port_file = self._profile / "DevToolsActivePort"
        self._wait_for(port_file.exists)
        self._wait_for(lambda: len(port_file.read_text().splitlines()) > 1)
        port = port_file.read_text().splitlines()[0]
        targets = json.load(urlopen(f"http://127.0.0.1:{port}/json", timeout=_PATIENCE_S))
        address = next(one["webSocketDebuggerUrl"] for one in targets if one["type"] == "page")
        self._socket = self._run(_connected(address))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._run(_closed(self._socket))
        finally:
            self._process.terminate()
            self._process.wait(timeout=_PATIENCE_S)
            self._loop.close()

    def open(self, url: str) -> None:
        self.tell("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def ask(self, script: str) -> Any:
        """Return the value of an expression in the page."""
        told = self.tell(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        self._wait_for(lambda: bool(self.ask(script)))

    def click(self, selector: str) -> None:
        """Press and release the mouse in the middle of an element, once it lies there uncovered."""
        self.until(f"!!({_MIDDLE})({json.dumps(selector)})")
        x, y = self.ask(f"({_MIDDLE})({json.dumps(selector)})")
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def grow(self, width: int, height: int) -> None:
        """Make the page so large, in pixels, that all of it is seen at once."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self.tell("Page.captureScreenshot")["data"])

    def asked_for(self) -> list[str]:
        """Return the addresses the page has asked for since `Network.enable`, those in its text left out."""
        self.ask("1")
        return [url for url in self._asked if not url.startswith(("data:", "blob:"))]

    def press(self, key: str) -> None:
        text = {"Enter": "\r"}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.tell(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                text=text if kind == "keyDown" else "",
            )

    def type(self, text: str) -> None:
        self.tell("Input.insertText", text=text)

    def tell(self, method: str, **values: Any) -> Any:
        self._number += 1
        return self._run(self._answer(self._number, method, values))

    async def _answer(self, number: int, method: str, values: dict[str, Any]) -> Any:
        await self._socket.write_message(
            json.dumps({"id": number, "method": method, "params": values})
        )
        while True:
            told = json.loads(await self._socket.read_message() or "{}")
            if told.get("method") == "Network.requestWillBeSent":
                self._asked.append(told["params"]["request"]["url"])
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(asyncio.wait_for(work, _PATIENCE_S))

    def _wait_for(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not is_so():
            assert time.monotonic() < end, "the browser did not get there"
            time.sleep(0.03)


async def _connected(address: str) -> Any:
    from tornado.websocket import websocket_connect

    return await websocket_connect(address)


async def _closed(socket: Any) -> None:
    socket.close()
    await asyncio.sleep(0)

"""A real browser for tests: headless Chromium, spoken to over a pipe in the DevTools protocol: nothing connects."""

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 60.0
"""Seconds after which a browser that says nothing is taken for stuck."""
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--mute-audio", "--remote-debugging-pipe",
)  # fmt: skip
_START = "import os, sys; r, w, *call = sys.argv[1:]; os.dup2(int(r), 103); os.dup2(int(w), 104)\n"
_START += "os.dup2(103, 3); os.dup2(104, 4); os.execv(call[0], call)"
"""A browser reads what it is told from descriptor 3, and answers on 4."""
_KEYS: Mapping[str, tuple[int, str]] = {"Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, ""), " ": (32, " ")}

Reply = Mapping[str, Any]


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None where the machine has none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def open_browser(program: str, profile: Path) -> Iterator["Tab"]:
    """Start a browser with a fresh profile and give an empty tab; end it afterwards."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    call = [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        [sys.executable, "-c", _START, str(theirs_in), str(theirs_out), *call],
        pass_fds=(theirs_in, theirs_out),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        wire = _Wire(ours_out, ours_in)
        yield Tab(wire)
        wire.ask("Browser.close")
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
        os.close(ours_out)
        os.close(ours_in)


class _Wire:
    """Send commands and take answers, each a JSON text that ends in a zero byte."""

    def __init__(self, out: int, back: int) -> None:
        self._out, self._back = out, back
        self._numbers = itertools.count(1)
        self._rest = b""
        self.events: list[Reply] = []

    def ask(self, method: str, session: str = "", **parameters: object) -> Reply:
        """Send one command and return its result; what happens meanwhile is kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (reply := self._read()).get("id") != number:
            self.events.append(reply)
        if "error" in reply:
            raise AssertionError(f"{method}: {reply['error']}")
        return dict(reply["result"])

    def wait(self, method: str, times: int = 1) -> None:
        """Wait until an event of a kind has happened so many times."""
        while len(self.find(method)) < times:
            self.events.append(self._read())

    def find(self, method: str) -> list[Reply]:
        """Return what is known of each event of a kind."""
        return [dict(event["params"]) for event in self.events if event.get("method") == method]

    def _read(self) -> Reply:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], PATIENCE)
            data = os.read(self._back, 1 << 20) if ready else b""
            if not data:
                raise AssertionError("the browser has stopped answering")
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


class Tab:
    """One tab of the browser."""

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire
        target = wire.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = str(wire.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")
        self.ask("Page.bringToFront")

    def ask(self, method: str, **parameters: object) -> Reply:
        """Send one command to the tab."""
        return self._wire.ask(method, self._session, **parameters)

    def open(
        self, page: Path, *, scripts: bool = True, width: int = 1200, height: int = 900, scheme: str = "light"
    ) -> None:
        """Load a file at a width, in the colours asked for, with scripts allowed or not."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.dress(scheme)
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._wire.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        self._wire.wait("Page.loadEventFired")
        self.ask("Emulation.setFocusEmulationEnabled", enabled=True)

    def wait(self) -> None:
        """Wait for the page that a click or a key has led to from the one that was opened."""
        self._wire.wait("Page.loadEventFired", times=2)

    def dress(self, scheme: str = "light", media: str = "") -> None:
        """Ask for light or dark colours, and for the screen or paper."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def run(self, script: str) -> Any:
        """Return what an expression is worth; a promise is waited for."""
        reply = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in reply, reply["exceptionDetails"]
        return reply["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key down and let it go, as a hand does."""
        code, text = _KEYS[key]
        about = {
            "key": key,
            "code": key if key != " " else "Space",
            "windowsVirtualKeyCode": code,
            "modifiers": 8 * shift,
        }
        self.ask("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""
        place = self.run(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect();"
            f" return [r.x + r.width / 2, r.y + r.height / 2] }})(document.querySelector({json.dumps(selector)}))"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened."""
        self.run("0")
        return [str(event["request"]["url"]) for event in self._wire.find("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """Return what the browser has said about the page, such as what its policy has blocked."""
        self.run("0")
        return [str(event["entry"]["text"]) for event in self._wire.find("Log.entryAdded")]

    def print(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        reply = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(reply["data"])

    def draw(self, *, whole: bool = True) -> bytes:
        """Return a picture of the page as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

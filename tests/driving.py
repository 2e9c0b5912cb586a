"""Drives the real page: a server of its own, and visitors in headless Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium's own traffic is none of the page's.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The pages of its address bar, which nobody sees, take a quarter of the time of opening ours.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
)
PATIENCE = 30_000  # milliseconds that a loaded machine may need for what a quick one does at once
expect.set_options(timeout=PATIENCE)
STILL = """() => document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getComputedTiming().iterations === Infinity)"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own; in CI a missing one is a failure."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        except Error as error:
            reason = f"Chromium does not start: {error.message.splitlines()[0]}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield browser
        browser.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(port, int)
    return port


class Server:
    """The app under test, as its own process."""

    def __init__(
        self,
        folder: Path,
        *command: str,
        cwd: Path = ROOT,
        port: int | None = None,
        below: str = "",
        **environment: str,
    ) -> None:
        port = port or free_port()
        self.port = port
        self.url = f"http://127.0.0.1:{port}{below}"
        self._log = folder / "server.log"
        environment = {
            **os.environ,
            "CORRIDORS_LIBRARY": str(folder / "library"),
            "CORRIDORS_CACHE": str(folder / "cache"),
            "CORRIDORS_ARTICLES": "",
            "CORRIDORS_GEODATA": "",
            **environment,
        }
        options = (
            "--server.headless=true",
            f"--server.port={port}",
            "--server.address=127.0.0.1",
            f"--server.baseUrlPath={below}",
        )
        command = command or (sys.executable, "-m", "streamlit", "run", "app.py")
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*command, *options],
                cwd=cwd,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> "Server":
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def _wait(self) -> None:
        for _ in range(1200):
            if self._process.poll() is not None:
                break
            try:
                with urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"the server does not start: {self._log.read_text()[-2000:]}")

    def log(self) -> str:
        return self._log.read_text()


class Visit:
    """One visitor's page, with everything that it asked for and complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    @property
    def foreign(self) -> list[str]:
        own = (self.url, self.url.replace("http:", "ws:"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def open(self, query: str = "") -> "Visit":
        self.page.goto(self.url + query)
        self.page.wait_for_selector(".corridors-map[data-ready]")
        self.page.wait_for_selector(".switch", state="attached")
        return self

    def settle(self) -> None:
        """Wait until the page has run its script, and nothing fades or moves any more."""
        self.page.wait_for_selector('[data-test-script-state="notRunning"]')
        self.page.wait_for_function(STILL)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait, with the page at work, until something is so."""
        for _ in range(PATIENCE // 20):
            if is_so():
                return
            self.page.wait_for_timeout(20)
        pytest.fail("what is waited for does not come")

    def click_symbol(self, feature: str) -> None:
        box = self.page.locator(f'.site[data-feature="{feature}"]').bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def wait_for(self, feature: str) -> None:
        self.page.wait_for_selector(f'.reader[data-feature="{feature}"]')
        self.page.wait_for_selector(f'.corridors-map[data-selected="{feature}"]')

    def ask(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

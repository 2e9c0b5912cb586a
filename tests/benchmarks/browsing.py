"""What the benchmarks of the page share: time from a press to what it brings, and its table."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from driving import ROOT, Server
from playwright.sync_api import Browser, Frame, Page

PAGES = ROOT / "tests" / "benchmarks" / "pages"
PORTS = ("port-baku", "port-aktau", "port-turkmenbashi", "port-makhachkala")
WARM = 8  # what comes first warms caches up and is not counted
REST = 700  # milliseconds: a page goes on working after its answer stands
# Wall-clock milliseconds, so that an iframe's can be compared with its page's.
WATCH = """(selector) => {
  window.found = null;
  const look = () => {
    if (!window.found && document.querySelector(selector)) {
      window.found = performance.timeOrigin + performance.now();
    }
  };
  window.watcher?.disconnect();
  window.watcher = new MutationObserver(look);
  window.watcher.observe(document, {subtree: true, childList: true, attributes: true});
}"""
PRESS = """() => ['pointerdown', 'keydown'].forEach((kind) => addEventListener(kind, (event) => {
  window.pressed = performance.timeOrigin + event.timeStamp;
}, {capture: true}))"""


def running(folder: Path, script: Path = ROOT / "app.py", *, plain: bool = False) -> Server:
    """Start a page over the library in a folder; a plain one has no settings of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    command = (sys.executable, "-m", "streamlit", "run", str(script))
    return Server(folder, *command, cwd=folder if plain else ROOT)


def opened(browser: Browser, url: str) -> Page:
    """Open our page, ready to be used."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(url)
    page.wait_for_selector(".corridors-map[data-ready]", timeout=60_000)
    page.evaluate(PRESS)
    return page


def timed(page: Page, frame: Frame | Page, press: Callable[[], object], selector: str) -> float:
    """Return the milliseconds from a press in a frame until a selector matches in the page."""
    page.wait_for_timeout(REST)
    page.evaluate(WATCH, selector)
    frame.evaluate("() => { window.pressed = null; }")
    press()
    page.wait_for_function("() => window.found", timeout=60_000)
    spent: float = page.evaluate("() => window.found") - frame.evaluate("() => window.pressed")
    return spent


def _click(page: Page, port: str) -> float:
    """Click a port on our map; return the milliseconds until its passages stand in the panel."""
    site = page.locator(f'.site[data-feature="{port}"]')
    target = f'.reader[data-feature="{port}"] .bar'
    return timed(page, page, partial(site.click, force=True), target)


def clicks(page: Page) -> Iterator[float]:
    """Click ports on our page, one after the other."""
    while True:
        yield from (_click(page, port) for port in PORTS)


def standing(page: Page, url: str, selector: str) -> float:
    """Return the milliseconds until a page that is opened has something."""
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => ({WATCH})('{selector}'))")
    page.goto(url)
    page.wait_for_function("() => window.found", timeout=120_000)
    spent: float = page.evaluate("() => window.found - performance.timeOrigin")
    return spent


def echoed(browser: Browser, url: str) -> Iterator[float]:
    """Press the button that is echoed."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector(".probe")
    page.evaluate(PRESS)
    number = 0
    while True:
        number += 1
        target = f'.probe[data-heard="{number}"]'
        yield timed(page, page, lambda: page.locator(".probe").click(), target)


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile of some milliseconds."""
    return {
        "median": round(statistics.median(values), 1),
        "p95": round(statistics.quantiles(values, n=20)[-1], 1),
        "times": len(values),
    }


def turns(ways: Mapping[str, Iterator[float]], times: int) -> dict[str, dict[str, float]]:
    """Let ways of doing something take turns; return the spread of each."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(times + WARM):
        for name, way in ways.items():
            spent = next(way)
            if number >= WARM:
                found[name].append(spent)
    return {name: spread(values) for name, values in found.items()}


def report(result: Mapping[str, Any], file: Path | None) -> None:
    """Print a table, and write JSON where a file is named."""
    if file:
        file.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    for title, rows in result.items():
        if not isinstance(rows, Mapping):
            print(f"{title}: {rows:,}")
            continue
        print(f"{title:40} {'median':>10} {'p95':>10}")
        for name, row in rows.items():
            print(f"  {name:38} {row['median']:10.1f} {row['p95']:10.1f}")

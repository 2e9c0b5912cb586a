"""Time what a visitor waits for, beside what people would use instead, in headless Chromium.

Run it with ``pip install -e '.[test,bench]'`` and ``python tests/benchmarks/clicking.py``. It
prints, for each page, the milliseconds from the press of the mouse until the passages stand in
the page (the median and the 95th percentile), those until a new page shows its map, and the bytes
that the map and the panels cost beyond Streamlit's own. All pages take turns in one run. The
floor is a component that only says back what it was told.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from driving import ROOT, Server, chromium
from playwright.sync_api import Browser, Frame, Page, Route
from xstatic.pkg import leaflet

from corridors.workspace import open_workspace

PAGES = ROOT / "tests" / "benchmarks" / "pages"
PORTS = ("port-baku", "port-aktau", "port-turkmenbashi", "port-makhachkala")
# Wall-clock milliseconds, so that an iframe's can be compared with its page's.
_WATCH = """(selector) => {
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
_PRESS = """() => addEventListener('pointerdown', (event) => {
  window.pressed = performance.timeOrigin + event.timeStamp;
}, {capture: true})"""


def served(page: Page) -> Page:
    """Answer for the host that streamlit-folium loads Leaflet from: no network is timed."""

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name in ("leaflet.js", "leaflet.css"):
            route.fulfill(path=Path(leaflet.BASE_DIR) / name)
        else:
            route.fulfill(body="")

    page.route(re.compile("^https:"), answer)
    return page


def timed(page: Page, frame: Frame | Page, press: Callable[[], None], selector: str) -> float:
    """Return the milliseconds from a press in a frame until a selector matches in the page."""
    page.evaluate(_WATCH, selector)
    frame.evaluate("() => { window.pressed = null; }")
    press()
    page.wait_for_function("() => window.found", timeout=60_000)
    spent: float = page.evaluate("() => window.found") - frame.evaluate("() => window.pressed")
    return spent


def ours(browser: Browser, url: str) -> Iterator[float]:
    """Click ports on our page, one after the other."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(url)
    page.wait_for_selector(".corridors-map[data-ready]")
    page.evaluate(_PRESS)
    while True:
        for port in PORTS:
            site = page.locator(f'.site[data-feature="{port}"]')
            target = f'.reader[data-feature="{port}"] .count'
            yield timed(page, page, partial(site.click, force=True), target)


def echoed(browser: Browser, url: str) -> Iterator[float]:
    """Press the button that is echoed."""
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector(".probe")
    page.evaluate(_PRESS)
    number = 0
    while True:
        number += 1
        target = f'.probe[data-heard="{number}"]'
        yield timed(page, page, lambda: page.locator(".probe").click(), target)


def folium(browser: Browser, url: str) -> Iterator[float]:
    """Click ports in streamlit-folium's iframe."""
    page = served(browser.new_page(viewport={"width": 1400, "height": 900}))
    page.goto(url)
    page.frame_locator("iframe").locator(".site-port").first.wait_for(timeout=60_000)
    frame = page.frames[1]
    frame.evaluate(_PRESS)
    atlas = open_workspace().atlas
    order = [feature.id for feature in atlas.features.values() if feature.kind == "port"]
    while True:
        for port in PORTS:
            site = frame.locator(".site-port").nth(order.index(port))
            name = page.locator(".found")
            before = name.get_attribute("data-feature") if name.count() else ""
            target = f'.found:not([data-feature="{before}"])'
            yield timed(page, frame, partial(site.click, force=True), target)


def first_map(browser: Browser, url: str, selector: str) -> tuple[float, int]:
    """Return the milliseconds until a map stands, and the bytes of components, compressed."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = served(context.new_page())
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    moved = 0

    def answered(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        nonlocal moved
        if "/component/" in urls.get(event["requestId"], ""):
            moved += int(event["encodedDataLength"])

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => ({_WATCH})('{selector}'))")
    page.goto(url)
    page.wait_for_function("() => window.found", timeout=60_000)
    spent: float = page.evaluate("() => window.found - performance.timeOrigin")
    page.wait_for_timeout(1500)
    context.close()
    return spent, moved


def spread(values: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile of some milliseconds."""
    return {
        "median": round(statistics.median(values), 1),
        "p95": round(statistics.quantiles(values, n=20)[-1], 1),
        "times": len(values),
    }


def measure(clicks: int, opens: int) -> dict[str, Any]:
    """Run all pages, taking turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(chromium())
        urls: dict[str, str] = {}
        for name, script in (
            ("ours", ROOT / "app.py"),
            ("floor", PAGES / "echo.py"),
            ("folium", PAGES / "folium_page.py"),
            ("empty", PAGES / "empty.py"),
        ):
            (folder / name).mkdir()
            command = (sys.executable, "-m", "streamlit", "run", str(script))
            urls[name] = stack.enter_context(Server(folder / name, *command)).url
        ways = {"ours": ours, "floor": echoed, "folium": folium}
        runs = {name: way(browser, urls[name]) for name, way in ways.items()}
        found: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(clicks + 3):
            for name, run in runs.items():
                spent = next(run)
                if number >= 3:  # the first clicks warm caches up
                    found[name].append(spent)
        opened: dict[str, list[float]] = {"ours": [], "empty": []}
        moved = 0
        for _ in range(opens):
            spent, moved = first_map(browser, urls["ours"], ".site")
            opened["ours"].append(spent)
            opened["empty"].append(first_map(browser, urls["empty"], "iframe")[0])
        return {
            "click to passages, ms": {name: spread(values) for name, values in found.items()},
            "first map, ms": {name: spread(values) for name, values in opened.items()},
            "bytes of components": moved,
        }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--opens", type=int, default=8)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result = measure(options.clicks, options.opens)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    for title, rows in result.items():
        if not isinstance(rows, dict):
            print(f"{title}: {rows:,}")
            continue
        print(f"{title:24} {'median':>10} {'p95':>10}")
        for name, row in rows.items():
            print(f"  {name:22} {row['median']:10.1f} {row['p95']:10.1f}")


if __name__ == "__main__":
    main()

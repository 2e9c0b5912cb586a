"""Time a click and the first map beside what people would use instead, in headless Chromium.

Run it with ``pip install -e '.[test,bench]'`` and ``python tests/benchmarks/clicking.py``. It
prints, for each page, the milliseconds from the press of the mouse until the passages stand in
the page (the median and the 95th percentile), those until a new page shows its map, and the bytes
that the map and the panels cost beyond Streamlit's own, on a first visit and on a second. All
pages take turns in one run. The floor is a component that only says back what it was told: in
Streamlit as it comes, as streamlit-folium's page is, and with the settings of our page.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from browsing import (
    PAGES,
    PORTS,
    PRESS,
    clicks,
    echoed,
    opened,
    report,
    running,
    spread,
    standing,
    timed,
    turns,
)
from driving import ROOT, chromium
from playwright.sync_api import Browser, BrowserContext, Route

from corridors.map import leaflet
from corridors.workspace import open_workspace


def served(context: BrowserContext) -> BrowserContext:
    """Answer for the host that streamlit-folium loads Leaflet from: no network is timed."""

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name in ("leaflet.js", "leaflet.css"):
            route.fulfill(path=leaflet.FOLDER / name)
        else:
            route.fulfill(body="")

    context.route(re.compile("^https:"), answer)
    return context


def folium(browser: Browser, url: str) -> Iterator[float]:
    """Click ports in streamlit-folium's iframe."""
    page = served(browser.new_context(viewport={"width": 1400, "height": 900})).new_page()
    page.goto(url)
    page.frame_locator("iframe").locator(".site-port").first.wait_for(timeout=60_000)
    frame = page.frames[1]
    frame.evaluate(PRESS)
    atlas = open_workspace().atlas
    order = [feature.id for feature in atlas.features.values() if feature.kind.id == "port"]
    while True:
        for port in PORTS:
            site = frame.locator(".site-port").nth(order.index(port))
            name = page.locator(".found")
            before = name.get_attribute("data-feature") if name.count() else ""
            target = f'.found:not([data-feature="{before}"])'
            yield timed(page, frame, partial(site.click, force=True), target)


def first_map(context: BrowserContext, url: str, selector: str) -> tuple[float, int]:
    """Return the milliseconds until a map stands, and the bytes of components, compressed."""
    page = context.new_page()
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
    spent = standing(page, url, selector)
    page.wait_for_timeout(1500)
    page.close()
    return spent, moved


def measure(times: int, opens: int) -> dict[str, Any]:
    """Run all pages, taking turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(chromium())
        urls = {
            name: stack.enter_context(running(folder / name, script, plain=plain)).url
            for name, script, plain in (
                ("ours", ROOT / "app.py", False),
                ("floor", PAGES / "echo.py", True),
                ("floor, our settings", PAGES / "echo.py", False),
                ("streamlit-folium", PAGES / "folium_page.py", True),
                ("empty map", PAGES / "empty.py", True),
            )
        }
        ways = {
            "ours": clicks(opened(browser, urls["ours"])),
            "floor": echoed(browser, urls["floor"]),
            "floor, our settings": echoed(browser, urls["floor, our settings"]),
            "streamlit-folium": folium(browser, urls["streamlit-folium"]),
        }
        clicked = turns(ways, times)
        maps: dict[str, list[float]] = {"ours": [], "empty map": []}
        moved = again = 0
        for _ in range(opens):
            for name, selector in (("ours", ".site"), ("empty map", "iframe")):
                with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
                    if name != "ours":  # nothing is cached where requests are answered for
                        served(context)
                    spent, bytes_ = first_map(context, urls[name], selector)
                    maps[name].append(spent)
                    if name == "ours":
                        moved, again = bytes_, first_map(context, urls[name], selector)[1]
        return {
            "click to passages, ms": clicked,
            "first map, ms": {name: spread(values) for name, values in maps.items()},
            "bytes of components": moved,
            "bytes of components, second visit": again,
        }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--opens", type=int, default=8)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    report(measure(options.clicks, options.opens), options.json)


if __name__ == "__main__":
    main()

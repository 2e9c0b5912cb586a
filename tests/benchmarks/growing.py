"""Time a click and the first map as the articles and the places grow.

Run it with ``pip install -e '.[test]'`` and ``python tests/benchmarks/growing.py``. It makes
libraries of 10, 1,000 and 10,000 articles, and of 100, 1,000 and 10,000 more places, and prints
for each the milliseconds from a click to its passages and until the map stands. All pages take
turns. ``--keep FOLDER`` uses a folder again: the largest takes minutes to make.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import making
from browsing import PORTS, WARM, WATCH, click, opened, report, running, spread
from driving import Server, chromium
from playwright.sync_api import Browser
from scale import apart, imported, write

ARTICLES = (10, 1_000, 10_000)
PLACES = (100, 1_000, 10_000)


def articles(folder: Path, count: int) -> None:
    """Make a library of articles, and its cache."""
    if (folder / "library").exists():
        return
    environment = {
        "CORRIDORS_LIBRARY": str(folder / "library"),
        "CORRIDORS_CACHE": str(folder / "cache"),
        "CORRIDORS_ARTICLES": "",
    }
    write(folder / "texts", count)
    imported(folder / "texts", environment)
    apart("build", environment)


def places(folder: Path, count: int) -> None:
    """Make a library with a layer of places."""
    path = folder / "library" / "layers" / "made-up.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(making.places(count)), encoding="utf-8")


def first_map(browser: Browser, url: str) -> float:
    """Return the milliseconds until a new visitor sees the first symbol."""
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(f"addEventListener('DOMContentLoaded', () => ({WATCH})('.site'))")
        page.goto(url)
        page.wait_for_function("() => window.found", timeout=120_000)
        spent: float = page.evaluate("() => window.found - performance.timeOrigin")
        return spent


def measure(folder: Path, clicks: int, opens: int) -> dict[str, Any]:
    """Run all pages, taking turns."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        servers: dict[str, Server] = {}
        for make, counts in ((articles, ARTICLES), (places, PLACES)):
            for count in counts:
                name = f"{count:,} {make.__name__}"
                home = folder / f"{make.__name__}-{count}"
                make(home, count)
                servers[name] = stack.enter_context(running(home))
        pages = {name: opened(browser, server.url) for name, server in servers.items()}
        clicked: dict[str, list[float]] = {name: [] for name in servers}
        mapped: dict[str, list[float]] = {name: [] for name in servers}
        for number in range(clicks + WARM):
            for name, page in pages.items():
                spent = click(page, PORTS[number % len(PORTS)])
                if number >= WARM:
                    clicked[name].append(spent)
        for page in pages.values():
            page.close()
        for _ in range(opens):
            for name, server in servers.items():
                mapped[name].append(first_map(browser, server.url))
        return {
            "click to passages, ms": {name: spread(values) for name, values in clicked.items()},
            "first map, ms": {name: spread(values) for name, values in mapped.items()},
        }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--opens", type=int, default=6)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        report(measure(options.keep or Path(own), options.clicks, options.opens), options.json)


if __name__ == "__main__":
    main()

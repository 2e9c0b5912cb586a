"""Time a click and the first map as the articles and the places grow.

Run it with ``pip install -e '.[test]'`` and ``python tests/benchmarks/growing.py``. It makes
libraries of 10, 1,000 and 10,000 articles, and of 100, 1,000 and 10,000 more places, and prints
for each the milliseconds from a click to its passages and until the map stands. All pages take
turns. ``--articles`` and ``--places`` take other numbers, or none. ``--keep FOLDER`` uses a folder
again: the largest takes minutes to make.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from browsing import clicks, opened, report, running, spread, standing, turns
from driving import Server, chromium
from making import places as made_up
from scale import apart, imported, write

ARTICLES = [10, 1_000, 10_000]
PLACES = [100, 1_000, 10_000]


def articles(folder: Path, count: int) -> None:
    """Make a library of articles, and its cache, which other rules make anew."""
    environment = {
        "CORRIDORS_LIBRARY": str(folder / "library"),
        "CORRIDORS_CACHE": str(folder / "cache"),
        "CORRIDORS_ARTICLES": "",
    }
    if not (folder / "library").exists():
        write(folder / "texts", count)
        imported(folder / "texts", environment)
    apart("build", environment)


def places(folder: Path, count: int) -> None:
    """Make a library with a layer of places."""
    path = folder / "library" / "layers" / "made-up.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made_up(count)), encoding="utf-8")


def measure(
    folder: Path, kinds: Sequence[tuple[Any, Sequence[int]]], times: int, opens: int
) -> dict[str, Any]:
    """Run all pages, taking turns."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        servers: dict[str, Server] = {}
        for make, counts in kinds:
            for count in counts:
                name = f"{count:,} {make.__name__}"
                home = folder / f"{make.__name__}-{count}"
                make(home, count)
                servers[name] = stack.enter_context(running(home))
        pages = {name: opened(browser, server.url) for name, server in servers.items()}
        clicked = turns({name: clicks(page) for name, page in pages.items()}, times)
        mapped: dict[str, list[float]] = {name: [] for name in servers}
        for page in pages.values():
            page.close()
        for _ in range(opens):
            for name, server in servers.items():
                with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
                    mapped[name].append(standing(context.new_page(), server.url, ".site"))
        return {
            "click to passages, ms": clicked,
            "first map, ms": {name: spread(values) for name, values in mapped.items()},
        }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=ARTICLES)
    parser.add_argument("--places", type=int, nargs="*", default=PLACES)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--opens", type=int, default=6)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        kinds = ((articles, options.articles), (places, options.places))
        folder = options.keep or Path(own)
        report(measure(folder, kinds, options.clicks, options.opens), options.json)


if __name__ == "__main__":
    main()

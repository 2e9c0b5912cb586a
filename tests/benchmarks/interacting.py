"""Time the other things that a visitor does, and use the page at random for a while.

Run it with ``pip install -e '.[test]'`` and ``python tests/benchmarks/interacting.py``. It prints,
in milliseconds from the press to what it brings: a corridor switched off or on in the legend, a
letter typed into the search until its results are listed, a step of the window of time until the
address has it; beside a rerun of a component that only echoes, in Streamlit as it comes and with
our settings. Then it does so many things at random and counts how often the map was made anew,
which should be never, and by how much the browser's memory and the number of its elements grew.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from browsing import PAGES, PORTS, echoed, opened, report, running, timed, turns
from driving import chromium
from playwright.sync_api import Browser, Page

from corridors.workspace import open_workspace

TYPED = ("aktau", "ochamchire", "caspian breeze", "zangezur")
PANELS = ("place", "read", "table", "compare", "actors")
GROUPS = ("corridor-middle", "corridor-instc", "corridor-tripp")


def switched(page: Page) -> Iterator[float]:
    """Switch corridors off and on, until the next picture is drawn; this asks no server."""
    while True:
        for group in (*GROUPS, *GROUPS):
            yield page.evaluate(
                """(group) => new Promise((resolve) => {
                  const start = performance.now();
                  document.querySelector(`.legend input[data-group="${group}"]`).click();
                  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
                })""",
                group,
            )


def typed(page: Page) -> Iterator[float]:
    """Type words, letter by letter; the results of what stands there are listed."""
    box = page.get_by_role("combobox", name="Search places and passages")
    while True:
        for words in TYPED:
            box.focus()
            if box.input_value():
                box.fill("")
                page.wait_for_selector('.search[data-answered=""]', timeout=60_000)
            for end in range(1, len(words) + 1):
                target = f'.search[data-answered="{words[:end].strip()}"]'
                press = partial(page.keyboard.type, words[end - 1])
                if words[end - 1] != " ":
                    yield timed(page, page, press, target)
                else:
                    press()


def stepped(page: Page) -> Iterator[float]:
    """Move an end of the window of time by months; the address has the new window."""
    handle = page.get_by_role("slider", name="End of the window")
    while True:
        for key in ("PageDown", "ArrowLeft", "ArrowLeft", "Home", "End"):
            handle.focus()
            before = page.evaluate("() => document.querySelector('.timeline').dataset.window")
            target = f'.timeline:not([data-window="{before}"])'
            yield timed(page, page, partial(handle.press, key), target)


def at_random(page: Page, times: int, seed: int) -> Mapping[str, Any]:
    """Do things at random; return how often the map was made anew, and what grew."""
    chance = random.Random(seed)
    features = list(open_workspace().atlas.features)
    page.evaluate("() => { document.querySelector('.corridors-map').dataset.first = 'yes'; }")
    box = page.get_by_role("combobox", name="Search places and passages")
    handle = page.get_by_role("slider", name="End of the window")

    def search() -> None:
        box.fill(chance.choice(TYPED))
        page.wait_for_timeout(100)
        box.press("Enter")

    def switch() -> None:
        page.locator(f'.legend input[data-group="{chance.choice(GROUPS)}"]').click(force=True)

    def choose() -> None:
        site = page.locator(f'.site[data-feature="{chance.choice(features)}"]')
        if site.count() and site.first.is_visible():
            site.first.focus()
            page.keyboard.press("Enter")

    def back() -> None:
        feature = chance.choice(PORTS)
        page.locator(f'.site[data-feature="{feature}"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**feature={feature}**")
        page.go_back()

    acts: list[Callable[[], object]] = [
        lambda: page.locator(f'.switch [data-id="{chance.choice(PANELS)}"]').click(),
        lambda: handle.press(chance.choice(("PageDown", "ArrowLeft", "End"))),
        back,
        search,
        switch,
        choose,
    ]
    before = _size(page)
    for _ in range(times):
        chance.choice(acts)()
        page.wait_for_timeout(chance.choice((0, 20, 200)))
    page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
    anew = page.locator('.corridors-map[data-first="yes"]').count() != 1
    after = _size(page)
    return {"made anew": int(anew)} | {key: after[key] - before[key] for key in before}


def _size(page: Page) -> dict[str, int]:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    elements = page.evaluate("() => document.querySelectorAll('*').length")
    session.detach()
    return {"kilobytes": int(heap) // 1000, "elements": int(elements)}


def measure(times: int, random_times: int) -> dict[str, Any]:
    """Run all, taking turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser: Browser = stack.enter_context(chromium())
        url = stack.enter_context(running(folder / "ours")).url
        echoes = {
            name: stack.enter_context(running(folder / name, PAGES / "echo.py", plain=plain)).url
            for name, plain in (("floor", True), ("floor, our settings", False))
        }
        ways: dict[str, Iterator[float]] = {}
        for name, echo in echoes.items():
            ways[name] = echoed(browser, echo)
        for name, way in (
            ("a corridor switched", switched),
            ("a letter typed", typed),
            ("a step of the window", stepped),
        ):
            ways[name] = way(opened(browser, url))
        spent = turns(ways, times)
        page = opened(browser, url)
        grown = at_random(page, random_times, 1)
        return {
            "milliseconds": spent,
            **{f"{random_times} acts at random, {key}": value for key, value in grown.items()},
        }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--random", type=int, default=500)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    report(measure(options.times, options.random), options.json)


if __name__ == "__main__":
    main()

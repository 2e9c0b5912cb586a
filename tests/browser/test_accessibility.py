"""Axe, the checker of barriers, over every state of the page: WCAG 2.2 A and AA."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import Server, Visit
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Rule, what it may be left out for, why.
EXCLUDED = (
    # Where a place lies cannot be changed: WCAG 2.5.8 excepts such targets, and each place can be
    # chosen in the search and in the panel too. The browser tests hit them where they overlap.
    ("target-size", ".corridors-map .site"),
)
SCREENS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1400, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}


@pytest.fixture(params=SCREENS)
def anyone(request: pytest.FixtureRequest, browser: Browser, stocked: Server) -> Iterator[Visit]:
    context = browser.new_context(reduced_motion="reduce", **SCREENS[request.param])
    yield Visit(context.new_page(), stocked.url)
    context.close()


def barriers(visit: Visit) -> list[str]:
    visit.settle()  # nothing is judged while it fades in or out
    found = Axe().run(
        visit.page,
        options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]},
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
        if not any(
            rule["id"] == left_out
            and visit.ask("([at, of]) => document.querySelector(at)?.matches(of)", [at, of])
            for left_out, of in EXCLUDED
            for at in node["target"]
        )
    ]


def legend(visit: Visit) -> None:
    if not visit.page.locator(".legend[open]").count():
        visit.page.locator(".legend > summary").click()
    for toggle in visit.page.locator(".legend .toggle").all():
        toggle.click()
    visit.page.locator(".tiles > summary").click()


def search(visit: Visit) -> None:
    visit.page.get_by_role("combobox", name="Search").fill("baku")
    visit.page.wait_for_selector(".search-option")


def help_dialog(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Help and about").click()


def article(visit: Visit) -> None:
    visit.page.locator(".articles .title").first.click()
    visit.page.wait_for_selector(".article-view .paragraph")


def popover(name: str) -> Callable[[Visit], None]:
    def act(visit: Visit) -> None:
        menu = visit.page.get_by_role("button", name="Menu")
        if menu.is_visible():
            menu.click()
        visit.page.get_by_role("button", name=name).click()
        visit.page.wait_for_selector("[data-testid=stPopoverBody]")

    return act


def sheet(visit: Visit) -> None:
    handle = visit.page.locator(".sheet-handle")
    if handle.is_visible():
        handle.press("ArrowUp")
        handle.press("ArrowUp")


def nothing(visit: Visit) -> None:
    """Leave the page as it opens."""


STATES = {
    "start": ("", nothing),
    "legend": ("", legend),
    "search": ("", search),
    "help": ("", help_dialog),
    "place": ("?feature=port-baku", sheet),
    "branch": ("?feature=corridor-middle&branch=middle-central", sheet),
    "articles": ("?panel=read", sheet),
    "article": ("?panel=read", article),
    "actors": ("?panel=actors", sheet),
    "table": ("?panel=table", sheet),
    "compare": ("?panel=compare&feature=corridor-middle&second=corridor-instc", sheet),
    "take along": ("?feature=port-baku", popover("Take along")),
    "add articles": ("", popover("Add articles")),
    "new places": ("", popover("New places")),
}


@pytest.mark.parametrize("state", STATES)
def test_nobody_is_shut_out(anyone: Visit, state: str) -> None:
    query, act = STATES[state]
    anyone.open(f"/{query}")
    act(anyone)
    assert barriers(anyone) == []
    anyone.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    anyone.page.wait_for_selector('.corridors-map[data-theme="dark"]')
    assert barriers(anyone) == []

"""Online tiles: asked for only once they are chosen; where they fail, it shows."""

import base64

import pytest
from driving import Visit
from playwright.sync_api import BrowserContext, Route, expect

pytestmark = pytest.mark.browser

HOST = "https://tile.openstreetmap.org/"
# One grey pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCAyLjHBgAAAABJRU5ErkJggg=="
)


def choose(visit: Visit, name: str) -> None:
    if not visit.page.locator(".tiles[open]").count():
        visit.page.locator(".tiles > summary").click()
    visit.page.get_by_label(name, exact=True).check()


def routed(visit: Visit) -> BrowserContext:
    """Let no request reach another host; those for tiles of OpenStreetMap are answered."""
    context = visit.page.context
    own = visit.url

    def answer(route: Route) -> None:
        if route.request.url.startswith(own):
            route.continue_()
        elif route.request.url.startswith(HOST):
            route.fulfill(body=PIXEL, content_type="image/png")
        else:
            route.abort("internetdisconnected")

    context.route("**/*", answer)
    return context


def test_tiles_are_asked_for_once_chosen_and_again_after_a_reload(visit: Visit) -> None:
    routed(visit)
    visit.open()
    visit.page.wait_for_load_state("networkidle")
    visit.settle()
    assert visit.foreign == []
    choose(visit, "OpenStreetMap")
    visit.page.wait_for_selector('.corridors-map[data-ground="osm"]')
    assert visit.foreign
    assert all(url.startswith(HOST) for url in visit.foreign)
    credit = visit.page.locator(".leaflet-control-attribution")
    expect(credit.locator('a[href="https://www.openstreetmap.org/copyright"]')).to_be_visible()
    expect(visit.page.locator(".tiles-lost")).to_be_hidden()
    visit.page.wait_for_function("() => location.search.includes('tiles=osm')")
    visit.page.reload()
    visit.page.wait_for_selector('.corridors-map[data-ground="osm"]')
    choose(visit, "Drawn here, no network")
    visit.page.wait_for_function("() => !location.search.includes('tiles')")
    expect(credit.locator('a[href="https://www.openstreetmap.org/copyright"]')).to_have_count(0)
    expect(visit.page.locator(".leaflet-tile")).to_have_count(0)


def test_tiles_that_cannot_be_had_leave_the_drawn_map_and_a_notice(visit: Visit) -> None:
    routed(visit)
    visit.open("/?tiles=satellite&tiles=sea")
    notice = visit.page.locator(".tiles-lost")
    expect(notice).to_contain_text("Satellite, Sea marks")
    expect(visit.page.locator(".base-land").first).to_be_visible()
    notice.get_by_role("button", name="Back to the drawn map").click()
    expect(notice).to_be_hidden()
    visit.page.wait_for_function("() => !location.search.includes('tiles')")
    expect(visit.page.get_by_label("Drawn here, no network")).to_be_checked()

"""On a phone the map comes first, and the panel is a sheet over it."""

import pytest
from driving import Visit
from playwright.sync_api import FloatRect, expect

pytestmark = pytest.mark.browser

SIZES = [(390, 844), (360, 640)]


def on_phone(visit: Visit, width: int, height: int, query: str = "") -> Visit:
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.open(query)
    visit.page.wait_for_selector(".sheet-handle")
    return visit


def box(visit: Visit, selector: str) -> FloatRect:
    found = visit.page.locator(selector).bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_map_has_most_of_the_screen_and_nothing_scrolls_sideways(
    visit: Visit, width: int, height: int
) -> None:
    on_phone(visit, width, height)
    chart = box(visit, ".corridors-map")
    assert chart["y"] < 80
    assert chart["height"] > 0.5 * height
    assert chart["y"] + chart["height"] <= box(visit, ".st-key-panel")["y"] + 1
    assert visit.ask("() => document.documentElement.scrollWidth") <= width
    expect(visit.page.get_by_role("combobox", name="Search")).to_be_in_viewport()
    small = visit.ask(
        """() => [...document.querySelectorAll('button, input, a[role=button], .leaflet-bar a')]
          .filter((one) => one.checkVisibility() && one.closest('.stApp'))
          .map((one) => [one.className, one.getBoundingClientRect()])
          .filter(([, {height, width}]) => height && (height < 43.5 || width < 43.5))
          .map(([name, {width, height}]) => `${name} ${width} ${height}`)"""
    )
    assert small == []


def test_handle_draws_the_panel_up_by_keyboard_too(visit: Visit) -> None:
    on_phone(visit, 390, 844)
    handle = visit.page.locator(".sheet-handle")
    expect(handle).to_have_attribute("aria-expanded", "false")
    low = box(visit, ".st-key-panel")["height"]
    handle.press("Enter")
    expect(handle).to_have_attribute("aria-expanded", "true")
    half = box(visit, ".st-key-panel")["height"]
    handle.press("ArrowUp")
    full = box(visit, ".st-key-panel")["height"]
    assert low < half < full <= 844
    handle.press("ArrowDown")
    handle.press("ArrowDown")
    expect(handle).to_have_attribute("aria-expanded", "false")


def test_a_choice_on_the_map_draws_the_panel_half_up_and_moves_nothing_else(visit: Visit) -> None:
    on_phone(visit, 390, 844)
    before = box(visit, ".corridors-map")
    visit.page.locator('.site[data-feature="port-baku"]').focus()
    visit.page.keyboard.press("Enter")
    visit.wait_for("port-baku")
    visit.page.wait_for_selector('html[data-sheet="half"]', state="attached")
    assert box(visit, ".corridors-map") == before
    assert visit.ask("() => window.scrollY + document.querySelector('.stMain').scrollTop") == 0
    expect(visit.page.locator(".reader h2")).to_be_in_viewport()


def test_what_is_chosen_at_the_foot_of_the_map_is_moved_out_from_under_the_panel(
    visit: Visit,
) -> None:
    on_phone(visit, 390, 844, "/?map=6/41.0/50.0")
    site = visit.page.locator('.site[data-feature="port-anzali"]')
    visit.page.wait_for_selector(".corridors-map[data-ready]")
    low = site.bounding_box()
    assert low is not None
    site.focus()
    visit.page.keyboard.press("Enter")
    visit.wait_for("port-anzali")
    visit.page.wait_for_selector('html[data-sheet="half"]', state="attached")
    visit.page.wait_for_function(
        """() => {
          const place = document.querySelector('.site.is-selected').getBoundingClientRect();
          const map = document.querySelector('.corridors-map').getBoundingClientRect();
          const foot = document.querySelector('.st-key-panel').getBoundingClientRect().top;
          return place.top > map.top && place.bottom < foot;
        }"""
    )
    assert low["y"] > box(visit, ".st-key-panel")["y"]


def test_a_map_that_was_moved_elsewhere_stays_there_when_the_panel_is_drawn_up(
    visit: Visit,
) -> None:
    on_phone(visit, 390, 844, "/?feature=port-baku")
    visit.wait_for("port-baku")
    visit.page.wait_for_selector('html[data-sheet="half"]', state="attached")
    visit.ask("() => { window.map_corridors.setView([47, 66], 7, {animate: false}); }")
    handle = visit.page.locator(".sheet-handle")
    for key in ("ArrowDown", "ArrowUp"):
        handle.press(key)
        visit.page.wait_for_timeout(600)  # as long as the panel moves, and longer
    at = visit.ask("() => window.map_corridors.getCenter()")
    assert [at["lat"], at["lng"]] == pytest.approx([47, 66], abs=0.1)


def test_ways_to_add_lie_in_a_menu(visit: Visit) -> None:
    on_phone(visit, 390, 844)
    add = visit.page.get_by_role("button", name="Add articles")
    expect(add).to_be_hidden()
    menu = visit.page.get_by_role("button", name="Menu")
    menu.click()
    expect(add).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(add).to_be_hidden()
    expect(menu).to_be_focused()

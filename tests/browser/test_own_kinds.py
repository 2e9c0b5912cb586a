"""A folder of one's own with a kind of its own: on the map, in legend, timeline and panel."""

import json
from collections.abc import Iterator

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, expect

from corridors.map.sizes import SIZES

pytestmark = pytest.mark.browser

DRAWING = "M12 8v9M8 17h8"
REGATTA = {
    "title": "Regatta",
    "plural": "Regattas",
    "fact": "Race of boats",
    "colour": "#AA3377",
    "glyph": {"shape": "triangle", "drawing": DRAWING},
    "geometry": ["Point"],
    "requires": ["start", "actors"],
    "rank": 9,
    "first_zoom": {"symbol": 6, "name": 0, "silent": 6.5},
    "lane": "regattas",
    "matrix": "Who raced whom",
}
RACE = {
    "type": "Feature",
    "id": "race-one",
    "geometry": {"type": "Point", "coordinates": [50.2, 40.2]},
    "properties": {
        "kind": "regatta",
        "name": "Race of the Bell",
        "names": [{"text": "Race of the Bell", "type": "preferred"}],
        "countries": ["AZ"],
        "status": "held",
        "summary": "Made up.",
        "position": {"precision": "approximate", "km": 1},
        "provenance": [{"text": "made up"}],
        "start": "2025-05-04",
        "actors": [{"state": "AZ", "role": "host"}],
    },
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a folder of geodata that brings one kind and one layer."""
    folder = tmp_path_factory.mktemp("kinds")
    geodata = folder / "geodata"
    geodata.mkdir()
    layer = {"type": "FeatureCollection", "title": "Races", "features": [RACE]}
    files = {"kinds.json": {"regatta": REGATTA}, "races.geojson": layer, "rules.json": {}}
    for name, content in files.items():
        (geodata / name).write_text(json.dumps(content), encoding="utf-8")
    with Server(folder, CORRIDORS_GEODATA=str(geodata)) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page(), server.url)
    context.close()


def test_a_kind_that_is_one_entry_is_seen_everywhere(visit: Visit) -> None:
    visit.open("/?map=7/40.2/50.2")
    symbol = visit.page.locator('.site-regatta[data-feature="race-one"]')
    expect(symbol).to_be_visible()
    row = visit.page.locator(".legend .row", has_text="Races")
    expect(row.locator(f'path[d="{DRAWING}"]')).to_be_attached()
    expect(visit.page.locator('.timeline [data-feature="race-one"]')).to_be_visible()
    expect(visit.page.locator(".timeline .names span", has_text="Regattas")).to_be_visible()
    name = visit.page.locator(".label-feature", has_text="Race of the Bell")
    expect(name).to_have_css("font-size", f"{SIZES.fonts['feature']}px")
    symbol.click()
    visit.wait_for("race-one")
    expect(visit.page.locator(".reader dl")).to_contain_text("Race of boats")
    assert visit.complaints == []


def test_it_is_seen_from_its_first_zoom_on_or_where_it_is_chosen(visit: Visit) -> None:
    visit.open("/?map=5.5/40.2/50.2")
    symbol = visit.page.locator('.site-regatta[data-feature="race-one"]')
    expect(symbol).to_be_hidden()
    visit.ask("() => void window.map_corridors.setZoom(6, {animate: false})")
    expect(symbol).to_be_visible()
    visit.click_symbol("race-one")
    visit.wait_for("race-one")
    visit.ask("() => void window.map_corridors.setZoom(5, {animate: false})")
    expect(symbol).to_be_visible()


def test_the_strip_is_as_high_as_its_lanes(visit: Visit) -> None:
    visit.open()
    lanes = visit.page.locator(".timeline .lane")
    expect(lanes).to_have_count(3)  # regattas, milestones, articles
    box = visit.page.locator(".timeline .plot").bounding_box()
    last = lanes.last.bounding_box()
    assert box is not None
    assert last is not None
    assert box["y"] + box["height"] == pytest.approx(last["y"] + last["height"], abs=1)
    assert visit.ask("() => document.documentElement.scrollHeight <= innerHeight")

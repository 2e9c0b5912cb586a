"""A layer of thousands of places: few symbols at a time, none lost."""

import json
from collections.abc import Iterator

import making
import pytest
from driving import PATIENCE, Server, Visit
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COUNT = 3000
LAST = "made-up-2999"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a layer of thousands of places."""
    folder = tmp_path_factory.mktemp("crowded")
    path = folder / "library" / "layers" / "made-up.geojson"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(making.places(COUNT)), encoding="utf-8")
    with Server(folder) as found:
        yield found


@pytest.fixture
def visit(visit: Visit) -> Visit:
    """A visitor who may be the first one, and waits until folium has described all places."""
    visit.page.set_default_timeout(4 * PATIENCE)
    return visit


def seen(visit: Visit) -> int:
    found = visit.ask(
        """() => [...document.querySelectorAll('.site')]
          .filter((one) => one.checkVisibility()).length"""
    )
    assert isinstance(found, int)
    return found


def test_few_symbols_stand_at_a_time_and_a_closer_view_shows_more(visit: Visit) -> None:
    visit.open()
    told = visit.page.locator(".thinned")
    expect(told).to_contain_text("more places here. Zoom in to see them.")
    assert 0 < seen(visit) < COUNT / 2
    expect(visit.page.locator('.site[data-feature="port-aktau"]')).to_be_visible()
    expect(visit.page.locator(".label-feature", has_text="Aktau").first).to_be_visible()
    visit.ask("() => void window.map_corridors.setView([41, 52], 10, {animate: false})")
    expect(told).to_be_hidden()
    assert visit.complaints == []


def test_a_place_behind_others_is_found_chosen_and_shown(visit: Visit) -> None:
    visit.open(f"/?feature={LAST}")
    visit.wait_for(LAST)
    expect(visit.page.locator(f'.site[data-feature="{LAST}"]')).to_be_visible()
    expect(visit.page.locator(".reader h2")).to_have_text("Zyx 2999")

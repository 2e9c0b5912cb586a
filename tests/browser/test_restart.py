"""A server that is stopped and started again under an open page."""

from pathlib import Path

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

VIEW = """() => {
  const { lat, lng } = window.map_corridors.getCenter();
  return [window.map_corridors.getZoom(), lat.toFixed(2), lng.toFixed(2)];
}"""
SAME = """() => [...document.querySelectorAll('.legend input[data-group]')]
  .filter((input) => !input.checked).map((input) => input.dataset.group)"""


def test_page_finds_back_to_what_it_showed(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    with Server(tmp_path) as server:
        visit = Visit(page, server.url).open()
        visit.click_symbol("port-aktau")
        visit.wait_for("port-aktau")
        page.locator('.legend input[data-group="energy"]').uncheck()
        page.evaluate("void window.map_corridors.panBy([120, 60], { animate: false })")
        page.wait_for_function("new URLSearchParams(location.search).has('map')")
        page.wait_for_function("new URLSearchParams(location.search).has('off')")
        before = (visit.ask(VIEW), visit.ask(SAME), page.url)
    page.wait_for_timeout(1500)
    with Server(tmp_path, port=server.port):
        # The page is not touched: it has to find the new server by itself.
        expect(page.locator('[data-testid="stConnectionStatus"]')).to_have_count(0, timeout=60_000)
        page.wait_for_timeout(5000)
        visit.wait_for("port-aktau")
        assert (visit.ask(VIEW), visit.ask(SAME), page.url) == before
        expect(page.locator('.site[data-feature="port-aktau"].is-selected')).to_have_count(1)
        visit.settle()
        visit.click_symbol("port-baku")
        visit.wait_for("port-baku")
        page.wait_for_url("**feature=port-baku**")
        assert visit.ask(SAME) == ["energy"]
    page.close()

"""New places: offered, added, on the map and linked at once, undone and removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

TALE = """By Ada Example

The ferry Meduza sleeps in Zhetybay <b>`${window.hacked=1}`. The band of Zhetybay played near Aktau.

Nobody at sea has seen Zhetybay since.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the test's own and a folder with one article."""
    folder = tmp_path_factory.mktemp("places")
    (folder / "articles").mkdir()
    (folder / "articles" / "tale.txt").write_text(TALE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def teller(folder: Path) -> Iterator[Server]:
    with Server(folder, CORRIDORS_ARTICLES=str(folder / "articles")) as server:
        yield server


@pytest.fixture
def told(browser: Browser, teller: Server) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield Visit(context.new_page(), teller.url).open()
    context.close()


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_a_suggested_place_is_added_linked_undone_and_removed(told: Visit, folder: Path) -> None:
    page, layer = told.page, folder / "library" / "layers" / "my-places.geojson"
    page.get_by_role("button", name="New places").click()
    pick(page, "1 name not on the map", "Zhetybay: 3 mentions")
    expect(page.get_by_text("sleeps in Zhetybay <b>")).to_be_visible()
    where = page.get_by_role("combobox", name="Where it lies")
    expect(where).to_have_value("Zhetybay, Kazakhstan, 11,731 inhabitants (43.59° N, 52.10° E)")
    assert not layer.exists()

    page.get_by_role("button", name="Add", exact=True).click()
    told.wait_for("my-zhetybay")
    expect(page.get_by_text("Zhetybay: added to my-places.")).to_be_visible()
    expect(page.locator(".reader mark")).to_have_count(3)
    expect(page.locator('.legend input[data-group="my-places"]')).to_be_attached()
    expect(page.get_by_text("No name in the texts at hand")).to_be_visible()
    assert '"my-zhetybay"' in layer.read_text(encoding="utf-8")

    page.get_by_role("button", name="Undo").click()
    expect(page.locator('.reader[data-feature=""]')).to_be_visible()
    expect(page.locator('.site[data-feature="my-zhetybay"]')).to_have_count(0)
    expect(page.get_by_text("Zhetybay: removed.")).to_be_visible()
    expect(page.get_by_role("combobox", name="1 name not on the map")).to_be_visible()
    assert '"my-zhetybay"' not in layer.read_text(encoding="utf-8")

    page.get_by_role("button", name="Undo").click()
    told.wait_for("my-zhetybay")
    pick(page, "1 place of your own", "Zhetybay")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator('.reader[data-feature=""]')).to_be_visible()
    expect(page.locator('.site[data-feature="my-zhetybay"]')).to_have_count(0)
    assert told.ask("() => window.hacked") is None
    assert told.complaints == []


def test_a_typed_name_and_position_and_what_is_wrong_with_them(told: Visit) -> None:
    page = told.page
    page.get_by_role("button", name="New places").click()
    name = page.get_by_role("combobox", name="not on the map")
    name.fill("Sandbank of <i>songs</i>")
    name.press("Enter")
    at = page.get_by_role("textbox", name="Longitude, latitude")
    at.fill("43.2, 151.7")
    at.press("Tab")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("is not on the map (expected longitude")).to_be_visible()
    at.fill("50.9, 43.2")
    at.press("Tab")
    page.get_by_role("button", name="Add", exact=True).click()
    told.wait_for("my-sandbank-of-i-songs-i")
    expect(page.get_by_text("Sandbank of <i>songs</i>: added")).to_be_visible()
    expect(name).to_have_value("")
    assert told.complaints == []

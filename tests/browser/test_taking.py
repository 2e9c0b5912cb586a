"""What is taken along: the page as one file, opened from a disk, and a picture of what is seen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driving import ROOT, Visit
from lxml import etree
from playwright.sync_api import Browser, expect

from corridors.atlas import assemble
from corridors.describe.overview import TITLE
from corridors.geodata import dataset
from corridors.takeout.standalone import standalone

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = dataset.read(ROOT / "geodata")
    whole = assemble(data.layers, data.articles, data.rules)
    path = tmp_path_factory.mktemp("disk") / "corridors.html"
    text = standalone(whole, ROOT / "geodata" / "basemap", data.countries, datetime.now(UTC))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(params=[(1400, 900), (390, 844)], ids=["wide", "phone"])
def offline(browser: Browser, file: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor without a network, who opens the file."""
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    context.set_offline(True)
    visit = Visit(context.new_page(), file.as_uri())
    visit.page.goto(visit.url)
    visit.page.wait_for_selector(".corridors-map[data-ready]")
    visit.page.wait_for_selector(".reader")
    yield visit
    assert visit.complaints == []
    assert {url.partition("?")[0].partition("#")[0] for url in visit.requests} == {visit.url}
    context.close()


def test_file_from_disk_shows_what_is_chosen_and_switches_without_any_request(
    offline: Visit,
) -> None:
    page = offline.page
    offline.click_symbol("port-aktau")
    offline.wait_for("port-aktau")
    assert page.url.endswith("#feature=port-aktau")
    expect(page.locator(".reader h2")).to_have_text("Port of Aktau")
    expect(page.locator(".reader .digest").first).to_be_visible()
    expect(page.locator("#places")).to_have_value("port-aktau")
    page.locator(".reader .cite summary").first.click()
    expect(page.locator(".reader .citation").first).to_contain_text("2025")
    expect(page.get_by_role("button", name="In the article")).to_have_count(0)
    symbols = page.locator(".site-port")
    before = symbols.count()
    if not page.locator(".legend").evaluate("box => box.open"):
        page.locator(".legend summary").click()
    page.locator('input[data-group="ports"]').uncheck()
    expect(symbols).to_have_count(0)
    page.locator('input[data-group="ports"]').check()
    expect(symbols).to_have_count(before)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_file_from_disk_follows_branches_the_list_and_the_way_back(offline: Visit) -> None:
    page = offline.page
    page.locator("#places").select_option("corridor-tripp")
    offline.wait_for("corridor-tripp")
    whole = page.locator(".reader table tr").count()
    page.locator(".reader .branch").nth(2).click()
    page.wait_for_function(f"document.querySelectorAll('.reader table tr').length < {whole}")
    assert "branch=" in page.url
    page.go_back()
    page.wait_for_function(f"document.querySelectorAll('.reader table tr').length == {whole}")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".reader h2")).to_have_text(TITLE)
    page.reload()
    page.wait_for_selector(".corridors-map[data-ready]")


def test_picture_is_of_what_is_seen(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("/?feature=port-aktau").page
    page.locator('input[data-group="meetings"]').uncheck()
    page.wait_for_url("**off=meetings**")
    page.get_by_role("button", name="Take along").click()
    page.get_by_role("combobox", name="What").click()
    page.get_by_role("option", name="picture of the map (SVG)").click()
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Download corridors-map-port-aktau.svg").click()
    found.value.save_as(tmp_path / "map.svg")
    picture = etree.parse(tmp_path / "map.svg").getroot()
    legend = picture.xpath("//*[@class='legend']//*[local-name()='text']/text()")
    assert "Ports" in legend
    assert "Meetings" not in legend
    assert picture.xpath("/*/*[local-name()='title']/text()") == ["Port of Aktau"]
    assert visit.complaints == []
    assert visit.foreign == []

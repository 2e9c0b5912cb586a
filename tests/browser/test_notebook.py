"""The map of the public face, in a frame as a notebook shows it."""

from collections.abc import Iterator
from pathlib import Path

import folium
import hostile
import pytest
from playwright.sync_api import Browser, Dialog, FrameLocator, Page, expect

import corridors

pytestmark = pytest.mark.browser

# Where the middle of a line lies in its window.
MIDDLE = """(path) => {
  const middle = path.getPointAtLength(path.getTotalLength() / 2);
  const { x, y } = middle.matrixTransform(path.getScreenCTM());
  return [x, y];
}"""


class Notebook:
    """A page that shows a map as a notebook does, with all that it asked for and complained of."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.heard: list[str] = []
        self._file = folder / "notebook.html"
        page.on("request", lambda request: self._hear_request(request.url))
        page.on("console", lambda said: self.heard.append(said.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("dialog", self._hear_dialog)

    def _hear_request(self, url: str) -> None:
        if url != self._file.as_uri() and not url.startswith("data:"):
            self.heard.append(url)

    def _hear_dialog(self, dialog: Dialog) -> None:
        self.heard.append(dialog.message)
        dialog.dismiss()

    def show(self, chart: folium.Map) -> FrameLocator:
        self._file.write_text(f"<!doctype html>{chart._repr_html_()}", encoding="utf-8")
        self.page.goto(self._file.as_uri())
        frame = self.page.frame_locator("iframe")
        expect(frame.locator(".site").first).to_be_visible()
        return frame


@pytest.fixture
def notebook(browser: Browser, tmp_path: Path) -> Iterator[Notebook]:
    context = browser.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    yield Notebook(context.new_page(), tmp_path)
    context.close()


def test_the_map_shows_itself_and_asks_nobody(notebook: Notebook) -> None:
    atlas = corridors.open()
    frame = notebook.show(atlas.map())
    expect(frame.locator(".base-land").first).to_be_attached()
    expect(frame.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    expect(frame.locator(".site-port")).to_have_count(list(atlas.features.kind).count("port"))
    # A symbol and a line tell their names.
    frame.locator(".site-port").first.hover()
    tooltip = frame.locator(".leaflet-tooltip")
    expect(tooltip).to_have_text(atlas.features.name["port-baku"])
    assert notebook.heard == []


def test_a_line_tells_its_name(notebook: Notebook) -> None:
    frame = notebook.show(corridors.open().map(["corridor-middle", "port-poti"]))
    x, y = frame.locator(".leg-rail").first.evaluate(MIDDLE)
    box = notebook.page.locator("iframe").bounding_box()
    assert box is not None
    notebook.page.mouse.move(box["x"] + x, box["y"] + y)
    expect(frame.locator(".leaflet-tooltip")).to_have_text("Middle Corridor")
    assert notebook.heard == []


def test_what_folium_adds_works_on_it(notebook: Notebook) -> None:
    chart = corridors.open().map("port-poti")
    folium.Marker((42.6, 42.2), popup="<b>A</b> lighthouse").add_to(chart)
    folium.LayerControl().add_to(chart)
    frame = notebook.show(chart)
    marker = frame.locator("img.leaflet-marker-icon")
    assert marker.evaluate("(image) => image.complete && image.naturalWidth > 0")
    marker.click()
    expect(frame.locator(".leaflet-popup-content")).to_have_text("A lighthouse")
    frame.locator(".leaflet-control-layers").hover()
    frame.get_by_label("ports").uncheck()
    expect(frame.locator(".site")).to_have_count(0)
    assert notebook.heard == []


def test_hostile_names_stay_text(notebook: Notebook, tmp_path: Path) -> None:
    hostile.fill(tmp_path / "library")
    with pytest.warns(UserWarning, match="left out"):
        atlas = corridors.open(library=tmp_path / "library")
    frame = notebook.show(atlas.map(atlas.features[atlas.features.layer == "hostile"]))
    symbols = frame.locator(".site")
    expect(symbols).to_have_count(len(hostile.CORPUS) + 1)
    for number in (0, 1, len(hostile.CORPUS) // 2):
        symbols.nth(number).dispatch_event("mouseover")
        expect(frame.locator(".leaflet-tooltip").last).to_have_text(
            " ".join(hostile.CORPUS[number].split()), use_inner_text=False
        )
    expect(frame.locator("body > *:not(.folium-map, script)")).to_have_count(0)
    assert notebook.heard == []

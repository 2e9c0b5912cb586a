"""The main states of the page: what must stand where, and a picture of each for the eye.

``CORRIDORS_SCREENSHOTS=new python -m pytest tests/browser/test_screenshots.py`` takes the pictures
anew. They are looked at, not compared: a change of data or fonts is no fault.
"""

import io
import os
from pathlib import Path

import pytest
from driving import Server, Visit
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent / "screenshots"
WIDE, PHONE = (1400, 900), (390, 844)
# The address, the size of the window, the colours, and what stands in the panel.
STATES = {
    "start": ("/", WIDE, "light", ".welcome h2"),
    "port": ("/?feature=port-anaklia", WIDE, "light", '.reader[data-feature="port-anaklia"] h2'),
    "dark": ("/?feature=corridor-tripp", WIDE, "dark", '.reader[data-feature="corridor-tripp"] h2'),
    "article": (
        "/?panel=read&article=blank-2025&feature=port-anaklia",
        WIDE,
        "light",
        ".st-key-panel h2",
    ),
    "compare": (
        "/?panel=compare&feature=corridor-middle&second=corridor-instc",
        WIDE,
        "light",
        ".compare .lengths",
    ),
    "actors": ("/?panel=actors&actor=RU", WIDE, "light", ".st-key-panel h2"),
    "window": ("/?from=2024-01-01&to=2024-12-31", WIDE, "light", ".welcome h2"),
    "phone": ("/?feature=port-aktau", PHONE, "light", '.reader[data-feature="port-aktau"] h2'),
}


@pytest.mark.parametrize("name", STATES)
def test_the_parts_of_a_state_stand_in_their_places(
    browser: Browser, server: Server, name: str
) -> None:
    query, (width, height), scheme, content = STATES[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    # The hint of the first visit would cover the map.
    context.add_init_script("localStorage.setItem('corridors-hint', 'seen')")
    visit = Visit(context.new_page(), server.url).open(query)
    visit.page.wait_for_selector(".base-land", state="attached")
    visit.page.wait_for_selector(".label-city", state="attached")
    visit.settle()
    if os.environ.get("CORRIDORS_SCREENSHOTS") == "new":
        FOLDER.mkdir(exist_ok=True)
        picture = Image.open(io.BytesIO(visit.page.screenshot()))
        picture.save(FOLDER / f"{name}.webp", quality=82, method=6)

    expect(visit.page.locator(content).first).to_be_in_viewport()
    left, top, right, bottom = _edges(visit.page.locator(".corridors-map"))
    panel_left, panel_top, panel_right, _ = _edges(visit.page.locator(".st-key-panel"))
    assert left >= 0
    assert panel_right <= width
    assert bottom <= height
    if width == PHONE[0]:
        assert right <= width
        assert panel_top > top + 120  # above the sheet there is map to see
    else:
        assert right <= panel_left  # nothing of the panel lies over the map
        assert right - left > width / 2
    assert visit.ask("() => document.documentElement.scrollWidth <= innerWidth")
    assert visit.complaints == []
    context.close()


def _edges(element: Locator) -> tuple[float, float, float, float]:
    box = element.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]

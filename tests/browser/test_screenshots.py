"""The main states of the page, kept as pictures that a person looks at.

``CORRIDORS_SCREENSHOTS=new python -m pytest tests/browser/test_screenshots.py`` takes them anew.
The comparison is coarse, for fonts differ from machine to machine: it finds a grey map, a panel
that has moved or is missing, not a pixel.
"""

import io
import os
from pathlib import Path

import pytest
from driving import Server, Visit
from PIL import Image, ImageChops
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent / "screenshots"
WIDE, PHONE = (1400, 900), (390, 844)
STATES = {
    "start": ("/", WIDE, "light"),
    "port": ("/?feature=port-anaklia", WIDE, "light"),
    "dark": ("/?feature=corridor-tripp", WIDE, "dark"),
    "article": ("/?panel=read&article=blank-2025&feature=port-anaklia", WIDE, "light"),
    "compare": ("/?panel=compare&feature=corridor-middle&second=corridor-instc", WIDE, "light"),
    "actors": ("/?panel=actors&actor=RU", WIDE, "light"),
    "window": ("/?from=2024-01-01&to=2024-12-31", WIDE, "light"),
    "phone": ("/?feature=port-aktau", PHONE, "light"),
}
_TILE = 78  # pixels that become one
_ALLOWED = 12  # difference of 255 of any tile


@pytest.mark.parametrize("name", STATES)
def test_state_looks_as_it_did(browser: Browser, server: Server, name: str) -> None:
    query, (width, height), scheme = STATES[name]
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
    taken = visit.page.screenshot()
    context.close()
    kept = FOLDER / f"{name}.webp"
    if os.environ.get("CORRIDORS_SCREENSHOTS") == "new":
        FOLDER.mkdir(exist_ok=True)
        Image.open(io.BytesIO(taken)).save(kept, quality=82, method=6)
    assert difference(kept.read_bytes(), taken) < _ALLOWED


def difference(one: bytes, other: bytes) -> float:
    """Return how far the tiles of two pictures are apart at most, from 0 to 255."""
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    assert first.size == second.size
    small = (first.width // _TILE, first.height // _TILE)
    box = Image.Resampling.BOX
    apart = ImageChops.difference(first.resize(small, box), second.resize(small, box))
    return float(max(high for _, high in apart.getextrema()))  # type: ignore[misc]


def test_a_missing_panel_is_found() -> None:
    kept = Image.open(FOLDER / "port.webp").convert("RGB")
    without = kept.copy()
    without.paste((255, 255, 255), (880, 70, 1400, 900))
    taken = io.BytesIO()
    without.save(taken, "PNG")
    assert difference((FOLDER / "port.webp").read_bytes(), taken.getvalue()) > _ALLOWED

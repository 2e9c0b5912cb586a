"""The table of what is on the map."""

import io
import warnings

import geopandas
import pandas as pd
import pytest
from driving import Visit
from playwright.sync_api import expect

from corridors.workspace import open_workspace

pytestmark = pytest.mark.browser


def saved(visit: Visit, button: str) -> io.BytesIO:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button, exact=True).click()
    return io.BytesIO(download.value.path().read_bytes())


def test_table_follows_the_layers_and_the_words(visit: Visit) -> None:
    layers = {layer.id: len(layer.features) for layer in open_workspace().atlas.layers}
    visit.open("/?panel=table")
    expect(visit.page.get_by_text(f"{sum(layers.values())} places on the map")).to_be_visible()
    visit.page.locator('.legend input[data-group="nodes"]').uncheck()
    left = sum(layers.values()) - layers["nodes"]
    expect(visit.page.get_by_text(f"{left} places on the map")).to_be_visible()
    visit.page.get_by_placeholder("Filter the rows").fill("anaklia")
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_text("1 place on the map")).to_be_visible()
    visit.page.wait_for_selector('[data-test-script-state="notRunning"]')
    assert list(pd.read_csv(saved(visit, "CSV"))["id"]) == ["port-anaklia"]
    assert list(pd.read_excel(saved(visit, "XLSX"))["id"]) == ["port-anaklia"]
    assert list(geopandas.read_file(saved(visit, "GeoJSON"))["id"]) == ["port-anaklia"]
    with warnings.catch_warnings(action="ignore"):  # GDAL minds that the bytes have no suffix
        places = geopandas.read_file(saved(visit, "GeoPackage"))
    assert list(places["feature"]) == ["port-anaklia"]
    assert visit.complaints == []


def test_chosen_row_is_chosen_on_the_map(visit: Visit) -> None:
    first = next(iter(open_workspace().atlas.features))
    visit.open("/?panel=table")
    box = visit.page.locator('[data-testid="stDataFrame"]').bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + 16, box["y"] + 52)
    visit.page.wait_for_selector(f'.corridors-map[data-selected="{first}"]')
    expect(visit.page.get_by_placeholder("Filter the rows")).to_be_visible()

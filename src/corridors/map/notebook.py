"""The map for a notebook: it holds everything it needs and contacts no other host."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import folium
import shapely
from folium.template import Template

from corridors.map import leaflet
from corridors.map.contract import ATTRIBUTION, HOME
from corridors.map.folium_map import draw, figure_of
from corridors.model import Layer
from corridors.web import FOLDER

# From bottom to top, with the level of each layer's pane.
_BASEMAP = {"land": 205, "lakes": 210, "rivers": 215, "railways": 220, "borders": 225}
_CLOSEST = 9  # zoom, of a single place
_ICON = {
    "iconUrl": "marker-icon.png",
    "iconRetinaUrl": "marker-icon-2x.png",
    "shadowUrl": "marker-shadow.png",
}


class _Raw(folium.Element):
    """Text that is written unchanged."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def offline_map(layers: Iterable[Layer], basemap: Path, *, whole: bool = True) -> folium.Map:
    """Draw layers on a basemap, as a map that folium can add to.

    Parameters
    ----------
    layers
        What to draw.
    basemap
        The folder of the basemap; layers it lacks are not drawn.
    whole
        Whether to open with the usual view, rather than one that fits the layers.

    Returns
    -------
    folium.Map
        Scripts, styles and images are part of it. All text in it is escaped.
    """
    layers = tuple(layers)
    chart = draw(layers)
    chart.default_js, chart.default_css = [], []
    header = figure_of(chart).header
    for text in _head():
        header.add_child(_Raw(text))
    _draw_basemap(basemap, chart)
    shapes = [feature.geometry for layer in layers for feature in layer.features]
    if whole or not shapes:
        chart.fit_bounds(HOME)
    else:
        west, south, east, north = shapely.total_bounds(shapes)
        chart.fit_bounds(((south, west), (north, east)), padding=(40, 40), max_zoom=_CLOSEST)
    return chart


def _head() -> Iterator[str]:
    own = FOLDER / "notebook"
    for sheet in (
        leaflet.sheet(),
        (FOLDER / "map" / "map.css").read_text(encoding="utf-8"),
        (own / "notebook.css").read_text(encoding="utf-8"),
    ):
        yield f"<style>{sheet}</style>"
    icon = {option: leaflet.image(name) for option, name in _ICON.items()}
    settings = json.dumps({"icon": icon, "attribution": ATTRIBUTION})
    yield f'<script type="application/json" id="given">{settings}</script>'
    for script in (leaflet.script(), (own / "notebook.js").read_text(encoding="utf-8")):
        yield f"<script>{script}</script>"


def _draw_basemap(folder: Path, chart: folium.Map) -> None:
    for name, level in _BASEMAP.items():
        file = folder / f"{name}.geojson"
        if not file.exists():
            continue
        pane = f"basemap-{name}"
        folium.map.CustomPane(pane, z_index=level, pointer_events=False).add_to(chart)
        folium.GeoJson(
            json.loads(file.read_bytes()),
            style_function=lambda item, name=name: {
                "className": f"base base-{name} base-{item['properties'].get('kind', 'plain')}"
            },
            control=False,
            interactive=False,
            pane=pane,
        ).add_to(chart)

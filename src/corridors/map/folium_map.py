"""An atlas's layers as a folium map."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import folium
from folium import Element, Figure
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridors.escaping import markup
from corridors.map import symbols
from corridors.model import Feature, Layer

NAME = "corridors"
CENTRE = (42.0, 48.5)  # latitude, longitude
ZOOM = 6
# The edges of the basemap.
WEST, SOUTH, EAST, NORTH = 15, 8, 95, 62
_PANES = _AREAS, _CASINGS, _LINES, _UNDERLAYS, _CORRIDORS = (
    "areas",
    "casings",
    "lines",
    "underlays",
    "corridors",
)


def draw(layers: Iterable[Layer]) -> folium.Map:
    """Describe the map: areas below lines, lines below markers, no basemap, no tiles.

    Returns
    -------
    folium.Map
        Each corridor is a feature group of its own; the rest of a layer is one group. A group's
        name is the id of its layer or corridor. Every interactive object carries the id of its
        feature: a line or area as property ``feature``, a marker as option ``featureId``; a line
        has the id of its leg. All text in it is escaped.
    """
    chart = folium.Map(
        location=CENTRE,
        zoom_start=ZOOM,
        tiles=None,
        min_zoom=4,
        max_zoom=12,
        zoom_snap=0.5,
        max_bounds=True,
        min_lat=SOUTH,
        max_lat=NORTH,
        min_lon=WEST,
        max_lon=EAST,
    )
    # Markers lie in Leaflet's own pane (600), above all of these.
    for level, pane in enumerate(_PANES):
        folium.map.CustomPane(pane, z_index=410 + 10 * level).add_to(chart)
    for layer in layers:
        shared = [feature for feature in layer.features if not feature.kind.branched]
        if shared:
            group = _group(layer.id, chart)
            for feature in shared:
                (_draw_lines if feature.legs else _draw_site)(feature, group)
        for corridor in (feature for feature in layer.features if feature.kind.branched):
            _draw_lines(corridor, _group(corridor.id, chart))
    _name(chart)
    return chart


def script(chart: folium.Map) -> str:
    """Render the map's JavaScript; the same map gives the same text.

    Returns
    -------
    str
        A script that makes the Leaflet map ``window.map_corridors`` in the element of that id,
        and each feature group under the name ``feature_group_…``.
    """
    figure = figure_of(chart)
    figure.render()
    return str(figure.script.render())


def figure_of(chart: folium.Map) -> Figure:
    """Return the document that holds a map."""
    figure = chart.get_root()
    if not isinstance(figure, Figure):
        raise TypeError(f"a map stands in a Figure, not in {type(figure).__name__}")
    return figure


def _group(name: str, chart: folium.Map) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=name)
    group.add_to(chart)
    return group


def _draw_site(feature: Feature, group: folium.FeatureGroup) -> None:
    shape = feature.geometry
    if shape.geom_type != "Point":
        style = dict(symbols.area(symbols.colour(feature)))
        folium.GeoJson(
            _collection([_geojson(feature, shape)]),
            style_function=lambda _, style=style: style,
            tooltip=_tooltip(feature),
            pane=_AREAS,
        ).add_to(group)
    point = shape.representative_point()
    folium.Marker(
        (point.y, point.x),
        icon=folium.DivIcon(
            html=symbols.icon(feature),
            class_name=f"site site-{feature.kind.id}",
            icon_size=(44, 44),
            icon_anchor=(22, 22),
        ),
        tooltip=_tooltip(feature),
        feature_id=feature.id,
        z_index_offset=symbols.level(feature),
    ).add_to(group)


def _draw_lines(feature: Feature, group: folium.FeatureGroup) -> None:
    colour = symbols.colour(feature)
    legs = {leg.id: leg for leg in feature.legs}
    pane = _UNDERLAYS if feature.underlay else _CORRIDORS if feature.kind.branched else _LINES
    data = _collection([_geojson(feature, leg.geometry, leg.id) for leg in feature.legs])
    for style in (symbols.casing, symbols.line):
        folium.GeoJson(
            data,
            style_function=lambda item, style=style: dict(
                style(colour, legs[item["id"]], underlay=feature.underlay)
            ),
            tooltip=_tooltip(feature) if style is symbols.line else None,
            interactive=style is symbols.line,
            pane=pane if style is symbols.line else _CASINGS,
            smooth_factor=1.2,
        ).add_to(group)


def _geojson(feature: Feature, shape: BaseGeometry, part: str | None = None) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": part or feature.id,
        "properties": {"feature": feature.id},
        "geometry": mapping(shape),
    }


def _collection(features: list[dict[str, object]]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": features}


def _tooltip(feature: Feature) -> folium.Tooltip:
    return folium.Tooltip(markup(feature.name), sticky=feature.geometry.geom_type != "Point")


def _name(chart: folium.Map) -> None:
    """Give the elements fixed names, so that the same map gives the same script."""
    numbers = count(1)

    def walk(element: Element) -> None:
        for child in element._children.values():
            child._id = (
                child.layer_name.replace("-", "_")
                if isinstance(child, folium.FeatureGroup)
                else str(next(numbers))
            )
            walk(child)

    chart._id = NAME
    walk(chart)

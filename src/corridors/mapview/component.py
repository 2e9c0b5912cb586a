"""Shows the map in the page: mounts it once, then switches, marks and moves by data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from xstatic.pkg import leaflet

from corridors.atlas import Atlas
from corridors.mapview import symbols
from corridors.mapview.drawing import NAME, draw, script
from corridors.model import Feature, Leg, Precision
from corridors.serving import component, publish, serve

ATTRIBUTION = "© OpenStreetMap contributors (ODbL); Natural Earth; GeoNames (CC BY)"
# South-west and north-east corner of the first view, latitude first.
HOME = ((36.6, 39.5), (45.4, 55.5))


@dataclass(frozen=True)
class Shown:
    """What of the atlas is seen, and how.

    ``selected`` is the id of the feature to mark, brought into view unless it was clicked on the
    map, ``branch`` that of the branch of a selected corridor to mark alone. ``compared`` are
    corridors and branches (``corridor/branch``) that are marked too. Of ``features`` only
    those named are shown; None shows all. ``hidden`` are the groups and branches that are
    switched off and ``spot`` the view (latitude, longitude, zoom): both are followed only where
    ``followed`` is another number than before, for the visitor moves and switches the map at will.
    ``report`` asks the map to tell what is seen; else it runs the page for clicks alone.
    ``spoken`` are the features that the open article speaks of, with the numbers of their
    paragraphs: these are told from the others. It is None where no article is open.
    """

    selected: str | None = None
    branch: str | None = None
    compared: tuple[str, ...] = ()
    features: frozenset[str] | None = None
    hidden: tuple[str, ...] = ()
    spot: tuple[float, float, float] | None = None
    followed: int = 0
    report: bool = False
    spoken: Mapping[str, Sequence[int]] | None = None


def show_map(
    atlas: Atlas, version: str, geodata: Path, shown: Shown, on_click: Callable[[], None]
) -> None:
    """Show the map of an atlas; a click on a feature calls `on_click`.

    Parameters
    ----------
    atlas
        What to show.
    version
        A word for its content: another atlas has another.
    geodata
        The folder of geodata; its ``basemap`` is drawn below.
    shown
        What of it is seen, and how.
    on_click
        Called before the page runs again; the clicked feature's id is then
        ``st.session_state["map"].clicked``. Where a report is asked for,
        ``st.session_state["map"].seen`` holds the visible groups and the view (latitude,
        longitude, zoom) once they have settled; the map writes both into the address always, as
        ``off`` and ``map``.
    """
    static = serve("map", Path(__file__).parent / "static")
    basemap = geodata / "basemap"
    _renderer()(
        data={
            "module": f"{static}/map.js",
            "static": static,
            "leaflet": serve("leaflet", Path(leaflet.BASE_DIR)),
            "basemap": serve("basemap", basemap) if basemap.is_dir() else None,
            **_published(version, atlas),
            "map": f"map_{NAME}",
            "attribution": ATTRIBUTION,
            "home": HOME,
            "selected": shown.selected,
            "branch": shown.branch,
            "compared": shown.compared,
            "shown": None if shown.features is None else sorted(shown.features),
            "hidden": shown.hidden,
            "spot": shown.spot,
            "followed": shown.followed,
            "report": shown.report,
            "spoken": shown.spoken,
        },
        key="map",
        on_clicked_change=on_click,
        on_seen_change=lambda: None,
    )


@st.cache_resource
def _renderer() -> Any:  # noqa: ANN401 - Streamlit's renderer takes any callback by name
    return component("corridors_map")


@st.cache_resource(max_entries=16, show_spinner=False)
def _published(version: str, _atlas: Atlas) -> dict[str, str]:
    """Hand out what a page asks for once: the map's script, and what is known of its features."""
    del version
    described = {
        "groups": _groups(_atlas),
        "features": {f.id: _described(f, _atlas.count_to(f.id)) for f in _atlas.features.values()},
        "key": _key(),
    }
    return {
        "script": publish(script(draw(_atlas.layers)), ".js"),
        "described": publish(json.dumps(described, ensure_ascii=False), ".json"),
    }


def group_of(feature: Feature) -> str:
    """Return the id of the group of the map that a feature is switched with."""
    return feature.id if feature.kind == "corridor" else feature.layer


def _groups(atlas: Atlas) -> list[Mapping[str, object]]:
    groups: list[Mapping[str, object]] = []
    for layer in atlas.layers:
        shared = [feature for feature in layer.features if feature.kind != "corridor"]
        if shared:
            sites = [feature for feature in shared if not feature.legs]
            mark = (
                {"symbol": symbols.icon(sites[0])}
                if sites
                else {"colour": symbols.colour(shared[0])}
            )
            groups.append(_group(layer.id, layer.title, "", **mark))
        groups.extend(
            _group(f.id, f.label or f.name, f.name, heading=layer.title, colour=symbols.colour(f))
            | {"branches": [{"id": b.id, "title": b.name} for b in f.branches]}
            for f in layer.features
            if f.kind == "corridor"
        )
    return groups


def _group(group_id: str, title: str, full: str, **rest: str) -> dict[str, object]:
    return {
        "id": group_id,
        "title": title,
        "full": full if full != title else "",
        "object": f"feature_group_{group_id.replace('-', '_')}",
        **rest,
    }


def _described(feature: Feature, passages: int) -> Mapping[str, object]:
    west, south, east, north = feature.geometry.bounds
    spot = feature.geometry.representative_point()
    return {
        "name": _announced(feature),
        "kind": feature.kind,
        "label": None if feature.legs else (feature.label or feature.name),
        "group": group_of(feature),
        "point": feature.geometry.geom_type == "Point",
        "at": (spot.y, spot.x),
        "bounds": ((south, west), (north, east)),
        "passages": passages,
        "legs": {leg.id: _leg(leg) for leg in feature.legs},
        "branches": {branch.id: branch.legs for branch in feature.branches},
    }


def _leg(leg: Leg) -> str:
    status = "" if leg.status == "operating" else f", {leg.status}"
    return f"{leg.name}, {leg.mode}, {leg.travel_km:,.0f} km{status}"


def _announced(feature: Feature) -> str:
    return feature.name + (", planned" if feature.status == "planned" else "")


def _key() -> list[Mapping[str, object]]:
    """Sample lines for the legend, in the styles of the map itself."""
    exact, schematic = Precision("network"), Precision("schematic")
    samples = (
        ("Rail", "rail", "operating", exact),
        ("Sea", "sea", "operating", exact),
        ("Under construction", "rail", "under construction", exact),
        ("Planned", "rail", "planned", exact),
        ("Schematic line", "rail", "operating", schematic),
    )
    grey = "#777777"
    entries: list[Mapping[str, object]] = []
    for title, mode, status, precision in samples:
        leg = Leg("", "", mode, status, 0, precision, "", None)  # type: ignore[arg-type]
        entries.append(
            {"title": title, "line": [symbols.casing(grey, leg), symbols.line(grey, leg)]}
        )
    return entries

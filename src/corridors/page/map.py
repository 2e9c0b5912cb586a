"""Shows the map in the page: mounts it once, then switches, marks and moves by data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from corridors.atlas import Atlas
from corridors.map import leaflet, tiles
from corridors.map.contract import ATTRIBUTION, HOME, describe
from corridors.map.contract import group_of as group_of
from corridors.map.folium_map import NAME, draw, script
from corridors.page.serving import mount, publish, serve


@dataclass(frozen=True)
class Shown:
    """What of the atlas is seen, and how.

    ``selected`` is the id of the feature to mark, brought into view unless it was clicked on the
    map, ``branch`` that of the branch of a selected corridor to mark alone. ``compared`` are
    corridors and branches (``corridor/branch``) that are marked too. Of ``features`` only
    those named are shown; None shows all. ``hidden`` are the groups and branches that are
    switched off, ``spot`` is the view (latitude, longitude, zoom) and ``tiles`` are the online
    tiles: all three are followed only where ``followed`` is another number than before, for the
    visitor moves and switches the map at will.
    ``report`` asks the map to tell what is seen, and again with every other number; at 0 it runs
    the page for clicks alone.
    ``spoken`` are the features that the open article speaks of, with the numbers of their
    paragraphs: these are told from the others. It is None where no article is open.
    """

    selected: str | None = None
    branch: str | None = None
    compared: tuple[str, ...] = ()
    features: frozenset[str] | None = None
    hidden: tuple[str, ...] = ()
    spot: tuple[float, float, float] | None = None
    tiles: tuple[str, ...] = ()
    followed: int = 0
    report: int = 0
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
        ``st.session_state["map"].seen`` holds the visible groups, the view (latitude,
        longitude, zoom) and the number of the ask once they have settled; the map writes switches
        and view into the address always, as ``off`` and ``map``, and the online tiles as ``tiles``.
    """
    basemap = geodata / "basemap"
    mount(
        "map/map.js",
        {
            "leaflet": serve("leaflet", leaflet.FOLDER),
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
            "chosenTiles": shown.tiles,
            "followed": shown.followed,
            "report": shown.report,
            "spoken": shown.spoken,
        },
        key="map",
        on_clicked_change=on_click,
        on_seen_change=lambda: None,
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _published(version: str, _atlas: Atlas) -> dict[str, str]:
    """Hand out what a page asks for once: the map's script, and what is known of its features."""
    del version
    known = {**describe(_atlas), "tiles": tiles.offered()}
    return {
        "script": publish(script(draw(_atlas.layers)), ".js"),
        "described": publish(json.dumps(known, ensure_ascii=False), ".json"),
    }

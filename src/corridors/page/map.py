"""The map in the page: mounted once, then switched, marked and moved by data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from corridors.address import Spot, names
from corridors.atlas import Atlas
from corridors.map import leaflet, tiles
from corridors.map.contract import ATTRIBUTION, HOME, describe
from corridors.map.folium_map import NAME, draw, script
from corridors.page import address_bar, state
from corridors.page.serving import mount, publish, serve
from corridors.workspace import Workspace


@dataclass(frozen=True)
class OnMap:
    """What an open panel wants of the map.

    ``compared`` are corridors and branches (``corridor/branch``) to mark besides what is chosen.
    ``spoken`` are the features that an open article speaks of, with the numbers of their
    paragraphs: these are told from the others. It is None where no article is open. ``report``
    asks the map to tell what is seen.
    """

    compared: tuple[str, ...] = ()
    spoken: Mapping[str, Sequence[int]] | None = None
    report: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What the map shows: what is switched off, the view, and the map's size in pixels."""

    hidden: tuple[str, ...]
    spot: Spot
    size: tuple[int, int]


@dataclass
class _Map:
    """What the map was asked for last, by number, and what it told; ``heeded`` are answers used."""

    asked: int = 1
    answered: int = 0
    heeded: int = 0
    sight: Sight | None = None
    on_map: OnMap = field(default_factory=OnMap)


def show(space: Workspace, on_map: OnMap, *, report: bool) -> None:
    """Show the map; the chosen feature is brought into view unless it was clicked there.

    Switches, view and online tiles are taken over only where another address was followed, for
    the visitor moves and switches the map at will; it writes them into the address itself.

    Parameters
    ----------
    space
        What to show.
    on_map
        What the open panel wants of it.
    report
        Whether the map is to tell what is seen, once it has settled, also where the panel does not
        want it; else it runs the page for clicks alone.
    """
    told, view, features = state.kept(_Map), state.session().view, space.atlas.features
    told.on_map = on_map
    selected = view.feature if view.feature in features else None
    # What is chosen is seen, whatever the filter says of it.
    passing = (f.id for f in features.values() if view.filter.shows(f) or f.id == selected)
    spot, basemap = view.spot, space.folder / "basemap"
    mount(
        "map/map.js",
        {
            "leaflet": serve("leaflet", leaflet.FOLDER),
            "basemap": serve("basemap", basemap) if basemap.is_dir() else None,
            **_published(space.version, space.atlas),
            "map": f"map_{NAME}",
            "attribution": ATTRIBUTION,
            "home": HOME,
            "keys": names("hidden", "tiles", "spot"),
            "selected": selected,
            "branch": view.branch,
            "compared": on_map.compared,
            "shown": sorted(passing) if view.filter else None,
            "hidden": view.hidden,
            "spot": (spot.latitude, spot.longitude, spot.zoom) if spot else None,
            "chosenTiles": view.tiles,
            "followed": address_bar.followed(),
            "report": told.asked if on_map.report or report else 0,
            "spoken": on_map.spoken,
        },
        key="map",
        on_clicked=_choose,
        on_seen=_see,
    )


def seen() -> Sight | None:
    """Return what the map shows, as far as it has told."""
    return state.kept(_Map).sight


def hidden() -> frozenset[str]:
    """Return the groups and branches that are switched off, as far as the map has told."""
    sight = seen()
    return frozenset(sight.hidden if sight else state.session().view.hidden)


def ask() -> None:
    """Ask the map once more what it shows, with the next run of the page."""
    state.kept(_Map).asked += 1


def has_answered() -> bool:
    """Tell whether the map has said what it shows since it was asked last."""
    told = state.kept(_Map)
    return told.answered == told.asked


def answers_anew() -> bool:
    """Tell once of each answer that the map has given it."""
    told = state.kept(_Map)
    is_new = told.answered != told.heeded
    told.heeded = told.answered
    return is_new


def _choose(feature: str) -> None:
    """Follow a click; an open article stays where it speaks of the feature."""
    if feature in (state.kept(_Map).on_map.spoken or ()):
        state.change(feature=feature, branch=None)
    elif feature:
        state.choose(feature)


def _see(told: str) -> None:
    sight, kept = json.loads(told), state.kept(_Map)
    width, height = sight["size"]
    kept.sight = Sight(
        hidden=tuple(str(group) for group in (*sight["off"], *sight["hidden"])),
        spot=Spot(float(sight["latitude"]), float(sight["longitude"]), float(sight["zoom"])),
        size=(int(width), int(height)),
    )
    kept.answered = int(sight["asked"])


@st.cache_resource(max_entries=16, show_spinner=False)
def _published(version: str, _atlas: Atlas) -> dict[str, str]:
    """Hand out what a page asks for once: the map's script, and what is known of its features."""
    del version
    known = {**describe(_atlas), "tiles": tiles.offered()}
    return {
        "script": publish(script(draw(_atlas.layers)), ".js"),
        "described": publish(json.dumps(known, ensure_ascii=False), ".json"),
    }

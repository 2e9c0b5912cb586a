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
    """What an open panel wants from the map.

    ``compared`` are corridors and branches (``corridor/branch``) to mark besides the chosen ones.
    ``spoken`` are the features that an open article mentions, with the numbers of their
    paragraphs; they stand out from the others. It is None where no article is open. ``report``
    asks the map to report what is seen.
    """

    compared: tuple[str, ...] = ()
    spoken: Mapping[str, Sequence[int]] | None = None
    report: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What the map shows: the groups switched off, the view, and the map's size in pixels."""

    hidden: tuple[str, ...]
    spot: Spot
    size: tuple[int, int]


@dataclass
class _Map:
    """The numbers of the last question, answer and answer used, and what the map reported."""

    asked: int = 1
    answered: int = 0
    heeded: int = 0
    sight: Sight | None = None
    on_map: OnMap = field(default_factory=OnMap)


def show(space: Workspace, on_map: OnMap, *, report: bool) -> None:
    """Show the map; the chosen feature is brought into view unless it was clicked there.

    Switches, view and online tiles are set only when another address is followed: the visitor
    moves and switches the map at will, and the map writes them into the address itself.

    Parameters
    ----------
    space
        What to show.
    on_map
        What the open panel wants from it.
    report
        Whether the map is to report what is seen, once it has settled, even if the panel does not
        want it. Otherwise only clicks on it rerun the page.
    """
    shown_map, view, features = state.kept(_Map), state.session().view, space.atlas.features
    shown_map.on_map = on_map
    selected = view.feature if view.feature in features else None
    # The chosen feature is seen even if the filter hides it.
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
            "report": shown_map.asked if on_map.report or report else 0,
            "spoken": on_map.spoken,
        },
        key="map",
        on_clicked=_choose,
        on_seen=_see,
    )


def seen() -> Sight | None:
    """Return what the map shows, as far as it has reported."""
    return state.kept(_Map).sight


def hidden() -> frozenset[str]:
    """Return the groups and branches that are switched off, as far as the map has reported."""
    sight = seen()
    return frozenset(sight.hidden if sight else state.session().view.hidden)


def ask() -> None:
    """Ask the map again what it shows, with the next run of the page."""
    state.kept(_Map).asked += 1


def has_answered() -> bool:
    """Tell whether the map has answered the last question."""
    shown_map = state.kept(_Map)
    return shown_map.answered == shown_map.asked


def answers_anew() -> bool:
    """Tell whether there is a new answer of the map; true once for each."""
    shown_map = state.kept(_Map)
    is_new = shown_map.answered != shown_map.heeded
    shown_map.heeded = shown_map.answered
    return is_new


def _choose(feature: str) -> None:
    """Follow a click; an open article stays open if it mentions the feature."""
    if feature in (state.kept(_Map).on_map.spoken or ()):
        state.change(feature=feature, branch=None)
    elif feature:
        state.choose(feature)


def _see(report: str) -> None:
    sight, shown_map = json.loads(report), state.kept(_Map)
    width, height = sight["size"]
    shown_map.sight = Sight(
        hidden=tuple(str(group) for group in (*sight["off"], *sight["hidden"])),
        spot=Spot(float(sight["latitude"]), float(sight["longitude"]), float(sight["zoom"])),
        size=(int(width), int(height)),
    )
    shown_map.answered = int(sight["asked"])


@st.cache_resource(max_entries=16, show_spinner=False)
def _published(version: str, _atlas: Atlas) -> dict[str, str]:
    """Publish what a page loads once: the map's script, and the description of its features."""
    del version
    described = {**describe(_atlas), "tiles": tiles.offered()}
    return {
        "script": publish(script(draw(_atlas.layers)), ".js"),
        "described": publish(json.dumps(described, ensure_ascii=False), ".json"),
    }

"""Files to take along from the page: pictures, a brief, the page itself, data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from corridors.errors import CorridorsError
from corridors.exporting.export_format import File, Setting
from corridors.exporting.registry import EXPORTS, export
from corridors.map.picture.compose import Picture
from corridors.map.picture.drawing import Seen
from corridors.page import map as page_map
from corridors.page import state
from corridors.page.markdown import plain
from corridors.workspace import Workspace

_WHAT, _SIZE, _DARK, _TEXTS = (f"take-{field}" for field in ("what", "size", "dark", "texts"))
_SIZES = {
    "Wide, 1600 × 1000": (1600, 1000),
    "Slide, 1920 × 1080": (1920, 1080),
    "Square, 1200 × 1200": (1200, 1200),
    "Tall, 1000 × 1400": (1000, 1400),
}
_MOST = 50_000  # links in a file made in the page, which is held in memory


@dataclass
class _Taking:
    """Whether the popover is open, the last file with its export's name, or why there is none."""

    is_open: bool = False
    file: tuple[str, File] | None = None
    error: str = ""


@st.fragment
def show(space: Workspace) -> None:
    """Show the button that opens the choice of what to take along, and how."""
    taking = state.kept(_Taking)
    popover = st.popover("Take along", key="take-along", on_change="rerun")
    if not popover.open:
        taking.is_open, taking.file = False, None
        return
    if not taking.is_open:
        taking.is_open = True
        page_map.ask()
        st.rerun()  # draw the map again, so that it reports what is seen
    with popover:
        name = st.selectbox("What", [*EXPORTS], format_func=_title, key=_WHAT)
        setting = _setting(space, name)
        if st.button("Make the file", type="primary", disabled=setting is None) and setting:
            taking.file, taking.error = None, ""
            with st.spinner("Making the file …"):
                try:
                    taking.file = (name, export(space.atlas, name, setting))
                except CorridorsError as error:
                    taking.error = str(error)
        _hand_out(taking, name)


def is_open() -> bool:
    """Tell whether the popover is open, where an export may wait for the map's report."""
    return state.kept(_Taking).is_open


def _title(name: str) -> str:
    return EXPORTS[name].title


def _setting(space: Workspace, name: str) -> Setting | None:
    """Show the options of an export and return its setting, None where something is missing."""
    picture = _seen_now(space)
    options = EXPORTS[name].options
    if "picture" in options:
        st.caption("The map as you see it now: view, switches, filter and choice.")
        width, height = _SIZES[st.selectbox("Size", list(_SIZES), key=_SIZE)]
        dark = st.checkbox("Dark", key=_DARK)
        picture = replace(
            picture,
            width=width,
            height=height,
            theme="dark" if dark else "light",
        )
    if "feature" in options:
        if not picture.seen.feature:
            st.info("A brief describes one place: choose it on the map or in the list.")
            return None
        st.caption(plain(f"Of {space.atlas.features[picture.seen.feature].name}."))
    if EXPORTS[name].holds == "links" and len(space.atlas.links) > _MOST:
        st.info(
            f"More than {_MOST:,} links: the page cannot hold such a file. On the command line "
            f"“corridors export {name} -o FILE” writes it piece by piece."
        )
        return None
    texts = False
    if "texts" in options:
        texts = st.checkbox(
            "With the words of the articles at hand",
            key=_TEXTS,
            disabled=not space.atlas.texts_held,
            help="They belong to their authors: keep that in mind before you pass the file on.",
        )
    if EXPORTS[name].is_of_one and not page_map.has_answered():
        return None  # the map has not yet reported what it shows
    return Setting(space.folder, space.countries, picture, texts, datetime.now(UTC))


def _hand_out(taking: _Taking, name: str) -> None:
    if taking.error:
        st.error(plain(f"Not made: {taking.error}"))
        taking.error = ""
    if taking.file and taking.file[0] == name:
        file = taking.file[1]
        st.download_button(
            f"Download {plain(file.name)} ({_size(len(file.content))})",
            file.content,
            file.name,
            file.mime,
            on_click="ignore",
            width="stretch",
        )


def _seen_now(space: Workspace) -> Picture:
    """Return what the map shows: as it last reported, or as the address says."""
    view, features = state.session().view, space.atlas.features
    chosen = view.feature if view.feature in features else None
    sight = page_map.seen()
    hidden, spot = (sight.hidden, sight.spot) if sight else (view.hidden, view.spot)
    place = (spot.latitude, spot.longitude, spot.zoom) if spot else None
    seen = Seen(frozenset(hidden), view.filter, chosen, view.branch)
    return Picture(spot=place, frame=sight.size if sight else None, seen=seen)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, count // 1000)} kB"

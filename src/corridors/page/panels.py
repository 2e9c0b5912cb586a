"""The pieces of the page: header, list, notices, map and passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from corridors import workspace
from corridors.mapview.component import show_map
from corridors.model import Text
from corridors.page import newplaces, state
from corridors.page.adding import add_articles
from corridors.page.markdown import counted
from corridors.reader.component import show_reader
from corridors.reader.content import describe, overview
from corridors.workspace import Workspace

_HOW = (
    "The passages' own words are not part of Corridors. To read them here, add the articles: "
    "“Add articles” above, or the command “corridors fetch” or “corridors import FILE”."
)


def load() -> Workspace:
    """Return the workspace with this visitor's uploads; read again only what has changed."""
    uploads = st.session_state["state"].uploads if "state" in st.session_state else {}
    texts = [text for group in uploads.values() for text in group]
    key = hashlib.sha256((workspace.stamp() + repr(texts)).encode("utf-8", "replace")).hexdigest()
    return _load(key, texts)


@st.cache_resource(max_entries=16, show_spinner="Reading the atlas …")
def _load(key: str, _texts: Sequence[Text]) -> Workspace:
    del key
    return workspace.open_workspace(_texts)


def configure() -> None:
    """Name the page and apply its style."""
    # A file of our own: Streamlit would fetch an icon by name from another host.
    icon = Path(__file__).parent / "icon.svg"
    st.set_page_config(page_title="Corridors", page_icon=str(icon), layout="wide")
    st.html(Path(__file__).parent / "page.css")


def header(space: Workspace) -> None:
    """Show the name and the ways to add articles and places."""
    title, add, places = st.columns([5, 1.2, 1.2], vertical_alignment="bottom")
    title.markdown("# Corridors")
    with add.popover("Add articles", width="stretch"):
        add_articles(space)
    with places:
        newplaces.show(space)


def notices(space: Workspace) -> None:
    """Say what could not be used, if anything."""
    visitor = state.session()
    if visitor.said_unknown:
        st.info("The address named a place that is not on the map; here is the whole map.")
        visitor.said_unknown = False
    if space.notices:
        with st.expander(f"{counted(len(space.notices), 'fault')} in the data, left out"):
            for notice in space.notices:
                st.text(notice)


@st.fragment
def explore(space: Workspace) -> None:
    """Show the map and, beside it, the chosen feature with its passages."""
    visitor = state.session()
    chosen = space.atlas.features.get(visitor.selected or "")
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        show_map(
            space.atlas,
            space.folder,
            chosen.id if chosen else None,
            visitor.branch,
            on_click=state.choose_from_map,
        )
    with right:
        # Inside the fragment, so that the list follows the map's clicks.
        _chooser(space)
        content = (
            describe(space.atlas, chosen, space.countries, visitor.branch)
            if chosen
            else overview(space.atlas)
        )
        show_reader(
            content,
            None if space.atlas.texts_held else _HOW,
            on_open=state.choose_from_reader,
            on_branch=state.choose_branch,
        )


def _chooser(space: Workspace) -> None:
    features = space.atlas.features
    st.selectbox(
        "Choose a place",
        [None, *features],
        format_func=lambda key: features[key].name if key else "—",
        key=state.CHOICE,
        on_change=state.choose_from_list,
        placeholder="Choose a place",
        label_visibility="collapsed",
    )

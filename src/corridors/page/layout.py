"""The pieces of the page: header, search, notices, map and passages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from corridors import web
from corridors.address import Known
from corridors.errors import StoreError
from corridors.map import tiles
from corridors.map.contract import group_of
from corridors.page import (
    address_bar,
    loading,
    panels,
    search,
    sheet,
    state,
    switch,
    timeline,
)
from corridors.page import map as page_map
from corridors.page.header import add_articles, new_places, take_along
from corridors.page.header.help import show_help
from corridors.page.markdown import counted, plain
from corridors.page.panels import actors, articles
from corridors.page.serving import answer_at_once
from corridors.workspace import Workspace


def load() -> Workspace:
    """Return the workspace with this visitor's uploads; reread only what has changed."""
    return loading.load(state.uploads())


def known(space: Workspace) -> Known:
    """Return what an address can name."""
    features = space.atlas.features
    return Known(
        features=features,
        articles=space.atlas.articles,
        groups={group_of(feature) for feature in features.values()},
        tiles=tiles.NAMES,
        panels=[panel.key for panel in panels.PANELS],
    )


def configure() -> None:
    """Set the page's title, icon and style."""
    answer_at_once()
    # A file of ours: Streamlit would fetch a named icon from another host.
    icon = web.FOLDER / "page" / "icon.svg"
    st.set_page_config(page_title="Corridors", page_icon=str(icon), layout="wide")
    st.html(web.FOLDER / "page" / "page.css")


def header(space: Workspace) -> None:
    """Show the name, the buttons to take along and to add, and the help."""
    # Containers with keys, so that page.css can make them a menu on a phone.
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.markdown("# Corridors")
        with st.container(key="actions", horizontal=True, horizontal_alignment="right"):
            with _unbroken_cache("take"):
                take_along.show(space)
            with st.popover("Add articles"), _unbroken_cache("add"):
                add_articles.show(space)
            if state.may_write():
                new_places.show(space)
        show_help()


def notices(space: Workspace) -> None:
    """Report what could not be used, if anything."""
    visitor = state.session()
    if visitor.not_followed:
        keys = ", ".join(visitor.not_followed)
        st.info(f"The address names something that is not here ({plain(keys)}); it is left out.")
        visitor.not_followed = ()
    if space.notices:
        with st.expander(f"{counted(len(space.notices), 'fault')} in the data, left out"):
            for notice in space.notices:
                st.text(notice)
    for remark in space.remarks:
        st.caption(plain(remark))


@st.fragment
def explore(space: Workspace) -> None:
    """Show the map and, beside it, the chosen panel."""
    with _unbroken_cache("explore"):
        _explore(space)


@contextmanager
def _unbroken_cache(part: str) -> Iterator[None]:
    """Report a cache that breaks while it is read; the next run makes a new one."""
    try:
        yield
    except StoreError as error:
        st.error(plain(str(error)))
        if st.button("Try again", key=f"again-{part}"):
            st.rerun()


def _explore(space: Workspace) -> None:
    if page_map.answers_anew() and take_along.is_open():
        st.rerun()  # the popover that waits for the map lies outside this fragment
    view = state.session().view
    panel = next((panel for panel in panels.PANELS if panel.key == view.panel), panels.PANELS[0])
    left, right = st.columns([1.75, 1], gap="small")
    # The map comes first: a run that overtakes this one drops what it has not reached yet.
    with left:
        page_map.show(space, panel.on_map(space), report=take_along.is_open())
        timeline.show(space)
    with right, st.container(key="panel"):
        # Inside the fragment, so that the whole panel follows clicks on the map.
        sheet.show(view)
        with st.container(key="find", horizontal=True):
            search.show(space)
            address_bar.show(view, articles.turned())
        switch.show(panels.PANELS, panel)
        actors.say_filtered(space)
        panel.show(space)

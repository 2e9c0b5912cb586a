"""The pieces of the page: header, search, notices, map and passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import streamlit as st

from corridors import web
from corridors.describe.facts import Content
from corridors.describe.overview import overview
from corridors.describe.passages import describe
from corridors.describe.relations import relate
from corridors.errors import StoreError
from corridors.map import tiles
from corridors.page import loading, search, state, timeline
from corridors.page.address import Known, Panel, write
from corridors.page.address_bar import show_address
from corridors.page.header import new_places, take_along
from corridors.page.header.add_articles import add_articles
from corridors.page.header.help import show_help
from corridors.page.map import Shown, group_of, show_map
from corridors.page.markdown import counted, plain
from corridors.page.panels import actors, articles, compare, table
from corridors.page.panels.place import show_reader
from corridors.page.serving import answer_at_once
from corridors.page.sheet import show_handle
from corridors.page.switch import show_switch
from corridors.workspace import Workspace

_HOW = (
    "These are our summaries. The articles’ own words are not part of Corridors: add them with "
    "“Add articles” above, or with the command “corridors fetch” or “corridors import FILE”."
)


def load() -> Workspace:
    """Return the workspace with this visitor's uploads; read again only what has changed."""
    return loading.load(state.uploads())


def known(space: Workspace) -> Known:
    """Return what an address can name."""
    features = space.atlas.features
    return Known(
        features=features,
        articles=space.atlas.articles,
        groups={group_of(feature) for feature in features.values()},
        tiles=tiles.NAMES,
    )


def configure() -> None:
    """Name the page and apply its style."""
    answer_at_once()
    # A file of our own: Streamlit would fetch an icon by name from another host.
    icon = web.FOLDER / "page" / "icon.svg"
    st.set_page_config(page_title="Corridors", page_icon=str(icon), layout="wide")
    st.html(web.FOLDER / "page" / "page.css")


def header(space: Workspace) -> None:
    """Show the name, the ways to take things along and to add to them, and to help."""
    # Rows with keys: page.css makes them a menu on a phone.
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.markdown("# Corridors")
        with st.container(key="actions", horizontal=True, horizontal_alignment="right"):
            with _whole_cache("take"):
                take_along.show(space)
            with st.popover("Add articles"), _whole_cache("add"):
                add_articles(space)
            if state.may_write():
                new_places.show(space)
        show_help()


def notices(space: Workspace) -> None:
    """Say what could not be used, if anything."""
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
    """Show the map and, beside it, the panel that is chosen."""
    with _whole_cache("explore"):
        _explore(space)


@contextmanager
def _whole_cache(part: str) -> Iterator[None]:
    """Name a cache that breaks while it is read; the next run makes it anew."""
    try:
        yield
    except StoreError as error:
        st.error(plain(str(error)))
        if st.button("Try again", key=f"again-{part}"):
            st.rerun()


def _explore(space: Workspace) -> None:
    if state.is_answered():
        st.rerun()  # what waits for it lies outside this fragment
    visitor = state.session()
    visitor.spoken = articles.spoken(space)
    left, right = st.columns([1.75, 1], gap="small")
    # First: a run that overtakes this one would drop from the page what it has not come to.
    with left:
        show_map(
            space.atlas,
            space.version,
            space.folder,
            _shown(space, visitor),
            state.choose_from_map,
        )
        timeline.show(space)
    with right, st.container(key="panel"):
        # Inside the fragment, so that all of it follows the map's clicks.
        show_handle(visitor.view)
        with st.container(key="find", horizontal=True):
            search.show(space)
            show_address(
                write(replace(visitor.view, hidden=(), tiles=(), spot=None)),
                visitor.followed,
                state.follow_address,
                push=visitor.push,
                turned=visitor.turned,
            )
        panel = visitor.view.panel if visitor.view.panel in _PANELS else "place"
        titles: dict[str, str] = {key: title for key, (title, _) in _PANELS.items()}
        show_switch(titles, panel, state.choose_panel)
        if visitor.view.filter.actors:
            _filtered(space)
        _PANELS[panel][1](space)


def _filtered(space: Workspace) -> None:
    """Say that not all is shown, and offer to show all again."""
    chosen = state.session().view.filter
    features, names = space.atlas.features.values(), space.countries
    passing = sum(map(chosen.shows, features))
    who = ", ".join(names.get(actor, actor) for actor in chosen.actors)
    said, clear = st.columns([3, 1], gap="small", vertical_alignment="center")
    said.caption(plain(f"{passing} of {len(features)} places shown: {who}."))
    clear.button("Show all", on_click=state.clear_actors, width="stretch")


def _place(space: Workspace) -> None:
    """Show the chosen feature with its passages, or what there is to choose."""
    visitor = state.session()
    view = visitor.view
    chosen = space.atlas.features.get(view.feature or "")
    show_reader(
        describe(
            space.atlas,
            chosen,
            space.countries,
            view.branch,
            visitor.passages,
            view.filter.window,
        )
        | {"relations": _relations(space.version, chosen.id, space)}
        if chosen
        else overview(space.atlas, space.countries, space.questions),
        None if space.atlas.texts_held else _HOW,
        on_open=state.choose_from_reader,
        on_branch=state.choose_branch,
        on_more=state.show_more,
        on_read=articles.turn_to_passage,
        on_cite=articles.cite_from_panel,
        on_go=state.follow_question,
        cited=articles.cited(space),
        on_always=partial(state.clear_window, "reader"),
    )


@st.cache_resource(max_entries=512, show_spinner=False)
def _relations(version: str, feature: str, _space: Workspace) -> Content:
    del version
    return relate(_space.atlas, _space.positions, _space.atlas.features[feature])


# What can stand beside the map, in the order of its switch.
_PANELS: Mapping[Panel, tuple[str, Callable[[Workspace], None]]] = {
    "place": ("Place", _place),
    "read": ("Articles", articles.show),
    "compare": ("Compare", compare.show),
    "actors": ("Actors", actors.show),
    "table": ("Table", table.show),
}


def _shown(space: Workspace, visitor: state.State) -> Shown:
    view, features = visitor.view, space.atlas.features
    selected = view.feature if view.feature in features else None
    # What is chosen is seen, whatever the filter says of it.
    pair = compare.chosen(space) if view.panel == "compare" else None
    passing = (f.id for f in features.values() if view.filter.shows(f) or f.id == selected)
    return Shown(
        selected=selected,
        branch=view.branch,
        compared=tuple(side.key for side in pair or ()),
        features=frozenset(passing) if view.filter else None,
        hidden=view.hidden,
        spot=(view.spot.latitude, view.spot.longitude, view.spot.zoom) if view.spot else None,
        tiles=view.tiles,
        followed=visitor.followed,
        report=visitor.asked if view.panel == "table" or visitor.taking else 0,
        spoken=visitor.spoken,
    )

"""The timeline below the map: what happened when, and the window of time."""

from __future__ import annotations

import json

import streamlit as st

from corridors.address import days
from corridors.atlas import Atlas
from corridors.describe.timeline import Strip
from corridors.page import state
from corridors.page.panels.articles import turn_to
from corridors.page.serving import mount, publish
from corridors.workspace import Workspace


def show(space: Workspace) -> None:
    """Show what happened when, and the window of time; nothing where nothing has a date."""
    view = state.session().view
    strip, described = _published(space.version, view.filter.actors, space.atlas)
    if described is None:
        return
    mount(
        "timeline/timeline.js",
        {
            "described": described,
            "window": view.filter.window,
            "inside": strip.inside(view.filter),
            "selected": view.feature,
            "article": view.article,
        },
        key="timeline",
        on_window=_choose_window,
        on_open=state.choose,
        on_article=turn_to,
    )


def _choose_window(window: str) -> None:
    """Follow the window, dragged or moved with keys: two days with a slash between them."""
    start, end = days(window)
    state.change_filter(start=start, end=end)


@st.cache_resource(max_entries=32, show_spinner=False)
def _published(version: str, actors: tuple[str, ...], _atlas: Atlas) -> tuple[Strip, str | None]:
    """Publish what a page loads once; None where nothing has a date."""
    del version
    strip = Strip.of(_atlas, actors)
    content = strip.described()
    described = json.dumps(content, ensure_ascii=False)
    return strip, publish(described, ".json") if content else None

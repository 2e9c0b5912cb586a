"""The panel that sets two corridors side by side."""

from __future__ import annotations

import streamlit as st

from corridors.describe.compare import compare
from corridors.describe.facts import Content
from corridors.describe.pair import Side, sides
from corridors.page import state
from corridors.page.serving import mount
from corridors.workspace import Workspace

_KEY = "compare"


def show(space: Workspace) -> None:
    """Show the chosen corridor beside another, or say that there is none."""
    pair = chosen(space)
    if pair is None:
        st.info("There is no corridor to compare.")
        return
    features = space.atlas.features

    def follow_first() -> None:
        found = sides(features, state.told(_KEY, "first"), pair[1].key)
        if found and state.told(_KEY, "first"):
            _choose(found[0], pair[1])

    def follow_second() -> None:
        found = sides(features, pair[0].key, state.told(_KEY, "second"))
        if found and state.told(_KEY, "second"):
            state.change(second=found[1].key)

    def follow_swap() -> None:
        if state.told(_KEY, "swap"):
            _choose(pair[1], pair[0])

    def follow_stop() -> None:
        stop = state.told(_KEY, "open")
        if stop in features:
            state.change(feature=stop, branch=None, first=pair[0].key)

    mount(
        "panels/compare.js",
        {
            "content": _content(space.version, pair[0].key, pair[1].key, space, pair),
        },
        key=_KEY,
        on_first_change=follow_first,
        on_second_change=follow_second,
        on_swap_change=follow_swap,
        on_open_change=follow_stop,
    )


def chosen(space: Workspace) -> tuple[Side, Side] | None:
    """Return what is compared: the chosen corridor, or the one before a stop of it was chosen."""
    view = state.session().view
    return sides(space.atlas.features, view.compared, view.second)


def _choose(first: Side, second: Side) -> None:
    branch = first.branch.id if first.branch else None
    state.change(feature=first.corridor.id, branch=branch, second=second.key)


@st.cache_resource(max_entries=64, show_spinner=False)
def _content(
    version: str, first: str, second: str, _space: Workspace, _pair: tuple[Side, Side]
) -> Content:
    del version, first, second
    return compare(_space.atlas, _space.positions, _space.ground, _space.countries, _pair)

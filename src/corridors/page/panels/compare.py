"""The panel that sets two corridors side by side."""

from __future__ import annotations

import streamlit as st

from corridors.describe.compare import compare
from corridors.describe.facts import Content
from corridors.describe.pair import Side, sides
from corridors.page import state
from corridors.page.map import OnMap
from corridors.page.panels.panel import Panel
from corridors.page.serving import mount
from corridors.workspace import Workspace


def show(space: Workspace) -> None:
    """Show the chosen corridor beside another, or say that there is no corridor."""
    pair = _pair(space)
    if pair is None:
        st.info("There is no corridor to compare.")
        return
    first, second = pair
    features = space.atlas.features

    def choose_first(key: str) -> None:
        if key and (chosen := sides(features, key, second.key)):
            _choose(chosen[0], second)

    def choose_second(key: str) -> None:
        if key and (chosen := sides(features, first.key, key)):
            state.change(second=chosen[1].key)

    def choose_stop(stop: str) -> None:
        if stop in features:
            state.change(feature=stop, branch=None, first=first.key)

    mount(
        "panels/compare.js",
        {"content": _content(space.version, first.key, second.key, space, pair)},
        key="compare",
        on_first=choose_first,
        on_second=choose_second,
        on_swap=lambda _: _choose(second, first),
        on_open=choose_stop,
    )


def _on_map(space: Workspace) -> OnMap:
    return OnMap(compared=tuple(side.key for side in _pair(space) or ()))


PANEL = Panel("compare", "Compare", show, _on_map)


def _pair(space: Workspace) -> tuple[Side, Side] | None:
    """Return the two sides: the first is the corridor chosen, also while a stop of it is chosen."""
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

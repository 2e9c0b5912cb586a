"""The panel of actors: states and bodies to choose, and what they have a part in."""

from __future__ import annotations

import streamlit as st

from corridors.describe.actors import overview, parts
from corridors.page import state
from corridors.page.address import actors
from corridors.page.serving import mount
from corridors.workspace import Workspace


def show(space: Workspace) -> None:
    """Show the choice of actors, what they have a part in, and who met whom."""
    view = state.session().view
    features, names = space.atlas.features, space.countries
    st.multiselect(
        "States and bodies",
        sorted(actors(features), key=lambda key: (len(key) != 2, names.get(key, key))),
        format_func=lambda key: names.get(key, key),
        placeholder="Choose states or bodies",
        label_visibility="collapsed",
        key=state.ACTORS,
        on_change=state.choose_actors,
    )
    shown = [feature for feature in features.values() if view.filter.shows(feature)]
    chosen = view.filter.actors
    mount(
        "panels/actors.js",
        {
            "content": parts(space.atlas, shown, chosen, names)
            if chosen
            else overview(space.atlas, shown, names),
        },
        key="actors-panel",
        on_open_change=state.choose_from_actors,
        on_actor_change=state.choose_actor,
    )

"""The panel of actors: states and bodies to choose, and the features they have a part in."""

from __future__ import annotations

import streamlit as st

from corridors.address import actors
from corridors.describe.actors import overview, parts
from corridors.page import state
from corridors.page.markdown import plain
from corridors.page.panels.panel import Panel
from corridors.page.serving import mount
from corridors.workspace import Workspace

_CHOICE = "actors-choice"


def show(space: Workspace) -> None:
    """Show the choice of actors, the features they have a part in, and which states met."""
    chosen = state.session().view.filter
    features, names = space.atlas.features, space.countries
    # Streamlit's box has to be told when something else has changed the choice.
    if st.session_state.get(_CHOICE) != list(chosen.actors):
        st.session_state[_CHOICE] = list(chosen.actors)
    st.multiselect(
        "States and bodies",
        sorted(actors(features), key=lambda key: (len(key) != 2, names.get(key, key))),
        format_func=lambda key: names.get(key, key),
        placeholder="Choose states or bodies",
        label_visibility="collapsed",
        key=_CHOICE,
        on_change=lambda: state.change_filter(actors=tuple(st.session_state[_CHOICE])),
    )
    shown = [feature for feature in features.values() if chosen.shows(feature)]
    mount(
        "panels/actors.js",
        {
            "content": parts(space.atlas, shown, chosen.actors, names)
            if chosen.actors
            else overview(space.atlas, shown, names),
        },
        key="actors",
        # The panel stays open.
        on_open=lambda feature: state.change(feature=feature or None, branch=None),
        on_actor=lambda actor: state.change_filter(actors=(actor,)),
    )


PANEL = Panel("actors", "Actors", show)


def say_filtered(space: Workspace) -> None:
    """Say above any panel when places are filtered out, and offer to show all again."""
    chosen = state.session().view.filter
    if not chosen.actors:
        return
    features, names = space.atlas.features.values(), space.countries
    passing = sum(map(chosen.shows, features))
    actor_names = ", ".join(names.get(actor, actor) for actor in chosen.actors)
    message, clear = st.columns([3, 1], gap="small", vertical_alignment="center")
    message.caption(plain(f"{passing} of {len(features)} places shown: {actor_names}."))
    clear.button("Show all", on_click=lambda: state.change_filter(actors=()), width="stretch")

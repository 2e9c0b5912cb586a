"""The search box, and the answers to what is typed into it."""

from __future__ import annotations

import json

import streamlit as st

from corridors.page import state
from corridors.page.serving import mount, publish
from corridors.search.answering import answer, content, lies_in
from corridors.workspace import Workspace


def show(space: Workspace) -> None:
    """Show the box; a keystroke runs nothing but its answer."""
    visitor = state.session()
    mount(
        "page/search.js",
        {
            "places": _places(space.version, space),
            "words": visitor.view.words,
            "session": visitor.name,
            "followed": visitor.followed,
        },
        key="search",
        on_chosen_change=state.choose_from_search,
    )
    _answers(space)


@st.fragment
def _answers(space: Workspace) -> None:
    visitor = state.session()
    words = visitor.view.words
    found = answer(space.atlas, space.names, words, space.countries) if words.strip() else None
    mount(
        "page/answers.js",
        {
            "number": visitor.question,
            "words": words,
            "answer": content(found) if found else None,
        },
        key="answers",
        on_question_change=state.ask,
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _places(version: str, _space: Workspace) -> str:
    """Hand out all places in their layers, for whoever has typed nothing; asked for once."""
    del version
    layers = [
        {
            "title": layer.title,
            "places": [
                {"id": f.id, "title": f.name, "subtitle": lies_in(f, _space.countries)}
                for f in layer.features
            ],
        }
        for layer in _space.atlas.layers
    ]
    return publish(json.dumps(layers, ensure_ascii=False), ".json")

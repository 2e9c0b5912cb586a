"""The search box, and the answers to the words typed into it."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field

import streamlit as st

from corridors.address import as_typed, names
from corridors.page import address_bar, state
from corridors.page.panels import articles
from corridors.page.serving import mount, publish
from corridors.search.answering import answer, content, lies_in
from corridors.workspace import Workspace


@dataclass
class _Box:
    """The box's name, different in each session, and the number of its last question."""

    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    question: int = 0


def show(space: Workspace) -> None:
    """Show the box; a keystroke reruns only the answers."""
    mount(
        "page/search.js",
        {
            "places": _places(space.version, space),
            "words": state.session().view.words,
            "session": state.kept(_Box).name,
            "followed": address_bar.followed(),
            "keys": names("words"),
        },
        key="search",
        on_chosen=_choose,
    )
    _answers(space)


@st.fragment
def _answers(space: Workspace) -> None:
    words = state.session().view.words
    results = answer(space.atlas, space.names, words, space.countries) if words.strip() else None
    mount(
        "page/answers.js",
        {
            "number": state.kept(_Box).question,
            "words": words,
            "answer": content(results) if results else None,
        },
        key="answers",
        on_question=_ask,
    )


def _ask(message: str) -> None:
    """Take the words typed in the box, with the number of the question."""
    question = json.loads(message)
    state.kept(_Box).question = int(question["number"])
    state.change(words=as_typed(str(question["words"])))


def _choose(message: str) -> None:
    """Follow a place or a passage chosen from the answers."""
    chosen, visitor = json.loads(message), state.session()
    feature = chosen["feature"] if chosen["feature"] in visitor.known.features else None
    article, paragraph = articles.parts(chosen["id"])
    if chosen["kind"] == "passage" and article in visitor.known.articles:
        # The chosen place stays chosen where the passage names no place.
        feature = feature or visitor.view.feature
        articles.turn_to(article, paragraph, feature=feature, branch=None)
    elif feature:
        state.choose(feature)


@st.cache_resource(max_entries=16, show_spinner=False)
def _places(version: str, _space: Workspace) -> str:
    """Publish all places by layer, which the box lists while nothing is typed."""
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

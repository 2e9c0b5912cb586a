"""The panel of a place: the facts about the chosen one, and its passages."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from corridors.address import PLACE
from corridors.describe.facts import Content
from corridors.describe.overview import overview
from corridors.describe.passages import PAGE, describe
from corridors.describe.relations import relate
from corridors.model import Feature
from corridors.page import address_bar, state
from corridors.page.panels import articles
from corridors.page.panels.panel import Panel
from corridors.page.serving import mount
from corridors.workspace import Workspace

_HOW = (
    "These are our summaries. The articles’ own words are not part of Corridors: add them with "
    "“Add articles” above, or with the command “corridors fetch” or “corridors import FILE”."
)


@dataclass
class _Passages:
    """How many passages are shown, and of which feature, since which followed address."""

    of: tuple[str | None, int] = (None, 0)
    count: int = PAGE


def show(space: Workspace) -> None:
    """Show the chosen feature with its passages, or what there is to choose."""
    feature = space.atlas.features.get(state.session().view.feature or "")
    count = _shown().count
    mount(
        "panels/place.js",
        {
            "content": _described(space, feature, count) if feature else _opening(space),
            "note": None if space.atlas.texts_held else _HOW,
            "cited": articles.cited(space),
        },
        key="place",
        on_open=lambda other: state.choose(other or None),
        on_branch=lambda branch: state.change(branch=branch or None),
        on_more=_show_more,
        on_passage=articles.turn_to_passage,
        on_cite=articles.cite,
        on_go=state.follow,
        on_always=lambda _: state.change_filter(start=None, end=None),
    )


PANEL = Panel(PLACE, "Place", show)


def _opening(space: Workspace) -> Content:
    return overview(space.atlas, space.countries, space.questions)


def _described(space: Workspace, feature: Feature, count: int) -> Content:
    view = state.session().view
    content = describe(
        space.atlas, feature, space.countries, view.branch, count, view.filter.window
    )
    return content | {"relations": _relations(space.version, feature.id, space)}


def _shown() -> _Passages:
    """Return how many passages are shown: the first ones again where the feature has changed."""
    passages = state.kept(_Passages)
    current = state.session().view.feature, address_bar.followed()
    if passages.of != current:
        passages.of, passages.count = current, PAGE
    return passages


def _show_more(count: str) -> None:
    if count.isdecimal():
        _shown().count = int(count)


@st.cache_resource(max_entries=512, show_spinner=False)
def _relations(version: str, feature: str, _space: Workspace) -> Content:
    del version
    return relate(_space.atlas, _space.positions, _space.atlas.features[feature])

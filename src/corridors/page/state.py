"""What one visitor has chosen and uploaded; the only place that knows session keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from corridors.model import Feature, Text
from corridors.places.userlayers import Added, Removed

CHOICE = "choice"
_STATE, _FEATURE, _BRANCH = "state", "feature", "branch"


@dataclass
class State:
    """The chosen feature and branch, the texts uploaded by file, what to say of the last upload.

    ``told`` says what came of the last fetch or correction: whether it is good, and in words.
    """

    selected: str | None = None
    branch: str | None = None
    uploads: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    upload_errors: dict[str, str] = field(default_factory=dict)
    told: list[tuple[bool, str]] = field(default_factory=list)
    said_unknown: bool = False
    place_change: Added | Removed | None = None
    place_error: str = ""
    place_changed: bool = False


def session(features: Mapping[str, Feature] | None = None) -> State:
    """Return the visitor's state; a new one starts from the address of the page.

    Parameters
    ----------
    features
        The features that there are; an address that names another is not followed.
    """
    if _STATE not in st.session_state:
        state = State()
        named, branch = st.query_params.get(_FEATURE), st.query_params.get(_BRANCH)
        feature = (features or {}).get(named or "")
        if feature:
            state.selected = feature.id
            state.branch = next((b.id for b in feature.branches if b.id == branch), None)
        state.said_unknown = (named, branch) != (state.selected, state.branch)
        _write_address(state)
        st.session_state[_STATE] = state
        st.session_state[CHOICE] = state.selected
    found = st.session_state[_STATE]
    if not isinstance(found, State):
        raise TypeError(f"the session holds a {type(found).__name__} where its state belongs")
    return found


def choose(feature: str | None) -> None:
    """Make a feature the chosen one, in the list and in the address too."""
    state = session()
    state.selected, state.branch = feature, None
    st.session_state[CHOICE] = feature
    _write_address(state)


def choose_branch() -> None:
    """Follow a click on a branch in the panel; an empty one chooses the whole corridor."""
    state = session()
    state.branch = st.session_state["reader"].branch or None
    _write_address(state)


def choose_from_list() -> None:
    """Follow the list."""
    choose(st.session_state[CHOICE])


def choose_from_map() -> None:
    """Follow a click on the map."""
    choose(st.session_state["map"].clicked)


def choose_from_reader() -> None:
    """Follow a click on a feature's name in the panel; an empty one closes it."""
    choose(st.session_state["reader"].open or None)


def _write_address(state: State) -> None:
    for key, value in ((_FEATURE, state.selected), (_BRANCH, state.branch)):
        if value is None:
            st.query_params.pop(key, None)
        elif st.query_params.get(key) != value:
            st.query_params[key] = value

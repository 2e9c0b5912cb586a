"""What one visitor has chosen and uploaded; the only place that knows session keys."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

import streamlit as st

from corridors.model import Text

CHOICE = "choice"
_STATE, _FEATURE = "state", "feature"


@dataclass
class State:
    """The chosen feature, the texts uploaded by file, and what to say of the last upload."""

    selected: str | None = None
    uploads: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    upload_errors: dict[str, str] = field(default_factory=dict)
    said_unknown: bool = False


def session(features: Container[str] = ()) -> State:
    """Return the visitor's state; a new one starts from the address of the page.

    Parameters
    ----------
    features
        The ids that there are; an address that names another is not followed.
    """
    if _STATE not in st.session_state:
        state = State()
        named = st.query_params.get(_FEATURE)
        if named in features:
            state.selected = named
        elif named is not None:
            state.said_unknown = True
            del st.query_params[_FEATURE]
        st.session_state[_STATE] = state
        st.session_state[CHOICE] = state.selected
    found = st.session_state[_STATE]
    if not isinstance(found, State):
        raise TypeError(f"the session holds a {type(found).__name__} where its state belongs")
    return found


def choose(feature: str | None) -> None:
    """Make a feature the chosen one, in the list and in the address too."""
    session().selected = feature
    st.session_state[CHOICE] = feature
    if feature is None:
        st.query_params.pop(_FEATURE, None)
    else:
        st.query_params[_FEATURE] = feature


def choose_from_list() -> None:
    """Follow the list."""
    choose(st.session_state[CHOICE])


def choose_from_map() -> None:
    """Follow a click on the map."""
    choose(st.session_state["map"].clicked)


def choose_from_reader() -> None:
    """Follow a click on a feature's name in the panel; an empty one closes it."""
    choose(st.session_state["reader"].open or None)

"""The choices of one visitor, and beside them the state of each component."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from corridors import address
from corridors.address import PLACE, Known, View
from corridors.model import Text
from corridors.visitors import may_write as _may_write

_STATE = "state"
Kept = TypeVar("Kept")


@dataclass
class State:
    """What can be named, what a visitor has chosen of it, and the texts they uploaded, by file.

    ``not_followed`` are the keys of the address whose values could not be followed.
    """

    known: Known
    view: View = field(default_factory=View)
    not_followed: tuple[str, ...] = ()
    uploads: dict[str, tuple[Text, ...]] = field(default_factory=dict)


def session(known: Known | None = None) -> State:
    """Return the visitor's state; a new one starts from the address of the page.

    Parameters
    ----------
    known
        What an address can name now; needed where the state may be new.
    """
    if _STATE not in st.session_state:
        st.session_state[_STATE] = State(known or Known({}, (), ()))
        pairs = [(k, v) for k in st.query_params for v in st.query_params.get_all(k)]
        follow(urlencode(pairs))
    state = st.session_state[_STATE]
    if not isinstance(state, State):
        raise TypeError(f"the session holds a {type(state).__name__} where its state belongs")
    if known is not None:
        state.known = known
    return state


def kept(kind: type[Kept]) -> Kept:
    """Return the state that a component keeps for this visitor: the only object of its class."""
    value: Kept = st.session_state.setdefault(f"{kind.__module__}.{kind.__qualname__}", kind())
    return value


def may_write() -> bool:
    """Tell whether this visitor may change the library."""
    return _may_write(st.context.headers, st.context.ip_address)


def uploads() -> list[Text]:
    """Return the texts that this visitor has uploaded."""
    state = st.session_state.get(_STATE)
    return [text for group in state.uploads.values() for text in group] if state else []


def follow(query: str) -> None:
    """Show what an address names."""
    state = session()
    state.view, state.not_followed = address.read(query, state.known)


def change(**fields: Any) -> None:  # noqa: ANN401 - the fields of View, each of its own type
    """Change fields of the view, a `corridors.address.View`."""
    if "feature" in fields:
        fields.setdefault("first", None)  # compare the new choice, not the one before
    state = session()
    state.view = replace(state.view, **fields)


def change_filter(**fields: Any) -> None:  # noqa: ANN401 - the fields of Filter, likewise
    """Change fields of the view's filter, a `corridors.filtering.Filter`."""
    change(filter=replace(session().view.filter, **fields))


def choose(feature: str | None) -> None:
    """Choose a feature, and show its panel."""
    change(feature=feature, branch=None, panel=PLACE)

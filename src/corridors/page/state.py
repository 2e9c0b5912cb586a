"""What one visitor sees, has chosen and uploaded; the only place that knows session keys."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args
from urllib.parse import urlencode

import streamlit as st

from corridors.describe.passages import PAGE
from corridors.exporting.export_format import File
from corridors.model import Text
from corridors.page import address
from corridors.page.address import Known, Panel, Spot, View
from corridors.places.userlayers import Added, Removed
from corridors.visitors import may_write as _may_write

ACTORS, TABLE = "actors", "table"
_STATE = "state"
# A change of these is a step to go back to; of the others, a change of the present view.
_STEPS = ("feature", "branch", "panel", "article", "first", "second")
LISTED = 50  # articles listed at first, and with each "Show more"


@dataclass
class State:
    """What a visitor sees, the texts uploaded by file, what to say of the last upload.

    ``followed`` counts the addresses that were followed, ``push`` says whether the last change is
    a step to go back to, ``passages`` how many of the chosen feature's are shown, and ``listed``
    how many articles. ``turned`` counts the places in articles that were turned to, ``spoken`` has
    the features that the open article speaks of, with their paragraphs, and ``cited`` names the
    passage or article whose citation is asked for. ``question`` is the number of the search box's
    last question. ``told`` says what came of the last fetch or correction: whether it is good, and
    in words. ``taken`` is the file last made to take along, by what was asked for; ``taking`` says
    whether that is open, ``asked`` how often the map was asked for what it shows, and ``answered``
    the last of these that it has answered.
    """

    known: Known
    view: View = field(default_factory=View)
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    followed: int = 0
    push: bool = False
    passages: int = PAGE
    not_followed: tuple[str, ...] = ()
    turned: int = 0
    spoken: Mapping[str, Sequence[int]] | None = None
    cited: str | None = None
    listed: int = LISTED
    uploads: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    upload_errors: dict[str, str] = field(default_factory=dict)
    told: list[tuple[bool, str]] = field(default_factory=list)
    place_change: Added | Removed | None = None
    place_error: str = ""
    place_changed: bool = False
    question: int = 0
    taking: bool = False
    asked: int = 1
    answered: int = 0
    taken: tuple[str, File] | None = None
    take_error: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the map shows: what is switched off, the view, and the map's size in pixels.

    ``asked`` is the number of the ask that it answers.
    """

    hidden: tuple[str, ...]
    spot: Spot
    size: tuple[int, int]
    asked: int


def session(known: Known | None = None) -> State:
    """Return the visitor's state; a new one starts from the address of the page.

    Parameters
    ----------
    known
        What there is to see now; needed where the state may be new.
    """
    if _STATE not in st.session_state:
        st.session_state[_STATE] = State(known or Known({}, (), ()))
        pairs = [(k, v) for k in st.query_params for v in st.query_params.get_all(k)]
        follow(urlencode(pairs))
    found = st.session_state[_STATE]
    if not isinstance(found, State):
        raise TypeError(f"the session holds a {type(found).__name__} where its state belongs")
    if known is not None:
        found.known = known
    return found


def may_write() -> bool:
    """Tell whether this visitor may change the library."""
    return _may_write(st.context.headers, st.context.ip_address)


def uploads() -> list[Text]:
    """Return the texts that this visitor has uploaded."""
    found = st.session_state.get(_STATE)
    return [text for group in found.uploads.values() for text in group] if found else []


def follow(query: str) -> None:
    """See what an address names."""
    state = session()
    state.view, state.not_followed = address.read(query, state.known)
    state.followed += 1
    state.turned += 1
    state.push = False
    state.passages = PAGE
    _sync(state)


def told(component: str, trigger: str) -> str | None:
    """Return what a component has just told by a trigger, or None.

    Streamlit calls a trigger's callback a second time, with None, where another run overtakes its
    reset; that is nothing to follow.
    """
    value = st.session_state[component].get(trigger)
    return value if isinstance(value, str) else None


def follow_address() -> None:
    """Follow the browser, where the visitor went back or forward."""
    query = told("address", "moved")
    if query is not None:
        follow(query)


def change(**fields: Any) -> None:  # noqa: ANN401 - the fields of View, each of its own type
    """See something else: the fields of `corridors.page.address.View` to change.

    Naming a paragraph turns to it, also where it is the one last turned to.
    """
    state = session()
    before = state.view
    if "feature" in fields:
        fields.setdefault("first", None)  # what is chosen now is compared, not what was before
    state.view = replace(before, **fields)
    state.turned += "paragraph" in fields
    after = state.view
    if after.feature != before.feature:
        state.passages = PAGE
    state.push = before.filter.actors != after.filter.actors or any(
        getattr(before, key) != getattr(after, key) for key in _STEPS
    )
    _sync(state)


def choose(feature: str | None) -> None:
    """Make a feature the chosen one, in the address too."""
    change(feature=feature, branch=None, panel="place")


def choose_branch() -> None:
    """Follow a click on a branch in the panel; an empty one chooses the whole corridor."""
    branch = told("reader", "branch")
    if branch is not None:
        change(branch=branch or None)


def choose_panel() -> None:
    """Follow the switch above the panel."""
    panel = told("switch", "chosen")
    if panel in get_args(Panel):
        change(panel=panel)


def choose_actors() -> None:
    """Follow the choice of states and bodies."""
    change(filter=replace(session().view.filter, actors=tuple(st.session_state[ACTORS])))


def choose_actor() -> None:
    """Follow a click on one state."""
    actor = told("actors-panel", "actor")
    if actor:
        change(filter=replace(session().view.filter, actors=(actor,)))


def clear_actors() -> None:
    """Show what any actor has a part in, and what none has."""
    change(filter=replace(session().view.filter, actors=()))


def choose_from_actors() -> None:
    """Follow a click on a feature in the panel of actors, which stays."""
    feature = told("actors-panel", "open")
    if feature:
        change(feature=feature, branch=None)


def hidden() -> frozenset[str]:
    """Return the groups that are switched off, as far as the map has told."""
    now = seen()
    return frozenset(now.hidden if now else session().view.hidden)


def choose_from_table(ids: Sequence[str]) -> None:
    """Follow the row that is chosen in the table, which stays."""
    rows = st.session_state[TABLE].selection.rows
    if rows and rows[0] < len(ids):
        change(feature=ids[rows[0]], branch=None)


def show_more() -> None:
    """Follow a click that asks for more passages."""
    asked = st.session_state["reader"].get("more")
    if isinstance(asked, int):
        session().passages = asked


def ask() -> None:
    """Follow the search box: what is typed in it, with the number of the question."""
    asked = st.session_state["answers"].get("question")
    if not isinstance(asked, Mapping):
        return
    number, words = asked.get("number"), asked.get("words")
    session().question = number if isinstance(number, int) else 0
    change(words=typed(words or ""))


def typed(words: object) -> str:
    """Return what was typed as an address can hold it."""
    text = str(words).encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split())[: address.LONGEST]


def choose_from_search() -> None:
    """Follow a place or a passage that is chosen in the search box."""
    chosen = st.session_state["search"].get("chosen")
    if not isinstance(chosen, Mapping):
        return
    state = session()
    feature = chosen.get("feature")
    feature = feature if feature in state.known.features else None
    article, paragraph = parts(str(chosen.get("id")))
    if chosen.get("kind") == "passage" and article in state.known.articles:
        change(
            feature=feature or state.view.feature,
            branch=None,
            panel="read",
            article=article,
            paragraph=paragraph,
        )
    elif feature:
        choose(feature)


def choose_window() -> None:
    """Follow the window of time, dragged or typed with keys."""
    window = told("timeline", "window")
    if window is not None:
        start, end = address.days(window)
        change(filter=replace(session().view.filter, start=start, end=end))


def clear_window(component: str) -> None:
    """See all time again, as a panel asks."""
    if told(component, "always"):
        change(filter=replace(session().view.filter, start=None, end=None))


def choose_from_timeline() -> None:
    """Follow a click on a dated thing."""
    opened = told("timeline", "open")
    if opened:
        choose(opened)


def read_from_timeline() -> None:
    """Follow a click on an article in the timeline."""
    article = told("timeline", "article")
    if article:
        turn_to(article)


def choose_from_map() -> None:
    """Follow a click on the map; the open article stays where it speaks of the feature."""
    feature = told("map", "clicked")
    if feature in (session().spoken or ()):
        change(feature=feature, branch=None)
    elif feature:
        choose(feature)


def choose_from_reader() -> None:
    """Follow a click on a feature's name in the panel; an empty one closes it."""
    feature = told("reader", "open")
    if feature is not None:
        choose(feature or None)


def parts(passage: str) -> tuple[str, int | None]:
    """Take the id of a passage apart: its article and, where it is one, the paragraph."""
    article, _, number = passage.rpartition("#")
    return article, int(number) if number.isdecimal() and len(number) < 7 else None


def turn_to(article: str | None, paragraph: int | None = None) -> None:
    """Open an article, at a paragraph; none of either is the list of articles."""
    change(panel="read", article=article, paragraph=paragraph)


def seen() -> Sight | None:
    """Return what the map shows, as far as it has told."""
    found = st.session_state["map"].get("seen") if "map" in st.session_state else None
    if not found:
        return None
    hidden = tuple(str(name) for name in (*found["off"], *found["hidden"]))
    width, height = found["size"]
    spot = Spot(float(found["latitude"]), float(found["longitude"]), float(found["zoom"]))
    return Sight(hidden, spot, (int(width), int(height)), int(found.get("asked", 0)))


def is_answered() -> bool:
    """Tell once that the map has said what it shows, where something to take along waits for it."""
    state, now = session(), seen()
    if now is None or now.asked == state.answered:
        return False
    state.answered = now.asked
    return state.taking


def _sync(state: State) -> None:
    """Let the page's own widgets show what is seen."""
    st.session_state[ACTORS] = list(state.view.filter.actors)

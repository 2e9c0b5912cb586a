"""New places in the page: names found in the texts at hand, and a layer of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from corridors import workspace
from corridors.errors import LibraryError
from corridors.model import Feature, Layer
from corridors.page import state
from corridors.page.markdown import counted, plain
from corridors.places import drafting, userlayers
from corridors.places.suggesting import Suggestion
from corridors.places.towns import Town, towns
from corridors.places.userlayers import Added, Removed
from corridors.workspace import Workspace

_NAME, _WHERE, _AT, _KIND, _ALIASES, _OWN = (
    f"new-place-{field}" for field in ("name", "where", "at", "kind", "aliases", "own")
)
_TYPED = "Somewhere else: type the position"
_NO_TEXTS = (
    "Add articles: names in them that look like places and are not on the map are then listed "
    "here. You can also type a name."
)
_NOTHING_NEW = "No name in the texts at hand looks like a place that is not on the map yet."
_SHOWN_PASSAGES = 2
_AROUND = 60  # characters of a passage shown on each side of a mention


@dataclass
class _Changes:
    """The last change, or why there was none, and whether the page has yet to follow it."""

    last: Added | Removed | None = None
    error: str = ""
    is_new: bool = False


@st.fragment
def show(space: Workspace) -> None:
    """Show the button that opens the names, where they may lie, and the user's own places."""
    changes = state.kept(_Changes)
    if changes.is_new:
        # The map and the links follow; a click in this fragment reruns only the fragment.
        changes.is_new = False
        st.rerun()
    popover = st.popover("New places", key="new-places", on_change="rerun")
    # The content takes time to make, so it is made only when it is opened.
    if popover.open:
        # Before any message is shown, so that the fields to fill in follow it at once.
        suggestions = {s.name: s for s in space.suggestions} if space.atlas.texts_held else {}
        with popover:
            _say_what_was_done()
            _offer(space, suggestions)
            _list_own(space)


def _say_what_was_done() -> None:
    changes = state.kept(_Changes)
    if changes.error:
        st.error(f"Nothing was changed: {plain(changes.error)}")
    elif change := changes.last:
        done = f"added to {change.layer}" if isinstance(change, Added) else "removed"
        st.success(plain(f"{change.name}: {done}."))
        st.button("Undo", on_click=_try, args=(lambda: _undo(change),))


def _offer(space: Workspace, suggestions: Mapping[str, Suggestion]) -> None:
    name: str | None
    if not suggestions:
        st.caption(_NOTHING_NEW if space.atlas.texts_held else _NO_TEXTS)
        name = st.text_input("Name", key=_NAME, max_chars=200)
    else:
        name = st.selectbox(
            f"{counted(len(suggestions), 'name')} not on the map",
            list(suggestions),
            index=None,
            format_func=lambda key: _name_title(suggestions.get(key), key),
            placeholder="Choose a name, or type another",
            accept_new_options=True,
            key=_NAME,
        )
    if not name:
        return
    if name in suggestions:
        _quote(space, suggestions[name])
    where = st.selectbox(
        "Where it lies",
        [*towns().candidates(name), None],
        format_func=lambda town: _town_title(town, space) if town else _TYPED,
        key=_WHERE,
    )
    if not isinstance(where, Town):
        st.text_input("Longitude, latitude", key=_AT, placeholder="51.68, 43.18")
    all_kinds = workspace.given().kinds
    kinds = [key for key, kind in all_kinds.items() if kind.needs_only_a_point]
    st.selectbox("Kind", kinds, format_func=lambda key: all_kinds[key].title, key=_KIND)
    st.text_input("Other names, separated by commas", key=_ALIASES)
    st.button("Add", type="primary", on_click=_try, args=(lambda: _add(name, space),))


def _name_title(suggestion: Suggestion | None, name: str) -> str:
    return f"{name}: {counted(len(suggestion.mentions), 'mention')}" if suggestion else name


def _quote(space: Workspace, suggestion: Suggestion) -> None:
    """Show where a name occurs, for the first few passages."""
    first = dict(reversed(suggestion.mentions))
    for passage_id in suggestion.passages[:_SHOWN_PASSAGES]:
        passage = space.atlas.passage(passage_id)
        record = space.atlas.articles.entry(passage.article).record
        text, mention = passage.text or "", first[passage_id]
        start, end = max(0, mention.start - _AROUND), mention.end + _AROUND
        excerpt = f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
        st.caption(plain(f"{' '.join(excerpt.split())} ({record.author or record.title})"))
    more = len(suggestion.passages) - _SHOWN_PASSAGES
    if more > 0:
        st.caption(f"And in {counted(more, 'passage')} more.")


def _town_title(town: Town, space: Workspace) -> str:
    country = space.countries.get(town.country, town.country)
    people = f", {town.population:,} inhabitants" if town.population else ""
    return f"{town.name}, {country}{people} ({town.latitude:.2f}° N, {town.longitude:.2f}° E)"


def _list_own(space: Workspace) -> None:
    own = {feature.id: feature for layer in _own(space) for feature in layer.features}
    if not own:
        return
    st.divider()
    chosen = st.selectbox(
        f"{counted(len(own), 'place')} of your own",
        list(own),
        index=None,
        format_func=lambda key: own[key].name if key in own else key,
        placeholder="Choose one to remove it",
        key=_OWN,
    )
    if chosen in own:
        st.button("Remove", on_click=_try, args=(lambda: _remove(own[chosen]),))


def _own(space: Workspace) -> list[Layer]:
    """Return the layers that come from the user's files."""
    folder = userlayers.default_folder()
    return [
        layer
        for layer in space.atlas.layers
        if (folder / f"{layer.id}.geojson").exists()
        and not (space.folder / f"{layer.id}.geojson").exists()
    ]


def _try(change: Callable[[], Added | Removed]) -> None:
    """Make a change, and keep its result for the next run."""
    changes = state.kept(_Changes)
    changes.last, changes.error = None, ""
    if not state.may_write():
        changes.error = "only the person who runs Corridors may change its places"
        return
    try:
        changes.last = change()
    except LibraryError as error:
        changes.error = str(error)
        return
    changes.is_new = True
    st.session_state[_NAME] = st.session_state[_OWN] = None
    for key in (_WHERE, _AT, _KIND, _ALIASES):
        st.session_state.pop(key, None)
    chosen = state.session().view.feature
    if isinstance(changes.last, Added):
        state.choose(changes.last.feature)
    elif chosen and changes.last.item.get("id") == chosen:
        state.choose(None)


def _add(name: str, space: Workspace) -> Added:
    chosen = st.session_state.get(_WHERE)
    typed = st.session_state.get(_AT) or ""
    where = chosen if isinstance(chosen, Town) else drafting.position(typed)
    land = space.folder / "basemap" / "land.geojson"
    item = drafting.draft(
        name,
        where,
        kind=st.session_state[_KIND],
        aliases=st.session_state[_ALIASES].split(","),
        countries=drafting.countries_at(where, land),
    )
    return userlayers.add(item, userlayers.MINE, workspace.given())


def _remove(feature: Feature) -> Removed:
    return userlayers.remove(feature.id, feature.layer, workspace.given())


def _undo(change: Added | Removed) -> Added | Removed:
    return userlayers.undo(change, workspace.given())

"""Shows the panel; a click on another feature's name leads there."""

from __future__ import annotations

from collections.abc import Callable

from corridors.describe.facts import Content
from corridors.page.serving import mount


def show_reader(
    content: Content,
    note: str | None,
    on_open: Callable[[], None],
    on_branch: Callable[[], None],
    on_always: Callable[[], None],
    on_more: Callable[[], None],
    on_read: Callable[[], None],
    on_cite: Callable[[], None],
    on_go: Callable[[], None],
    cited: Content | None,
) -> None:
    """Show a feature and its passages, or what to do where none is chosen.

    Parameters
    ----------
    content
        As `corridors.describe.passages.describe` returns it, or `overview` where none is chosen.
    note
        One quiet line below the passages, such as how to add the texts.
    on_open
        Called before the page runs again; the id of the feature to go to is then
        ``st.session_state["reader"].open``, or empty to go back to none.
    on_branch
        Called likewise for a branch of the corridor: ``st.session_state["reader"].branch``, or
        empty for the whole.
    on_more
        Called likewise where more passages are asked for: ``st.session_state["reader"].more`` is
        then how many to show.
    on_read, on_cite
        Called likewise for a passage to read in its article, or to cite:
        ``st.session_state["reader"].read`` or ``.cite`` is then its id.
    cited
        The citation last asked for: the passage's ``id``, and ``styles``.
    on_go
        Called likewise for a question: ``st.session_state["reader"].go`` is then the query string
        of the view that it opens.
    on_always
        Called likewise where passages outside the window of time are asked for.
    """
    mount(
        "panels/place.js",
        {
            "content": content,
            "note": note,
            "cited": cited,
        },
        key="reader",
        on_open_change=on_open,
        on_branch_change=on_branch,
        on_more_change=on_more,
        on_read_change=on_read,
        on_cite_change=on_cite,
        on_go_change=on_go,
        on_always_change=on_always,
    )

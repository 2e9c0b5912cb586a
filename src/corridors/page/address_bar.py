"""The address bar of the browser, kept in step with the page, and the button that copies it."""

from __future__ import annotations

from collections.abc import Callable

from corridors.page.serving import mount

# The map writes these itself: a view that moves need not run the page.
_OF_THE_MAP = ("off", "tiles", "map")
_KEYS = (
    *("feature", "branch", "panel", "article", "paragraph", "find", "order", "first", "second"),
    *("actor", "from", "to", "words"),
)


def show_address(
    query: str,
    followed: int,
    on_moved: Callable[[], None],
    *,
    push: bool,
    turned: int,
) -> None:
    """Put a view into the address bar, and offer to copy it.

    Parameters
    ----------
    query
        As `corridors.page.address.write` returns it; what the map writes itself is left to it.
    followed
        How many addresses have been followed; a view from before the last one is not written.
    on_moved
        Called before the page runs again, when the visitor went back or forward; the query
        string is then ``st.session_state["address"].moved``.
    push
        Whether the view is a step to go back to, or only a change of the present one.
    turned
        Counts the places in articles that were turned to. Where it is the same as before, the
        address keeps the paragraph that the article's panel has written into it.
    """
    mount(
        "page/address_bar.js",
        {
            "query": query,
            "keys": _KEYS,
            "followed": followed,
            "push": push,
            "turned": turned,
        },
        key="address",
        on_moved_change=on_moved,
    )

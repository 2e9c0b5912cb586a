"""The address bar of the browser, kept in step with the page, and the button that copies it."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.address import KEYS, OF_PAGE, View, names, write
from corridors.page import state
from corridors.page.serving import mount


@dataclass
class _Bar:
    """How many addresses were followed, the view shown last, and whether it was a step to it."""

    followed: int = 1
    view: View | None = None
    push: bool = False


def show(view: View, turned: int) -> None:
    """Put a view into the address bar, and offer to copy it.

    Parameters
    ----------
    view
        What the map writes itself of it is left to the map.
    turned
        Counts the places in articles that were turned to. Where it is the same as before, the
        address keeps the paragraph that the panel of articles has written into it.
    """
    bar = state.kept(_Bar)
    if bar.view is not None and bar.view != view:
        bar.push = _is_step(bar.view, view)
    bar.view = view
    mount(
        "page/address_bar.js",
        {
            "query": write(view, OF_PAGE),
            "written": [key.name for key in OF_PAGE],
            "keys": names("article", "paragraph"),
            "followed": bar.followed,
            "push": bar.push,
            "turned": turned,
        },
        key="address",
        on_moved=_follow,
    )


def followed() -> int:
    """Return how many addresses have been followed: what was shown before the last one is over."""
    return state.kept(_Bar).followed


def _follow(query: str) -> None:
    """Follow the browser, where the visitor went back or forward."""
    state.follow(query)
    bar = state.kept(_Bar)
    bar.followed, bar.view, bar.push = bar.followed + 1, state.session().view, False


def _is_step(before: View, after: View) -> bool:
    return any(key.is_step and key.of(before) != key.of(after) for key in KEYS)

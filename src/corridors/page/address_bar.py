"""The address bar of the browser, kept in step with the page, and the button that copies it."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.address import KEYS, OF_PAGE, View, names, write
from corridors.page import state
from corridors.page.serving import mount


@dataclass
class _Bar:
    """The number of addresses followed, the view shown last, and whether to push it as a step."""

    followed: int = 1
    view: View | None = None
    push: bool = False


def show(view: View, turned: int) -> None:
    """Put a view into the address bar, and offer to copy it.

    Parameters
    ----------
    view
        The view; the parts that the map writes itself are left to the map.
    turned
        Counts the places in articles that were turned to. Where it has not changed, the address
        keeps the paragraph that the panel of articles has written into it.
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
    """Count the addresses followed so far; each one starts the page afresh."""
    return state.kept(_Bar).followed


def _follow(query: str) -> None:
    """Follow the browser when the visitor goes back or forward."""
    state.follow(query)
    bar = state.kept(_Bar)
    bar.followed, bar.view, bar.push = bar.followed + 1, state.session().view, False


def _is_step(before: View, after: View) -> bool:
    return any(key.is_step and key.of(before) != key.of(after) for key in KEYS)

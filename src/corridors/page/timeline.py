"""The strip of time below the map."""

from __future__ import annotations

from corridors.page import state
from corridors.page.timeline_strip import show_timeline
from corridors.workspace import Workspace


def show(space: Workspace) -> None:
    """Show what happened when, and the window of time."""
    view = state.session().view
    show_timeline(
        space.atlas,
        space.version,
        view.filter,
        view.feature,
        article=view.article,
        on_window=state.choose_window,
        on_open=state.choose_from_timeline,
        on_article=state.read_from_timeline,
    )

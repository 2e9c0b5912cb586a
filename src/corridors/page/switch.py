"""The switch between the panels beside the map.

Streamlit's own widgets keep a value in the browser, and a run that is under way brings back an
older one; this switch only shows the choice and reports clicks.
"""

from __future__ import annotations

from collections.abc import Iterable

from corridors.page import state
from corridors.page.panels.panel import Panel
from corridors.page.serving import mount


def show(panels: Iterable[Panel], chosen: Panel) -> None:
    """Show the titles of the panels, the chosen one marked."""
    mount(
        "page/switch.js",
        {
            "label": "What to show beside the map",
            "options": [{"id": panel.key, "title": panel.title} for panel in panels],
            "chosen": chosen.key,
        },
        key="switch",
        on_chosen=_choose,
    )


def _choose(key: str) -> None:
    if key in state.session().known.panels:
        state.change(panel=key)

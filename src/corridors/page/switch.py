"""The switch of what stands beside the map.

Streamlit's own widgets keep a value in the browser, and a run that is under way brings back an
older one; this switch only shows what is chosen and tells of clicks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corridors.page.serving import mount


def show_switch(options: Mapping[str, str], chosen: str, on_chosen: Callable[[], None]) -> None:
    """Show one choice of a few.

    Parameters
    ----------
    options
        Titles by id.
    chosen
        The id that is chosen.
    on_chosen
        Called before the page runs again; the id is then told by ``chosen`` of ``"switch"``.
    """
    mount(
        "page/switch.js",
        {
            "label": "What to show beside the map",
            "options": [{"id": key, "title": title} for key, title in options.items()],
            "chosen": chosen,
        },
        key="switch",
        on_chosen_change=on_chosen,
    )

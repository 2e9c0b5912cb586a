"""The panel on a phone: a sheet over the map that a handle pulls up."""

from __future__ import annotations

from corridors.address import PLACE, View
from corridors.page.serving import mount


def show(view: View) -> None:
    """Show the handle inside the container of the panel; it is visible only on a phone.

    Parameters
    ----------
    view
        Where its place, panel or article has changed, a lowered sheet comes up.
    """
    choice = [view.feature, view.panel, view.article, view.second]
    mount(
        "page/sheet.js",
        {
            "what": choice,
            "asked": choice != [None, PLACE, None, None],
        },
        key="sheet",
    )

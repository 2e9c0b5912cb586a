"""The panel of a phone: a sheet over the map, that a handle draws up."""

from __future__ import annotations

from corridors.address import PLACE, View
from corridors.page.serving import mount


def show(view: View) -> None:
    """Show the handle, within the container of the panel; only a phone sees it.

    Parameters
    ----------
    view
        Where it names another place, panel or article than before, a low sheet comes up.
    """
    what = [view.feature, view.panel, view.article, view.second]
    mount(
        "page/sheet.js",
        {
            "what": what,
            "asked": what != [None, PLACE, None, None],
        },
        key="sheet",
    )

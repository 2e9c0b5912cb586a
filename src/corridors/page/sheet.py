"""The panel of a phone: a sheet over the map, that a handle draws up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from corridors.page.address import View
from corridors.serving import component, serve


def show_handle(view: View) -> None:
    """Show the handle, within the container of the panel; only a phone sees it.

    Parameters
    ----------
    view
        Where it names another place, panel or article than before, a low sheet comes up.
    """
    static = serve("page", Path(__file__).parent / "static")
    what = [view.feature, view.panel, view.article, view.second]
    _renderer()(
        data={
            "module": f"{static}/sheet.js",
            "what": what,
            "asked": what != [None, "place", None, None],
        },
        key="sheet",
    )


@st.cache_resource
def _renderer() -> Any:  # noqa: ANN401 - Streamlit's renderer takes any callback by name
    return component("corridors_sheet")

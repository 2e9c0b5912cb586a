"""The panel of the table: everything on the map, to sort, to filter and to download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from corridors.exporting.export_format import ExportFormat, Setting
from corridors.exporting.feature_table import features_table
from corridors.exporting.registry import EXPORTS, export
from corridors.map.contract import group_of
from corridors.page import state
from corridors.page.map import OnMap, hidden
from corridors.page.markdown import counted
from corridors.page.panels.panel import Panel
from corridors.workspace import Workspace

_ROWS = "table"
_COLUMNS: Mapping[str, Any] = {
    "name": st.column_config.TextColumn("Name", pinned=True),
    "layer": "Layer",
    "kind": "Kind",
    "countries": "Countries",
    "status": "Status",
    "status_date": "As of",
    "start": "Start",
    "end": "End",
    "length_km": st.column_config.NumberColumn("Length, km", format="%.0f"),
    "actors": "Actors",
    "passages": st.column_config.NumberColumn("Passages"),
    "precision": "Precision",
    "precision_km": st.column_config.NumberColumn("Within, km"),
    "longitude": st.column_config.NumberColumn("Longitude", format="%.4f"),
    "latitude": st.column_config.NumberColumn("Latitude", format="%.4f"),
    "id": "Id",
}


def show(space: Workspace) -> None:
    """Show what is on the map as a table; a chosen row is chosen on the map."""
    table = _shown(space)
    words = st.text_input(
        "Filter the rows",
        placeholder="Filter the rows",
        label_visibility="collapsed",
        max_chars=100,
        key="table-words",
    )
    if words.strip():
        text = table.astype("string").fillna("").agg(" ".join, axis=1)
        table = table[text.str.contains(words.strip(), case=False, regex=False)]
    st.caption(
        f"{counted(len(table), 'place')} on the map. A click on a heading sorts; a click at the "
        "start of a row shows it on the map."
        if len(table)
        else "Nothing on the map has these words. Clear the filter, or switch layers on."
    )
    ids = list(table["id"])
    st.dataframe(
        table,
        hide_index=True,
        column_config=_COLUMNS,
        column_order=list(_COLUMNS),
        key=_ROWS,
        on_select=lambda: _choose(ids),
        selection_mode="single-row",
        height=440,
    )
    _saving(space, ids)


def _saving(space: Workspace, ids: Sequence[str]) -> None:
    """Offer the rows as a file, in each format that holds features."""
    setting = Setting(space.folder, space.countries, generated=datetime.now(UTC))

    def content(export_format: ExportFormat) -> bytes:
        return export(space.atlas, export_format.name, setting, ids).content

    with st.container(horizontal=True):
        for export_format in EXPORTS.values():
            if export_format.holds == "features":
                st.download_button(
                    export_format.convention,
                    partial(content, export_format),
                    export_format.file,
                    export_format.mime,
                    on_click="ignore",
                    disabled=not ids,
                )


PANEL = Panel("table", "Table", show, lambda _: OnMap(report=True))


def _choose(ids: Sequence[str]) -> None:
    """Follow the chosen row; the panel stays open."""
    rows = st.session_state[_ROWS].selection.rows
    if rows and rows[0] < len(ids):
        state.change(feature=ids[rows[0]], branch=None)


def _shown(space: Workspace) -> pd.DataFrame:
    """Return the features that pass the filter and are not switched off, as a table."""
    chosen, off = state.session().view.filter, hidden()
    features = [
        feature
        for feature in space.atlas.features.values()
        if chosen.shows(feature) and group_of(feature) not in off
    ]
    return features_table(space.atlas, features, space.countries)

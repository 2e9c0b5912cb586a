"""Features as a table, one row for each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime

import pandas as pd

from corridors.atlas import Atlas
from corridors.describe.facts import actor_name
from corridors.exporting.export_format import EPOCH, ExportFormat, Setting
from corridors.exporting.link_table import safe
from corridors.model import Feature

_CELL = 32_767  # characters that a cell of a spreadsheet holds
COLUMNS = (
    "id",
    "name",
    "layer",
    "kind",
    "countries",
    "status",
    "status_date",
    "start",
    "end",
    "length_km",
    "actors",
    "passages",
    "precision",
    "precision_km",
    "longitude",
    "latitude",
)


def features_table(
    atlas: Atlas, features: Iterable[Feature], countries: Mapping[str, str]
) -> pd.DataFrame:
    """Return features as a table.

    Parameters
    ----------
    atlas
        Where titles of layers and numbers of passages are looked up.
    features
        The features, in their order.
    countries
        Names of countries by ISO 3166 alpha-2 code.

    Returns
    -------
    pandas.DataFrame
        One row for each feature with the columns `COLUMNS`; unknown values are missing.
        ``length_km`` adds up the legs of all branches; ``longitude`` and ``latitude`` (EPSG:4326)
        are those of a point, or of a point on the line or in the area; dates are ISO 8601.
    """
    titles = {layer.id: layer.title for layer in atlas.layers}
    rows = [
        {
            "id": feature.id,
            "name": feature.name,
            "layer": titles.get(feature.layer, feature.layer),
            "kind": feature.kind.id,
            "countries": ", ".join(countries.get(c, c) for c in feature.countries),
            "status": feature.status,
            "status_date": feature.status_date,
            "start": feature.start,
            "end": feature.end,
            "length_km": sum(leg.travel_km for leg in feature.legs) or None,
            "actors": ", ".join(dict.fromkeys(actor_name(a, countries) for a in feature.actors)),
            "passages": atlas.count_to(feature.id),
            "precision": feature.precision.level,
            "precision_km": feature.precision.km,
            "longitude": round(feature.geometry.representative_point().x, 5),
            "latitude": round(feature.geometry.representative_point().y, 5),
        }
        for feature in features
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = ("length_km", "precision_km", "longitude", "latitude")
    return table.astype(dict.fromkeys(numbers, "float64") | {"passages": "int64"})


def features_csv(table: pd.DataFrame) -> str:
    """Write a table of features as CSV (RFC 4180), safe to open in a spreadsheet."""
    text: str = table.map(safe).to_csv(index=False, lineterminator="\r\n")
    return text


def features_xlsx(table: pd.DataFrame, generated: datetime | None = None) -> bytes:
    """Write a table of features as a spreadsheet (Office Open XML); text is never a formula."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"created": generated or EPOCH})
        table.map(_cell).to_excel(writer, sheet_name="Features", index=False, freeze_panes=(1, 2))
    return file.getvalue()


def _cell(cell: object) -> object:
    # "replace" only affects lone surrogates, which no file can hold.
    return cell[:_CELL].encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def _table(atlas: Atlas, setting: Setting) -> pd.DataFrame:
    return features_table(atlas, atlas.features.values(), setting.countries)


FEATURES_CSV = ExportFormat(
    name="features-csv",
    title="Features as a table (CSV)",
    holds="features",
    convention="CSV",
    file="corridors-features.csv",
    mime="text/csv; charset=utf-8",
    write=lambda atlas, setting: [features_csv(_table(atlas, setting))],
)
FEATURES_XLSX = ExportFormat(
    name="features-xlsx",
    title="Features as a spreadsheet (XLSX)",
    holds="features",
    convention="XLSX",
    file="corridors-features.xlsx",
    mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=lambda atlas, setting: features_xlsx(_table(atlas, setting), setting.generated),
)

"""Features as a GeoPackage: a layer of points, one of lines and one of areas, EPSG:4326."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio

from corridors.atlas import Atlas
from corridors.citing.identity import joined
from corridors.exporting.export_format import EPOCH, ExportFormat
from corridors.model import Actor, Feature, Leg

_SHAPES = {"Point": "points", "Polygon": "areas", "MultiPolygon": "areas"}
_OF_LEGS = ("leg", "leg_name", "mode", "length_km", "track_km", "operator", "owner", "leg_source")


def geopackage(atlas: Atlas, generated: datetime | None = None) -> bytes:
    """Write the features of an atlas as a GeoPackage.

    Parameters
    ----------
    atlas
        The features to write.
    generated
        The time of the last change to state; the epoch where there is none, so that the
        same atlas gives the same layers.

    Returns
    -------
    bytes
        The file. A corridor, a road or another line has one row for each leg, with the leg's own
        status and precision; other features have one row. A layer without a row is left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corridors.gpkg"
        stamp = (generated or EPOCH).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
        try:
            for name, frame in tables(atlas).items():
                frame.to_file(file, layer=name, driver="GPKG", engine="pyogrio", index=False)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
        return file.read_bytes() if file.exists() else b""


def tables(atlas: Atlas) -> dict[str, geopandas.GeoDataFrame]:
    """Return the features of an atlas as tables, one for each kind of shape that occurs."""
    rows: dict[str, list[dict[str, object]]] = {"points": [], "lines": [], "areas": []}
    for feature in atlas.features.values():
        for row in _rows(atlas, feature):
            kind = row["geometry"].geom_type  # type: ignore[attr-defined]
            rows[_SHAPES.get(kind, "lines")].append(row)
    return {name: _frame(of_shape, name) for name, of_shape in rows.items() if of_shape}


def frame_of(
    rows: Iterable[Mapping[str, object]], columns: list[str] | None = None
) -> geopandas.GeoDataFrame:
    """Make a table of rows with a ``geometry`` in EPSG:4326; `columns` are needed without rows."""
    storable = [{key: _storable(value) for key, value in row.items()} for row in rows]
    frame = pd.DataFrame(storable, columns=columns)
    return geopandas.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")


def _frame(rows: Sequence[dict[str, object]], name: str) -> geopandas.GeoDataFrame:
    frame = frame_of(rows)
    return frame if name == "lines" else frame.drop(columns=[*_OF_LEGS], errors="ignore")


def _rows(atlas: Atlas, feature: Feature) -> Iterator[dict[str, object]]:
    links = atlas.links_to(feature.id)
    articles = dict.fromkeys(link.passage.rpartition("#")[0] for link in links)
    row: dict[str, object] = {
        **row_of(feature),
        "passages": len(links),
        "articles": _all(articles),
        "geometry": feature.geometry,
    }
    yield from ({**row, **_leg(leg)} for leg in feature.legs)
    if not feature.legs:
        yield row


def row_of(feature: Feature) -> dict[str, object]:
    """Return the facts about a feature as a row of a table, several values joined by “; ”."""
    return {
        "feature": feature.id,
        "layer": feature.layer,
        "kind": feature.kind.id,
        "name": feature.name,
        "label": feature.label,
        "other_names": _all(n.text for n in feature.names if n.type in ("alias", "acronym")),
        "countries": _all(feature.countries),
        "status": feature.status,
        "status_date": feature.status_date,
        "summary": feature.summary,
        "start": feature.start,
        "end": feature.end,
        "river": feature.river,
        "precision": feature.precision.level,
        "precision_km": feature.precision.km,
        "precision_note": feature.precision.note,
        "actors": _all(map(_part, feature.actors)),
        "identifiers": _all(f"{key}:{value}" for key, value in feature.identifiers.items()),
        "sources": _all(joined((s.text, s.url), " ") for s in feature.provenance),
    }


def _leg(leg: Leg) -> dict[str, object]:
    values = (leg.id, leg.name, leg.mode, leg.length_km, leg.track_km)
    return {
        **dict(zip(_OF_LEGS, (*values, leg.operator, leg.owner, leg.source), strict=True)),
        "status": leg.status,
        "precision": leg.precision.level,
        "precision_km": leg.precision.km,
        "precision_note": leg.precision.note,
        "geometry": leg.geometry,
    }


def _part(actor: Actor) -> str:
    return f"{actor.role}: {joined((actor.body, actor.state), ', ')}"


def _storable(value: object) -> object:
    """Replace what no database can hold: lone surrogates and zero characters."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _all(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None


GEOPACKAGE = ExportFormat(
    name="gpkg",
    title="Features as a GeoPackage: points, lines and areas",
    holds="features",
    convention="GeoPackage",
    file="corridors-features.gpkg",
    mime="application/geopackage+sqlite3",
    write=lambda atlas, setting: geopackage(atlas, setting.generated),
)

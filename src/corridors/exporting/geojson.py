"""Features as GeoJSON (RFC 7946): EPSG:4326, longitude first, outer rings anticlockwise."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from shapely import orient_polygons
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridors.atlas import Atlas
from corridors.exporting.export_format import ExportFormat, as_json
from corridors.model import Feature, Leg

Json = dict[str, Any]


def geojson(atlas: Atlas) -> Json:
    """Return the features of an atlas as a GeoJSON FeatureCollection.

    Returns
    -------
    dict
        The properties are those of a layer of geodata (its schema is ``layer``), with the
        ``layer``, the number of ``passages`` and the ids of the ``articles`` that mention it.
    """
    return {
        "type": "FeatureCollection",
        "features": [_feature(atlas, feature) for feature in atlas.features.values()],
    }


def geometry(shape: BaseGeometry) -> Json:
    """Return a shape as a GeoJSON geometry that keeps the right-hand rule."""
    return _lists(mapping(orient_polygons(shape)))  # type: ignore[no-any-return]


def _feature(atlas: Atlas, feature: Feature) -> Json:
    links = atlas.links_to(feature.id)
    articles = dict.fromkeys(link.passage.rpartition("#")[0] for link in links)
    return {
        "type": "Feature",
        "id": feature.id,
        "properties": {
            **_properties(feature),
            "layer": feature.layer,
            "passages": len(links),
            "articles": list(articles),
        },
        "geometry": geometry(feature.geometry),
    }


def _properties(feature: Feature) -> Json:
    precision = asdict(feature.precision)
    properties = {
        "kind": feature.kind.id,
        "name": feature.name,
        "label": feature.label,
        "colour": feature.colour,
        "underlay": feature.underlay or None,
        "names": [_without_none(asdict(name)) for name in feature.names],
        "countries": list(feature.countries),
        "status": feature.status,
        "status_date": feature.status_date,
        "summary": feature.summary,
        "start": feature.start,
        "end": feature.end,
        "dates": [
            {"date": event.date, "what": event.what, "source": _without_none(asdict(event.source))}
            for event in feature.dates
        ]
        or None,
        "river": feature.river,
        "position": _without_none({"precision": precision.pop("level"), **precision}),
        "identifiers": dict(feature.identifiers) or None,
        "actors": [_without_none(asdict(actor)) for actor in feature.actors] or None,
        "legs": [_leg(leg) for leg in feature.legs] or None,
        "branches": [
            {"id": branch.id, "name": branch.name, "legs": list(branch.legs)}
            for branch in feature.branches
        ]
        or None,
        "provenance": [_without_none(asdict(source)) for source in feature.provenance],
    }
    return _without_none(properties)


def _leg(leg: Leg) -> Json:
    names = ("id", "name", "mode", "status", "length_km", "track_km", "source", "operator", "owner")
    values = {name: getattr(leg, name) for name in names}
    return _without_none({**values, "precision": _without_none(asdict(leg.precision))})


def _without_none(values: Json) -> Json:
    """Leave out unknown values."""
    return {key: value for key, value in values.items() if value is not None}


def _lists(value: Any) -> Any:  # noqa: ANN401 - any level of a geometry
    """Turn tuples into lists, as in JSON."""
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, tuple | list) else value


GEOJSON = ExportFormat(
    name="geojson",
    title="Features as GeoJSON",
    holds="features",
    convention="GeoJSON",
    file="corridors-features.geojson",
    mime="application/geo+json",
    write=lambda atlas, _: as_json(geojson(atlas)),
)

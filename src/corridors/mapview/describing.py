"""What the map knows of an atlas, as plain data: groups to switch, features, sample lines."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.atlas import Atlas
from corridors.mapview import symbols
from corridors.model import Feature, Leg, Precision

ATTRIBUTION = "© OpenStreetMap contributors (ODbL); Natural Earth; GeoNames (CC BY)"
# South-west and north-east corner of the first view, latitude first.
HOME = ((36.6, 39.5), (45.4, 55.5))


def describe(atlas: Atlas) -> dict[str, object]:
    """Return what ``static/map.js`` needs to know of an atlas besides its script."""
    return {
        "groups": groups(atlas),
        "features": {f.id: _described(f, atlas.count_to(f.id)) for f in atlas.features.values()},
        "key": key(),
    }


def group_of(feature: Feature) -> str:
    """Return the id of the group of the map that a feature is switched with."""
    return feature.id if feature.kind == "corridor" else feature.layer


def groups(atlas: Atlas) -> list[Mapping[str, object]]:
    """Return the rows of the legend: each layer, each corridor with its branches."""
    groups: list[Mapping[str, object]] = []
    for layer in atlas.layers:
        shared = [feature for feature in layer.features if feature.kind != "corridor"]
        if shared:
            sites = [feature for feature in shared if not feature.legs]
            mark = (
                {"symbol": symbols.icon(sites[0])}
                if sites
                else {"colour": symbols.colour(shared[0])}
            )
            groups.append(_group(layer.id, layer.title, "", **mark))
        groups.extend(
            _group(f.id, f.label or f.name, f.name, heading=layer.title, colour=symbols.colour(f))
            | {"branches": [{"id": b.id, "title": b.name} for b in f.branches]}
            for f in layer.features
            if f.kind == "corridor"
        )
    return groups


def _group(group_id: str, title: str, full: str, **rest: str) -> dict[str, object]:
    return {
        "id": group_id,
        "title": title,
        "full": full if full != title else "",
        "object": f"feature_group_{group_id.replace('-', '_')}",
        **rest,
    }


def _described(feature: Feature, passages: int) -> Mapping[str, object]:
    west, south, east, north = feature.geometry.bounds
    spot = feature.geometry.representative_point()
    return {
        "name": _announced(feature),
        "kind": feature.kind,
        "label": None if feature.legs else (feature.label or feature.name),
        "group": group_of(feature),
        "point": feature.geometry.geom_type == "Point",
        "at": (spot.y, spot.x),
        "bounds": ((south, west), (north, east)),
        "passages": passages,
        "legs": {leg.id: _leg(leg) for leg in feature.legs},
        "branches": {branch.id: branch.legs for branch in feature.branches},
    }


def _leg(leg: Leg) -> str:
    status = "" if leg.status == "operating" else f", {leg.status}"
    return f"{leg.name}, {leg.mode}, {leg.travel_km:,.0f} km{status}"


def _announced(feature: Feature) -> str:
    return feature.name + (", planned" if feature.status == "planned" else "")


def key() -> list[Mapping[str, object]]:
    """Sample lines for the legend, in the styles of the map itself."""
    exact, schematic = Precision("network"), Precision("schematic")
    samples = (
        ("Rail", "rail", "operating", exact),
        ("Sea", "sea", "operating", exact),
        ("Under construction", "rail", "under construction", exact),
        ("Planned", "rail", "planned", exact),
        ("Schematic line", "rail", "operating", schematic),
    )
    grey = "#777777"
    entries: list[Mapping[str, object]] = []
    for title, mode, status, precision in samples:
        leg = Leg("", "", mode, status, 0, precision, "", None)  # type: ignore[arg-type]
        entries.append(
            {"title": title, "line": [symbols.casing(grey, leg), symbols.line(grey, leg)]}
        )
    return entries

"""An atlas as plain data for the map: groups to switch, features, sample lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Literal, NamedTuple

from shapely import Point

from corridors.atlas import Atlas
from corridors.kinds import Kind
from corridors.map import symbols
from corridors.map.sizes import SIZES
from corridors.model import Feature, Leg, Mode, Precision

ATTRIBUTION = "© OpenStreetMap contributors (ODbL); Natural Earth; GeoNames (CC BY)"
# South-west and north-east corner of the first view, latitude first.
HOME = ((36.6, 39.5), (45.4, 55.5))
_GREY = "#777777"


class Sample(NamedTuple):
    """A line of the legend: its title, and the mode, status and precision it shows."""

    title: str
    mode: Mode
    status: str
    level: Literal["network", "schematic"] = "network"

    def styles(self) -> tuple[Mapping[str, object], Mapping[str, object]]:
        """Return Leaflet's path options of the casing and of the line."""
        leg = Leg("", "", self.mode, self.status, 0, Precision(self.level), "", Point())
        return symbols.casing(_GREY, leg), symbols.line(_GREY, leg)

    def stands_for(self, leg: Leg) -> bool:
        """Tell whether a leg is drawn like this."""
        if self.level == "schematic":
            return leg.precision.level == "schematic"
        mode = leg.mode if self.status == "operating" else self.mode
        return (mode, leg.status) == (self.mode, self.status)


SAMPLES = (
    Sample("Rail", "rail", "operating"),
    Sample("Sea", "sea", "operating"),
    Sample("Under construction", "rail", "under construction"),
    Sample("Planned", "rail", "planned"),
    Sample("Schematic line", "rail", "operating", "schematic"),
)


def describe(atlas: Atlas) -> dict[str, object]:
    """Return what ``web/map/map.js`` needs to know of an atlas besides its script."""
    kinds = {f.kind.id: f.kind for f in atlas.features.values()}
    return {
        "groups": groups(atlas),
        "features": {f.id: _described(f, atlas.count_to(f.id)) for f in atlas.features.values()},
        "kinds": {key: _kind(kind) for key, kind in kinds.items()},
        "sizes": asdict(SIZES),
        "key": key(),
    }


def group_of(feature: Feature) -> str:
    """Return the id of the group of the map that a feature is switched with."""
    return feature.id if feature.kind.branched else feature.layer


def groups(atlas: Atlas) -> list[Mapping[str, object]]:
    """Return the rows of the legend: each layer, each corridor with its branches."""
    groups: list[Mapping[str, object]] = []
    for layer in atlas.layers:
        shared = [feature for feature in layer.features if not feature.kind.branched]
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
            if f.kind.branched
        )
    return groups


def _group(group_id: str, title: str, full: str, **marks: str) -> dict[str, object]:
    return {
        "id": group_id,
        "title": title,
        "full": full if full != title else "",
        "object": f"feature_group_{group_id.replace('-', '_')}",
        **marks,
    }


def _kind(kind: Kind) -> Mapping[str, object]:
    return {**asdict(kind.first_zoom), "rank": kind.rank, "dot": kind.glyph.shape == "dot"}


def _described(feature: Feature, passages: int) -> Mapping[str, object]:
    west, south, east, north = feature.geometry.bounds
    spot = feature.geometry.representative_point()
    return {
        "name": _announced(feature),
        "kind": feature.kind.id,
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
    """Return sample lines for the legend, in the styles of the map itself."""
    return [{"title": sample.title, "line": list(sample.styles())} for sample in SAMPLES]

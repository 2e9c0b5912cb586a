"""Read and check the layers of geodata: one GeoJSON file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shapely import GEOSException, get_parts, is_valid_reason
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridors.checking import Fault, FaultError, Schema, load, shown
from corridors.kinds import Kind
from corridors.model import Actor, Branch, Event, Feature, Layer, Leg, Name, Precision, Source

_FIRST = (
    "ports",
    "corridors",
    "exercises",
    "energy",
    "minerals",
    "roads",
    "industry",
    "meetings",
    "nodes",
)


def read_layers(
    folder: Path,
    rules: Mapping[str, Any],
    kinds: Mapping[str, Kind],
    contexts: Mapping[str, object],
    faults: list[Fault],
    other_ids: Mapping[str, str] | None = None,
) -> Iterator[Layer]:
    """Read the layers of a folder; a feature with a fault is left out, the others stay.

    Parameters
    ----------
    folder
        Holds one GeoJSON file per layer, EPSG:4326, longitude first.
    rules
        The JSON Schema of a layer.
    kinds
        The kinds of features by id.
    contexts
        The contexts in which an ambiguous name may count.
    faults
        Faults are added here.
    other_ids
        Ids that features elsewhere already have, with the file of each.
    """
    paths = sorted(folder.glob("*.geojson"), key=lambda path: (_rank(path.stem), path.stem))
    if not paths:
        faults.append(Fault(folder.name, "", "", "no layer", "at least one .geojson file"))
    frame, feature_schema = collection_and_feature(rules)
    identifier = Schema(rules["$defs"]["id"])
    file_of = dict(other_ids or {})
    for path in paths:
        if list(identifier.faults(path.stem, path.name)):
            expected = "small letters and digits, with single hyphens between"
            faults.append(Fault(path.name, "", "the file's name", shown(path.stem), expected))
            continue
        try:
            content = load(path)
        except FaultError as error:
            faults.append(error.fault)
            continue
        wrong = list(frame.faults(content, path.name))
        faults.extend(wrong)
        if wrong:
            continue
        features = []
        for number, item in enumerate(content["features"], start=1):
            name = _name_of(item, number)
            wrong = list(feature_schema.faults(item, path.name, name))
            if not wrong:
                wrong = [
                    *of_kind(item, path.name, kinds),
                    *_beyond_schema(item, path.name, contexts, file_of),
                ]
            try:
                if not wrong:
                    features.append(_feature(item, path, kinds))
                    file_of[item["id"]] = path.name
            except FaultError as error:
                wrong = [error.fault]
            faults.extend(wrong)
        title = content.get("title") or path.stem.replace("-", " ").capitalize()
        yield Layer(path.stem, title, tuple(features))


def of_kind(item: Mapping[str, Any], file: str, kinds: Mapping[str, Kind]) -> Iterator[Fault]:
    """Find where a feature that its schema has accepted does not fit its kind."""
    key, properties, shape_type = item["id"], item["properties"], item["geometry"]["type"]
    kind = kinds.get(properties["kind"])
    if kind is None:
        valid = ", ".join(map(shown, kinds)) or "none"
        yield Fault(file, key, "properties.kind", shown(properties["kind"]), f"one of {valid}")
        return
    if shape_type not in kind.geometry:
        expected = " or ".join(map(shown, kind.geometry))
        yield Fault(file, key, "geometry.type", shown(shape_type), expected)
    for name in kind.requires:
        if name not in properties:
            yield Fault(file, key, f"properties.{name}", "nothing", "a value")


def collection_and_feature(rules: Mapping[str, Any]) -> tuple[Schema, Schema]:
    """Return the schema of a layer without its features, and that of one feature."""
    frame = {**rules, "properties": {**rules["properties"], "features": {"type": "array"}}}
    return Schema(frame), Schema({"$ref": "#/$defs/feature", "$defs": rules["$defs"]})


def _rank(stem: str) -> int:
    return _FIRST.index(stem) if stem in _FIRST else len(_FIRST)


def _name_of(item: object, number: int) -> str:
    key = item.get("id") if isinstance(item, dict) else None
    return key if isinstance(key, str) and key.isprintable() else f"feature {number}"


def _beyond_schema(
    item: Mapping[str, Any],
    file: str,
    contexts: Mapping[str, object],
    file_of: Mapping[str, str],
) -> Iterator[Fault]:
    """Find the faults that the schema of one feature cannot express."""
    key, properties = item["id"], item["properties"]
    if key in file_of:
        yield Fault(file, key, "id", f"the id again (also in {file_of[key]})", "an id of its own")
    for number, name in enumerate(properties["names"]):
        if name["type"] == "ambiguous" and name["context"] not in contexts:
            valid = ", ".join(contexts) or "none"
            field = f"properties.names[{number}].context"
            yield Fault(file, key, field, shown(name["context"]), f"one of {valid}")
    if "legs" in properties:
        geometry = item["geometry"]
        lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else ()
        for field, found, expected in _leg_faults(properties, len(lines)):
            yield Fault(file, key, field, found, expected)


def _leg_faults(properties: Mapping[str, Any], lines: int) -> Iterator[tuple[str, str, str]]:
    ids = [leg["id"] for leg in properties["legs"]]
    if len(ids) != lines:
        yield "geometry.coordinates", f"{lines} lines", f"one per leg ({len(ids)})"
    for twice in sorted({leg for leg in ids if ids.count(leg) > 1}):
        yield "properties.legs", f"{shown(twice)} twice", "each id once"
    branches = properties.get("branches", ())
    for number, branch in enumerate(branches):
        for at, leg in enumerate(branch["legs"]):
            if leg not in ids:
                yield (
                    f"properties.branches[{number}].legs[{at}]",
                    shown(leg),
                    "the id of a leg",
                )
    branch_ids = [branch["id"] for branch in branches]
    for twice in sorted({branch for branch in branch_ids if branch_ids.count(branch) > 1}):
        yield "properties.branches", f"{shown(twice)} twice", "each id once"
    carried = {leg for branch in branches for leg in branch["legs"]}
    for leg in ids if branches else ():
        if leg not in carried:
            yield "properties.branches", f"{shown(leg)} in none", "each leg in a branch"


def _feature(item: Mapping[str, Any], path: Path, kinds: Mapping[str, Kind]) -> Feature:
    properties = item["properties"]
    geometry = _geometry(item, path)
    position = properties["position"]
    lines = get_parts(geometry) if "legs" in properties else ()
    return Feature(
        id=item["id"],
        layer=path.stem,
        kind=kinds[properties["kind"]],
        name=properties["name"],
        names=tuple(Name(**name) for name in properties["names"]),
        countries=tuple(properties["countries"]),
        status=properties["status"],
        summary=properties["summary"],
        geometry=geometry,
        precision=Precision(position["precision"], position.get("km"), position.get("note")),
        provenance=tuple(map(_source, properties["provenance"])),
        status_date=properties.get("status_date"),
        label=properties.get("label"),
        start=properties.get("start"),
        end=properties.get("end"),
        dates=tuple(
            Event(event["date"], event["what"], _source(event["source"]))
            for event in properties.get("dates", ())
        ),
        river=properties.get("river"),
        actors=tuple(Actor(**actor) for actor in properties.get("actors", ())),
        identifiers=properties.get("identifiers", {}),
        legs=tuple(
            _leg(leg, line) for leg, line in zip(properties.get("legs", ()), lines, strict=True)
        ),
        branches=tuple(
            Branch(branch["id"], branch["name"], tuple(branch["legs"]))
            for branch in properties.get("branches", ())
        ),
        colour=properties.get("colour"),
        underlay=properties.get("underlay", False),
    )


def _source(item: Mapping[str, Any]) -> Source:
    return Source(item["text"], item.get("url"))


def _leg(leg: Mapping[str, Any], line: BaseGeometry) -> Leg:
    precision = leg["precision"]
    return Leg(
        **{key: leg[key] for key in ("id", "name", "mode", "status", "length_km", "source")},
        precision=Precision(precision["level"], precision.get("km"), precision.get("note")),
        geometry=line,
        operator=leg.get("operator"),
        owner=leg.get("owner"),
        track_km=leg.get("track_km"),
    )


def _geometry(item: Mapping[str, Any], path: Path) -> BaseGeometry:
    try:
        geometry: BaseGeometry = shape(item["geometry"])
    except (ValueError, TypeError, OverflowError, GEOSException) as error:
        raise FaultError(
            Fault(path.name, item["id"], "geometry", str(error), "a complete shape")
        ) from error
    if not geometry.is_valid:
        reason = str(is_valid_reason(geometry))
        raise FaultError(Fault(path.name, item["id"], "geometry", reason, "a valid shape"))
    return geometry

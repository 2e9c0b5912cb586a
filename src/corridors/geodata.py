"""Reads and checks geodata/: layers, bibliography, digests."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import GEOSException, is_valid_reason
from shapely.geometry import MultiLineString, shape
from shapely.geometry.base import BaseGeometry

from corridors.checking import Fault, FaultError, against, load, shown
from corridors.model import (
    Article,
    Digest,
    Feature,
    Layer,
    Leg,
    Locator,
    Name,
    Passage,
    Precision,
    Record,
    Source,
)

_FIRST = ("ports", "corridors", "exercises")


@dataclass(frozen=True, slots=True)
class Geodata:
    """What could be read of a folder of geodata, and what was wrong with the rest.

    ``articles`` hold locators and digests, not their words. ``contexts`` gives the words that
    make an ambiguous name count, ``countries`` names by ISO 3166 alpha-2 code.
    """

    layers: tuple[Layer, ...]
    articles: tuple[Article, ...]
    contexts: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, str]
    faults: tuple[Fault, ...]


def default_folder() -> Path:
    """Return the folder of geodata: ``CORRIDORS_GEODATA``, the installed one, or the checkout's."""
    named = os.environ.get("CORRIDORS_GEODATA")
    here = Path(__file__).resolve().parent
    installed = here / "geodata_files"
    return (
        Path(named) if named else installed if installed.exists() else here.parents[1] / "geodata"
    )


def read(folder: Path) -> Geodata:
    """Read a folder of geodata; what is broken is left out and named, the rest is there.

    Parameters
    ----------
    folder
        Holds one GeoJSON file a layer (EPSG:4326, longitude first), ``articles.json``,
        ``digests.json``, ``contexts.json`` and ``countries.json``; all but the layers may be
        missing in a folder of the user's own.

    Returns
    -------
    Geodata
        Layers in the order ports, corridors, exercises, then others by name.
    """
    faults: list[Fault] = []
    contexts = {
        key: tuple(entry["words"])
        for key, entry in _checked(folder, "contexts", {}, faults).items()
    }
    layers = tuple(_layers(folder, contexts, faults))
    features = {feature.id for layer in layers for feature in layer.features}
    return Geodata(
        layers,
        tuple(_articles(folder, features, faults)),
        contexts,
        _checked(folder, "countries", {}, faults),
        tuple(faults),
    )


def schema(name: str) -> Mapping[str, Any]:
    """Return one of the JSON Schemas that geodata is checked against.

    Parameters
    ----------
    name
        ``layer``, ``articles``, ``digests``, ``contexts`` or ``countries``.
    """
    here = Path(__file__).resolve().parent
    installed = here / "geodata_files"
    root = installed if installed.exists() else here.parents[1] / "geodata"
    text = (root / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def _checked(folder: Path, name: str, empty: Any, faults: list[Fault]) -> Any:  # noqa: ANN401
    """One file as its schema wants it, or `empty` with the reason among the faults."""
    path = folder / f"{name}.json"
    if not path.exists():
        return empty
    try:
        value = load(path)
    except FaultError as error:
        faults.append(error.fault)
        return empty
    found = list(against(value, schema(name), path.name))
    faults.extend(found)
    return empty if found else value


def _layers(
    folder: Path, contexts: Mapping[str, tuple[str, ...]], faults: list[Fault]
) -> Iterator[Layer]:
    paths = sorted(folder.glob("*.geojson"), key=lambda path: (_rank(path.stem), path.stem))
    if not paths:
        faults.append(Fault(folder.name, "", "", "no layer", "at least one .geojson file"))
    rules = schema("layer")
    top = {**rules, "properties": {**rules["properties"], "features": {"type": "array"}}}
    one = {"$ref": "#/$defs/feature", "$defs": rules["$defs"]}
    seen: dict[str, str] = {}
    for path in paths:
        if list(against(path.stem, rules["$defs"]["id"], path.name)):
            wanted = "small letters and digits, with single hyphens between"
            faults.append(Fault(path.name, "", "the file's name", shown(path.stem), wanted))
            continue
        try:
            content = load(path)
        except FaultError as error:
            faults.append(error.fault)
            continue
        wrong = list(against(content, top, path.name))
        faults.extend(wrong)
        if wrong:
            continue
        features = []
        for number, item in enumerate(content["features"], start=1):
            name = _called(item, number)
            wrong = list(against(item, one, path.name, name))
            if not wrong:
                wrong = list(_beyond_schema(item, path.name, contexts, seen))
            try:
                if not wrong:
                    features.append(_feature(item, path))
                    seen[item["id"]] = path.name
            except FaultError as error:
                wrong = [error.fault]
            faults.extend(wrong)
        title = content.get("title") or path.stem.replace("-", " ").capitalize()
        yield Layer(path.stem, title, tuple(features))


def _rank(stem: str) -> int:
    return _FIRST.index(stem) if stem in _FIRST else len(_FIRST)


def _called(item: object, number: int) -> str:
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) and named.isprintable() else f"feature {number}"


def _beyond_schema(
    item: Mapping[str, Any],
    file: str,
    contexts: Mapping[str, tuple[str, ...]],
    seen: Mapping[str, str],
) -> Iterator[Fault]:
    """Find what one feature's schema cannot say."""
    key, properties = item["id"], item["properties"]
    if key in seen:
        yield Fault(file, key, "id", f"the id again (also in {seen[key]})", "an id of its own")
    for number, name in enumerate(properties["names"]):
        if name["type"] == "ambiguous" and name["context"] not in contexts:
            known = ", ".join(contexts) or "none"
            field = f"properties.names[{number}].context"
            yield Fault(file, key, field, shown(name["context"]), f"one of {known}")
    legs = properties.get("legs")
    geometry = item["geometry"]
    lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else ()
    if legs is not None and len(legs) != len(lines):
        yield Fault(
            file, key, "geometry.coordinates", f"{len(lines)} lines", f"one a leg ({len(legs)})"
        )
    ids = [leg["id"] for leg in legs or ()]
    for twice in sorted({leg for leg in ids if ids.count(leg) > 1}):
        yield Fault(file, key, "properties.legs", f"{shown(twice)} twice", "each id once")


def _feature(item: Mapping[str, Any], path: Path) -> Feature:
    properties = item["properties"]
    geometry = _geometry(item, path)
    position = properties["position"]
    lines = geometry.geoms if isinstance(geometry, MultiLineString) else ()
    return Feature(
        id=item["id"],
        layer=path.stem,
        kind=properties["kind"],
        name=properties["name"],
        names=tuple(Name(n["text"], n["type"], n.get("context")) for n in properties["names"]),
        countries=tuple(properties["countries"]),
        status=properties["status"],
        summary=properties["summary"],
        geometry=geometry,
        precision=Precision(position["precision"], position.get("km"), position.get("note")),
        provenance=tuple(Source(s["text"], s.get("url")) for s in properties["provenance"]),
        status_date=properties.get("status_date"),
        label=properties.get("label"),
        start=properties.get("start"),
        end=properties.get("end"),
        participants=tuple(properties.get("participants", ())),
        identifiers=properties.get("identifiers", {}),
        legs=tuple(
            _leg(leg, line) for leg, line in zip(properties.get("legs", ()), lines, strict=True)
        ),
    )


def _leg(leg: Mapping[str, Any], line: BaseGeometry) -> Leg:
    precision = leg["precision"]
    return Leg(
        **{
            key: leg[key]
            for key in ("id", "name", "mode", "status", "branch", "length_km", "source")
        },
        precision=Precision(precision["level"], precision.get("km"), precision.get("note")),
        geometry=line,
        operator=leg.get("operator"),
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


def _articles(folder: Path, features: set[str], faults: list[Fault]) -> Iterator[Article]:
    # What names a thing that was left out is no fault of its own.
    left_out = {fault.feature for fault in faults if fault.file.endswith(".geojson")}
    before = len(faults)
    entries = _checked(folder, "articles", [], faults)
    articles_known = len(faults) == before
    records: dict[str, Record] = {}
    for number, entry in enumerate(entries):
        if entry["id"] in records:
            faults.append(
                Fault("articles.json", entry["id"], f"[{number}].id", "it again", "each once")
            )
        else:
            records[entry["id"]] = Record(**entry)
    passages: dict[str, dict[int, Passage]] = {key: {} for key in records}
    for number, entry in enumerate(_checked(folder, "digests", [], faults)):
        article, paragraph = entry["article"], entry["paragraph"]
        place = f"{article}#{paragraph}"
        if article not in passages:
            if articles_known:
                known = ", ".join(passages) or "none"
                field = f"[{number}].article"
                faults.append(
                    Fault("digests.json", place, field, shown(article), f"one of {known}")
                )
            continue
        if paragraph in passages[article]:
            faults.append(
                Fault("digests.json", place, f"[{number}].paragraph", "it again", "each once")
            )
            continue
        passages[article][paragraph] = Passage(
            article,
            paragraph,
            entry["section"],
            Locator(entry["section"], paragraph, entry["fingerprint"], entry["start"]),
            tuple(_digests(entry, place, number, features, left_out, faults)),
        )
    for record in records.values():
        found = passages[record.id]
        for paragraph in sorted(found):
            if paragraph > 1 and paragraph - 1 not in found:
                place = f"{record.id}#{paragraph}"
                missing = f"paragraph {paragraph - 1} before it"
                faults.append(Fault("digests.json", place, "paragraph", shown(paragraph), missing))
        yield Article(record, tuple(p for _, p in sorted(found.items())))


def _digests(
    entry: Mapping[str, Any],
    place: str,
    number: int,
    features: set[str],
    left_out: set[str],
    faults: list[Fault],
) -> Iterator[Digest]:
    """Read a passage's digests; ``left_out`` holds "" where a whole layer could not be read."""
    for at, said in enumerate(entry["features"]):
        if said["feature"] in features:
            yield Digest(said["feature"], said["basis"], said["digest"], said.get("reason"))
        elif not left_out & {"", said["feature"]}:
            field = f"[{number}].features[{at}].feature"
            faults.append(
                Fault("digests.json", place, field, shown(said["feature"]), "the id of a feature")
            )

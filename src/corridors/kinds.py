"""The kinds of features: one entry of data each, which everything that shows or checks one asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corridors.checking import Fault, FaultError, Schema, load

Shape = Literal["dot", "round", "square", "diamond", "hexagon", "triangle", "bubble"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A symbol of 24 by 24 pixels: its shape, and the SVG path that is drawn on it."""

    shape: Shape
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class FirstZoom:
    """From which zoom on something is seen: its symbol or line, and its name.

    ``silent`` is for the name of a feature that no passage speaks of.
    """

    symbol: float
    name: float
    silent: float


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the Getty Art & Architecture Thesaurus."""

    identifier: str
    label: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What a feature can be; ``geodata/kinds.json`` holds them.

    Parameters
    ----------
    id
        As ``kind`` of a feature names it.
    title, plural
        What one is called, and several.
    fact
        What the panel calls one.
    colour
        ``#RRGGBB``; a feature may have its own.
    glyph
        Its symbol.
    geometry
        The GeoJSON types that it may have.
    requires
        The properties that it needs besides those of all features.
    rank
        Where symbols overlap, those of a higher rank lie on top, and are named first.
    first_zoom
        From which zoom on it is seen.
    lane
        The lane of the timeline for its dates; they lie among the milestones where it is None.
    palette
        Colours for each one in turn, where none is to look like another.
    matrix
        The title of the table of the states that were at one together; no table without it.
    stop
        Whether journeys stop there: it lies on the legs that pass it.
    shore
        Whether it lies at a shore, unless on a river.
    concept
        What it is called in the exports that ask for a thesaurus.
    """

    id: str
    title: str
    plural: str
    fact: str
    colour: str
    glyph: Glyph
    geometry: tuple[str, ...]
    requires: tuple[str, ...]
    rank: int
    first_zoom: FirstZoom
    lane: str | None
    palette: tuple[str, ...] = ()
    matrix: str | None = None
    stop: bool = False
    shore: bool = False
    concept: Concept | None = None

    @property
    def branched(self) -> bool:
        """Whether each is switched, coloured and compared by itself, with its branches."""
        return "branches" in self.requires

    @property
    def needs_only_a_point(self) -> bool:
        """Whether a point makes one, without legs, dates or actors."""
        return "Point" in self.geometry and not self.requires


def read_kinds(path: Path, rules: Mapping[str, Any], faults: list[Fault]) -> dict[str, Kind]:
    """Read a file of kinds, by id; an entry with a fault is left out, the others stay.

    Parameters
    ----------
    path
        JSON: an entry for each id.
    rules
        The JSON Schema of it.
    faults
        What is wrong is added here; it names the entry and the part.
    """
    try:
        content = load(path)
    except FaultError as error:
        faults.append(error.fault)
        return {}
    wrong = list(Schema({**rules, "additionalProperties": True}).faults(content, path.name))
    faults.extend(wrong)
    known: dict[str, Kind] = {}
    one = Schema({"$ref": "#/$defs/kind", "$defs": rules["$defs"]})
    for name, entry in () if wrong else content.items():
        wrong = list(one.faults(entry, path.name, name))
        faults.extend(wrong)
        if not wrong:
            known[name] = _kind(name, entry)
    return known


def _kind(name: str, entry: Mapping[str, Any]) -> Kind:
    return Kind(
        **{
            **entry,
            "id": name,
            "glyph": Glyph(**entry["glyph"]),
            "geometry": tuple(entry["geometry"]),
            "requires": tuple(entry["requires"]),
            "first_zoom": FirstZoom(**entry["first_zoom"]),
            "palette": tuple(entry.get("palette", ())),
            "concept": Concept(**entry["concept"]) if "concept" in entry else None,
        }
    )

"""The kinds of features: one entry of data each, used wherever a feature is shown or checked."""

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
    """The zoom from which something is visible: its symbol or line, and its name.

    ``silent`` is that of the name of a feature that no passage speaks of.
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
        The ``kind`` of its features.
    title, plural
        Its name in the singular and plural.
    fact
        Its name in the panel.
    colour
        ``#RRGGBB``; a feature may have its own.
    glyph
        Its symbol.
    geometry
        The GeoJSON types that it may have.
    requires
        The properties that it needs besides those of all features.
    rank
        Where symbols overlap, those of a higher rank are on top, and are labelled first.
    first_zoom
        The zoom from which it is visible.
    lane
        The lane of the timeline for its dates; they are among the milestones where it is None.
    palette
        Colours for its features in turn, where each should look different.
    matrix
        The title of the table of states that took part together; no table without it.
    stop
        Whether journeys stop there: it is on the legs that pass it.
    shore
        Whether it is on a shore, unless on a river.
    concept
        Its term in exports that use a thesaurus.
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
        """Whether each feature is switched, coloured and compared by itself, with its branches."""
        return "branches" in self.requires

    @property
    def needs_only_a_point(self) -> bool:
        """Whether a point is enough, without legs, dates or actors."""
        return "Point" in self.geometry and not self.requires


def read_kinds(path: Path, rules: Mapping[str, Any], faults: list[Fault]) -> dict[str, Kind]:
    """Read a file of kinds, by id; an entry with a fault is left out, the others stay.

    Parameters
    ----------
    path
        JSON: an entry for each id.
    rules
        The JSON Schema of kinds.
    faults
        Faults are added here; they name the entry and the part.
    """
    try:
        content = load(path)
    except FaultError as error:
        faults.append(error.fault)
        return {}
    wrong = list(Schema({**rules, "additionalProperties": True}).faults(content, path.name))
    faults.extend(wrong)
    kinds: dict[str, Kind] = {}
    entry_schema = Schema({"$ref": "#/$defs/kind", "$defs": rules["$defs"]})
    for name, entry in () if wrong else content.items():
        wrong = list(entry_schema.faults(entry, path.name, name))
        faults.extend(wrong)
        if not wrong:
            kinds[name] = _kind(name, entry)
    return kinds


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

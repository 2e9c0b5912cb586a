"""The objects of Corridors: features, articles, passages, links. No input or output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from shapely.geometry.base import BaseGeometry

from corridors.kinds import Kind

NameType = Literal["preferred", "alias", "acronym", "ambiguous", "exclusion"]
Mode = Literal["rail", "road", "sea", "river", "power", "gas"]
Section = Literal["lead", "background", "implications", "conclusions", "body"]
Basis = Literal["named", "context", "referred", "described"]

LEAD: Section = "lead"
BODY: Section = "body"


@dataclass(frozen=True, slots=True)
class Name:
    """A toponym of a feature.

    An *ambiguous* name counts only in a sentence with a word of its ``context``; an *exclusion*
    is a longer name that contains one of the feature's names and means something else. ``lang`` is
    the BCP 47 tag of a local spelling or script.
    """

    text: str
    type: NameType
    context: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Precision:
    """How exact a position is: ``level``, and the possible error in kilometres where known."""

    level: Literal["exact", "approximate", "area", "network", "schematic", "mixed"]
    km: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was found."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a feature on a day, in a month or in a year, with its source."""

    date: str
    what: str
    source: Source


@dataclass(frozen=True, slots=True)
class Actor:
    """A state (ISO 3166 alpha-2) or a body, or a body of a state, with its part in a feature."""

    role: str
    state: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of a corridor, a road or a pipeline, drawn as one line.

    ``length_km`` is the geodesic length (WGS 84) of the line as drawn, ``track_km`` the length
    along the track with its bends, where it is known; ``geometry`` is in EPSG:4326, longitude
    first.
    """

    id: str
    name: str
    mode: Mode
    status: str
    length_km: float
    precision: Precision
    source: str
    geometry: BaseGeometry
    operator: str | None = None
    owner: str | None = None
    track_km: float | None = None

    @property
    def travel_km(self) -> float:
        """The length to travel: along the track where that is known, else as drawn."""
        return self.track_km or self.length_km


@dataclass(frozen=True, slots=True)
class Branch:
    """A way along a corridor: the ids of its legs in order of travel, joined end to end."""

    id: str
    name: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A place, a line or an event on the map; ``geometry`` is in EPSG:4326, longitude first.

    ``start`` and ``end`` date an event; ``dates`` are openings and agreements of other features;
    ``river`` is the river of a port that is away from any shore. ``colour`` replaces that of its
    kind; an ``underlay`` is drawn wide, below the lines that share its tracks.
    """

    id: str
    layer: str
    kind: Kind
    name: str
    names: tuple[Name, ...]
    countries: tuple[str, ...]
    status: str
    summary: str
    geometry: BaseGeometry
    precision: Precision
    provenance: tuple[Source, ...]
    status_date: str | None = None
    label: str | None = None
    start: str | None = None
    end: str | None = None
    dates: tuple[Event, ...] = ()
    river: str | None = None
    actors: tuple[Actor, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    legs: tuple[Leg, ...] = ()
    branches: tuple[Branch, ...] = ()
    colour: str | None = None
    underlay: bool = False

    def along(self, branch: Branch | None = None) -> tuple[Leg, ...]:
        """Return the legs of a branch in order of travel, or all legs where none is given."""
        if branch is None:
            return self.legs
        legs_by_id = {leg.id: leg for leg in self.legs}
        return tuple(legs_by_id[leg] for leg in branch.legs)


@dataclass(frozen=True, slots=True)
class Question:
    """A view worth opening first: its question, a short note, and the ``query`` of its address."""

    ask: str
    note: str
    query: str


@dataclass(frozen=True, slots=True)
class Layer:
    """The features of one file of geodata, in its order."""

    id: str
    title: str
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a passage is in its article, and how to recognise it.

    ``fingerprint`` is a hash of the paragraph's normalised text, ``start`` its first few words.
    """

    section: Section
    paragraph: int
    fingerprint: str
    start: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a passage says about one feature, in the project's own words.

    ``status`` is the status that the passage gives the feature, as we read it; ``status_of`` is
    the part of the feature that has it, where that is not the whole.
    """

    feature: str
    basis: Basis
    text: str
    reason: str | None = None
    status: str | None = None
    status_of: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The bibliographic record of an article; a title in brackets is supplied, not the author's."""

    id: str
    title: str
    author: str | None = None
    publication: str | None = None
    publisher: str | None = None
    date: str | None = None
    date_text: str | None = None
    url: str | None = None
    url_is_list: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text at hand: ``number`` counts from 1 in the article."""

    number: int
    section: Section
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one article as the user has them, with the fields of its head.

    ``date`` is a year, a month or a day in ISO 8601, ``source`` the name of the file.
    """

    id: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    author: str | None = None
    source: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of an article, with its digests, and its words where they are at hand.

    ``differs`` means that the text at hand is not the one that the digests describe.
    """

    article: str
    paragraph: int
    section: Section
    locator: Locator | None = None
    digests: tuple[Digest, ...] = ()
    text: str | None = None
    differs: bool = False

    @property
    def id(self) -> str:
        """The passage's id, such as ``blank-2025#3``."""
        return f"{self.article}#{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Article:
    """A record with its passages in order; ``held`` says whether a text of it is at hand."""

    record: Record
    passages: tuple[Passage, ...]
    held: bool = False

    @property
    def entry(self) -> Entry:
        """What is known of it without reading it."""
        described = any(passage.locator for passage in self.passages)
        return Entry(self.record, len(self.passages), self.held, described)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an article without reading it.

    ``passages`` counts its passages, ``held`` says whether a text of it is at hand, and
    ``described`` whether it is one of geodata's, with locators.
    """

    record: Record
    passages: int
    held: bool = False
    described: bool = False


class Mention(NamedTuple):
    """A span of a passage's text: ``text == passage.text[start:end]``.

    Where it is not a plain name, ``reason`` says why it counts, and ``sentence`` is the span of the
    sentence that decided.
    """

    start: int
    end: int
    text: str
    basis: Basis = "named"
    reason: str | None = None
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A passage speaks of a feature; ``reason`` says why, where it does not plainly name it."""

    passage: str
    feature: str
    basis: Basis
    mentions: tuple[Mention, ...] = ()
    reason: str | None = None

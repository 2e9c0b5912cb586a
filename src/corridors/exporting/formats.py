"""The formats that an atlas can be exported in, by name: what the page and the command offer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from corridors.atlas import Atlas
from corridors.citing.reference_managers import bibtex, csl, ris
from corridors.errors import ExportError
from corridors.exporting.annotations import web_annotations
from corridors.exporting.geojson import geojson
from corridors.exporting.geopackage import geopackage
from corridors.exporting.link_table import csv
from corridors.exporting.linked_places import linked_places
from corridors.exporting.selecting import select
from corridors.model import Record


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its title, the name and media type of a file in it, and how to write it.

    ``write`` takes the atlas, the time to name, and whether words of articles go out;
    ``has_words`` says whether that makes a difference.
    """

    name: str
    title: str
    file: str
    mime: str
    write: Callable[[Atlas, datetime | None, bool], Iterable[str] | bytes]
    has_words: bool = False


class File(NamedTuple):
    """A file to be saved: its name, its media type and its content."""

    name: str
    mime: str
    content: bytes


class Stream(NamedTuple):
    """A file that is written piece by piece."""

    name: str
    mime: str
    pieces: Iterator[bytes]


def export(
    atlas: Atlas,
    name: str,
    features: Collection[str] = (),
    articles: Collection[str] = (),
    layers: Collection[str] = (),
    generated: datetime | None = None,
    *,
    texts: bool = True,
) -> File:
    """Export an atlas, or a part of it, as `stream` does, with the whole file in memory."""
    made = stream(atlas, name, features, articles, layers, generated, texts=texts)
    return File(made.name, made.mime, b"".join(made.pieces))


def stream(
    atlas: Atlas,
    name: str,
    features: Collection[str] = (),
    articles: Collection[str] = (),
    layers: Collection[str] = (),
    generated: datetime | None = None,
    *,
    texts: bool = True,
) -> Stream:
    """Export an atlas, or a part of it.

    Parameters
    ----------
    atlas
        The whole.
    name
        One of `FORMATS`.
    features, articles, layers
        What to keep, as `corridors.exporting.selecting.select` has it.
    generated
        The time to name in formats that have a place for it.
    texts
        Whether words of the articles go out, where they are at hand.

    Returns
    -------
    Stream
        Name, media type and pieces of the content: UTF-8 where it is text.

    Raises
    ------
    ExportError
        If there is no such format, feature, article or layer; names those that there are.
    """
    if name not in FORMATS:
        raise ExportError(f"no format {name!r} (there are: {', '.join(FORMATS)})")
    found = FORMATS[name]
    made = found.write(select(atlas, features, articles, layers), generated, texts)
    # "replace" only meets half surrogate pairs, which no file can hold.
    pieces = [made] if isinstance(made, bytes) else (p.encode("utf-8", "replace") for p in made)
    return Stream(found.file, found.mime, iter(pieces))


def _json(value: object) -> Iterator[str]:
    yield json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _records(atlas: Atlas) -> list[Record]:
    return [entry.record for entry in atlas.articles.entries()]


FORMATS: Mapping[str, Format] = {
    found.name: found
    for found in (
        Format(
            "annotations",
            "Links as W3C Web Annotations (JSON-LD)",
            "corridors-annotations.jsonld",
            'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            lambda atlas, generated, texts: web_annotations(atlas, generated, texts=texts),
            has_words=True,
        ),
        Format(
            "lpf",
            "Features in the Linked Places format (JSON-LD and GeoJSON)",
            "corridors-places.lpf.json",
            "application/geo+json",
            lambda atlas, *_: _json(linked_places(atlas)),
        ),
        Format(
            "geojson",
            "Features as GeoJSON",
            "corridors-features.geojson",
            "application/geo+json",
            lambda atlas, *_: _json(geojson(atlas)),
        ),
        Format(
            "gpkg",
            "Features as a GeoPackage: points, lines and areas",
            "corridors-features.gpkg",
            "application/geopackage+sqlite3",
            lambda atlas, generated, _: geopackage(atlas, generated),
        ),
        Format(
            "csv",
            "Passages as a table, one row a link",
            "corridors-passages.csv",
            "text/csv; charset=utf-8",
            lambda atlas, _, texts: csv(atlas, texts=texts),
            has_words=True,
        ),
        Format(
            "csl",
            "Articles as CSL-JSON",
            "corridors-articles.csl.json",
            "application/vnd.citationstyles.csl+json",
            lambda atlas, *_: _json(csl(_records(atlas))),
        ),
        Format(
            "bibtex",
            "Articles as BibTeX",
            "corridors-articles.bib",
            "application/x-bibtex; charset=utf-8",
            lambda atlas, *_: [bibtex(_records(atlas))],
        ),
        Format(
            "ris",
            "Articles as RIS",
            "corridors-articles.ris",
            "application/x-research-info-systems; charset=utf-8",
            lambda atlas, *_: [ris(_records(atlas))],
        ),
    )
}

"""Features in the Linked Places format (LPF 1.2), as for the World Historical Gazetteer.

Fields of the format that we do not know are left out: a type has an identifier of the Art &
Architecture Thesaurus only where its definition fits; the address of a list of articles is not
given as an article's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from shapely.geometry import GeometryCollection

from corridors.atlas import Atlas
from corridors.citing.identity import address, article_uri, one_line, page_of, program, urn
from corridors.describe.passages import cite
from corridors.exporting.export_format import ExportFormat, as_json
from corridors.exporting.geojson import geometry
from corridors.model import Feature, Link, Name, Record

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
_CERTAINTY = {
    "exact": "certain",
    "approximate": "less-certain",
    "network": "less-certain",
    "mixed": "less-certain",
    "area": "uncertain",
    "schematic": "uncertain",
}
_AUTHORITIES = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "geonames": "https://sws.geonames.org/{}/",
}
_TOPONYMS = ("preferred", "alias", "acronym")
Json = dict[str, Any]


def linked_places(atlas: Atlas) -> Json:
    """Return the features of an atlas as a Linked Places FeatureCollection.

    Returns
    -------
    dict
        JSON-LD that is also GeoJSON. The geometry of a corridor has a line for each leg, with its
        own certainty.
    """
    return {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "features": [_feature(atlas, feature) for feature in atlas.features.values()],
    }


def _feature(atlas: Atlas, feature: Feature) -> Json:
    place: Json = {
        "@id": urn("feature", feature.id),
        "type": "Feature",
        "properties": {
            "title": one_line(feature.name),
            "ccodes": list(feature.countries),
            "identifier": feature.id,
            "layer": feature.layer,
            "status": feature.status,
            "passages": len(atlas.links_to(feature.id)),
        },
        "names": _names(atlas, feature),
        "types": [_type(feature)],
        "geometry": {"type": "GeometryCollection", "geometries": list(_geometries(feature))},
        "links": list(_links(atlas, feature)),
        "descriptions": [{"value": one_line(feature.summary), "lang": "en"}],
    }
    if feature.start:
        span = {"start": {"in": feature.start}}
        end = {"end": {"in": feature.end}} if feature.end else {}
        place["when"] = {"timespans": [{**span, **end}]}
    return place


def _names(atlas: Atlas, feature: Feature) -> list[Json]:
    """List the feature's own names, each with the articles at hand that use it."""
    names = {feature.name.casefold(): Name(feature.name, "preferred")}
    for name in feature.names:
        if name.type in _TOPONYMS:
            names.setdefault(name.text.casefold(), name)
    attested: dict[str, dict[str, Json]] = {}
    for link in atlas.links_to(feature.id):
        record = _record(atlas, link)
        for mention in link.mentions:
            by_article = attested.setdefault(one_line(mention.text).casefold(), {})
            by_article[record.id] = _citation(cite(record), article_uri(record))
    toponyms: list[Json] = []
    for key, name in names.items():
        citations = list(attested.get(one_line(key), {}).values())
        if not toponyms:  # the format requires one at least for the first name
            citations.append(_citation(f"{program()}, layer {feature.layer}", None))
        toponyms.append(
            {
                "toponym": one_line(name.text),
                **({"lang": name.lang} if name.lang else {}),
                **({"citations": citations} if citations else {}),
            }
        )
    return toponyms


def _record(atlas: Atlas, link: Link) -> Record:
    return atlas.articles.entry(link.passage.rpartition("#")[0]).record


def _citation(label: str, uri: str | None) -> Json:
    return {"label": one_line(label), **({"@id": uri} if uri else {})}


def _type(feature: Feature) -> Json:
    own = feature.kind.title.lower()
    return {
        **(asdict(feature.kind.concept) if feature.kind.concept else {"label": own}),
        "sourceLabels": [{"label": own, "lang": "en"}],
    }


def _geometries(feature: Feature) -> Iterator[Json]:
    if feature.legs:
        for leg in feature.legs:
            yield {
                **geometry(leg.geometry),
                "certainty": _CERTAINTY[leg.precision.level],
                "citations": [_citation(f"{leg.name}: {leg.source}", None)],
            }
        return
    shape = feature.geometry
    shapes = shape.geoms if isinstance(shape, GeometryCollection) else (shape,)
    citations = [
        _citation(source.text, address(source.url))
        for source in feature.provenance
        if source.text.startswith("Position")
    ]
    for part in shapes:
        yield {
            **geometry(part),
            "certainty": _CERTAINTY[feature.precision.level],
            **({"citations": citations} if citations else {}),
        }


def _links(atlas: Atlas, feature: Feature) -> Iterator[Json]:
    for scheme, pattern in _AUTHORITIES.items():
        if value := feature.identifiers.get(scheme):
            yield _link("closeMatch", address(pattern.format(value)) or "")
    records = (_record(atlas, link) for link in atlas.links_to(feature.id))
    pages = dict.fromkeys(filter(None, map(page_of, records)))
    yield from (_link("subjectOf", page) for page in pages)
    sources = dict.fromkeys(filter(None, (address(source.url) for source in feature.provenance)))
    yield from (_link("seeAlso", url) for url in sources)


def _link(kind: str, identifier: str) -> Json:
    return {"type": kind, "identifier": identifier}


LINKED_PLACES = ExportFormat(
    name="lpf",
    title="Features in the Linked Places format (JSON-LD and GeoJSON)",
    holds="features",
    convention="Linked Places",
    file="corridors-places.lpf.json",
    mime="application/geo+json",
    write=lambda atlas, _: as_json(linked_places(atlas)),
)

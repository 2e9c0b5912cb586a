"""Links as W3C Web Annotations: which passage mentions which feature, and where.

Each link is one annotation. Its body is the feature, with our digest, the basis and the reason;
its target is the passage, once for each position where a name occurs.

The source of a target is the article: its own address, or a URN where that is not known; the
address of a list of articles is only given as "see also". The first selector takes the
article as plain text, one paragraph a line, numbered as Corridors numbers them. It finds the
paragraph (RFC 5147: ``line=2,3`` is the third line) and, where the words are at hand, is refined
by the offsets of the name in that paragraph, in characters (code points), a line break within it
counted as one. The second, only where the words are at hand, quotes the name with the words
around it, so that it can be found in another copy or on the publisher's page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from corridors.articles.recognition import fingerprint
from corridors.atlas import Atlas
from corridors.citing.identity import digest_of, listed_at, page_of, program, urn
from corridors.describe.passages import cite, place
from corridors.exporting.by_article import Linked, walk
from corridors.exporting.export_format import ExportFormat
from corridors.model import Link, Mention, Passage, Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of a quote's prefix and suffix, as in other annotation clients
_LINES = "http://tools.ietf.org/rfc/rfc5147"
_HERE = "the annotations stand here"
Json = dict[str, Any]


def web_annotations(
    atlas: Atlas, generated: datetime | None = None, *, texts: bool = True
) -> Iterator[str]:
    """Write the links of an atlas as an annotation collection of one page.

    Parameters
    ----------
    atlas
        What to export.
    generated
        The time of the export; without it the same atlas always gives the same text.
    texts
        Whether to quote names with the words around them, and give their positions, where the
        words are at hand; otherwise a target is a paragraph.

    Yields
    ------
    str
        Pieces of JSON-LD of the Web Annotation Data Model (W3C Recommendation of 23 February
        2017): the collection, and each annotation on a line of its own.
    """
    # The links are read twice, so that only one article at a time is in memory.
    key = "\n".join(_name(link) for link in atlas.links)
    collection_id = urn("annotations", key)
    page = {
        "id": urn("annotation page", key),
        "type": "AnnotationPage",
        "partOf": collection_id,
        "startIndex": 0,
        "items": [_HERE],
    }
    collection = {
        "@context": CONTEXT,
        "id": collection_id,
        "type": "AnnotationCollection",
        "label": "What articles say of places",
        "generator": _software(),
        "total": len(atlas.links),
        **({"first": page} if key else {}),
    }
    before, _, after = json.dumps(collection, indent=2).partition(json.dumps(_HERE))
    yield before
    for number, linked in enumerate(walk(atlas)):
        item = _annotation(atlas, linked, generated, texts=texts)
        yield (",\n      " if number else "") + json.dumps(item, ensure_ascii=False)
    yield after + "\n"


def _annotation(atlas: Atlas, linked: Linked, generated: datetime | None, *, texts: bool) -> Json:
    link, passage, record = linked
    stamp = generated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if generated else None
    return {
        "id": _name(link),
        "type": "Annotation",
        "motivation": "linking",
        # The program finds names at the moment of export; an editor made the other links.
        "creator": _software() if link.mentions else _editors(),
        **({"created": stamp} if stamp and link.mentions else {}),
        "generator": _software(),
        **({"generated": stamp} if stamp else {}),
        "body": list(_bodies(atlas, link, passage)),
        "target": _targets(record, passage, link.mentions if texts else ()),
    }


def _name(link: Link) -> str:
    return urn("link", f"{link.passage}/{link.feature}")


def _bodies(atlas: Atlas, link: Link, passage: Passage) -> Iterator[Json]:
    feature = atlas.features[link.feature]
    yield {
        "type": "SpecificResource",
        "purpose": "linking" if link.basis == "described" else "identifying",
        "source": {
            "id": urn("feature", feature.id),
            "label": feature.name,
            "dcterms:identifier": feature.id,
        },
    }
    if digest := digest_of(passage, link):
        yield _text(digest.text, "describing")
    yield _text(link.basis, "classifying")
    if link.reason:
        yield _text(link.reason, "commenting")


def _text(value: str, purpose: str) -> Json:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
        "language": "en",
    }


def _targets(record: Record, passage: Passage, mentions: Sequence[Mention]) -> Json | list[Json]:
    targets = [_target(record, passage, m) for m in mentions] or [_target(record, passage, None)]
    return targets if len(targets) > 1 else targets[0]


def _target(record: Record, passage: Passage, mention: Mention | None) -> Json:
    paragraph: Json = {
        "type": "FragmentSelector",
        "conformsTo": _LINES,
        "value": f"line={passage.paragraph - 1},{passage.paragraph}",
    }
    selectors = [paragraph]
    if mention and passage.text is not None:
        paragraph["refinedBy"] = {
            "type": "TextPositionSelector",
            "start": mention.start,
            "end": mention.end,
        }
        selectors.append(_quote(passage.text, mention))
    return {
        "type": "SpecificResource",
        "source": _source(record),
        "selector": selectors if len(selectors) > 1 else paragraph,
        "dcterms:identifier": passage.id,
        "label": place(passage),
        "schema:additionalProperty": list(_locator(passage)),
    }


def _quote(text: str, mention: Mention) -> Json:
    return {
        "type": "TextQuoteSelector",
        "prefix": text[max(0, mention.start - AROUND) : mention.start],
        "exact": text[mention.start : mention.end],
        "suffix": text[mention.end : mention.end + AROUND],
    }


def _locator(passage: Passage) -> Iterator[Json]:
    yield _property("section", passage.section)
    yield _property("paragraph", passage.paragraph)
    if passage.text is not None:
        yield _property("fingerprint", fingerprint(passage.text))
    elif passage.locator:
        yield _property("fingerprint", passage.locator.fingerprint)
    if passage.differs:
        yield _property("differs from the text described", passage.differs)


def _property(name: str, value: str | int) -> Json:
    return {"type": "schema:PropertyValue", "schema:name": name, "schema:value": value}


def _source(record: Record) -> Json:
    plain = {"id": urn("article", record.id), "format": "text/plain"}
    page, listed = page_of(record), listed_at(record)
    return {
        **({"id": page, "dcterms:hasFormat": plain} if page else plain),
        "type": "Text",
        "dcterms:identifier": record.id,
        "dcterms:bibliographicCitation": cite(record),
        **({"rdfs:seeAlso": {"id": listed}} if listed else {}),
    }


def _software() -> Json:
    return {"id": urn("agent", "software"), "type": "Software", "name": program()}


def _editors() -> Json:
    return {"id": urn("agent", "editors"), "type": "Organization", "name": "Corridors"}


ANNOTATIONS = ExportFormat(
    name="annotations",
    title="Links as W3C Web Annotations (JSON-LD)",
    holds="links",
    convention="W3C Web Annotations",
    file="corridors-annotations.jsonld",
    mime='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    write=lambda atlas, setting: web_annotations(atlas, setting.generated, texts=setting.texts),
    options=frozenset({"texts"}),
    texts_by_default=True,
)

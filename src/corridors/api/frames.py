"""Features, legs, links and articles as tables for pandas and GeoPandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

import geopandas
import pandas as pd

from corridors.atlas import Atlas, Hit
from corridors.citing.identity import digest_of
from corridors.exporting.geopackage import frame_of, row_of
from corridors.model import Article, Entry, Feature, Leg, Link, Passage

FEATURE_COLUMNS = [
    *("id", "layer", "kind", "name", "label", "other_names", "countries", "status", "status_date"),
    *("summary", "start", "end", "river", "precision", "precision_km", "precision_note"),
    *("actors", "identifiers", "sources", "passages", "geometry"),
]
LEG_COLUMNS = [
    *("feature", "leg", "name", "mode", "status", "length_km", "track_km", "operator", "owner"),
    *("source", "precision", "precision_km", "precision_note", "geometry"),
]
LINK_COLUMNS = [
    *("passage", "article", "paragraph", "section", "feature", "basis", "mentions", "reason"),
    *("digest", "text", "differs"),
]
HIT_COLUMNS = [
    *("passage", "article", "title", "date", "section", "paragraph", "features", "digest"),
    *("text", "spans"),
]
ARTICLE_COLUMNS = [
    *("id", "title", "author", "publication", "publisher", "date", "date_text", "url"),
    *("url_is_list", "passages", "held", "described"),
]


def features_frame(atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return all features by their ids, one for each row."""
    rows = (
        {
            "id": feature.id,
            **row_of(feature),
            "passages": atlas.count_to(feature.id),
            "geometry": feature.geometry,
        }
        for feature in atlas.features.values()
    )
    return frame_of(rows, FEATURE_COLUMNS).astype({"passages": "int64"}).set_index("id")


def legs_frame(features: Iterable[Feature]) -> geopandas.GeoDataFrame:
    """Return the legs of some features, one for each row."""
    return frame_of((_leg(f, leg) for f in features for leg in f.legs), LEG_COLUMNS)


def links_frame(links: Iterable[tuple[Passage, Link | None]]) -> pd.DataFrame:
    """Return links with their passages, one for each row, and passages without a link."""
    # As objects: pandas' own strings refuse lone surrogates.
    rows = [_link(passage, link) for passage, link in links]
    frame = pd.DataFrame(rows, columns=LINK_COLUMNS, dtype=object)
    return frame.astype({"paragraph": "int64", "differs": "bool"})


def linked(article: Article, links: Iterable[Link]) -> Iterator[tuple[Passage, Link | None]]:
    """Yield the passages of an article, each with each of its links, or with None."""
    by_passage: dict[str, list[Link]] = {}
    for link in links:
        by_passage.setdefault(link.passage, []).append(link)
    for passage in article.passages:
        yield from ((passage, link) for link in by_passage.get(passage.id, [None]))


def hits_frame(atlas: Atlas, hits: Iterable[Hit]) -> pd.DataFrame:
    """Return the hits of a search, one passage for each row."""
    rows = [
        {
            "passage": hit.passage.id,
            **_place(hit.passage),
            "title": hit.entry.record.title,
            "date": hit.entry.record.date,
            "features": "; ".join(link.feature for link in atlas.links_from(hit.passage.id)),
            "digest": " ".join(digest.text for digest in hit.passage.digests) or None,
            "text": hit.passage.text,
            "spans": hit.spans,
        }
        for hit in hits
    ]
    return pd.DataFrame(rows, columns=HIT_COLUMNS, dtype=object).set_index("passage")


def articles_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return articles by their ids, one for each row."""
    rows = [
        {
            **asdict(entry.record),
            "passages": entry.passages,
            "held": entry.held,
            "described": entry.described,
        }
        for entry in entries
    ]
    frame = pd.DataFrame(rows, columns=ARTICLE_COLUMNS, dtype=object)
    flags = dict.fromkeys(("url_is_list", "held", "described"), "bool")
    return frame.astype(flags | {"passages": "int64"}).set_index("id")


def _leg(feature: Feature, leg: Leg) -> dict[str, object]:
    return {
        "feature": feature.id,
        "leg": leg.id,
        "name": leg.name,
        "mode": leg.mode,
        "status": leg.status,
        "length_km": leg.length_km,
        "track_km": leg.track_km,
        "operator": leg.operator,
        "owner": leg.owner,
        "source": leg.source,
        "precision": leg.precision.level,
        "precision_km": leg.precision.km,
        "precision_note": leg.precision.note,
        "geometry": leg.geometry,
    }


def _link(passage: Passage, link: Link | None) -> dict[str, object]:
    row = {"passage": passage.id, **_place(passage)}
    row |= {"text": passage.text, "differs": passage.differs}
    if link is None:
        return row | {"mentions": ()}
    digest = digest_of(passage, link)
    return row | {
        "feature": link.feature,
        "basis": link.basis,
        "mentions": link.mentions,
        "reason": link.reason,
        "digest": digest.text if digest else None,
    }


def _place(passage: Passage) -> dict[str, object]:
    return {
        "article": passage.article,
        "section": passage.section,
        "paragraph": passage.paragraph,
    }

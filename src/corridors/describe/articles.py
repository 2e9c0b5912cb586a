"""An article with its places, and the list of articles, as plain data for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from corridors.atlas import Atlas
from corridors.describe.facts import Content
from corridors.describe.passages import SECTIONS, byline, page, why
from corridors.model import Article, Entry, Link, Passage
from corridors.store.articles import Listing


def describe(atlas: Atlas, article: Article) -> Content:
    """Describe all paragraphs of an article.

    Parameters
    ----------
    atlas
        Where its links and features are looked up.
    article
        One of the atlas's articles.

    Returns
    -------
    dict
        JSON: ``id``, ``title``, ``byline``, ``held``, the publisher's ``page``, the ``features``
        that it mentions (by id: ``name`` and ``short``) and its ``sections``, each a ``title``
        with ``passages``. A passage has its ``number``, its ``places`` (the feature's ``id``,
        with ``digest``, ``basis``, ``reason``, and ``why``, both in words) in the order of the
        text, and its ``text`` cut at the mentions: a piece that is a mention has the ``features``
        it may mean. All text is plain, never HTML.
    """
    links = _by_passage(atlas, atlas.links_of(article.record.id))
    features = {
        link.feature: atlas.features[link.feature] for group in links.values() for link in group
    }
    return {
        **_head(article.entry),
        "page": page(article.record),
        "features": {
            key: {"name": feature.name, "short": feature.label or feature.name}
            for key, feature in features.items()
        },
        "sections": [
            {
                "title": SECTIONS[section],
                "passages": [_passage(p, links.get(p.id, ())) for p in group],
            }
            for section, group in groupby(article.passages, key=lambda passage: passage.section)
        ],
    }


def where(atlas: Atlas, article: str) -> Mapping[str, Sequence[int]]:
    """Return the features that an article mentions, with the numbers of their paragraphs."""
    paragraphs: dict[str, list[int]] = {}
    for link in atlas.links_of(article):
        if link.feature in atlas.features:
            paragraphs.setdefault(link.feature, []).append(int(link.passage.rpartition("#")[2]))
    return paragraphs


def choice(listing: Listing) -> Content:
    """Describe articles to choose from.

    Returns
    -------
    dict
        JSON: the ``total`` of all articles, and the ``articles`` shown, each with ``id``,
        ``title``, ``byline``, ``held`` and the numbers of its ``passages`` and ``places``.
    """
    return {
        "total": listing.total,
        "articles": [
            {**_head(row.entry), "passages": row.entry.passages, "places": row.features}
            for row in listing.articles
        ],
    }


def _head(entry: Entry) -> Content:
    record = entry.record
    return {
        "id": record.id,
        "title": record.title,
        "byline": byline(record),
        "held": entry.held,
    }


def _by_passage(atlas: Atlas, links: Iterable[Link]) -> Mapping[str, Sequence[Link]]:
    grouped: dict[str, list[Link]] = {}
    for link in links:
        if link.feature in atlas.features:
            grouped.setdefault(link.passage, []).append(link)
    return grouped


def _passage(passage: Passage, links: Sequence[Link]) -> Content:
    digests = {digest.feature: digest.text for digest in passage.digests}
    ordered = sorted(links, key=lambda link: [m.start for m in link.mentions[:1]] or [1 << 30])
    return {
        "id": passage.id,
        "number": passage.paragraph,
        "differs": passage.differs,
        "text": None if passage.text is None else _pieces(passage.text, links),
        "places": [
            {
                "id": link.feature,
                "digest": digests.get(link.feature),
                "basis": link.basis,
                "reason": link.reason,
                "why": why(link),
            }
            for link in ordered
        ],
    }


def _pieces(text: str, links: Sequence[Link]) -> list[Content]:
    """Cut a text at its mentions; those that overlap become one piece, of several features."""
    spans: list[tuple[int, int, dict[str, None]]] = []
    for start, end, feature in sorted(
        (m.start, m.end, k.feature) for k in links for m in k.mentions
    ):
        if spans and start < spans[-1][1]:
            first, last, features = spans[-1]
            spans[-1] = (first, max(last, end), features | {feature: None})
        else:
            spans.append((start, end, {feature: None}))
    pieces: list[Content] = []
    at = 0
    for start, end, features in spans:
        pieces.append({"text": text[at:start]})
        pieces.append({"text": text[start:end], "features": [*features]})
        at = end
    pieces.append({"text": text[at:]})
    return [piece for piece in pieces if piece["text"]]

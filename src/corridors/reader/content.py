"""A feature and its passages as plain data, for the page and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from corridors.atlas import Atlas
from corridors.model import Article, Feature, Link, Mention, Passage, Record
from corridors.reader.facts import Content, day, facts, way

SECTIONS = {
    "lead": "Lead",
    "background": "Background",
    "implications": "Implications",
    "conclusions": "Conclusions",
    "body": "Text",
}


def describe(
    atlas: Atlas, feature: Feature, countries: Mapping[str, str], branch: str | None = None
) -> Content:
    """Describe a feature with its passages, grouped by article.

    Parameters
    ----------
    atlas
        Where the feature's passages are looked up.
    feature
        One of the atlas's features.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    branch
        The id of the branch whose legs to list; all legs where there is none of that id.

    Returns
    -------
    dict
        JSON of strings, numbers and lists: ``id``, ``name``, ``summary``, ``facts`` (term and
        description), ``branches`` to choose from, ``way`` (the ``legs`` of the chosen one, or of
        the whole, with their total), ``sources`` and ``articles`` with their ``passages``. All
        text is plain, none of it HTML.
    """
    links = atlas.links_to(feature.id)
    chosen = next((b for b in feature.branches if b.id == branch), None)
    return {
        "id": feature.id,
        "name": feature.name,
        "kind": feature.kind,
        "summary": feature.summary,
        "facts": list(facts(feature, countries)),
        "branches": [{"id": b.id, "name": b.name} for b in feature.branches],
        "way": way(feature, chosen) if feature.legs else None,
        "sources": [{"text": s.text, "url": web(s.url)} for s in feature.provenance],
        "articles": [
            _article(atlas, article, [link for _, link in group])
            for article, group in groupby(
                ((atlas.passages[link.passage][0], link) for link in links), key=lambda p: p[0]
            )
        ],
        "passages": len(links),
    }


def overview(atlas: Atlas) -> Content:
    """Describe what there is to choose from.

    Returns
    -------
    dict
        ``layers``, each with ``title`` and its ``features``: ``id``, ``name`` and the number of
        their ``passages``.
    """
    return {
        "layers": [
            {
                "title": layer.title,
                "features": [
                    {"id": f.id, "name": f.name, "passages": len(atlas.links_to(f.id))}
                    for f in layer.features
                ],
            }
            for layer in atlas.layers
        ]
    }


def cite(record: Record) -> str:
    """Return author, title, publication and date of an article in one line."""
    parts = (record.author, record.title, record.publication, date(record))
    return ", ".join(part for part in parts if part)


def date(record: Record) -> str | None:
    """Return the date of an article as people say it."""
    return record.date_text or (day(record.date) if record.date else None)


def place(passage: Passage) -> str:
    """Return where a passage stands in its article."""
    return f"{SECTIONS[passage.section]}, paragraph {passage.paragraph}"


def web(url: str | None) -> str | None:
    """Return an address only if it leads to a web page: no script, no file."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _article(atlas: Atlas, article: Article, links: Sequence[Link]) -> Content:
    record = article.record
    return {
        "id": record.id,
        "title": record.title,
        "byline": ", ".join(p for p in (record.author, record.publication, date(record)) if p),
        "held": article.held,
        "passages": [_passage(atlas, article, link) for link in links],
    }


def _passage(atlas: Atlas, article: Article, link: Link) -> Content:
    passage = atlas.passages[link.passage][1]
    return {
        "id": passage.id,
        "place": place(passage),
        "digest": next((d.text for d in passage.digests if d.feature == link.feature), None),
        "basis": link.basis,
        "reason": link.reason,
        "text": None if passage.text is None else _spans(passage.text, link.mentions),
        "differs": passage.differs,
        "page": _page(article.record, passage),
        "others": [
            {"id": other.feature, "name": atlas.features[other.feature].name}
            for other in atlas.links_from(passage.id)
            if other.feature != link.feature and other.feature in atlas.features
        ],
    }


def _spans(text: str, mentions: Sequence[Mention]) -> list[Content]:
    """Cut a text at its mentions."""
    spans, at = [], 0
    for mention in mentions:
        spans.append({"text": text[at : mention.start], "mention": False})
        spans.append({"text": text[mention.start : mention.end], "mention": True})
        at = mention.end
    spans.append({"text": text[at:], "mention": False})
    return [span for span in spans if span["text"]]


def _page(record: Record, passage: Passage) -> Content | None:
    """Address the publisher's page, at the passage itself where the page is the article's own."""
    url = web(record.url)
    if url is None:
        return None
    if record.url_is_list:
        return {"url": url, "title": "Publisher's page (a list of articles)"}
    start = passage.locator.start if passage.locator else ""
    fragment = f"#:~:text={quote(start, safe='')}" if start and "#" not in url else ""
    return {"url": url + fragment, "title": "Publisher's page"}

"""A feature and its passages as plain data, for the page and for the command line."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from shapely import Point

from corridors.atlas import Atlas
from corridors.model import Article, Feature, Leg, Link, Mention, Passage, Precision, Record

SECTIONS = {
    "lead": "Lead",
    "background": "Background",
    "implications": "Implications",
    "conclusions": "Conclusions",
    "body": "Text",
}
_LEVELS = {
    "exact": "Exact",
    "approximate": "Approximate",
    "area": "Somewhere in the area drawn",
    "network": "Follows the network",
    "schematic": "Schematic",
    "mixed": "Differs from leg to leg",
}
Content = dict[str, Any]


def describe(atlas: Atlas, feature: Feature, countries: Mapping[str, str]) -> Content:
    """Describe a feature with its passages, grouped by article.

    Parameters
    ----------
    atlas
        Where the feature's passages are looked up.
    feature
        One of the atlas's features.
    countries
        Names of countries by ISO 3166 alpha-2 code.

    Returns
    -------
    dict
        JSON of strings, numbers and lists: ``id``, ``name``, ``summary``, ``facts`` (term and
        description), ``branches`` with their ``legs``, ``sources`` and ``articles`` with their
        ``passages``. All text is plain, none of it HTML.
    """
    links = atlas.links_to(feature.id)
    return {
        "id": feature.id,
        "name": feature.name,
        "kind": feature.kind,
        "summary": feature.summary,
        "facts": list(_facts(feature, countries)),
        "branches": _branches(feature.legs),
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


def day(iso: str) -> str:
    """Return an ISO date as people write it; a month or a year alone stays one.

    Examples
    --------
    >>> day("2025-06"), day("2025-07-21")
    ('June 2025', '21 July 2025')
    """
    year, *rest = iso.split("-")
    month = [month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(part)) for part in rest[1:]), *month, year])


def place(passage: Passage) -> str:
    """Return where a passage stands in its article."""
    return f"{SECTIONS[passage.section]}, paragraph {passage.paragraph}"


def web(url: str | None) -> str | None:
    """Return an address only if it leads to a web page: no script, no file."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _facts(feature: Feature, countries: Mapping[str, str]) -> Iterator[Content]:
    yield _fact("Kind", _kind(feature))
    yield _fact("Status", _status(feature))
    if feature.start:
        yield _fact("Dates", " to ".join(map(day, filter(None, (feature.start, feature.end)))))
    if feature.participants:
        yield _fact("Participants", _named(feature.participants, countries))
    yield _fact("Countries", _named(feature.countries, countries))
    if isinstance(feature.geometry, Point):
        x, y = feature.geometry.x, feature.geometry.y
        at = f"{abs(y):.4f}° {'N' if y >= 0 else 'S'}, {abs(x):.4f}° {'E' if x >= 0 else 'W'}"
        yield _fact("Position", at)
    yield _fact("Precision", precision(feature.precision))
    if feature.legs:
        yield _fact("Length drawn", _lengths(feature.legs))
    others = {n.text.casefold(): n.text for n in feature.names if n.type in ("alias", "acronym")}
    others.pop(feature.name.casefold(), None)
    if others:
        yield _fact("Also called", ", ".join(others.values()))
    for scheme, value in feature.identifiers.items():
        yield _fact(_scheme(scheme), value)


def _fact(term: str, text: str) -> Content:
    return {"term": term, "text": text}


def _kind(feature: Feature) -> str:
    return {"port": "Port", "corridor": "Transport corridor", "exercise": "Military exercise"}.get(
        feature.kind, feature.kind.capitalize()
    )


def _status(feature: Feature) -> str:
    since = f" (as of {day(feature.status_date)})" if feature.status_date else ""
    return feature.status.capitalize() + since


def _named(codes: Sequence[str], countries: Mapping[str, str]) -> str:
    return ", ".join(countries.get(code, code) for code in codes)


def _scheme(key: str) -> str:
    return {"wikidata": "Wikidata", "unlocode": "UN/LOCODE", "geonames": "GeoNames"}.get(key, key)


def precision(value: Precision) -> str:
    """Return how exact a position is, in words, with the possible error in kilometres."""
    within = f", within {value.km:g} km" if value.km else ""
    note = f". {value.note}" if value.note else ""
    return f"{_LEVELS[value.level]}{within}{note}"


def _lengths(legs: Sequence[Leg]) -> str:
    """Total by mode; branches run side by side, so it is not the length of one journey."""
    return f"{_totals(legs)} (all branches)"


def _totals(legs: Sequence[Leg]) -> str:
    totals: dict[str, float] = {}
    for leg in legs:
        totals[leg.mode] = totals.get(leg.mode, 0) + leg.length_km
    return ", ".join(f"{mode} {km:,.0f} km" for mode, km in totals.items())


def _branches(legs: Sequence[Leg]) -> list[Content]:
    """Group legs by branch, with the branch's length by mode."""
    branches: dict[str, list[Leg]] = {}
    for leg in legs:
        branches.setdefault(leg.branch, []).append(leg)
    return [
        {"name": name, "lengths": _totals(own), "legs": _legs(own)}
        for name, own in branches.items()
    ]


def _legs(legs: Sequence[Leg]) -> list[Content]:
    return [
        {
            "name": leg.name,
            "mode": leg.mode,
            "status": leg.status,
            "length": f"{leg.length_km:,.0f} km",
            "precision": precision(leg.precision),
        }
        for leg in legs
    ]


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

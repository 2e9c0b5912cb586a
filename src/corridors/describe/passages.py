"""A feature and its passages as plain data, for the page and for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from corridors.atlas import Atlas
from corridors.describe.facts import Content, chips, day, facts, way
from corridors.describe.quotation import quotation
from corridors.describe.relations import stated
from corridors.model import Basis, Entry, Feature, Link, Passage, Record
from corridors.store.dating import ALWAYS, Window

SECTIONS = {
    "lead": "Lead",
    "background": "Background",
    "implications": "Implications",
    "conclusions": "Conclusions",
    "body": "Text",
}
BASES: Mapping[Basis, str] = {
    "context": "named in context",
    "referred": "referred back to",
    "described": "described, not named",
}
PAGE = 40  # passages shown at once; a feature may have tens of thousands
_Read = tuple[Entry, Passage, Link]


def describe(
    atlas: Atlas,
    feature: Feature,
    countries: Mapping[str, str],
    branch: str | None = None,
    count: int | None = PAGE,
    window: Window = ALWAYS,
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
        The id of the branch whose legs to list; all legs where there is no such branch.
    count
        The number of passages to describe at most, or None for all.
    window
        The first and the last day of the articles to look at, None for an open end.

    Returns
    -------
    dict
        JSON of strings, numbers and lists: ``id``, ``name``, ``summary``, ``chips`` (see
        `corridors.describe.facts.chips`), ``facts`` (term and description), the statuses that are
        ``stated``, ``branches`` to choose from, ``way`` (the ``legs`` of the chosen branch, or
        all, with their total), ``sources``, ``articles`` with their ``passages``, the number of
        all ``passages`` in the window, of those that are ``shown``, of those to show if ``more``
        are asked for, and of those ``outside`` the window. All text is plain, never HTML.
    """
    total = atlas.count_to(feature.id, window)
    read = list(_read(atlas, atlas.links_to(feature.id, count=count, window=window)))
    chosen = next((b for b in feature.branches if b.id == branch), None)
    return {
        "id": feature.id,
        "name": feature.name,
        "kind": feature.kind.id,
        "summary": feature.summary,
        "chips": list(chips(feature, countries)),
        "facts": list(facts(feature, countries)),
        "stated": stated(
            feature, ((e, d) for e, p, _ in read for d in p.digests if d.feature == feature.id)
        ),
        "branches": [{"id": b.id, "name": b.name} for b in feature.branches],
        "way": way(feature, chosen) if feature.legs else None,
        "sources": [{"text": s.text, "url": web(s.url)} for s in feature.provenance],
        "articles": [
            _article(atlas, entry, list(group))
            for entry, group in groupby(read, key=lambda item: item[0])
        ],
        "passages": total,
        "shown": len(read),
        "more": _more(len(read), total),
        "outside": atlas.count_to(feature.id) - total,
    }


def cite(record: Record) -> str:
    """Return author, title, publication and date of an article in one line."""
    parts = (record.author, record.title, record.publication, date(record))
    return ", ".join(part for part in parts if part)


def byline(record: Record) -> str:
    """Return author, publication and date of an article in one line."""
    return ", ".join(part for part in (record.author, record.publication, date(record)) if part)


def date(record: Record) -> str | None:
    """Return the date of an article in words."""
    return record.date_text or (day(record.date) if record.date else None)


def place(passage: Passage) -> str:
    """Return where a passage stands in its article."""
    return f"{SECTIONS[passage.section]}, paragraph {passage.paragraph}"


def why(link: Link) -> str | None:
    """Return in words why a passage counts, or None where it plainly names the place."""
    if link.basis == "named":
        return None
    return ": ".join(filter(None, (BASES[link.basis], link.reason)))


def web(url: str | None) -> str | None:
    """Return an address only if it is one of a web page, not a script or a file."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def page(record: Record, passage: Passage | None = None) -> Content | None:
    """Return the address of the article's own page at the passage; a list of articles is none."""
    url = web(record.url)
    if url is None or record.url_is_list:
        return None
    start = passage.locator.start if passage and passage.locator else ""
    fragment = f"#:~:text={quote(start, safe='')}" if start and "#" not in url else ""
    return {"url": url + fragment, "title": "Publisher's page"}


def _read(atlas: Atlas, links: Iterable[Link]) -> Iterator[_Read]:
    """Yield links with their passages and articles; those removed meanwhile are skipped."""
    entries: dict[str, Entry] = {}
    for link in links:
        try:
            passage = atlas.passage(link.passage)
            entry = entries.get(passage.article) or atlas.articles.entry(passage.article)
        except KeyError:
            continue
        entries[passage.article] = entry
        yield entry, passage, link


def _more(shown: int, total: int) -> int | None:
    """Return how many passages to show next: ever more, as repeated asking means reading on."""
    return min(total, shown + max(PAGE, shown // 2)) if shown < total else None


def _article(atlas: Atlas, entry: Entry, read: Sequence[_Read]) -> Content:
    record = entry.record
    return {
        "id": record.id,
        "title": record.title,
        "byline": byline(record),
        "held": entry.held,
        "author": record.author,
        "listed": web(record.url) if record.url_is_list else None,
        "passages": [_passage(atlas, record, passage, link) for _, passage, link in read],
    }


def _passage(atlas: Atlas, record: Record, passage: Passage, link: Link) -> Content:
    return {
        "id": passage.id,
        "place": place(passage),
        "digest": next((d.text for d in passage.digests if d.feature == link.feature), None),
        "basis": link.basis,
        "reason": link.reason,
        "why": why(link),
        "text": None if passage.text is None else quotation(passage.text, link.mentions),
        "differs": passage.differs,
        "page": page(record, passage),
        "others": [
            {"id": other.feature, "name": atlas.features[other.feature].name}
            for other in atlas.links_from(passage.id)
            if other.feature != link.feature and other.feature in atlas.features
        ],
    }

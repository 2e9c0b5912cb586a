"""Passages to features: names in the text, the editor's digests, and the reason for each link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nupunkt import sent_spans

from corridors.gazetteer import Gazetteer, Hit, normalise
from corridors.model import Article, Link, Mention, Name, Passage

_WORD = re.compile(r"\w+")


def link_article(article: Article, gazetteer: Gazetteer) -> tuple[Link, ...]:
    """Link all passages of an article, in their order."""
    return tuple(link for passage in article.passages for link in link_passage(passage, gazetteer))


def link_passage(passage: Passage, gazetteer: Gazetteer) -> tuple[Link, ...]:
    """Link a passage to the features that it names or describes.

    Where its words are at hand, the names in them count, and from the digests only what a
    passage describes without naming it. Where they are not, or are not the words that the
    digests speak of, all digests count.

    Returns
    -------
    tuple of Link
        One a feature: those found in the text in its order, then the editor's. The mentions'
        offsets count characters of ``passage.text``.
    """
    found = {} if passage.text is None else _found(passage.text, gazetteer)
    links = [
        Link(
            passage.id,
            feature,
            "named" if any(why is None for _, why in spans) else "context",
            tuple(mention for mention, _ in spans),
            None if any(why is None for _, why in spans) else spans[0][1],
        )
        for feature, spans in found.items()
    ]
    trusted = passage.text is not None and not passage.differs
    links.extend(
        Link(passage.id, digest.feature, digest.basis, (), digest.reason)
        for digest in passage.digests
        if digest.feature not in found and (digest.basis == "described" or not trusted)
    )
    return tuple(links)


def _found(text: str, gazetteer: Gazetteer) -> dict[str, list[tuple[Mention, str | None]]]:
    """Find the mentions of each feature, each with its reason where the name alone is none."""
    found: dict[str, list[tuple[Mention, str | None]]] = {}
    sentences: list[tuple[int, int]] | None = None
    for hit in gazetteer.hits(text):
        if any(name.type == "exclusion" for _, name in hit.names):
            continue
        mention = Mention(hit.start, hit.end, text[hit.start : hit.end])
        for feature, name in hit.names:
            reason = None
            if name.type == "ambiguous":
                sentences = sent_spans(text) if sentences is None else sentences
                reason = _reason(text, hit, name, sentences, gazetteer)
                if reason is None:
                    continue
            mentions = found.setdefault(feature, [])
            if all(mention != other for other, _ in mentions):
                mentions.append((mention, reason))
    return found


def _reason(
    text: str, hit: Hit, name: Name, sentences: list[tuple[int, int]], gazetteer: Gazetteer
) -> str | None:
    """Why an ambiguous name counts here: a word of its context in the same sentence."""
    start, end = next(((a, b) for a, b in sentences if a <= hit.start < b), (hit.start, hit.end))
    words = gazetteer.context(name.context)
    for word in _words(text[start : hit.start] + " " + text[hit.end : max(end, hit.end)]):
        if normalise(word)[0] in words:
            return f"“{word}” in the same sentence"
    return None


def _words(text: str) -> Iterator[str]:
    yield from (match[0] for match in _WORD.finditer(text))

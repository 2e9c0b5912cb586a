"""Answers what a user types with places and passages, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corridors.atlas import Atlas, Hit, Hits
from corridors.describe.passages import cite, place
from corridors.model import Feature
from corridors.search.name_index import Found, Level, Names, names_of
from corridors.search.spelling import words
from corridors.store import queries

Spans = tuple[tuple[int, int], ...]

LONGEST = 200  # characters of a query
_PLACES, _PASSAGES = 20, 12
_COUNTRIES = 4  # shown of a corridor
_TRIES = 12  # other spellings to try where no passage has the words as typed
_BEFORE, _LENGTH = 50, 170  # characters of a passage, before its first hit and in all


@dataclass(frozen=True, slots=True)
class Result:
    """A place or a passage; ``spans`` are the parts of its title to mark.

    ``feature`` is what choosing it chooses: for a passage the first feature that it mentions,
    preferably one that was found by name.
    ``also`` is another name of a place, the one that fits, with the parts of it to mark.
    """

    kind: Literal["place", "passage"]
    id: str
    title: str
    subtitle: str
    feature: str | None
    spans: Spans = ()
    also: str | None = None
    also_spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The best places and passages, and how many there are of each.

    ``corrected`` is the spelling used for passages, where none has the words as typed.
    """

    words: str
    places: tuple[Result, ...] = ()
    passages: tuple[Result, ...] = ()
    places_total: int = 0
    passages_total: int = 0
    corrected: str | None = None


def answer(atlas: Atlas, names: Names, typed: str, countries: Mapping[str, str]) -> Answer:
    """Find the places and passages for what a user types.

    Parameters
    ----------
    atlas
        Where passages are looked up.
    names
        The names of the atlas's features.
    typed
        What the user has typed so far, in any form.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    """
    typed = typed[:LONGEST]
    matches = names.find(typed)
    used, hits = typed, atlas.search(typed, _PASSAGES)
    if not hits.total and words(typed):
        used, hits = _respelt(atlas, names, typed, matches) or (typed, hits)
    titles = {layer.id: layer.title for layer in atlas.layers}
    meant = frozenset(match.feature.id for match in matches)
    return Answer(
        typed,
        tuple(_place(match, typed, titles, countries) for match in matches[:_PLACES]),
        tuple(_passage(atlas, hit, used, meant) for hit in hits.hits),
        len(matches),
        hits.total,
        used if used != typed else None,
    )


def lies_in(feature: Feature, countries: Mapping[str, str]) -> str:
    """Return the countries of a feature in one line."""
    shown = ", ".join(countries.get(code, code) for code in feature.countries[:_COUNTRIES])
    return shown + (", …" if len(feature.countries) > _COUNTRIES else "")


def _respelt(
    atlas: Atlas, names: Names, typed: str, matches: Sequence[Found]
) -> tuple[str, Hits] | None:
    """Return the first other spelling that occurs in a passage, with its hits."""
    tried = {typed.casefold()}
    for spelling in _spellings(atlas, names, typed, matches):
        if spelling.casefold() in tried:
            continue
        if len(tried) > _TRIES:
            return None
        tried.add(spelling.casefold())
        hits = atlas.search(spelling, _PASSAGES)
        if hits.total:
            return spelling, hits
    return None


def _spellings(atlas: Atlas, names: Names, typed: str, matches: Sequence[Found]) -> Iterator[str]:
    """Yield other spellings of a query: a place's other names, then one respelt word by word."""
    if matches and (matches[0].level in {Level.EXACT, Level.SOUND}):
        best = matches[0].feature
        yield from filter(None, (best.label, best.name, *(n.text for n in names_of(best))))
    parts = [word.text for word in words(typed)][:_TRIES]
    yield " ".join(_respelt_word(atlas, names, part) for part in parts)


def _respelt_word(atlas: Atlas, names: Names, word: str) -> str:
    """Return a word as it is spelt in some passage, or unchanged where none is like it."""
    for spelling in (f"{word} ", *names.corrections(word)[:_TRIES]):
        if atlas.search(spelling, 1).total:
            return spelling.strip()
    return word


def _place(
    match: Found, typed: str, titles: Mapping[str, str], countries: Mapping[str, str]
) -> Result:
    feature = match.feature
    spans = match.marks(feature.name, typed)
    also = None if spans or match.name == feature.name else match.name
    return Result(
        "place",
        feature.id,
        feature.name,
        " · ".join(filter(None, (titles.get(feature.layer), lies_in(feature, countries)))),
        feature.id,
        spans,
        also,
        match.marks(also, typed) if also else (),
    )


def _passage(atlas: Atlas, hit: Hit, typed: str, meant: frozenset[str]) -> Result:
    passage = hit.passage
    text, spans = passage.text or "", hit.spans
    if not spans:
        query = queries.read(typed)
        marked = [(digest.text, tuple(query.spans(digest.text))) for digest in passage.digests]
        text, spans = max(marked, key=lambda item: len(item[1]), default=(text, ()))
    title, spans = excerpt(text, spans)
    linked = [link.feature for link in atlas.links_from(passage.id)]
    return Result(
        "passage",
        passage.id,
        title,
        f"{cite(hit.entry.record)} · {place(passage)}",
        next((key for key in linked if key in meant), linked[0] if linked else None),
        spans,
    )


def excerpt(text: str, spans: Spans) -> tuple[str, Spans]:
    """Cut a text to a line or two around its first span, and move the spans along.

    Examples
    --------
    >>> excerpt("A ferry called at Aktau.", ((2, 7),))
    ('A ferry called at Aktau.', ((2, 7),))
    """
    start = max(0, (spans[0][0] if spans else 0) - _BEFORE)
    if start:
        space = text.find(" ", start, spans[0][0])
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + _LENGTH)
    if end < len(text):
        space = text.rfind(" ", start + _LENGTH // 2, end)
        end = space if space >= 0 else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = (
        (first - start + len(before), min(last, end) - start + len(before))
        for first, last in spans
        if first < end
    )
    return before + text[start:end] + after, tuple(moved)


def content(answered: Answer) -> dict[str, object]:
    """Return an answer as JSON; texts are cut at their marks, as offsets differ in browsers."""
    return {
        "words": answered.words,
        "corrected": answered.corrected,
        "places": [_content(result) for result in answered.places],
        "passages": [_content(result) for result in answered.passages],
        "placesTotal": answered.places_total,
        "passagesTotal": answered.passages_total,
    }


def _content(result: Result) -> dict[str, object]:
    return {
        "kind": result.kind,
        "id": result.id,
        "feature": result.feature,
        "title": pieces(result.title, result.spans),
        "also": pieces(result.also, result.also_spans) if result.also else None,
        "subtitle": result.subtitle,
    }


def pieces(text: str, spans: Spans) -> list[dict[str, object]]:
    """Cut a text at its spans.

    Examples
    --------
    >>> pieces("Port of Poti", ((8, 12),))
    [{'text': 'Port of ', 'mark': False}, {'text': 'Poti', 'mark': True}]
    """
    parts: list[dict[str, object]] = []
    at = 0
    for start, end in spans:
        parts.append({"text": text[at:start], "mark": False})
        parts.append({"text": text[start:end], "mark": True})
        at = end
    parts.append({"text": text[at:], "mark": False})
    return [part for part in parts if part["text"]]

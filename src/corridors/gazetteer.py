"""All names of all features, and where they stand in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from corridors.model import Feature, Name


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at ``text[start:end]``, with the features that bear it."""

    start: int
    end: int
    names: tuple[tuple[str, Name], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One spelling; ``capitals`` are the places in it that must be capitals in the text too."""

    capitals: tuple[int, ...]
    feature: str
    name: Name


class Gazetteer:
    """The names of features, found in one pass over a text (Aho-Corasick).

    Parameters
    ----------
    features
        The features whose names count.
    contexts
        For each context, the words one of which makes an ambiguous name count.
    """

    def __init__(
        self, features: Iterable[Feature], contexts: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._contexts = {
            key: frozenset(normalise(word)[0] for word in words)
            for key, words in (contexts or {}).items()
        }
        entries: dict[str, list[_Entry]] = {}
        for feature in features:
            for name in feature.names:
                spelling, origins = normalise(name.text)
                if spelling:
                    capitals = tuple(i for i, o in enumerate(origins) if name.text[o].isupper())
                    entries.setdefault(spelling, []).append(_Entry(capitals, feature.id, name))
        self._automaton = ahocorasick.Automaton()
        for spelling, found in entries.items():
            self._automaton.add_word(spelling, (len(spelling), found))
        if entries:
            self._automaton.make_automaton()
        self._empty = not entries

    def context(self, key: str | None) -> frozenset[str]:
        """Return the words of a context, normalised; none for an unknown key."""
        return self._contexts.get(key or "", frozenset())

    def hits(self, text: str) -> list[Hit]:
        """Find the names in a text: whole words, the longest first, none inside another.

        Case counts only where the name has a capital, so that an acronym or a proper name is
        not found in a common word. Dashes of all kinds, spaces and line breaks are the same;
        accents, joiners and directional marks are passed over.

        Returns
        -------
        list of Hit
            In the order of the text; offsets count characters of `text` as given.
        """
        if self._empty:
            return []
        found = sorted(self._candidates(text), key=lambda hit: (hit.start - hit.end, hit.start))
        taken = bytearray(len(text))
        kept = []
        for hit in found:
            # A shorter span that overlaps a taken one covers one of its ends.
            if not (taken[hit.start] or taken[hit.end - 1]):
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def _candidates(self, text: str) -> Iterator[Hit]:
        plain, origins = normalise(text)
        for last, (length, entries) in self._automaton.iter(plain):
            first = last - length + 1
            if _inside_word(plain, first) or _inside_word(plain, last + 1):
                continue
            names = tuple(
                (entry.feature, entry.name)
                for entry in entries
                if all(text[origins[first + at]].isupper() for at in entry.capitals)
            )
            if names:
                end = origins[last] + 1
                while end < len(text) and _normal(text[end]) == "":
                    end += 1  # an accent belongs to the letter before it
                yield Hit(origins[first], end, names)


def normalise(text: str) -> tuple[str, list[int]]:
    """Fold what does not tell names apart: case, accents, dashes, quotes, runs of spaces.

    Returns
    -------
    str, list of int
        The folded text, and for each of its characters the offset in `text` that it comes from.

    Examples
    --------
    >>> normalise("Trans–Caspian")[0]
    'trans caspian'
    """
    folded: list[str] = []
    origins: list[int] = []
    for origin, character in enumerate(text):
        for part in _normal(character):
            if part != " " or (folded and folded[-1] != " "):
                folded.append(part)
                origins.append(origin)
    if folded and folded[-1] == " ":
        folded.pop()
        origins.pop()
    return "".join(folded), origins


@lru_cache(maxsize=10_000)
def _normal(character: str) -> str:
    """Fold one character; an accent, a joiner or a directional mark to nothing."""
    parts = []
    for part in unicodedata.normalize("NFKD", character):
        category = unicodedata.category(part)
        if category in {"Mn", "Cf"}:
            continue
        if category == "Pd" or part in "−" or part.isspace():
            parts.append(" ")
        elif part in "’‘ʼʻ´`′":
            parts.append("'")
        elif part in "“”„«»":
            parts.append('"')
        else:
            parts.append(part.casefold())
    return "".join(parts)


def _inside_word(plain: str, at: int) -> bool:
    """Whether a word goes on across the gap before character `at`."""
    return (
        0 < at < len(plain)
        and (plain[at - 1].isalnum() or plain[at - 1] == "_")
        and (plain[at].isalnum() or plain[at] == "_")
    )

"""Finds capitalised names in English text, with the context that tells what each may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corridors.places.capitals import Word, words_of
from corridors.places.wordlists import group

Kind = Literal["landform", "inside", "towards", "bare", "initial", "person"]
_LONGEST = 3  # words of a name; more words are a heading or the title of something
_LONGEST_PHRASE = 4  # words of a country or region


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at ``text[start:end]``.

    ``kind`` tells its context: a word such as “port of” or “river” (*landform*), a word such as
    “in” (*inside*) or “to” (*towards*), nothing (*bare*), nothing but the start of a sentence
    (*initial*), or a title, a given name or a verb of speech (*person*). ``words`` are the words
    of this context.
    """

    start: int
    end: int
    name: str
    kind: Kind
    words: str = ""


def sightings(
    text: str,
    taken: Sequence[tuple[int, int]],
    no_place: frozenset[str],
    is_town: Callable[[str], bool],
) -> tuple[list[Sighting], set[str]]:
    """Find the names in a text that may be those of places or persons, in order.

    Parameters
    ----------
    text
        One passage.
    taken
        Spans of known names, in order; words that touch one are skipped.
    no_place
        Folded names that cannot be pinned to a place: countries, peoples, wide regions.
    is_town
        Whether a town has this name; its name is not split at a hyphen.

    Returns
    -------
    list of Sighting, set of str
        The sightings, and all lower-case words, folded.
    """
    words = list(words_of(text, taken, is_town))
    common = {word.key for word in words if not word.capital}
    sighted: list[Sighting] = []
    for first, end in _runs(words):
        run = words[first:end]
        if not any(word.key in group("bodies") for word in run):
            for a, b in _pieces(run, no_place):
                sighting = _sighting(text, words, first + a, first + b, run[:a], sighted)
                if sighting:
                    sighted.append(sighting)
    return sighted, common


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised words with only spaces between them, none of them taken."""
    at = 0
    while at < len(words):
        first = at
        at += 1
        if not words[first].capital:
            continue
        while at < len(words) and _continues_run(words, at):
            at += 1
        run = words[first:at]
        # Beside a known name, the rest of the run belongs to that name.
        if not any(word.taken for word in run):
            yield first, at


def _continues_run(words: Sequence[Word], at: int) -> bool:
    return words[at].capital and words[at].joined and not words[at - 1].owns


def _pieces(run: Sequence[Word], no_place: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of a run between countries, peoples, regions and months."""
    start = at = 0
    while at < len(run):
        longest = min(_LONGEST_PHRASE, len(run) - at)
        phrases = (" ".join(word.key for word in run[at : at + n]) for n in range(longest, 0, -1))
        length = next((longest - i for i, phrase in enumerate(phrases) if phrase in no_place), 0)
        if length:
            if start < at:
                yield start, at
            start = at + length
        at += length or 1
    if start < at:
        yield start, at


def _sighting(
    text: str,
    words: Sequence[Word],
    first: int,
    end: int,
    before: Sequence[Word],
    earlier: Sequence[Sighting],
) -> Sighting | None:
    """Judge the name ``words[first:end]``, which stands after `before` in its run."""
    piece = words[first:end]
    titles = [at for at, word in enumerate(piece) if word.key in group("titles")]
    if titles:
        first += titles[-1] + 1
        if first == end:
            return None
        return _make_sighting(text, words, first, end, "person", words[first - 1].text)
    kind, context = _around(words, first, end, earlier)
    if before and before[-1].key in group("titles"):
        kind = "person"
    first, end, landform = _with_landform(words, first, end)
    if first == end or (end - first > _LONGEST and not landform):
        return None
    if end - first == 1 and piece[0].key in group("landforms"):
        return None
    if landform:
        kind, context = "landform", landform
    elif end - first > 1 and piece[0].key in group("given names"):
        kind, context = "person", piece[0].text
    return _make_sighting(text, words, first, end, kind, context)


def _make_sighting(
    text: str, words: Sequence[Word], first: int, end: int, kind: Kind, context: str
) -> Sighting:
    start, stop = words[first].start, words[end - 1].end
    return Sighting(start, stop, " ".join(text[start:stop].split()), kind, context)


def _with_landform(words: Sequence[Word], first: int, end: int) -> tuple[int, int, str]:
    """Find a word for a kind of place beside a name; words for landforms belong to the name.

    “Port of X”, “X Port” and “X region” become X; “Gulf of X”, “X Valley” and “Lake X” stay.
    """
    last = words[end - 1]
    several = end - first > 1
    if several and words[first].key in group("before physical"):
        return first, end, words[first].text
    if several and last.key in group("after physical"):
        return first, end, last.text
    if several and last.key in group("after"):
        return first, end - 1, last.text
    after = words[end] if end < len(words) and words[end].joined and not last.owns else None
    if after and not after.capital and after.key in group("landforms after"):
        return first, end, after.text
    if first > 1 and words[first].joined and words[first - 1].key == "of":
        thing = words[first - 2]
        phrase = f"{thing.text} of"
        if words[first - 1].joined and thing.key in group("of physical"):
            return (first - 2 if thing.capital else first), end, phrase
        if words[first - 1].joined and thing.key in group("of"):
            return first, end, phrase
    return first, end, ""


def _around(
    words: Sequence[Word], first: int, end: int, earlier: Sequence[Sighting]
) -> tuple[Kind, str]:
    """Judge a name by the words before and after it."""
    after = words[end] if end < len(words) and words[end].joined else None
    if after and after.key in group("speech"):
        return "person", after.text
    if words[first].initial:
        return "initial", ""
    at = first - 1
    while at > 0 and words[at].key in group("direction") and words[at].joined:
        at -= 1
    before, joined = words[at], all(word.joined for word in words[at + 1 : first + 1])
    if before.key in group("titles") and joined:
        return "person", before.text
    if words[end - 1].owns:
        return "bare", ""
    if joined and before.key in group("inside"):
        return "inside", before.text
    if joined and before.key in group("towards"):
        return "towards", before.text
    # “in Kuryk and Fetisovo”, “in Kuryk, Fetisovo”: another place of a list.
    beside = first - 2 if before.key in ("and", "or") else first - 1
    placed = earlier and earlier[-1].kind in ("landform", "inside", "towards")
    if placed and beside >= 0 and earlier[-1].end == words[beside].end:
        return "towards", f"beside {earlier[-1].name}"
    return "bare", ""

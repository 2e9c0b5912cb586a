"""Finds capitalised names in English text, each with what around it tells what it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corridors.places.capitals import Word, words_of
from corridors.places.wordlists import group

Kind = Literal["landform", "inside", "towards", "bare", "initial", "person"]
_LONGEST = 3  # words of a name; more are a heading or a title of something
_LONGEST_PHRASE = 4  # words of a country or region


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at ``text[start:end]``.

    ``kind`` tells what stands around it: a word such as “port of” or “river” (*landform*), a word
    such as “in” (*inside*) or “to” (*towards*), nothing (*bare*), nothing but the start of a
    sentence (*initial*), or a title, a given name or a verb of speech (*person*). ``words`` are
    these words.
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
    """Find the names in a text that may be those of places or persons, in its order.

    Parameters
    ----------
    text
        One passage.
    taken
        Spans of names that are known already, in order; what they touch is passed over.
    no_place
        What is no place for a pin, folded: countries, peoples, wide regions.
    is_town
        Whether a name is that of a town; it keeps a name with a hyphen whole.

    Returns
    -------
    list of Sighting, set of str
        The sightings, and all words, folded, that stand in small letters.
    """
    words = list(words_of(text, taken, is_town))
    common = {word.key for word in words if not word.capital}
    found: list[Sighting] = []
    for first, end in _runs(words):
        run = words[first:end]
        if not any(word.key in group("bodies") for word in run):
            for a, b in _pieces(run, no_place):
                sighting = _sighting(text, words, first + a, first + b, run[:a], found)
                if sighting:
                    found.append(sighting)
    return found, common


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised words that only spaces part; none that touches a taken one."""
    at = 0
    while at < len(words):
        first = at
        at += 1
        if not words[first].capital:
            continue
        while at < len(words) and _goes_on(words, at):
            at += 1
        run = words[first:at]
        # A known name in it, or right before or after: the rest belongs to that name.
        known = any(word.taken for word in run)
        if not known:
            yield first, at


def _goes_on(words: Sequence[Word], at: int) -> bool:
    return words[at].capital and words[at].joined and not words[at - 1].owns


def _pieces(run: Sequence[Word], no_place: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of a run that are left without countries, peoples, regions and months."""
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
    found: Sequence[Sighting],
) -> Sighting | None:
    """Judge the name ``words[first:end]``, which stands after `before` in its run."""
    piece = words[first:end]
    titles = [at for at, word in enumerate(piece) if word.key in group("titles")]
    if titles:
        first += titles[-1] + 1
        if first == end:
            return None
        return _made(text, words, first, end, "person", words[first - 1].text)
    kind, said = _around(words, first, end, found)
    if before and before[-1].key in group("titles"):
        kind = "person"
    first, end, landform = _with_landform(words, first, end)
    if first == end or (end - first > _LONGEST and not landform):
        return None
    if end - first == 1 and piece[0].key in group("landforms"):
        return None
    if landform:
        kind, said = "landform", landform
    elif end - first > 1 and piece[0].key in group("given names"):
        kind, said = "person", piece[0].text
    return _made(text, words, first, end, kind, said)


def _made(
    text: str, words: Sequence[Word], first: int, end: int, kind: Kind, said: str
) -> Sighting:
    start, stop = words[first].start, words[end - 1].end
    return Sighting(start, stop, " ".join(text[start:stop].split()), kind, said)


def _with_landform(words: Sequence[Word], first: int, end: int) -> tuple[int, int, str]:
    """Find a word for a kind of place beside a name; those of landforms belong to it.

    “Port of X”, “X Port” and “X region” leave X; “Gulf of X”, “X Valley” and “Lake X” stay.
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
        said = f"{thing.text} of"
        if words[first - 1].joined and thing.key in group("of physical"):
            return (first - 2 if thing.capital else first), end, said
        if words[first - 1].joined and thing.key in group("of"):
            return first, end, said
    return first, end, ""


def _around(
    words: Sequence[Word], first: int, end: int, found: Sequence[Sighting]
) -> tuple[Kind, str]:
    """Tell what the words before and after a name say of it."""
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
    # “in Kuryk and Fetisovo”, “in Kuryk, Fetisovo”: one more of the same.
    beside = first - 2 if before.key in ("and", "or") else first - 1
    placed = found and found[-1].kind in ("landform", "inside", "towards")
    if placed and beside >= 0 and found[-1].end == words[beside].end:
        return "towards", f"beside {found[-1].name}"
    return "bare", ""

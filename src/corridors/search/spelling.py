"""Words of names and of what a user types, how they sound, and how many slips are forgiven."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from corridors.linking.text.folding import fold, folded_character

_WORD = re.compile(r"[^\W_]+")
# What romanisations of one name differ in. "ə" is what Azerbaijani writes for the a of others.
_SAME = {
    **{"tch": "c", "ch": "c", "dzh": "j", "dj": "j", "zh": "z", "sh": "s", "kh": "h", "gh": "g"},
    **{"ph": "f", "ck": "k", "c": "k", "q": "k", "x": "h", "w": "v", "y": "i"},
    **{"ou": "u", "oo": "u", "ee": "i", "ts": "t", "tz": "t"},
}
_SOUND = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """A folded word, and where each of its characters comes from in the text."""

    text: str
    origins: tuple[int, ...]


def words(text: str) -> list[Word]:
    """Return the words of a text in their order, folded as the linker folds names.

    Examples
    --------
    >>> [word.text for word in words("Kvesheti–Kobi, Türkmenbaşy")]
    ['kvesheti', 'kobi', 'turkmenbasy']
    """
    folded = fold(text)
    return [
        Word(found[0], tuple(folded.origin(at) for at in range(found.start(), found.end())))
        for found in _WORD.finditer(folded.plain)
    ]


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return a rough spelling that romanisations of one name have in common.

    Examples
    --------
    >>> sound("otchamtchire") == sound("ochamchire"), sound("қорғас") == sound("qorghas")
    (True, True)
    """
    latin = _WORD.findall(fold(anyascii(word.replace("ə", "a"))).plain)
    return _TWICE.sub(r"\1", _SOUND.sub(lambda found: _SAME[found[0]], "".join(latin)))


def forgiven(length: int) -> int:
    """Return how many letters may be wrong in a word of so many, as a sound."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 9 else 3


def begins(text: str, asked: Collection[str]) -> tuple[list[tuple[int, int]], set[str]]:
    """Return where words of a text begin with those asked for, and which of these do."""
    spans, met = [], set()
    for word in words(text):
        found = [one for one in asked if word.text.startswith(one)]
        if found:
            met.update(found)
            spans.append(_span(text, word, len(max(found, key=len))))
    return _apart(spans), met


def whole(text: str, sounds: Collection[str]) -> list[tuple[int, int]]:
    """Return where the words of a text are that sound like some."""
    return _apart(_span(text, w, len(w.text)) for w in words(text) if sound(w.text) in sounds)


def _span(text: str, word: Word, length: int) -> tuple[int, int]:
    end = word.origins[length - 1] + 1
    while end < len(text) and folded_character(text[end]) == "":
        end += 1  # an accent belongs to the letter before it
    return word.origins[0], end


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out what overlaps: one character, such as a fraction, can fold to two words."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept

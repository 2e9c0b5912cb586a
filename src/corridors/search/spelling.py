"""Words of names and of user input, how they sound, and how many mistakes are forgiven."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from corridors.linking.text.folding import fold, folded_character

_WORD = re.compile(r"[^\W_]+")
# Letters in which romanisations of a name differ. Azerbaijani writes "ə" for the "a" of others.
_SAME = {
    **{"tch": "c", "ch": "c", "dzh": "j", "dj": "j", "zh": "z", "sh": "s", "kh": "h", "gh": "g"},
    **{"ph": "f", "ck": "k", "c": "k", "q": "k", "x": "h", "w": "v", "y": "i"},
    **{"ou": "u", "oo": "u", "ee": "i", "ts": "t", "tz": "t"},
}
_SOUND = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """A folded word, and the offset in the text of each of its characters."""

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
        Word(match[0], tuple(folded.origin(at) for at in range(match.start(), match.end())))
        for match in _WORD.finditer(folded.plain)
    ]


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return a rough spelling that romanisations of a name have in common.

    Examples
    --------
    >>> sound("otchamtchire") == sound("ochamchire"), sound("қорғас") == sound("qorghas")
    (True, True)
    """
    latin = _WORD.findall(fold(anyascii(word.replace("ə", "a"))).plain)
    return _TWICE.sub(r"\1", _SOUND.sub(lambda match: _SAME[match[0]], "".join(latin)))


def forgiven(length: int) -> int:
    """Return how many letters may be wrong in a word of this length, compared by sound."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 9 else 3


def begins(text: str, prefixes: Collection[str]) -> tuple[list[tuple[int, int]], set[str]]:
    """Return where words of a text begin with a prefix, and the prefixes that occur."""
    spans, met = [], set()
    for word in words(text):
        matches = [prefix for prefix in prefixes if word.text.startswith(prefix)]
        if matches:
            met.update(matches)
            spans.append(_span(text, word, len(max(matches, key=len))))
    return _apart(spans), met


def whole(text: str, sounds: Collection[str]) -> list[tuple[int, int]]:
    """Return the spans of words in a text that have one of some sounds."""
    return _apart(_span(text, w, len(w.text)) for w in words(text) if sound(w.text) in sounds)


def _span(text: str, word: Word, length: int) -> tuple[int, int]:
    end = word.origins[length - 1] + 1
    while end < len(text) and folded_character(text[end]) == "":
        end += 1  # an accent belongs to the letter before it
    return word.origins[0], end


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out overlaps: one character, such as a fraction, can fold to two words."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart

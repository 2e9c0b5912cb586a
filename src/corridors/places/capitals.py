"""Parts a text into words, each with what tells whether it can be of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corridors.places.towns import fold
from corridors.places.wordlists import group, nowhere

_WORD = re.compile(r"[^\W\d_]+(?:['’.\-‑][^\W\d_]+)*")
_ENDS_SENTENCE = re.compile(r'[.!?:;"“”«»…]')
_POSSESSIVE = ("'s", "’s")
_fold = lru_cache(maxsize=20_000)(fold)  # a text has few words that many times


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``text[start:end]``; ``key`` is its folded form."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    joined: bool  # only spaces stand between it and the word before
    initial: bool
    taken: bool
    owns: bool  # “’s” follows


def words_of(
    text: str, taken: Sequence[tuple[int, int]], is_town: Callable[[str], bool]
) -> Iterator[Word]:
    """Yield the words of a text in its order.

    Parameters
    ----------
    text
        One passage.
    taken
        Spans of known names, in order; a word that touches one is taken, and so is an acronym.
    is_town
        Whether a name is that of a town; it keeps a name with a hyphen whole.
    """
    spans = iter(taken)
    span = next(spans, None)
    last = 0
    for match in _WORD.finditer(text):
        for start, end in _parts(match, is_town):
            owns = text[start:end].endswith(_POSSESSIVE)
            word = text[start : end - 2 * owns]
            while span and span[1] <= start:
                span = next(spans, None)
            gap = text[last:start]
            key = _fold(word)
            yield Word(
                start,
                end - 2 * owns,
                word,
                key,
                capital=word[:1].isupper() and key not in group("function"),
                joined=bool(last) and gap.isspace(),
                initial=not last or _ENDS_SENTENCE.search(gap) is not None,
                taken=bool(span and span[0] < end) or word.isupper(),
                owns=owns,
            )
            last = end


def _parts(match: re.Match[str], is_town: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Part names that a hyphen joins, such as Kars-Igdir, unless together they are one name."""
    word = match[0]
    if "-" not in word and "‑" not in word:
        yield match.span()
        return
    parts = re.split(r"[-‑]", word)
    key = _fold(word)
    whole = key in nowhere() or key in group("given names") or is_town(word)
    if whole or not all(part[:1].isupper() for part in parts):
        yield match.span()
        return
    at = match.start()
    for part in parts:
        yield at, at + len(part)
        at += len(part) + 1

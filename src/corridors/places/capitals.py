"""Splits a text into words, each with signs of whether it can be part of a name."""

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
_fold = lru_cache(maxsize=20_000)(fold)  # a text repeats few words many times


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``text[start:end]``; ``key`` is its folded form."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    joined: bool  # only spaces separate it from the word before
    initial: bool
    taken: bool
    owns: bool  # “’s” follows


def words_of(
    text: str, taken: Sequence[tuple[int, int]], is_town: Callable[[str], bool]
) -> Iterator[Word]:
    """Yield the words of a text in order.

    Parameters
    ----------
    text
        One passage.
    taken
        Spans of known names, in order; a word that touches one is taken, and so is an acronym.
    is_town
        Whether a town has this name; its name is not split at a hyphen.
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
    """Split names that a hyphen joins, such as Kars-Igdir, unless together they are one name."""
    word = match[0]
    if "-" not in word and "‑" not in word:
        yield match.span()
        return
    parts = re.split(r"[-‑]", word)
    key = _fold(word)
    is_one_name = key in nowhere() or key in group("given names") or is_town(word)
    if is_one_name or not all(part[:1].isupper() for part in parts):
        yield match.span()
        return
    at = match.start()
    for part in parts:
        yield at, at + len(part)
        at += len(part) + 1

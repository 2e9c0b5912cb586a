"""Finds phrases of the rules around a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from corridors.linking.rules.context_window import ContextWindow, words_beside
from corridors.linking.rules.wording import (
    Token,
    anchors,
    firsts,
    left_pattern,
    parse,
    right_pattern,
)

Found = tuple[int, str, str]  # how many words, those before the name, those after it


class _Phrase:
    """One phrase; its patterns are made when they are first asked for, as few ever are."""

    def __init__(
        self, left: Sequence[Token], right: Sequence[Token], without: frozenset[str]
    ) -> None:
        self.without = without  # words before the name where the phrase is not meant
        self._left, self._right = left, right

    @cached_property
    def left(self) -> re.Pattern[str] | None:
        return re.compile(left_pattern(self._left), re.IGNORECASE) if self._left else None

    @cached_property
    def right(self) -> re.Pattern[str] | None:
        return re.compile(right_pattern(self._right), re.IGNORECASE) if self._right else None

    def found(self, window: ContextWindow) -> Found | None:
        """How many words it takes up, and those before and after the name."""
        before = after = ""
        if self.left:
            match = self.left.search(window.left)
            if not match:
                return None
            before = match[0]
        if self.right:
            match = self.right.match(window.right)
            if not match:
                return None
            after = match[0]
        return len(before.split()) + len(after.split()), before.strip(), after.rstrip()


class Phrases:
    """A set of phrases, looked up by the word next to the name.

    Parameters
    ----------
    phrases
        As `corridors.linking.rules.wording` describes them.
    classes
        The words of each class.

    Attributes
    ----------
    vocabulary
        All words that the phrases can hold.

    Examples
    --------
    >>> talks = Phrases(["talk+ .. in {name}"], {})
    >>> text = "Talks were held in Baku."
    >>> window = ContextWindow.of(text, 19, 23)
    >>> talks.nearest(window.readings(), window.words())
    (4, 'Talks were held in', '')
    """

    def __init__(self, phrases: Iterable[str], classes: Mapping[str, Iterable[str]]) -> None:
        # By the word next to the name, then by another word that must be there.
        self._left: dict[str, dict[str, list[_Phrase]]] = {}
        self._right: dict[str, dict[str, list[_Phrase]]] = {}
        words: set[str] = set()
        for text in phrases:
            left, right, without = parse(text, classes)
            words.update(
                w for token in (*left, *right) for word in token.words for w in word.split()
            )
            phrase = _Phrase(left, right, without)
            side, tokens = (self._left, left[::-1]) if left else (self._right, right)
            others = anchors(right if left and right else tokens[1:])
            for word in firsts(tokens):
                for other in others:
                    side.setdefault(word, {}).setdefault(other, []).append(phrase)

        self.vocabulary = frozenset(words)

    @classmethod
    def joined(cls, several: Iterable[Phrases]) -> Phrases:
        """Make one set of several."""
        whole = cls((), {})
        for one in several:
            for side, own in ((whole._left, one._left), (whole._right, one._right)):
                for word, anchored in own.items():
                    for anchor, phrases in anchored.items():
                        side.setdefault(word, {}).setdefault(anchor, []).extend(phrases)
        return whole

    def beside(
        self, text: str, start: int, end: int, words: Callable[[], Set[str]]
    ) -> ContextWindow | None:
        """Tell quickly whether a phrase can stand around ``text[start:end]``.

        The words of the whole text are asked for only where they matter.

        Returns
        -------
        ContextWindow or None
            What stands around it, where a phrase can.
        """
        last, first = words_beside(text[max(0, start - 40) : start], text[end : end + 40])
        left, right = self._left.get(last), self._right.get(first)
        if left is None and right is None:
            return None
        window = ContextWindow.of(text, start, end)
        near = window.words()
        for anchored in (left, right):
            if anchored is not None and (
                "" in anchored
                # A word may be cut off where the sides end; that of the text is whole.
                or (not near.isdisjoint(anchored) and not words().isdisjoint(anchored))
            ):
                return window
        return None

    def nearest(self, readings: Iterable[ContextWindow], words: Set[str]) -> Found | None:
        """Find the phrase around the name that takes up the fewest words.

        Parameters
        ----------
        readings
            What stands around the name.
        words
            All words on both sides, in small letters.

        Returns
        -------
        tuple or None
            The number of its words, those before the name and those after it.
        """
        best = None
        for window in readings:
            last, first = words_beside(window.left[-40:], window.right[:40])
            phrases = [
                *_likely(self._left.get(last), words),
                *_likely(self._right.get(first), words),
            ]
            for phrase in phrases:
                found = None if last in phrase.without else phrase.found(window)
                if found and (best is None or found[0] < best[0]):
                    best = found
        return best


def _likely(anchored: Mapping[str, list[_Phrase]] | None, words: Set[str]) -> Iterator[_Phrase]:
    if anchored:
        yield from anchored.get("", ())
        if len(anchored) > 1 or "" not in anchored:
            for other in sorted(anchored.keys() & words):  # lest chance decide between equals
                yield from anchored[other]

"""A text that is being read: its sentences, clauses and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from nupunkt import sent_spans

from corridors.linking.find.gazetteer import Hit
from corridors.linking.text.folding import fold
from corridors.linking.text.parentheticals import DATELINE

# nupunkt takes the article for an initial: “… pay no tax. A rival site …”.
_ARTICLE = re.compile(r"(?<=[a-z]{3}\.)\s+(?=A [a-z])")
_WORD = re.compile(r"[^\W_]+")
_NO_WORD = str.maketrans(dict.fromkeys("!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\x7f", " "))
_CLAUSE = re.compile(
    r"[;:()]|\s[–—-]+\s|—|,\s+(?:and|so|yet|or|nor)\s+(?=[a-z])"
    r"|,?\s+(?:but|while|whereas|although|though|because|that|which|who|after|before|when|until"
    r"|unless|if|where|once|and then|as soon as)\s+(?!of\b)"
)


class SegmentedText:
    """A text that is being read.

    Parameters
    ----------
    text
        The text.
    plain
        The text folded.
    hits
        All names in it, also those inside others.
    generic
        The words of names that tell no place.
    """

    def __init__(
        self, text: str, plain: str, hits: list[Hit], generic: frozenset[str] = frozenset()
    ) -> None:
        self.text = text
        self.plain = plain
        self.hits = hits
        self._generic = generic

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """The spans of the sentences; a text without any is one."""
        spans: list[tuple[int, int]] = []
        for start, end in sent_spans(self.text):
            for article in _ARTICLE.finditer(self.text, start, end):
                spans.append((start, article.end()))
                start = article.end()
            spans.append((start, end))
        return spans or [(0, len(self.text))]

    @cached_property
    def dateline(self) -> int:
        """Where the place ends with which a report begins; 0 where none does."""
        found = DATELINE.match(self.text)
        return found.end() if found else 0

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the text, folded; quickly, to tell what need not be looked for."""
        return frozenset(self.plain.translate(_NO_WORD).split())

    def has(self, kind: str) -> bool:
        """Tell whether there is a name of a feature of that kind."""
        return any(feature.kind.id == kind for hit in self.hits for feature, _ in hit.names)

    def number(self, at: int) -> int:
        """Return the number of the sentence around an offset."""
        for number, (_, end) in enumerate(self.sentences):
            if at < end:
                return number
        return len(self.sentences) - 1

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the span of the sentence around an offset."""
        return self.sentences[self.number(at)]

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the clause around a name, within its sentence."""
        sentence = self.sentence(start)
        first, last = sentence[0], max(sentence[1], end)
        for mark in _CLAUSE.finditer(self.text, *sentence):
            if mark.end() <= start:
                first = mark.end()
            elif mark.start() >= end:
                last = mark.start()
                break
        return first, last

    def words(self, start: int, end: int) -> list[tuple[str, str]]:
        """Return the words of a span, folded and as written.

        A generic word that belongs to another's name, as in “Port of Aktau”, is none.
        """
        names = [
            (hit.start, hit.end)
            for hit in self.hits
            if start <= hit.start < end
            and all(spelling.name.type != "ambiguous" for _, spelling in hit.names)
        ]
        return [
            (folded, word[0])
            for word in _WORD.finditer(self.text, start, end)
            if (folded := _folded(word[0])) not in self._generic
            or not any(a <= word.start() < b for a, b in names)
        ]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """Fold a word; most words of a text are the same few."""
    return fold(word).plain

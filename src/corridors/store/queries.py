"""What a user types to search, as a query, and where it is found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.linking.text.folding import fold
from corridors.store.schema import plain

_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')
_WORD = re.compile(r"[^\W_]+")
_MOST_TERMS = 32  # nobody searches for more, and each costs time
_SHORTEST_PREFIX = 2  # one letter begins nearly every passage


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that a passage must all hold: words, or phrases; the last may be a beginning."""

    terms: tuple[tuple[str, ...], ...]
    open_end: bool = False

    def match(self) -> str:
        """Return the query in the language of FTS5: with every term quoted."""
        terms = [f'"{" ".join(term)}"' for term in self.terms]
        return " ".join(terms) + ("*" if self.open_end and terms else "")

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each place in a text where a term stands, in order."""
        folded = fold(text)
        words = [(word[0], word.start(), word.end()) for word in _WORD.finditer(folded.plain)]
        end = -1
        for at in range(len(words)):
            for index, term in enumerate(self.terms):
                is_prefix = self.open_end and index == len(self.terms) - 1
                if at > end and _matches(
                    term, [word for word, _, _ in words[at : at + len(term)]], is_prefix
                ):
                    end = at + len(term) - 1
                    yield folded.origin(words[at][1]), folded.origin(words[end][2] - 1) + 1


def read(words: str) -> Query:
    """Read what a user typed: words, and phrases between quotation marks.

    Examples
    --------
    >>> read('"Port of Baku" ferr').match()
    '"port of baku" "ferr"*'
    >>> read("NOT text:* (").match()
    '"not" "text"*'
    """
    terms: list[tuple[str, ...]] = []
    open_end = False
    for match in _PHRASE.finditer(words):
        phrase = match[1] is not None
        tokens = tuple(_WORD.findall(plain(match[1] if phrase else match[2])))
        if tokens:
            terms.append(tokens)
            open_end = not (phrase and match[0][-1] in '"“”„«»' and len(match[0]) > 1)
    terms = terms[:_MOST_TERMS]
    may_go_on = not words[-1:].isspace() and bool(terms) and len(terms[-1][-1]) >= _SHORTEST_PREFIX
    return Query(tuple(terms), open_end and may_go_on)


def _matches(term: Sequence[str], words: Sequence[str], open_end: bool) -> bool:
    if len(words) < len(term) or tuple(words[:-1]) != tuple(term[:-1]):
        return False
    return words[-1].startswith(term[-1]) if open_end else words[-1] == term[-1]

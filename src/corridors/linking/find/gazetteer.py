"""All names of all features, and where they stand in a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from corridors.linking.find.spellings import LongerForm, Spelling, longer_form, spellings
from corridors.linking.rules.ruleset import Rules
from corridors.linking.text.folding import Folded, fold, folded_character
from corridors.model import Feature

_NAME = r"(?:the )?[^\W\d_a-z][\w'’.]*(?:[ –-][^\W\d_a-z][\w'’.]*){0,3}"
_JOINED = re.compile(rf"(?:,\s{_NAME})?,?\s(?:and|or|&)\s{_NAME}\s(?P<head>\w+)")
_YEAR = re.compile(r"[ '\2]*((?:19|20)\d\d)(?!\w)")
_NOTHING, _CAPITAL, _MORE = range(3)  # what a name asks: nothing, its first capital, more
_NO_WORD = re.compile(r"\W")
_NO_WORD_ASCII = bytes(
    code if chr(code) == "_" or chr(code).isalnum() else ord(" ") for code in range(128)
).ljust(256)
_start = attrgetter("start")


class Hit(NamedTuple):
    """A name at ``text[start:end]``, with the features that bear it, each in this spelling."""

    start: int
    end: int
    names: tuple[tuple[Feature, Spelling], ...]


class _Entry(NamedTuple):
    """A spelling in the gazetteer: what it asks, who bears it, and the longer names it makes.

    ``head`` is a word that must follow somewhere, or ``""``.
    """

    asks: int
    head: str
    names: tuple[tuple[Feature, Spelling], ...]
    longer: tuple[tuple[Feature, LongerForm], ...]


def _words(plain: str) -> str:
    """Put a space before and after a folded text, and for all in it that is no part of a word.

    So whole words are found without a look at what is beside them, and the automaton leaves a
    word that begins no name at its first letters.
    """
    if plain.isascii():
        return f" {plain} ".encode().translate(_NO_WORD_ASCII).decode()
    return f" {_NO_WORD.sub(' ', plain)} "


def _any(_: Hit) -> bool:
    return True


class Gazetteer:
    """The names of features, found in one pass over a text (Aho-Corasick).

    Parameters
    ----------
    features
        The features whose names count.
    rules
        How names are spelled and judged.
    """

    def __init__(self, features: Iterable[Feature], rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        entries: dict[str, list[tuple[Feature, Spelling]]] = {}
        for feature in features:
            for spelling in spellings(feature, self.rules):
                entries.setdefault(spelling.text, []).append((feature, spelling))
        alike: dict[str, dict[str, _Entry]] = {}  # those that differ in other than words
        for text, found in entries.items():
            longer = tuple(
                (feature, form)
                for feature, spelling in found
                if (form := longer_form(spelling, feature, self.rules))
            )
            alike.setdefault(_words(text), {})[text] = _Entry(
                _asks(found), _head(found), tuple(found), longer
            )
        self._entries = tuple(alike.values())
        self._automaton = AhoCorasick(
            alike, implementation=Implementation.ContiguousNFA, store_patterns=False
        )

    def hits(self, text: str) -> list[Hit]:
        """Find the names in a text, the longest first, none inside another."""
        return self.resolve(self.candidates(text), len(text), _any)

    @staticmethod
    def resolve(found: list[Hit], size: int, keep: Callable[[Hit], bool]) -> list[Hit]:
        """Take of names that overlap the longest that counts.

        Parameters
        ----------
        found
            Names in the order of the text.
        size
            The length of the text.
        keep
            Whether a name counts where it stands; where it does not, a shorter one may.

        Returns
        -------
        list of Hit
            In the order of the text.
        """
        if all(a.end <= b.start for a, b in itertools.pairwise(found)):
            return [hit for hit in found if keep(hit)]
        kept: list[Hit] = []
        taken = bytearray(size)
        for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
            # A shorter span that overlaps a taken one covers one of its ends.
            if not (taken[hit.start] or taken[hit.end - 1]) and keep(hit):
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def candidates(self, text: str, folded: Folded | None = None) -> list[Hit]:
        """Find all names in a text, also those inside others, by their start.

        Only whole words count. Case counts only where the name has a capital, and not in a
        generic word, so that an acronym or a proper name is not found in a common word. Dashes
        of all kinds, spaces, quotes and line breaks are the same; accents, joiners and
        directional marks are passed over. Offsets count characters of `text` as given.

        Parameters
        ----------
        text
            The text as it stands.
        folded
            The text folded, where it is at hand.
        """
        folded = folded or fold(text)
        plain, direct = folded.plain, not folded.starts
        found = []
        found_words = self._automaton.find_matches_as_indexes(_words(plain), overlapping=True)
        for number, first, end in found_words:
            # This loop runs often; hence no calls of our own in the usual case.
            last = end - 3  # a space was put before the text, and one follows the name
            entry = self._entries[number].get(plain[first : last + 1])
            if entry is None:
                continue
            asks, head, names, longer = entry
            if head and plain.find(head, last) < 0:
                continue
            start = first if direct else folded.origin(first)
            if asks == _CAPITAL:
                if not text[start].isupper():
                    continue
            elif asks == _MORE:
                names = _fitting(names, text, folded, first, last)
                if not names:
                    continue
            found.append(Hit(start, last + 1 if direct else _end(text, folded, last), names))
            if longer:
                found += _longer(longer, text, folded, first, last)
        found.sort(key=_start)
        return found


def _asks(found: list[tuple[Feature, Spelling]]) -> int:
    """Tell what a spelling asks of the place where it stands."""
    asked = {(s.capitals, s.year, s.head) for _, s in found}
    if asked == {((), None, None)}:
        return _NOTHING
    return _CAPITAL if asked == {((0,), None, None)} else _MORE


def _head(found: list[tuple[Feature, Spelling]]) -> str:
    """Return the word that all these names share with another, if they do."""
    heads = {spelling.head for _, spelling in found}
    return (heads.pop() or "") if len(heads) == 1 else ""


def _longer(
    forms: Iterable[tuple[Feature, LongerForm]], text: str, folded: Folded, first: int, last: int
) -> Iterator[Hit]:
    """Yield the longer names that a bare one is part of where it stands: “port of Aktau”."""
    plain = folded.plain
    before, after, _ = next(iter(forms))[1]
    names = tuple((feature, form.spelling) for feature, form in forms)
    if plain.endswith(before, 0, first):
        for words in before:
            start = first - len(words)
            if plain.endswith(words, 0, first) and not _is_word(plain[start - 1 : start]):
                yield Hit(folded.origin(start), _end(text, folded, last), names)
                break
    if plain.startswith(after, last + 1):
        for words in after:
            end = last + 1 + len(words)
            if plain.startswith(words, last + 1) and not _is_word(plain[end : end + 1]):
                yield Hit(folded.origin(first), _end(text, folded, end - 1), names)
                break


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _end(text: str, folded: Folded, last: int) -> int:
    end = folded.origin(last) + 1
    while end < len(text) and folded_character(text[end]) == "":
        end += 1  # an accent belongs to the letter before it
    return end


def _fitting(
    entries: Iterable[tuple[Feature, Spelling]], text: str, folded: Folded, first: int, last: int
) -> tuple[tuple[Feature, Spelling], ...]:
    """Those whose capitals are capitals here, and whose edition no other year follows."""
    return tuple(
        (feature, spelling)
        for feature, spelling in entries
        if (spelling.head is None or _shares(text, folded, last, spelling.head))
        and all(text[folded.origin(first + at)].isupper() for at in spelling.capitals)
        and not (spelling.year and _other_year(folded.plain, last, spelling.year))
    )


def _shares(text: str, folded: Folded, last: int, head: str) -> bool:
    """Whether another name follows, joined by “and”, that bears the head in the plural."""
    at = folded.origin(last) + 1
    if text[at : at + 1] not in (" ", ",", "\n", "\u00a0"):
        return False
    match = _JOINED.match(text, at)
    return match is not None and match["head"].casefold() == head


def _other_year(plain: str, last: int, year: str) -> bool:
    match = _YEAR.match(plain, last + 1)
    return match is not None and match[1] != year

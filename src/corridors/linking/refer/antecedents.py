"""The names before a word that refers, and which of them it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from corridors.linking.refer.distractors import one_of
from corridors.linking.refer.salience import ENDED, is_first
from corridors.linking.rules.reference_rules import Reference
from corridors.linking.rules.ruleset import Rules
from corridors.linking.text.parentheticals import without_asides
from corridors.model import Feature

_DONE = ("operating", "held")  # what no one calls new
_NEAR = 1000  # characters, in which two sentences begin
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")


class Named(NamedTuple):
    """A mention that a later word may speak of: where it stands, and what it names."""

    start: int
    end: int
    words: str
    features: tuple[Feature, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its features."""
        return frozenset(feature.id for feature in self.features)


class Antecedents(NamedTuple):
    """What a word speaks of.

    Whether its country is ``told`` by the word, and whether the word makes ``sure`` that no other
    is meant: it speaks of two, or names a year, a region or a part of the name.
    """

    named: Sequence[Named]
    told: bool
    sure: bool


class Chooser:
    """Chooses of the names before a word those that it means."""

    def __init__(self, rules: Rules) -> None:
        words = rules.referring
        self._places = {**words.demonyms, **words.regions}
        self._place = _whole(self._places)
        self._region = _whole(words.regions)
        self._where = re.compile(
            rf"\s+(?:in|on|of)\s+(?:the\s+)?({self._region.pattern})", re.IGNORECASE
        )
        self._unbuilt, self._built = words.unbuilt, words.built
        self._generic = rules.generic

    def choose(
        self, match: re.Match[str], wanted: int, before: Sequence[Named], reference: Reference
    ) -> Antecedents | None:
        """Choose what words mean, where as many fit as they speak of.

        Parameters
        ----------
        match
            The words, in their text.
        wanted
            How many things they speak of.
        before
            The names of such things before them.
        reference
            The rules for such words.

        Returns
        -------
        Antecedents or None
            None where none fits, or more than they speak of.
        """
        countries, years = self._countries(match), _YEAR.findall(match[0])
        fitting = [
            one
            for one in _last(match, before, reference.echo)
            if _lies_in(countries, one)
            and _was_in(years, one)
            and not (reference.unbuilt and _operates(one))
        ]
        told = False
        if wanted == 1 and len(fitting) > 1:
            fitting, told = self._told_apart(match, fitting, reference.telling)
        elif not self._built.isdisjoint(match[0].casefold().split()):
            return None
        if not _are(fitting, wanted, reference):
            return None
        sure = wanted == 2 or told or bool(years) or self._is_told(match, fitting[0])
        return Antecedents(fitting, bool(countries), sure)

    def _countries(self, match: re.Match[str]) -> list[frozenset[str]]:
        """List the countries that “the Georgian port” or “the port in Georgia” names."""
        places = self._place.findall(match[0])
        if where := self._where.match(match.string, match.end()):
            places.append(where[1])
        return [self._places[place] for place in map(str.casefold, places)]

    def _told_apart(
        self, match: re.Match[str], fitting: list[Named], telling: bool
    ) -> tuple[list[Named], bool]:
        """Take the one of several that the words single out; tell whether they are sure of it.

        “The former” and “the latter” of two; else the one in whose name the words stand, or a
        telling one of them, as a junction's beside that of a border crossing; else the new one
        beside those that operate, or the older one that does; else the one that the same sentence
        names with the noun; else the one that is not mentioned in an aside; else the one with
        which the sentence before begins.
        """
        words = match[0].casefold().split()[1:]
        if len(fitting) == 2 and ("former" in words) != ("latter" in words):
            return [fitting["latter" in words]], False
        text = without_asides(match.string)
        ways: list[tuple[Callable[[Named], bool], bool]] = [
            (partial(self._is_told, match), True),
            (lambda one: not (self._unbuilt.isdisjoint(words) or _operates(one)), True),
            (lambda one: not self._built.isdisjoint(words) and _operates(one), True),
            (partial(_is_named_here, match), False),
            (lambda one: not text[one.start : one.end].isspace(), False),
            (_topic(match, fitting).__contains__, False),
        ]
        if telling:
            ways.insert(0, (partial(_bears, words[-1]), False))
        if words[1:]:
            ways.insert(0, (partial(_bears, " ".join(words)), True))
        for way, sure in ways:
            told = [one for one in fitting if way(one)]
            if len(told) == 1:
                return told, sure
        return fitting, False

    def _is_told(self, match: re.Match[str], one: Named) -> bool:
        """Whether a region, or a word of its name that is its own, stands before the noun."""
        if self._region.search(match[0]) or self._where.match(match.string, match.end()):
            return True
        return any(
            word not in self._places
            and not self._generic.issuperset(re.split("[-–]", word))
            and _bears(word, one)
            for word in match[0].casefold().split()[1:-1]
        )


def names_of(several: Iterable[Named]) -> str:
    """Return all names of what several mentions name, in one text."""
    features = [feature for one in several for feature in one.features]
    names = (name for one in features for name in (one.name, *(name.text for name in one.names)))
    return "; ".join(names)


def _whole(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Return what finds one of some words, and nothing where there is none."""
    known = one_of(words) if words else "(?!)"
    return re.compile(rf"(?<!\w){known}(?!\w|-(?-i:[a-z]))", re.IGNORECASE)


def _last(match: re.Match[str], before: Sequence[Named], echo: bool) -> list[Named]:
    """Find the last mention of each name that fits, in the order of the first ones."""
    if echo:
        head = match[0].split()[-1].casefold()
        before = [one for one in before if head in one.words.casefold()]
    last = {one.ids: one for one in before}
    return [one for one in last.values() if not any(one.ids < other for other in last)]


def _are(fitting: Sequence[Named], wanted: int, reference: Reference) -> bool:
    """Whether they are as many as spoken of; one name may be that of two."""
    if wanted == 2 and len(fitting) == 1:
        return sum(one.kind.id in reference.kinds for one in fitting[0].features) == wanted
    return len(fitting) == wanted


def _lies_in(countries: Iterable[frozenset[str]], one: Named) -> bool:
    """Whether its countries, or itself, are among those of each adjective."""
    return all(
        codes & {feature.id, *feature.countries} for codes in countries for feature in one.features
    )


def _bears(phrase: str, one: Named) -> bool:
    """Whether words stand in a name of it."""
    words = r"[\s–-]+".join(map(re.escape, re.split(r"[\s–-]+", phrase)))
    return re.search(rf"(?<!\w){words}(?!\w)", names_of([one]), re.IGNORECASE) is not None


def _was_in(years: Sequence[str], one: Named) -> bool:
    """Whether it was in the year that the words name, if they do."""
    starts = [feature.start or "" for feature in one.features]
    return all(start.startswith(year) for year in years for start in starts)


def _operates(one: Named) -> bool:
    return any(feature.status in _DONE for feature in one.features)


def _topic(match: re.Match[str], fitting: Sequence[Named]) -> list[Named]:
    """List the only one that the sentence before names, and begins with, where words go on."""
    text, near = match.string, max(0, match.start() - _NEAR)
    ends = [near, *(ended.end() for ended in ENDED.finditer(text, near, match.start()))]
    if len(ends) < 2 or not text[ends[-1] : match.start()].strip(' "“‘('):
        return []
    last = [one for one in fitting if one.start >= ends[-2]]
    if len(last) != 1 or last[0].start >= ends[-1]:
        return []
    return last if is_first(text[ends[-2] : last[0].start]) else []


def _is_named_here(match: re.Match[str], one: Named) -> bool:
    """Whether a name with the noun in it stands in the sentence of the words."""
    head = match[0].split()[-1].casefold()
    ended = ENDED.search(match.string, one.end, match.start())
    return ended is None and head in one.words.casefold()

"""Whether a name counts where it stands: what decides is the nearest evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nupunkt import sent_spans

from corridors.folding import fold
from corridors.gazetteer import Hit
from corridors.model import Feature
from corridors.names import Spelling
from corridors.phrases import Sides
from corridors.rules import Context, Rules

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(
    r"[;:()]|\s[–—-]+\s|—|,\s+(?:and|so|yet|or|nor)\s+(?=[a-z])"
    r"|,?\s+(?:but|while|whereas|although|though|because|that|which|who|after|before|when|until"
    r"|unless|if|where|once|and then|as soon as)\s+(?!of\b)"
)
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
_LAST = re.compile(r"(\w+)[ \"“”«»'(]*$")
_PRONOUN = re.compile(r"\W*(?:it|they|she|these|this|those|its|their|there|both)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A name counts; where it does not by itself, the reason and the sentence that decided."""

    reason: str | None = None
    sentence: tuple[int, int] | None = None


class Reading:
    """A text that is being read: its sentences, and which words belong to names.

    Parameters
    ----------
    text
        The text.
    hits
        All names in it, also those inside others.
    generic
        The words of names that tell no place.
    """

    def __init__(self, text: str, hits: list[Hit], generic: frozenset[str]) -> None:
        self.text = text
        self._generic = generic
        self.hits = hits
        self._sentences: list[tuple[int, int]] | None = None

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """The spans of the sentences, found when they are first asked for."""
        if self._sentences is None:
            self._sentences = list(sent_spans(self.text))
        return self._sentences

    def sentence(self, at: int) -> int:
        """Return the number of the sentence around an offset."""
        for number, (_, end) in enumerate(self.sentences):
            if at < end:
                return number
        return max(0, len(self.sentences) - 1)

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
            if (folded := fold(word[0]).plain) not in self._generic
            or not any(a <= word.start() < b for a, b in names)
        ]


class Judge:
    """Decides by the rules whether a name counts where it stands."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def verdict(
        self, hit: Hit, feature: Feature, spelling: Spelling, reading: Reading
    ) -> Verdict | None:
        """Judge one name of one feature at one place.

        The nearest evidence decides: of the phrases around the name the shortest, and one
        against it where two are as short; without a phrase the words of its clause, then those
        of its sentence, a word against before a word for; then, where the sentence begins with
        a pronoun, those of the one before. Without any evidence an ambiguous name does not
        count, and every other does.

        Returns
        -------
        Verdict or None
            None where the name does not count.
        """
        ambiguous = spelling.name.type == "ambiguous"
        context = self._rules.contexts.get(spelling.name.context or "") if ambiguous else None
        if ambiguous and context is None:
            return None
        sides = Sides.of(reading.text, hit.start, hit.end)
        readings = [sides]
        if ambiguous or spelling.bare:
            readings = sides.readings()
        exclusions = [
            exclusion
            for exclusion in self._rules.exclusions
            if (not exclusion.kinds or feature.kind in exclusion.kinds)
            and (spelling.bare or not exclusion.bare)
        ]
        found = [exclusion.phrases.nearest(readings) for exclusion in exclusions]
        against = min((one for one in found if one), default=None)
        if context is not None:
            return _by_context(context, hit, readings, against, reading)
        if spelling.year and _other_year(spelling.year, hit, reading):
            return None
        place = self._rules.places.get(feature.kind)
        if against:
            means = place.phrases.nearest(readings) if place else None
            return Verdict() if means and means[0] < against[0] else None
        for exclusion in exclusions:
            if exclusion.words and _elsewhere(exclusion.words, place, hit, reading):
                return None
        return Verdict()


def _other_year(year: str, hit: Hit, reading: Reading) -> bool:
    """Whether the clause has a year, but not that of the edition."""
    if not _YEAR.search(reading.text):
        return False
    sentence = reading.sentences[reading.sentence(hit.start)]
    years = _YEAR.findall(reading.text, *_clause(reading.text, hit, sentence))
    return bool(years) and year not in years


def _elsewhere(words: frozenset[str], place: Context | None, hit: Hit, reading: Reading) -> bool:
    """Whether the sentence speaks of something else, and not of the place itself."""
    start, end = reading.sentences[reading.sentence(hit.start)]
    here = {folded for folded, _ in reading.words(start, end)}
    return bool(here & words) and not (place and here & place.words)


def _by_context(
    context: Context,
    hit: Hit,
    readings: list[Sides],
    against: tuple[int, str, str] | None,
    reading: Reading,
) -> Verdict | None:
    number = reading.sentence(hit.start)
    sentence = reading.sentences[number] if reading.sentences else (hit.start, hit.end)
    if context.also:
        here = {folded for folded, _ in reading.words(*sentence)}
        if not all(here & words for words in context.also):
            return None
    other = context.phrases_against.nearest(readings)
    against = min((one for one in (against, other) if one), default=None)
    found = context.phrases.nearest(readings)
    if found and (against is None or found[0] < against[0]):
        phrase = f"{found[1]} {reading.text[hit.start : hit.end]}{found[2]}".strip()
        return Verdict(f"the words “{phrase}”", sentence)
    if against or not _placed(context, readings):
        return None
    return _by_words(context, hit, number, reading)


def _by_words(context: Context, hit: Hit, number: int, reading: Reading) -> Verdict | None:
    """Look in the clause, then in the sentence, then in the one that a pronoun speaks of."""
    sentence = reading.sentences[number] if reading.sentences else (hit.start, hit.end)
    for start, end in (_clause(reading.text, hit, sentence), sentence):
        words = reading.words(start, hit.start) + reading.words(hit.end, end)
        if any(folded in context.against for folded, _ in words):
            return None
        if word := _first(words, context.words):
            return Verdict(f"“{word}” in the same sentence", sentence)
    if number and _PRONOUN.match(reading.text, *sentence):
        before = reading.sentences[number - 1]
        if word := _first(reading.words(*before), context.words):
            return Verdict(f"“{word}” in the sentence before", before)
    return None


def _first(words: list[tuple[str, str]], wanted: frozenset[str]) -> str | None:
    return next((written for folded, written in words if folded in wanted), None)


def _placed(context: Context, readings: list[Sides]) -> bool:
    """Whether a word stands before the name that its context asks for."""
    if not context.only_after:
        return True
    last = [_LAST.search(sides.left) for sides in readings]
    return any(match and match[1].casefold() in context.only_after for match in last)


def _clause(text: str, hit: Hit, sentence: tuple[int, int]) -> tuple[int, int]:
    start, end = sentence[0], max(sentence[1], hit.end)
    for mark in _CLAUSE.finditer(text, *sentence):
        if mark.end() <= hit.start:
            start = mark.end()
        elif mark.start() >= hit.end:
            end = mark.start()
            break
    return start, end

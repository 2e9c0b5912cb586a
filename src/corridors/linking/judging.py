"""Whether a name counts where it stands: what decides is the nearest evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corridors.linking.find.gazetteer import Hit
from corridors.linking.find.segmentation import SegmentedText
from corridors.linking.find.spellings import Spelling
from corridors.linking.rules.context_window import ContextWindow, is_joined
from corridors.linking.rules.phrases import Found, Phrases
from corridors.linking.rules.ruleset import Context, Rules
from corridors.model import Feature

_PRONOUN = re.compile(r"\W*(?:it|they|she|these|this|those|its|their|there|both)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
# Not across a dash or a comma, and not where the word only begins the sentence.
_CAPITAL_AFTER = re.compile(r" ([^\W\d_a-z][^\W\d_]*[a-z][\w’'-]*)")
_SMALL_AFTER = re.compile(r" [a-z]")
_CAPITAL_BEFORE = re.compile(r"[a-z0-9,;] [\"“‘]?([^\W\d_a-z][\w]*[a-z]) \Z")
_LAST = re.compile(r"(\w+)[ \"“”«»'(]*$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A name counts; where it does not by itself, the reason and the sentence that decided.

    ``venue`` says that it is the name of a town, where something takes place.
    """

    reason: str | None = None
    sentence: tuple[int, int] | None = None
    venue: bool = False


@dataclass(frozen=True, slots=True)
class _Against:
    """What speaks against the names of one kind of feature: phrases, and words of a sentence.

    ``lists`` says that it speaks against names in lists too, as in “talks in Tbilisi and Aktau”.
    """

    phrases: Phrases
    words: frozenset[str]
    lists: bool


_COUNTS = Verdict()


class Judge:
    """Decides by the rules whether a name counts where it stands."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        words = rules.referring
        self._after = rules.titles | set(words.calendar)
        self._before = self._after | words.harmless
        self._adjectives = {word.capitalize() for word in words.demonyms}
        self._before |= self._adjectives
        self._known: dict[tuple[str, bool], _Against] = {}

    def verdict(
        self,
        hit: Hit,
        feature: Feature,
        spelling: Spelling,
        segmented: SegmentedText,
        named: bool = False,
    ) -> Verdict | None:
        """Judge one name of one feature at one place.

        The nearest evidence decides: of the phrases around the name the shortest, and one
        against it where two are as short; without a phrase the words of its clause, then those
        of its sentence, a word against before a word for; then, where the sentence begins with
        a pronoun, those of the one before. Without any evidence an ambiguous name does not
        count, and every other does, but for a town in the dateline. Where the text has ``named``
        the feature beyond doubt, the sentences beside may hold the word for it.

        Returns
        -------
        Verdict or None
            None where the name does not count.
        """
        other = spelling.year and _other_year(spelling.year, hit, segmented)
        if other or (spelling.bare and hit.start < segmented.dateline):
            return None
        against = self._against(feature.kind.id, spelling.bare)
        if spelling.name.type == "ambiguous":
            context = self._rules.contexts.get(spelling.name.context or "")
            if (
                context is None
                or context.vocabulary.isdisjoint(segmented.vocabulary)
                or self._is_part(hit, segmented)
            ):
                return None
            return _by_context(context, hit, against.phrases, segmented, named)
        part = spelling.bare and self._is_part(hit, segmented)
        if part or self._asks_in_vain(hit, feature, spelling, segmented):
            return None
        place = self._rules.places.get(feature.kind.id)
        around = segmented.text, hit.start, hit.end
        if listed := against.lists and is_joined(*around):
            window: ContextWindow | None = ContextWindow.of(*around)
        else:
            window = against.phrases.beside(*around, lambda: segmented.vocabulary)
        if window:
            readings, near = window.readings() if listed else [window], window.words()
            if found := against.phrases.nearest(readings, near):
                means = place.phrases.nearest(readings, near) if place else None
                return _COUNTS if means and means[0] < found[0] else None
        if against.words and not against.words.isdisjoint(segmented.vocabulary):
            here = {folded for folded, _ in segmented.words(*segmented.sentence(hit.start))}
            if here & against.words and not (place and here & place.words):
                return None
        return _COUNTS

    def _is_part(self, hit: Hit, segmented: SegmentedText) -> bool:
        """Whether another capital beside makes the name a part of one that we do not know."""
        text = segmented.text
        after = _CAPITAL_AFTER.match(text, hit.end)
        if after and after[1] in self._adjectives and _SMALL_AFTER.match(text, after.end()):
            after = None  # “on the E60 Chinese firms …”: the next words are others
        before = _CAPITAL_BEFORE.search(text, max(0, hit.start - 40), hit.start)
        return any(
            match is not None
            and match[1] not in known
            and match[1].casefold() not in self._rules.generic
            and not any(
                one.start < match.end(1) and match.start(1) < one.end
                for one in segmented.hits
                if not (one.start <= hit.start and hit.end <= one.end)
            )
            for match, known in ((after, self._after), (before, self._before))
        )

    def _asks_in_vain(
        self, hit: Hit, feature: Feature, spelling: Spelling, segmented: SegmentedText
    ) -> bool:
        """Whether the text has no word that a name of this kind asks for here."""
        for asking in self._rules.asking:
            if feature.kind.id not in asking.kinds or (asking.bare and not spelling.bare):
                continue
            if asking.words.isdisjoint(segmented.vocabulary) and not segmented.has("corridor"):
                window = ContextWindow.of(segmented.text, hit.start, hit.end)
                if asking.phrases is None or asking.phrases.nearest([window], window.words()):
                    return True
        return False

    def _against(self, kind: str, bare: bool) -> _Against:
        """Join what speaks against a name, bare or not, of a kind."""
        known = self._known.get((kind, bare))
        if known is None:
            exclusions = [
                exclusion
                for exclusion in self._rules.exclusions
                if (not exclusion.kinds or kind in exclusion.kinds) and (bare or not exclusion.bare)
            ]
            known = self._known[kind, bare] = _Against(
                Phrases.joined(exclusion.phrases for exclusion in exclusions),
                frozenset().union(*(exclusion.words for exclusion in exclusions)),
                any(exclusion.bare for exclusion in exclusions),
            )
        return known


def _other_year(year: str, hit: Hit, segmented: SegmentedText) -> bool:
    """Whether the clause has a year, but not that of the edition."""
    if not _YEAR.search(segmented.text):
        return False
    years = _YEAR.findall(segmented.text, *segmented.clause(hit.start, hit.end))
    return bool(years) and year not in years


def _by_context(
    context: Context, hit: Hit, never: Phrases, segmented: SegmentedText, named: bool
) -> Verdict | None:
    if context.also:
        here = {folded for folded, _ in segmented.words(*segmented.sentence(hit.start))}
        if not all(here & words for words in context.also):
            return None
    window = ContextWindow.of(segmented.text, hit.start, hit.end)
    readings, near = window.readings(), window.words()
    against = _nearer(
        never.nearest(readings, near), context.phrases_against.nearest(readings, near)
    )
    found = context.phrases.nearest(readings, near)
    if found and (against is None or found[0] < against[0]):
        phrase = f"{found[1]} {segmented.text[hit.start : hit.end]}{found[2]}".strip()
        return Verdict(f"the words “{phrase}”", segmented.sentence(hit.start), context.venue)
    if against or not _placed(context, readings):
        return None
    return _by_words(context, hit, segmented, named or context.near)


def _nearer(one: Found | None, other: Found | None) -> Found | None:
    return min((found for found in (one, other) if found), default=None)


def _by_words(context: Context, hit: Hit, segmented: SegmentedText, near: bool) -> Verdict | None:
    """Look in the clause, then in the sentence, then in the one that a pronoun speaks of."""
    number = segmented.number(hit.start)
    sentence = segmented.sentences[number]
    for start, end in (segmented.clause(hit.start, hit.end), sentence):
        words = segmented.words(start, hit.start) + segmented.words(hit.end, end)
        if any(folded in context.against for folded, _ in words):
            return None
        if word := _first(words, context.words):
            return Verdict(f"“{word}” in the same sentence", sentence, context.venue)
    if number and _PRONOUN.match(segmented.text, *sentence):
        before = segmented.sentences[number - 1]
        if word := _first(segmented.words(*before), context.words):
            return Verdict(f"“{word}” in the sentence before", before, context.venue)
    return _by_neighbours(context, number, segmented) if near else None


def _by_neighbours(context: Context, number: int, segmented: SegmentedText) -> Verdict | None:
    """Look in the sentence after, then in the one before."""
    for other, where in ((number + 1, "after"), (number - 1, "before")):
        if 0 <= other < len(segmented.sentences):
            sentence = segmented.sentences[other]
            if word := _first(segmented.words(*sentence), context.words):
                return Verdict(f"“{word}” in the sentence {where}", sentence)
    return None


def _first(words: list[tuple[str, str]], wanted: frozenset[str]) -> str | None:
    return next((written for folded, written in words if folded in wanted), None)


def _placed(context: Context, readings: list[ContextWindow]) -> bool:
    """Whether a word stands before the name that its context asks for."""
    if not context.only_after:
        return True
    last = [_LAST.search(window.left) for window in readings]
    return any(match and match[1].casefold() in context.only_after for match in last)

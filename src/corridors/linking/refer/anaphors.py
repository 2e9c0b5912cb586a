"""Words that may speak of a thing named before: “the port”, “both exercises”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from corridors.linking.find.segmentation import SegmentedText
from corridors.linking.refer.distractors import Distractors, loose, one_of
from corridors.linking.rules.reference_rules import Reference, Referring
from corridors.linking.text.folding import fold

# The words before it begin the sentence or a clause: “On the last day of the summit …”.
_FRONTED = re.compile(
    r"(?:\A|[.!?…:;][\"”’)]*\s+|\b(?:that|and|but|because|though|although|as)\s+)"
    r"(?i:thanks to|because of|without|with|for|in|at|by|from|through|after|before|under|via|since"
    r"|despite|on|during)\s+(?:[a-z]+\s+){0,6}\Z"
)
# “That” after the word belongs to what stands before: “it was the port that”, “said after the
# summit that”.
_BELONGS = re.compile(
    r"\b[Ii]t (?:is|was|will be)\s+\Z|\b(?:sa(?:y|ys|id)|told|tells?|announced|agreed|declared"
    r"|promised|pledged|insisted|warned|noted|argued|repeated|stressed|proposed|suggested|demanded"
    r"|decided|hoped|admitted|explained|reported|recalled|claimed|confirmed|complained)\b"
    r"[^.;:!?]{0,60}\b(?:at|after|before|during)\s+\Z"
)
# “damaged”, “deep-sea”, “11 MW”, “2018”.
_DESCRIBING = (
    r"(?-i:[a-z]+ed|(?!(?:best|worst|most|least)-)[\w.]+(?:-[a-z]+)+"
    r"|\d[\d.,]*\s?[A-Za-z]{1,3}|(?:19|20)\d\d)"
)


class Anaphors:
    """Finds words that may refer to a thing of one kind.

    Its patterns are made when they are first asked for.
    """

    def __init__(self, reference: Reference, words: Referring) -> None:
        self.reference = reference
        self._words = words
        plurals = _folded(reference.plural)
        heads = plurals | _folded(reference.singular)
        self._of_two = plurals | _folded(words.either)
        # One of these must be in the text.
        self._heads = [h for h in heads if not any(h != other and other in h for other in heads)]

    def matches(
        self, segmented: SegmentedText, taken: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[re.Match[str], int]]:
        """Yield what may refer, and to how many, but for what overlaps the spans taken."""
        for head in self._heads:  # asked for every text; a generator takes twice the time
            if head in segmented.plain:
                break
        else:
            return
        found = [(match, 1) for match in self._one.finditer(segmented.text)]
        if any(word in segmented.plain for word in self._of_two):
            found += [(match, 2) for match in self._both.finditer(segmented.text)]
        for match, wanted in found:
            if self._stands_alone(match, taken) and not any(
                a < match.end() and match.start() < b for a, b in taken
            ):
                yield match, wanted

    @cached_property
    def distractors(self) -> Distractors:
        """What finds another thing of that kind."""
        return Distractors(self.reference, self._words)

    @cached_property
    def _one(self) -> re.Pattern[str]:
        """Words that speak of one."""
        words, reference = self._words, self.reference
        single = rf"{one_of(words.one)}\s+{self._modifiers}{one_of(reference.singular)}"
        if reference.plural_for_one:
            plural = rf"(?:the|these|those)\s+{self._modifiers}{one_of(reference.plural)}"
            single = rf"(?:{single}|{plural})"
        return re.compile(rf"(?<![\w-]){single}{self._alone}", re.IGNORECASE)

    @cached_property
    def _both(self) -> re.Pattern[str]:
        """Words that speak of two."""
        words, reference, between = self._words, self.reference, self._modifiers
        many = rf"{one_of(words.two)}\s+{between}{one_of(reference.plural)}"
        if words.either:
            many = rf"(?:{many}|{one_of(words.either)}\s+{between}{one_of(reference.singular)})"
        return re.compile(rf"(?<![\w-]){many}{self._alone}", re.IGNORECASE)

    def _stands_alone(self, match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
        """Tell whether what follows is no part of it, though it may be.

        Such is “Georgia” in “With the port Georgia hopes …”, and “that” in “said after the summit
        that …”.
        """
        text, begin = match.string, max(0, match.start() - 80)
        goes_on = self._goes_on.match(text, match.end())
        if goes_on is None:
            return True
        if goes_on["word"] == "that":
            return _BELONGS.search(text, begin, match.start()) is not None
        start = goes_on.start("word")
        return (
            match[0].split()[-1].islower()
            and all(start != at for at, _ in taken)
            and _FRONTED.search(text, begin, match.start()) is not None
        )

    @cached_property
    def _goes_on(self) -> re.Pattern[str]:
        """A name or a clause after it."""
        words = self._words
        capital = rf"[\"“'‘]?(?!{one_of(words.calendar)}s?\b)[^\W\d_a-z]"
        clauses = "|".join(map(loose, words.clauses))
        return re.compile(rf"\s+(?P<word>{capital}|(?:{clauses})\b)")

    @property
    def _modifiers(self) -> str:
        words = self._words
        country = one_of(words.demonyms)
        known = rf"(?:{one_of((*words.modifiers, *words.regions))}|{country}(?:[-–]{country})?)"
        apart = one_of(words.distinct)
        return rf"(?:(?:{known}|(?!{apart}\b){_DESCRIBING})\s+){{0,3}}"

    @property
    def _alone(self) -> str:
        """Nothing follows that makes it another one, or no such thing at all."""
        words = self._words
        joining = (*words.prepositions, *(words.leading if self.reference.linear else ()))
        place = rf"(?!{one_of(words.demonyms)}\b)[\"“'‘]?(?-i:[^\W\d_a-z])"
        known = rf"(?:in|on|of)\s+(?:the\s+)?{one_of(words.regions)}(?![\w’'])"
        apart = "|".join(map(loose, (*words.compounds, *words.apart)))
        return (
            rf"(?!\s+(?!{known}){one_of(joining)}\s+(?:the\s+)?(?!{one_of(words.calendar)}s?\b){place})"
            rf"(?!\s+(?:{apart})\b)(?![\w-])"
        )


def _folded(words: Iterable[str]) -> set[str]:
    return {fold(word.casefold()).plain for word in words}

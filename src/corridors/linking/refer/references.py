"""Words that speak of a feature named before: “the port”, “both exercises”."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.linking.find.segmentation import SegmentedText
from corridors.linking.refer.anaphors import Anaphors
from corridors.linking.refer.antecedents import Antecedents, Chooser, Named, names_of
from corridors.linking.refer.distractors import Subject
from corridors.linking.refer.salience import FAR, Span
from corridors.linking.rules.reference_rules import Reference
from corridors.linking.rules.ruleset import Rules
from corridors.linking.text.parentheticals import (
    without_asides,
    without_comparisons,
    without_last_clauses,
)
from corridors.model import Feature, Mention

_REACH = 7  # sentences after the last mention
_POINTING, _POINTERS = 3, ("this", "that")  # these words point at what stands nearest
# The end of a sentence, also one after “2025.”, or of a clause.
_ENDS = re.compile(
    r"[.!?…][\"”’)]*\s+[\"“‘(]*[^\W\d_a-z]|[;:]\s|\s[–—]\s"
    r"|,\s(?:and|but|while|though|yet|so|whether|when|where|since)\b"
    r"|,\s(?!including|following|according|during|concerning|regarding|linking|connecting|being)\w+ing\b"
    r"|,\sthe\s(?:first|second|third|last|latest|only|\w+est)\b"
    r"|\b(?:before|after|until|unless|because|although)\b"
)
_NEAR = 20  # characters in which a sentence ends and another one, perhaps quoted, begins
_OPENS = re.compile(
    r"(?:\A|[.!?…:;][\"”’)]*)\s*[\"“‘(]*(?:(?:In|At|Inside|Through|From|Outside|On)\s+)?\Z"
)


class _Since(NamedTuple):
    """What is spoken of, and from where to where another may be."""

    fitting: Sequence[Named]
    subject: Subject
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier passages of an article leave.

    The last passage's text and the names in it; of all, the acronyms that they introduce, and
    those that they use for something else.
    """

    named: tuple[Named, ...] = ()
    acronyms: Mapping[str, tuple[Feature, ...]] = field(default_factory=dict)
    text: str = ""
    foreign: frozenset[str] = frozenset()


class Referrer:
    """Finds references back in a text, where exactly one feature fits, or two for “both”."""

    def __init__(self, rules: Rules) -> None:
        self._chooser = Chooser(rules)
        self._anaphors = [Anaphors(one, rules.referring) for one in rules.references]

    def references(
        self, segmented: SegmentedText, named: Sequence[Named], memory: Memory
    ) -> list[tuple[Mention, frozenset[str]]]:
        """Find the references in a text.

        Parameters
        ----------
        segmented
            The text.
        named
            What it names, in its order.
        memory
            What the passage before left.

        Returns
        -------
        list
            The words that refer, and the features that they speak of.
        """
        found: dict[tuple[int, int], tuple[Mention, frozenset[str]]] = {}
        known, first = list(named), {(one.start, one.end): one for one in named}
        for match, wanted, anaphors in self._matches(segmented, named, memory):
            reference = anaphors.reference
            before, own_text = _before(match, segmented, reference.kinds, known, memory.named)
            meant = self._chooser.choose(match, wanted, before, reference)
            if meant is None or (wanted == 1 and _means_else(reference, match, segmented)):
                continue
            if own_text:
                meant = meant._replace(named=[first[one.start, one.end] for one in meant.named])
            start = min(one.start for one in meant.named)
            subject = _subject(match, meant, reference.echo)
            since = _Since(meant.named, subject, start if own_text else 0, match.start())
            if not meant.sure and (
                _is_distracted(anaphors, segmented, named, since)
                or (not own_text and _left(anaphors, memory, start))
            ):
                continue
            features = tuple(
                feature
                for one in meant.named
                for feature in one.features
                if feature.kind.id in reference.kinds
            )
            ids = frozenset(feature.id for feature in features)
            found[match.span()] = _mention(segmented, match.span(), meant.named), ids
            if wanted == 1:  # a later word may speak of it again
                again = Named(*match.span(), meant.named[0].words, features)
                insort(known, again, key=lambda one: one.start)
                near = own_text and again.start - start < FAR
                first[match.span()] = meant.named[0] if near else again
        return list(found.values())

    def _matches(
        self, segmented: SegmentedText, named: Sequence[Named], memory: Memory
    ) -> list[tuple[re.Match[str], int, Anaphors]]:
        """List what may refer to one or two of the kinds that are named, in its order."""
        kinds = {feature.kind.id for one in (*named, *memory.named) for feature in one.features}
        taken = [(one.start, one.end) for one in named]
        matches = [
            (match, wanted, anaphors)
            for anaphors in self._anaphors
            if not kinds.isdisjoint(anaphors.reference.kinds)
            for match, wanted in anaphors.matches(segmented, taken)
        ]
        return sorted(matches, key=lambda one: one[0].start())


def _before(
    match: re.Match[str],
    segmented: SegmentedText,
    kinds: Collection[str],
    known: Sequence[Named],
    earlier: Sequence[Named],
) -> tuple[Sequence[Named], bool]:
    """List what is named before of some kinds; tell whether in the text or the last passage."""
    before = [one for one in known if one.end <= match.start() and one.features[0].kind.id in kinds]
    number = segmented.number(match.start())
    if before and _ENDS.search(segmented.text, before[0].end, match.end()):
        reach = _POINTING if match[0][:4].casefold() in _POINTERS else _REACH
        near = number - segmented.number(before[-1].start) <= reach
        return before if near and match.start() - before[-1].end < FAR else [], True
    if number or before:
        return [], False
    return [one for one in earlier if one.features[0].kind.id in kinds], False


def _subject(match: re.Match[str], meant: Antecedents, echo: bool) -> Subject:
    """Tell what another thing must differ from.

    What begins a sentence speaks of what was spoken of last, in whatever words; within one it goes
    back to its own word. “That port” points at what stands nearest, wherever it stands.
    """
    opens = _OPENS.search(match.string, max(0, match.start() - _NEAR), match.start())
    within = not opens and match[0][:4].casefold() not in _POINTERS
    head = match[0].split()[-1].casefold()
    word = echo or (within and all(head in one.words.casefold() for one in meant.named))
    return Subject(meant.told, within, head if word else "", names_of(meant.named))


def _means_else(reference: Reference, match: re.Match[str], segmented: SegmentedText) -> bool:
    """Whether a word of the sentence says that the words mean something else."""
    against = reference.against
    if against.isdisjoint(segmented.vocabulary):
        return False
    start, end = segmented.sentence(match.start())
    stated = without_asides(segmented.text)
    before_last = without_last_clauses(stated)
    if not before_last[match.start()].isspace():
        stated = before_last
    return any(
        folded in against and re.search(rf"\b{re.escape(written)}\b", stated[start:end])
        for folded, written in segmented.words(start, end)
    )


def _is_distracted(
    anaphors: Anaphors, segmented: SegmentedText, named: Sequence[Named], since: _Since
) -> bool:
    """Whether another thing of that kind is spoken of since, by a name that we know or not."""
    fitting, end = since.fitting, since.end
    start = max(segmented.sentence(since.start)[0], since.start - FAR)
    taken = [(one.start, one.end) for one in named]
    same = frozenset().union(*(one.ids for one in fitting))
    ends = (one.end for one in named if one.ids <= same and one.end <= end)
    last = max(ends, default=start)
    after = min(segmented.sentence(last - 1)[1] if last else start, end)
    text = without_comparisons(segmented.text)
    span = Span(start, since.start, after, end)
    return anaphors.distractors.between(text, span, taken, since.subject)


def _left(anaphors: Anaphors, memory: Memory, start: int) -> bool:
    """Whether the passage before speaks of another one after its last name."""
    text, taken = without_comparisons(memory.text), [(one.start, one.end) for one in memory.named]
    first = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "! ")) + 1
    return anaphors.distractors.between(text, Span(first, first, len(text), len(text)), taken)


def _mention(segmented: SegmentedText, span: tuple[int, int], fitting: Sequence[Named]) -> Mention:
    start, end = span
    names = " and ".join(f"“{one.words}”" for one in fitting)
    last = max((one.start for one in fitting if one.end <= start), default=None)
    sentence = None if last is None else segmented.sentence(last)
    return Mention(
        start, end, segmented.text[start:end], "referred", f"speaks of {names}", sentence
    )

"""Words that speak of a feature named before: “the port”, “both exercises”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from corridors.linking.asides import without_asides, without_comparisons
from corridors.linking.folding import fold
from corridors.linking.reading import Reading
from corridors.linking.referring import Reference, Referring
from corridors.linking.rules import Rules
from corridors.linking.strangers import ENDED, Span, Strangers, Subject, loose, one_of
from corridors.model import Feature, Mention

_REACH = 7  # sentences after the last mention
_DONE = ("operating", "held")  # what no one calls new
_POINTING, _POINTERS = 2, ("this", "that")  # these words point at what stands nearest
# The end of a sentence, also one after “2025.”, or of a clause.
_ENDS = re.compile(
    r"[.!?…][\"”’)]*\s+[\"“‘(]*[^\W\d_a-z]|[;:]\s|\s[–—]\s"
    r"|,\s(?:and|but|while|though|yet|so|whether|when|where|since)\b"
    r"|,\s(?!including|following|according|during|concerning|regarding|linking|connecting|being)\w+ing\b"
    r"|\b(?:before|after|until|unless|because|although)\b"
)
_NEAR = 10  # characters in which a sentence ends and a quotation begins
_FRONTED = re.compile(
    r"(?:\A|[.!?…:;][\"”’)]*\s+)(?:Thanks to|Because of|Without|With|For|In|At|By|From|Through"
    r"|After|Before|Under|Via|Since|Despite|On)\s+\Z"
)
_OPENS = re.compile(r"(?:\A|[.!?…:;][\"”’)]*)\s*[\"“‘(]*\Z")
# “damaged”, “deep-sea”, “11 MW”: which of two it is, they do not say.
_DESCRIBING = r"(?-i:[a-z]+ed|[\w.]+(?:-[a-z]+)+|\d[\d.,]*\s?[A-Za-z]{1,3})"


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


class _Pattern:
    """What finds the references of one kind; made when it is first asked for."""

    def __init__(self, reference: Reference, words: Referring) -> None:
        self.reference = reference
        self._words = words
        plurals = _folded(reference.plural)
        heads = plurals | _folded(reference.singular)
        self.of_two = plurals | _folded(words.either)
        # One of these must be in the text.
        self.heads = [h for h in heads if not any(h != other and other in h for other in heads)]

    @cached_property
    def strangers(self) -> Strangers:
        return Strangers(self.reference, self._words)

    @cached_property
    def one(self) -> re.Pattern[str]:
        """Words that speak of one."""
        words, reference = self._words, self.reference
        single = rf"{one_of(words.one)}\s+{self._modifiers}{one_of(reference.singular)}"
        if reference.plural_for_one:
            plural = rf"(?:the|these|those)\s+{self._modifiers}{one_of(reference.plural)}"
            single = rf"(?:{single}|{plural})"
        return re.compile(rf"(?<![\w-]){single}{self._alone}", re.IGNORECASE)

    @cached_property
    def both(self) -> re.Pattern[str]:
        """Words that speak of two."""
        words, reference, between = self._words, self.reference, self._modifiers
        many = rf"{one_of(words.two)}\s+{between}{one_of(reference.plural)}"
        if words.either:
            many = rf"(?:{many}|{one_of(words.either)}\s+{between}{one_of(reference.singular)})"
        return re.compile(rf"(?<![\w-]){many}{self._alone}", re.IGNORECASE)

    def stands_alone(self, match: re.Match[str]) -> bool:
        """Tell whether a state that follows is no part of it: “With the port Georgia hopes …”."""
        if not self._before_state.match(match.string, match.end()):
            return True
        return _FRONTED.search(match.string, max(0, match.start() - 40), match.start()) is not None

    @cached_property
    def _before_state(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{self._state}")

    @property
    def _state(self) -> str:
        return rf"(?-i:{one_of(self._words.harmless)})\b"

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
        capital = rf"[\"“'‘]?(?!{one_of(words.calendar)}\b)(?-i:[^\W\d_a-z])"
        place = rf"(?!{one_of(words.demonyms)}\b){capital}"
        return (
            rf"(?!\s+(?!{self._state}){capital})"
            rf"(?!\s+{one_of(joining)}\s+(?:the\s+)?{place})"
            rf"(?!\s+(?:{'|'.join(map(loose, (*words.compounds, *words.apart)))})\b)(?![\w-])"
        )


class Referrer:
    """Finds references back in a text, where exactly one feature fits, or two for “both”."""

    def __init__(self, rules: Rules) -> None:
        self._places = {**rules.referring.demonyms, **rules.referring.regions}
        self._place = _whole(self._places)
        self._unbuilt = rules.referring.unbuilt
        self._region = _whole(rules.referring.regions)
        self._patterns = [_Pattern(one, rules.referring) for one in rules.references]

    def references(
        self, reading: Reading, named: Sequence[Named], memory: Memory
    ) -> list[tuple[Mention, frozenset[str]]]:
        """Find the references in a text.

        Parameters
        ----------
        reading
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
        kinds = {feature.kind for one in (*named, *memory.named) for feature in one.features}
        for pattern in self._patterns:
            reference = pattern.reference
            if kinds.isdisjoint(reference.kinds):
                continue
            if not any(head in reading.plain for head in pattern.heads):
                continue
            own = [n for n in named if n.features[0].kind in reference.kinds]
            last = [n for n in memory.named if n.features[0].kind in reference.kinds]
            for match, wanted in _matches(reading, pattern, named):
                before, own_text = _before(match, reading, own, last)
                codes = self._countries(match)
                fitting = [n for n in _fitting(match, before, reference.echo) if _lie_in(codes, n)]
                if wanted == 1:
                    fitting = _told_apart(match, fitting, reference.telling, self._unbuilt)
                if not _fits(fitting, wanted, reference):
                    continue
                if wanted == 1 and _means_else(pattern, match, reading):
                    continue
                start = min(one.start for one in fitting)
                subject = _subject(match, fitting, reference.echo, bool(codes))
                since = _Since(fitting, subject, start if own_text else 0, match.start())
                # Of two, or of one in a region of its own, another name or thing tells nothing.
                sure = wanted == 2 or self._region.search(match[0])
                if not sure and (
                    _strange(pattern, reading, named, since)
                    or (not own_text and _left(pattern, memory, start))
                ):
                    continue
                features = (feature for one in fitting for feature in one.features)
                ids = frozenset(f.id for f in features if f.kind in reference.kinds)
                found[match.span()] = _mention(reading, match.span(), fitting), ids
        return list(found.values())

    def _countries(self, match: re.Match[str]) -> list[frozenset[str]]:
        """List the countries that “the Georgian port” names."""
        return [self._places[place] for place in map(str.casefold, self._place.findall(match[0]))]


def _whole(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Return what finds one of some words, and nothing where there is none."""
    return re.compile(
        rf"(?<!\w){one_of(words) if words else '(?!)'}(?!\w|-(?-i:[a-z]))", re.IGNORECASE
    )


def _lie_in(countries: Iterable[frozenset[str]], one: Named) -> bool:
    """Whether its countries, or itself, are among those of each adjective."""
    return all(
        codes & {feature.id, *feature.countries} for codes in countries for feature in one.features
    )


def _folded(words: Iterable[str]) -> set[str]:
    return {fold(word.casefold()).plain for word in words}


def _matches(
    reading: Reading, pattern: _Pattern, named: Sequence[Named]
) -> Iterator[tuple[re.Match[str], int]]:
    """Yield what may refer, and to how many, but for what stands in a name."""
    found = [(match, 1) for match in pattern.one.finditer(reading.text)]
    if any(word in reading.plain for word in pattern.of_two):
        found += [(match, 2) for match in pattern.both.finditer(reading.text)]
    for match, wanted in found:
        if pattern.stands_alone(match) and not any(
            n.start < match.end() and match.start() < n.end for n in named
        ):
            yield match, wanted


def _before(
    match: re.Match[str], reading: Reading, own: Sequence[Named], earlier: Sequence[Named]
) -> tuple[Sequence[Named], bool]:
    """List the names before, and whether they are the text's own, not the last passage's."""
    before = [one for one in own if one.end <= match.start()]
    number = reading.number(match.start())
    if before and _ENDS.search(reading.text, before[0].end, match.end()):
        reach = _POINTING if match[0][:4].casefold() in _POINTERS else _REACH
        near = number - reading.number(before[-1].start) <= reach
        return before if near else [], True
    return earlier if number == 0 and not before else [], False


def _fitting(match: re.Match[str], before: Sequence[Named], echo: bool) -> list[Named]:
    """Find the last mention of each name that fits."""
    if echo:
        head = match[0].split()[-1].casefold()
        before = [one for one in before if head in one.words.casefold()]
    last = {one.ids: one for one in before}
    return [one for one in last.values() if not any(one.ids < other for other in last)]


def _fits(fitting: Sequence[Named], wanted: int, reference: Reference) -> bool:
    """Whether they are as many as spoken of; one name may be that of two."""
    if wanted == 2 and len(fitting) == 1:
        return sum(one.kind in reference.kinds for one in fitting[0].features) == wanted
    return len(fitting) == wanted


def _subject(match: re.Match[str], fitting: Sequence[Named], echo: bool, told: bool) -> Subject:
    """Tell what another thing must differ from.

    What begins a sentence speaks of what was spoken of last, in whatever words; within one it goes
    back to its own word.
    """
    within = not _OPENS.search(match.string, max(0, match.start() - _NEAR), match.start())
    head = match[0].split()[-1].casefold()
    word = echo or (within and all(head in one.words.casefold() for one in fitting))
    return Subject(told, within, head if word else "", _names(fitting))


def _names(fitting: Iterable[Named]) -> str:
    features = [feature for one in fitting for feature in one.features]
    names = (name for one in features for name in (one.name, *(name.text for name in one.names)))
    return "; ".join(names)


def _told_apart(
    match: re.Match[str], fitting: list[Named], telling: bool, unbuilt: frozenset[str]
) -> list[Named]:
    """Take the one of several that the words single out.

    “The former” and “the latter” of two; else the one in whose name the words stand, or a telling
    one of them, as a junction's beside that of a border crossing; else the new one beside those
    that operate; else the one that the same sentence names with the noun; else the one that is not
    mentioned in an aside.
    """
    if len(fitting) < 2:
        return fitting
    words = match[0].casefold().split()[1:]
    if len(fitting) == 2 and ("former" in words) != ("latter" in words):
        return [sorted(fitting, key=lambda one: one.start)["latter" in words]]
    text = without_asides(match.string)
    phrases = ([words] if words[1:] else []) + ([words[-1:]] if telling else [])
    ways: list[Callable[[Named], bool]] = [
        partial(_bears, re.compile(rf"\b{loose(' '.join(phrase))}\b", re.IGNORECASE))
        for phrase in phrases
    ]
    if not unbuilt.isdisjoint(words):
        ways.append(lambda one: all(feature.status not in _DONE for feature in one.features))
    ways.append(partial(_is_named_here, match))
    ways.append(lambda one: not text[one.start : one.end].isspace())
    for way in ways:
        told = [one for one in fitting if way(one)]
        if len(told) == 1:
            return told
    return fitting


def _is_named_here(match: re.Match[str], one: Named) -> bool:
    """Whether a name with the noun in it stands in the sentence of the words."""
    head = match[0].split()[-1].casefold()
    ended = ENDED.search(match.string, one.end, match.start())
    return ended is None and head in one.words.casefold()


def _bears(words: re.Pattern[str], one: Named) -> bool:
    return words.search(_names([one])) is not None


def _means_else(pattern: _Pattern, match: re.Match[str], reading: Reading) -> bool:
    """Whether a word of the sentence says that the words mean something else."""
    against = pattern.reference.against
    if against.isdisjoint(reading.vocabulary):
        return False
    sentence = reading.sentence(match.start())
    return any(folded in against for folded, _ in reading.words(*sentence))


def _strange(pattern: _Pattern, reading: Reading, named: Sequence[Named], since: _Since) -> bool:
    """Whether another thing of that kind is spoken of since, by a name that we know or not."""
    fitting, end = since.fitting, since.end
    start = reading.sentence(since.start)[0]
    taken = [(one.start, one.end) for one in named]
    last = max((one.end for one in fitting if one in named), default=start)
    after = min(reading.sentence(last - 1)[1] if last else start, end)
    text = without_comparisons(reading.text)
    span = Span(start, since.start, after, end)
    if pattern.strangers.between(text, span, taken, since.subject):
        return True
    same = frozenset().union(*(one.ids for one in fitting))
    return any(
        max(start, last) <= hit.start < end
        and not text[hit.start : hit.end].isspace()
        and any(feature.kind in pattern.reference.kinds for feature, _ in hit.names)
        and same.isdisjoint(feature.id for feature, _ in hit.names)
        and not any(a < hit.end and hit.start < b for a, b in (*taken, *reading.excluded))
        and pattern.strangers.is_other_name(hit.start, hit.end, text, span, since.subject)
        for hit in reading.hits
    )


def _left(pattern: _Pattern, memory: Memory, start: int) -> bool:
    """Whether the passage before speaks of another one after its last name."""
    text, taken = without_comparisons(memory.text), [(one.start, one.end) for one in memory.named]
    first = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "! ")) + 1
    return pattern.strangers.between(text, Span(first, first, len(text), len(text)), taken)


def _mention(reading: Reading, span: tuple[int, int], fitting: Sequence[Named]) -> Mention:
    start, end = span
    names = " and ".join(f"“{one.words}”" for one in fitting)
    last = max((one.start for one in fitting if one.end <= start), default=None)
    sentence = None if last is None else reading.sentence(last)
    return Mention(start, end, reading.text[start:end], "referred", f"speaks of {names}", sentence)

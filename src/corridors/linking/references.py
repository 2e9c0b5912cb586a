"""Words that speak of a feature named before: “the port”, “both exercises”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.linking.folding import fold
from corridors.linking.reading import Reading
from corridors.linking.rules import Reference, Rules
from corridors.model import Feature, Mention

_REACH = 3  # sentences after the last mention
_ONE = r"the|this|that"
_TWO = r"both|both the|the two|these two|those two|the both|either of the two"
_MODIFIERS = (
    r"(?:(?:same|whole|entire|new|planned|proposed|future|joint|naval|military|maritime|bilateral"
    r"|multinational|large-scale|deep-water|deep-sea|deepwater|Caspian|Black Sea|said|latter"
    r"|rescue|search-and-rescue|short|long|annual|consultative|hydropower|transport|trade"
    r"|live-fire|combined|Georgian|Kazakh|Azerbaijani|Abkhaz|Russian|Iranian)\s+){0,3}"
)
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|Summer|Autumn|Winter"
)
# Words after it that make it another one, or no feature at all.
_OTHER = (
    rf"(?!\s+[\"“'‘]?(?!(?:{_MONTH})\b)(?-i:[^\W\d_a-z]))"
    r"(?!\s+(?:of|in|at|near|between|from|through|via|to|on|linking|connecting|for)\s+"
    rf"(?:the\s+)?(?!(?:{_MONTH})\b)(?-i:[^\W\d_a-z]))"
    r"(?!\s+(?:of\s+(?:call|entry|the|a|an|my|his|her|their|this|that)|that|which|between|city|cities"
    r"|town|towns|wine|side|where|whose|linking|connecting|running|leading|called|named"
    r"|down|upstairs|floor|door|wall|walls|master|masters|authority|authorities|police"
    r"|to (?:peace|power|success|war)"
    r"|on (?:the|my|his|her) (?:left|right|ground|first|second))\b)(?![\w-])"
)
_NO_NAME = r"The|This|That|A|An|In|At|On|Its|Their|Both|These|Those|Another|One|Each|Every|No|Any"
_ADJECTIVE = (
    "Sea|Black|Caspian|Georgian|Azerbaijani|Azeri|Kazakh|Kazakhstani|Iranian|Russian|Turkish"
    "|Turkmen|Chinese|American|European|Soviet|Western|Eastern|Northern|Southern|Central|Joint"
)
# “A port” is a new one, but not after “is”, nor in apposition.
_NEW = (
    "".join(
        rf"(?<!\b{word} )"
        for word in (
            "is",
            "was",
            "as",
            "be",
            "been",
            "becomes",
            "became",
            "become",
            "remains",
            "into",
        )
    )
    + "(?<!, )"
)


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


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier passages of an article leave: their last names, and all their acronyms."""

    named: tuple[Named, ...] = ()
    acronyms: Mapping[str, tuple[Feature, ...]] = field(default_factory=dict)


class Referrer:
    """Finds references back in a text, where exactly one feature fits, or two for “both”."""

    def __init__(self, rules: Rules) -> None:
        self._patterns = [
            (reference, _heads(reference), _folded(reference.plural), *_patterns(reference))
            for reference in rules.references
        ]

    def references(
        self, reading: Reading, named: Sequence[Named], earlier: Sequence[Named]
    ) -> list[tuple[Mention, frozenset[str]]]:
        """Find the references in a text.

        Parameters
        ----------
        reading
            The text.
        named
            What it names, in its order.
        earlier
            What the passage before named.

        Returns
        -------
        list
            The words that refer, and the features that they speak of.
        """
        found: list[tuple[Mention, frozenset[str]]] = []
        if not (named or earlier):
            return found
        kinds = {one.features[0].kind for one in (*named, *earlier)}
        for reference, heads, plurals, one, both, others in self._patterns:
            if kinds.isdisjoint(reference.kinds) or not any(h in reading.plain for h in heads):
                continue
            own = [n for n in named if n.features[0].kind in reference.kinds]
            last = [n for n in earlier if n.features[0].kind in reference.kinds]
            two = any(plural in reading.plain for plural in plurals)
            for match, wanted in _matches(reading.text, one, both if two else None, named):
                fitting = _fitting(match.start(), reading, own, last)
                if len(fitting) == wanted and not _strange(others, heads, match, own):
                    features = frozenset().union(*(one.ids for one in fitting))
                    found.append((_mention(reading, match.span(), fitting), features))
        return found


def _matches(
    text: str, one: re.Pattern[str], both: re.Pattern[str] | None, named: Sequence[Named]
) -> Iterator[tuple[re.Match[str], int]]:
    """Yield what may refer, and to how many, but for what stands in a name."""
    for pattern, wanted in ((one, 1), (both, 2)):
        for match in pattern.finditer(text) if pattern else ():
            if not any(n.start < match.end() and match.start() < n.end for n in named):
                yield match, wanted


def _heads(reference: Reference) -> list[str]:
    """Return the words that refer, but for those that hold another, by which they are looked up."""
    words = _folded((*reference.singular, *reference.plural))
    return [word for word in words if not any(word != other and other in word for other in words)]


def _folded(words: Iterable[str]) -> set[str]:
    return {fold(word.casefold()).plain for word in words}


def _patterns(
    reference: Reference,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    one = "|".join(reference.singular)
    many = "|".join(reference.plural)
    single = rf"(?:{_ONE})\s+{_MODIFIERS}(?:{one})"
    if reference.plural_for_one:
        single = rf"(?:{single}|(?:the|these|those)\s+{_MODIFIERS}(?:{many}))"
    return (
        re.compile(rf"(?<![\w-])(?<!\bdown )(?:{single}){_OTHER}", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{_TWO})\s+{_MODIFIERS}(?:{many}){_OTHER}", re.IGNORECASE),
        # One that is introduced, or bears a name that we do not know.
        re.compile(
            r"\b(?i:another|other|second|third|rival|alternative|neighbouring|neighboring)\s+"
            rf"(?:[\w-]+\s+){{0,3}}?(?i:{one})\b"
            rf"|{_NEW}\b(?:an?|An?)\s+(?:[\w-]+\s+){{0,3}}?(?i:{one})\b"
            rf"|\b(?i:{one}|{many})\s+(?:of|at|in)\s+[^\W\d_a-z]\w+"
            rf"|\b(?!(?:{_NO_NAME}|{_ADJECTIVE})\s)[^\W\d_a-z]\w+\s+(?i:{one})\b"
            rf"|\b(?!(?:{_NO_NAME})\s)[^\W\d_a-z]\w+\s+(?:{one.title()})\b"
        ),
    )


def _fitting(
    at: int,
    reading: Reading,
    own: Sequence[Named],
    earlier: Sequence[Named],
) -> list[Named]:
    """Find the last mention of each name that fits."""
    number = reading.number(at)
    start = reading.sentences[number][0]
    before = [one for one in own if one.end <= start]
    if before:
        if number - reading.number(before[-1].start) > _REACH:
            return []
    elif number == 0:
        before = list(earlier)
    if not before:
        return []
    before += [one for one in own if one.start >= start and one.end <= at]
    last = {one.ids: one for one in before}
    return [one for one in last.values() if not any(one.ids < other for other in last)]


def _strange(
    others: re.Pattern[str], heads: Sequence[str], match: re.Match[str], own: Sequence[Named]
) -> bool:
    """Whether another thing of that kind is spoken of before."""
    before = fold(match.string[: match.start()]).plain
    return any(head in before for head in heads) and any(
        not any(one.start < other.end() and other.start() < one.end for one in own)
        for other in others.finditer(match.string, 0, match.start())
    )


def _mention(reading: Reading, span: tuple[int, int], fitting: Sequence[Named]) -> Mention:
    start, end = span
    names = " and ".join(f"“{one.words}”" for one in fitting)
    last = max((one.start for one in fitting if one.end <= start), default=None)
    sentence = None if last is None else reading.sentence(last)
    return Mention(start, end, reading.text[start:end], "referred", f"speaks of {names}", sentence)

"""Acronyms that a text makes itself: “the North–South Transport Corridor (NSTC)”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corridors.linking.refer.antecedents import Named
from corridors.model import Feature

_QUOTE = "[\"”“’‘']?"
_BRACKETS = re.compile(
    rf"{_QUOTE}\s*\(\s*(?:(?:or|the|hereafter|hereinafter|henceforth|further|also|known as"
    r"|abbreviated|for short|in short|called|as)[\s,]+){0,4}"
    rf"{_QUOTE}(?P<short>[^\W\d_][\w&-]{{1,11}}){_QUOTE}\s*[),;]"
)
_TERM = re.compile(
    rf"{_QUOTE}\s*[(,]\s*(?:hereafter|hereinafter|henceforth|further)[\s,]+"
    r"(?:(?:referred to|known|called|as|the)[\s,]+){0,4}"
    r"[\"“‘'](?P<term>[^\W\d_a-z][\w-]{2,20})[\"”’']"
)
_CAPITALS = re.compile(r"[A-Z]{3,}")
_SMALL = r"(?:of|and|the|for|in|on|to|with|at|de|la|der|&)"
_EXPANSION = rf"[^\W\d_a-z][\w’'-]*(?:\s+(?:{_SMALL}\s+){{0,2}}[^\W\d_a-z][\w’'-]*)+"
_LONG_BEFORE = re.compile(rf"(?P<long>{_EXPANSION})[\"”’']?(?:\s*\(\s*|,?\s+or\s+){_QUOTE}$")
_LONG_AFTER = re.compile(
    rf"{_QUOTE}(?:,?\s*\(|,|\s+–|\s+—|:)?\s*(?:(?:is|it|short|stands|standing|stood|which|that|or|an"
    rf"|abbreviation|acronym|of|for|the|here|means)\s+){{0,6}}{_QUOTE}(?P<long>{_EXPANSION})"
)


def introduced(text: str, named: Sequence[Named]) -> dict[str, tuple[Feature, ...]]:
    """Find acronyms in brackets after a name whose initials they are, and terms so introduced.

    Parameters
    ----------
    text
        The text.
    named
        The names in it.

    Returns
    -------
    dict
        The features that each acronym stands for; a term, such as “the Corridor”, with its “the”.
    """
    found: dict[str, tuple[Feature, ...]] = {}
    if "(" not in text and "here" not in text:
        return found
    for one in named:
        match = _BRACKETS.match(text, one.end)
        if match and _is_short_for(match["short"], one.words):
            found[match["short"]] = one.features
        match = _TERM.match(text, one.end)
        if match and match["term"].casefold() in one.words.casefold():
            found[f"the {match['term']}"] = one.features
    return found


def standing(
    text: str, named: Sequence[Named], acronyms: Mapping[str, tuple[Feature, ...]]
) -> Iterator[Named]:
    """Find where acronyms stand that are no known names."""
    taken = [(one.start, one.end) for one in named]
    for short, features in acronyms.items():
        the, _, term = short.rpartition("the ")
        before = rf"\bthe\s+{_QUOTE}" if the or short != term else r"(?<![\w&])"
        pattern = rf"(?i:{before})(?P<short>{re.escape(term)})(?![\w&])"
        for match in re.finditer(pattern, text):
            start, end = match.span("short")
            if not any(a < end and start < b for a, b in taken):
                yield Named(start, end, term, features)


def foreign(text: str, places: Iterable[tuple[int, int, tuple[Feature, ...]]]) -> frozenset[str]:
    """Find acronyms that the text spells out as something else than what they name here.

    Parameters
    ----------
    text
        The text.
    places
        Where names stand, and what they name.

    Returns
    -------
    frozenset
        The acronyms, which then name nothing in the whole article.
    """
    found = set()
    for start, end, features in places:
        short = text[start:end]
        if short in found or not _CAPITALS.fullmatch(short):
            continue
        sides = (
            _LONG_BEFORE.search(text, max(0, start - 120), start),
            _LONG_AFTER.match(text, end, end + 120),
        )
        longs = [match["long"] for match in sides if match]
        if any(_spells(long, short) and not _is_name(long, features) for long in longs):
            found.add(short)
    return frozenset(found)


def _spells(long: str, short: str) -> bool:
    """Tell whether a part of some words that begins with the acronym's first letter spells it."""
    capitals = [word[0] for word in re.findall(r"\w+", long) if word[0].isupper()]
    for at, letter in enumerate(capitals):
        if letter == short[0]:
            initials = "".join(capitals[at : at + len(short) + 1])
            few = len(initials) >= max(3, len(short) - 1) and _within(initials, short)
            alike = (Counter(initials[: len(short)]) & Counter(short)).total() >= len(short) - 1
            if few or (alike and len(short) > 3) or _within(short, initials):
                return True
    return False


def _within(letters: str, others: str) -> bool:
    rest = iter(others)
    return all(letter in rest for letter in letters)


def _is_name(long: str, features: Iterable[Feature]) -> bool:
    """Tell whether some words are much like a name of one of the features."""
    words = _long_words(long)
    return any(len(words & _long_words(name.text)) >= 2 for one in features for name in one.names)


def _long_words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text) if len(word) > 3}


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether the capitals of an acronym are, in order, initials of the name's words."""
    capitals = [letter for letter in short if letter.isupper()]
    initials = [word[0].upper() for word in re.findall(r"[^\W\d_]+", name)]
    if len(capitals) < 2 or len(capitals) < len(short) / 2:
        return False
    return initials[:1] == capitals[:1] and _within("".join(capitals), "".join(initials))

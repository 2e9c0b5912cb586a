"""Acronyms that a text makes itself: “the North–South Transport Corridor (NSTC)”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corridors.linking.references import Named
from corridors.model import Feature

_BRACKETS = re.compile(
    r"[\"”’']?\s*\(\s*(?:(?:or|the|hereafter|henceforth|also|known as|for short)[\s,]+){0,3}"
    r"[\"“‘']?(?P<short>[^\W\d_][\w&-]{1,11})[\"”’']?\s*[),;]"
)


def introduced(text: str, named: Sequence[Named]) -> dict[str, tuple[Feature, ...]]:
    """Find acronyms in brackets after a name whose initials they are.

    Parameters
    ----------
    text
        The text.
    named
        The names in it.

    Returns
    -------
    dict
        The features that each acronym stands for.
    """
    if "(" not in text:
        return {}
    found = {}
    for one in named:
        match = _BRACKETS.match(text, one.end)
        if match and _is_short_for(match["short"], one.words):
            found[match["short"]] = one.features
    return found


def standing(
    text: str, named: Sequence[Named], acronyms: Mapping[str, tuple[Feature, ...]]
) -> Iterator[Named]:
    """Find where acronyms stand that are no known names."""
    taken = [(one.start, one.end) for one in named]
    for short, features in acronyms.items():
        for match in re.finditer(rf"(?<![\w&]){re.escape(short)}(?![\w&])", text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                yield Named(match.start(), match.end(), short, features)


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether the capitals of an acronym are, in order, initials of the name's words."""
    capitals = [letter for letter in short if letter.isupper()]
    initials = [word[0].upper() for word in re.findall(r"[^\W\d_]+", name)]
    if len(capitals) < 2 or len(capitals) < len(short) / 2:
        return False
    rest = iter(initials)
    return initials[:1] == capitals[:1] and all(letter in rest for letter in capitals)

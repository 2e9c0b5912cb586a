"""Whether a thing is only spoken of in passing: where it stands beside a name and a later word."""

from __future__ import annotations

import re
from typing import NamedTuple

ENDED = re.compile(r"[.!?:…][\"”’)]*\s+")
_GOES_ON = re.compile(r"[.!?:;,]\s.*\w")  # another clause, with a word in it
# What stands before a name in its sentence is spoken of where it is the sentence's subject, or
# of another clause.
_HEAD = re.compile(r"[\"“‘(]*(?:(?:The|A|An|In|At|From)\s)?(?:the\s)?")
_BOUND = re.compile(r"[;:]|\s[–—]\s|,\sand\b|\b(?:but|while|when|whereas|though|although|as)\b")
_TURN = re.compile(r",\s(?:but|yet|so|whereas)\b")
# A clause that turns to another subject: what the one before says of another thing is done with.
_TURN_AFTER = re.compile(
    r",?\sbut\s\S+\s|,\s(?:so|yet|and)\s(?!(?:the|this|that|these|those|both)\b)\S+\s\S"
    r"|,\s(?:whereas|while)\s"
)
# What only says who somebody is: “a firm that works in Trabzon has asked for the port”.
_OF_SOMEONE = re.compile(
    r"(?:\bwho|\b(?:compan(?:y|ies)|firms?|groups?|banks?|consortium|contractors?|operators?|investors?"
    r"|agency|funds?|traders?|shippers?) (?:that|which))\s[^,.;:!?]*\Z"
)
# What joins a thing to the one before it, or says more of it.
_JOINED = re.compile(
    r"\b(?:and|or|but|while|whereas|nor|yet)\b[^,;]*\Z|\b(?:rivals?|competitors?)\b"
)
_MORE_OF = re.compile(r"[’']s\b|,? (?:where|whose|who)\b")
_NEAR, _FAR = 120, 2000  # characters: two clauses, and more than a sentence has


class Span(NamedTuple):
    """Where another thing may be spoken of.

    From the ``start`` of a sentence; the ``name`` of the feature in it; ``after`` that sentence;
    the ``end``.
    """

    start: int
    name: int
    after: int
    end: int


def is_first(before: str) -> bool:
    """Tell whether a name begins its sentence, by what stands before it there."""
    return _HEAD.fullmatch(before.lstrip()) is not None


def is_spoken_of(start: int, end: int, text: str, span: Span, within: bool) -> bool:
    """Tell whether what stands before a name in its sentence is more than in passing.

    Words that begin a sentence may go back to it also from another clause, those within one may
    not.
    """
    if _TURN.search(text, end, span.name):
        return False
    first = is_first(text[span.start : start])
    apart = _BOUND.search(text, end, span.name) is not None
    return first and not apart if within else first or apart


def is_left(after: int, text: str, end: int) -> bool:
    """Tell whether the sentence that ends there turns to another subject after a thing."""
    if end - after > _FAR:
        return False
    turned = _TURN_AFTER.search(text, after, end)
    return turned is not None and not ENDED.search(text, after, end)


def is_beside(start: int, end: int, text: str, span: Span) -> bool:
    """Tell whether a thing only stands beside a name in a sentence that ends after both."""
    return (
        start - span.name < _FAR
        and ENDED.search(text, end, min(end + _FAR, span.end)) is not None
        and _JOINED.search(text[span.name : start]) is None
        and _MORE_OF.match(text, end) is None
    )


def is_in_passing(start: int, end: int, text: str, span: Span) -> bool:
    """Tell whether a name neither begins its sentence nor stands right before the end."""
    near = max(span.after, start - _FAR)
    begin = max([near, *(ended.end() for ended in ENDED.finditer(text, near, start))])
    return not is_first(text[begin:start]) and _GOES_ON.search(text, end, span.end) is not None


def is_of_someone(start: int, text: str, span: Span) -> bool:
    """Tell whether what stands there only says who somebody is."""
    return _OF_SOMEONE.search(text, max(span.after, start - _NEAR), start) is not None

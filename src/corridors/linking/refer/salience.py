"""Whether a thing is only spoken of in passing: where it stands beside a name and a later word."""

from __future__ import annotations

import re
from typing import NamedTuple

ENDED = re.compile(r"[.!?:…][\"”’)]*\s+")
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
# What had been before is no subject of what follows.
_HAD_BEEN = re.compile(
    r"\bhad (?:also |already |just |only |never )?(?:been|\w+ed|met|gone|come|taken|given|held"
    r"|built|left|sent|flown|made|seen|begun|won|lost|spent|brought)\b"
)
# What joins a thing to the one before it, or says more of it.
_JOINED = re.compile(
    r"\b(?:and|or|but|while|whereas|nor|yet)\b[^,;]*\Z|\b(?:rivals?|competitors?)\b"
)
# “… sent cargo to Chabahar and Bushehr”: the second is joined to the first of a list.
_LISTED = re.compile(
    r"\b(?:to|from|via|through|at|in|for|with|by|past|off|between|like) (?:[A-Z][\w’-]+,? )+"
    r"(?:and|or) \Z"
)
_MORE_OF = re.compile(r"[’']s\b|,? (?:where|whose|who)\b(?! (?:\w+ )?had \w+(?:ed|en|un)\b)")
_ADDED = ", and "
FAR = 2000  # characters, more than a sentence has


class Span(NamedTuple):
    """Where another thing may be spoken of.

    From the ``start`` of a sentence; the ``name`` of the feature in it; ``after`` that sentence;
    the ``end``.
    """

    start: int
    name: int
    after: int
    end: int


def begin_of_sentence(text: str, start: int, end: int) -> int:
    """Return where the last sentence between two offsets begins."""
    return max((ended.end() for ended in ENDED.finditer(text, start, end)), default=start)


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
    if end - after > FAR:
        return False
    turned = _TURN_AFTER.search(text, after, end)
    return turned is not None and not ENDED.search(text, after, end)


def is_beside(start: int, end: int, text: str, span: Span) -> bool:
    """Tell whether a thing only stands beside a name in a sentence that ends after both."""
    if start - span.name > FAR or not ENDED.search(text, end, min(end + FAR, span.end)):
        return False
    before = text[span.name : start]
    joined = _JOINED.search(before) and not _LISTED.search(before)
    return not (joined or _MORE_OF.match(text, end))


def is_subject(start: int, end: int, text: str, span: Span) -> bool:
    """Tell whether a thing begins the sentence of the end, which “and” adds as another clause."""
    if end + FAR < span.end or not text.endswith(_ADDED, end, span.end):
        return False
    begin = begin_of_sentence(text, span.after, span.end)
    return begin <= start and is_first(text[begin:start])


def is_background(start: int, end: int, text: str, span: Span) -> bool:
    """Tell whether a later sentence tells what had been before, and only then of a thing."""
    if start < span.after or end - span.after > FAR or not ENDED.search(text, end, span.end):
        return False
    begin = begin_of_sentence(text, span.after, start)
    return _HAD_BEEN.search(text, begin, start) is not None


def is_near(end: int, text: str, span: Span) -> bool:
    """Tell whether a thing stands in the sentence of the end, or in the one before."""
    ends = ENDED.finditer(text, end, span.end)
    next(ends, None)
    return next(ends, None) is None


def is_in_clause(end: int, text: str, span: Span) -> bool:
    """Tell whether nothing parts a name from the end: “At Hopa, the port”."""
    if end + FAR < span.end:
        return False
    between = text[end : span.end]
    return ("," not in between or not between.strip(" ,")) and not ENDED.search(between)

"""Folds a text so that what does not tell names apart is the same, and knows the way back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_GONE = "\0"  # stands for a character that folds to nothing
_LONGER = "\1"  # stands for one that folds to several
_MARK = "\x7f"  # stands for what is no part of a name
_QUOTES = "’‘ʼʻ´`′"
_SPACES = '−"“”„‟«»'  # a quoted word in a name is the word
_DASH = "\2"  # stands for a dash between spaces, lest there be three spaces in a row
_SPACED = tuple(f" {dash} " for dash in "–—-")
_USUAL = (*((mark, " ") for mark in "–—“”\u00a0"), ("’", "'"), ("‘", "'"))
_FOREIGN = re.compile(r"[^\x02-\x7f]")
_EDIT = re.compile(f" [ {_GONE}]+|{_GONE}+|{_LONGER}")
_ASCII = {
    code: " " if chr(code).isspace() or chr(code) in '-"' else chr(code).lower()
    for code in range(128)
}
_ASCII[ord("`")] = "'"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    ``starts`` are the offsets in ``plain`` from which another distance to the original text
    applies, and ``shifts`` these distances.
    """

    plain: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, at: int) -> int:
        """Return the offset in the original text of the character ``plain[at]``."""
        return at + self.shifts[bisect_right(self.starts, at) - 1] if self.starts else at


def fold(text: str) -> Folded:
    """Fold case, accents, dashes, quotes, runs of spaces; joiners and directional marks go.

    Each character is replaced by one other wherever possible, so that offsets stay. What folds
    to nothing, to several or to one space of many is rare and corrected after.
    """
    for dash in _SPACED:
        if dash in text:
            text = text.replace(dash, f" {_DASH} ")
    if text.isascii() and _GONE not in text and _LONGER not in text:
        plain = text.translate(_ASCII)
    else:
        plain = text
        for mark, one in _USUAL:  # much faster than a regular expression
            plain = plain.replace(mark, one)
        if not plain.isascii() or _GONE in plain or _LONGER in plain:
            plain = _FOREIGN.sub(_one, plain)
        # What is left to fold is ASCII; str.translate is slow where some of a text is not.
        plain = plain.translate(_ASCII) if plain.isascii() else _lowered(plain)
    if "  " not in plain and _GONE not in plain and _LONGER not in plain:
        return Folded(plain)
    return _edited(plain, text)


def normalise(text: str) -> tuple[str, list[int]]:
    """Fold a text and strip it; for each of its characters also the offset that it comes from.

    Examples
    --------
    >>> normalise("Trans–Caspian")[0]
    'trans caspian'
    """
    folded = fold(text)
    left = len(folded.plain) - len(folded.plain.lstrip(" "))
    plain = folded.plain.strip(" ")
    return plain, [folded.origin(left + at) for at in range(len(plain))]


def _lowered(plain: str) -> str:
    plain = plain.lower() if len(plain.lower()) == len(plain) else plain
    for mark in '-"' + "\t\n\r\v\f\x1c\x1d\x1e\x1f":
        plain = plain.replace(mark, " ")
    return plain.replace("`", "'")


def _edited(plain: str, text: str) -> Folded:
    """Carry out the edits that change the length."""
    parts: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for edit in _EDIT.finditer(plain):
        part = plain[done : edit.start()]
        new = " " if edit[0][0] == " " else ""
        if edit[0] == _LONGER:
            new = folded_character(text[edit.start()])
            for at in range(1, len(new)):  # all its characters come from the one
                starts.append(length + len(part) + at)
                shifts.append(edit.start() - length - len(part) - at)
        parts += (part, new)
        length += len(part) + len(new)
        done = edit.end()
        starts.append(length)
        shifts.append(done - length)
    parts.append(plain[done:])
    return Folded("".join(parts), tuple(starts), tuple(shifts))


class _Characters(dict[str, str]):
    """What a character folds to, or what stands for it meanwhile; computed once each."""

    def __missing__(self, character: str) -> str:
        folded = folded_character(character)
        one = folded if len(folded) == 1 else _LONGER if folded else _GONE
        self[character] = one
        return one


_characters = _Characters()


def _one(match: re.Match[str]) -> str:
    return _characters[match[0]]


def folded_character(character: str) -> str:
    """Fold one character; an accent, a joiner or a directional mark to nothing."""
    category = unicodedata.category(character)
    if character.isspace() or category == "Pd" or character in _SPACES:
        return " "
    if character in _QUOTES:
        return "'"
    if category == "Cc":
        return _MARK
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = "".join(
        _MORE.get(part, part)
        for part in parts
        if unicodedata.category(part) not in {"Mn", "Cf"} and not part.isspace()
    )
    if not kept and category not in {"Mn", "Cf"}:
        return _MARK  # an accent that stands alone
    return kept if kept == character else "".join(folded_character(part) for part in kept)


_MORE = {"ı": "i"}  # a dotless i is the capital I of Turkish, and often written with a dot

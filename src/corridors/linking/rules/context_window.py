"""What stands around a name in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WINDOW = 120
_MARKS = str.maketrans(
    dict.fromkeys("\n\t\r\xa0\u202f", " ") | dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'"}
)
NO_WORD = str.maketrans(dict.fromkeys("!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\"“”«»‘’–—…", " "))
_AROUND = "\"“”«»'‘’().,;:!?-‐‑‒–—− \n\t\u00a0"
_JOINTS = frozenset(",-‐‑–—/")
_JOINT = re.compile(r"(?:,| and| or| &|[-‐‑–—/]) ?$")
_OTHER = r"[^\W\d_a-z][\w.'-]*(?: [^\W\d_a-z][\w.'-]*){0,2}"
_JOIN = r"(?:,? +(?:and|or|&) +|, *|/|-| ?& ?)"
_BEFORE = re.compile(rf"(?:\b{_OTHER}{_JOIN})+$")
_AFTER = re.compile(rf"(?:{_JOIN}{_OTHER})+")


@dataclass(frozen=True, slots=True)
class ContextWindow:
    """The text on both sides of a name, short, with one kind of dash, quote and space."""

    left: str
    right: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> ContextWindow:
        """Cut the sides of ``text[start:end]``."""
        return cls(_plain(text[max(0, start - _WINDOW) : start]), _plain(text[end : end + _WINDOW]))

    def words(self) -> frozenset[str]:
        """Return all words on both sides, in small letters."""
        return frozenset(f"{self.left} {self.right}".casefold().translate(NO_WORD).split())

    def readings(self) -> list[ContextWindow]:
        """Return these sides, and those that are left when joined names are passed over."""
        left = _BEFORE.sub("", self.left) if self.left else self.left
        right = _AFTER.sub("", self.right, count=1) if _AFTER.match(self.right) else self.right
        found = [self]
        if left != self.left:
            found.append(ContextWindow(left, self.right))
        if right != self.right:
            found.append(ContextWindow(self.left, right))
        if len(found) == 3:
            found.append(ContextWindow(left, right))
        return found


def _plain(side: str) -> str:
    return side.replace("\n", " ") if side.isascii() else side.translate(_MARKS)


def is_joined(text: str, start: int, end: int) -> bool:
    """Tell quickly whether another name may be joined to ``text[start:end]``."""
    return (
        text[end : end + 1] in _JOINTS
        or text.startswith((" and ", " or ", " & "), end)
        or _JOINT.search(text[max(0, start - 5) : start]) is not None
    )


def words_beside(before: str, after: str) -> tuple[str, str]:
    """Return the last word before a name and the first after it, in small letters."""
    words = before.rstrip(_AROUND).rsplit(None, 1)
    last = words[-1].strip(_AROUND).casefold() if words else ""
    if after[:2] in ("'s", "’s", "‘s"):
        return last, "s"
    if after[:1] in (",", ":"):
        return last, after[0]
    words = after.lstrip(_AROUND).split(None, 1)
    return last, words[0].strip(_AROUND).casefold() if words else ""

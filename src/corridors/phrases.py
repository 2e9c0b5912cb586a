"""Phrases around a name, written as data: ``talks .. in {name}``, ``{name} <speech>``.

A phrase is words with spaces between, and ``{name}`` once. Of its words

- ``port|quay`` is one of several,
- ``sign+`` is the word in any regular form (signs, signed, signing),
- ``<speech>`` is one of a class of words,
- ``?the`` may be missing,
- ``..`` stands for up to four words without a comma or full stop between them,
- ``~`` stands for up to three words, none of them an article, a preposition or “is”,
- ``!in|at`` before the name says that none of these words stands there,
- ``!-`` after the name says that no dash follows.

An underscore stands for a space where several words are one of several: ``mayor|old_town of``.

Names joined to the name by commas, “and” or “or” are passed over: “talks in Tbilisi and Baku”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

_WINDOW = 120
_MARKS = str.maketrans(
    dict.fromkeys("\n\t\r\xa0\u202f", " ") | dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'"}
)
_SEPARATOR = r",?[ \"“”«»'(-]+"
_GAP = r"(?:[\w'&./-]+ +){0,4}"
_NO_WORD = str.maketrans(dict.fromkeys("!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\"“”«»‘’–—…", " "))
_AROUND = "\"“”«»'‘’().,;:!?-‐‑‒–—− \n\t\u00a0"
_JOINTS = frozenset(",-‐‑–—/")
_JOINT = re.compile(r"(?:,| and| or| &|[-‐‑–—/]) ?$")
_SMALL = (
    r"(?!(?:the|a|an|of|in|on|at|to|for|with|by|from|that|which|is|was|are|were|has|had|and|or|as"
    r"|than|its|their|will|would)\b)"
)
_SHORT_GAP = rf"(?: +{_SMALL}[\w'-]+){{0,3}}"
_SHORT_GAP_BEFORE = rf"(?:{_SMALL}[\w'-]+ +){{0,3}}"
_OTHER = r"[^\W\d_a-z][\w.'-]*(?: [^\W\d_a-z][\w.'-]*){0,2}"
_JOIN = r"(?:,? +(?:and|or|&) +|, *|/|-| ?& ?)"
_BEFORE = re.compile(rf"(?:\b{_OTHER}{_JOIN})+$")
_AFTER = re.compile(rf"(?:{_JOIN}{_OTHER})+")


@dataclass(frozen=True, slots=True)
class Sides:
    """The text on both sides of a name, short, with one kind of dash, quote and space."""

    left: str
    right: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Sides:
        """Cut the sides of ``text[start:end]``."""
        return cls(_plain(text[max(0, start - _WINDOW) : start]), _plain(text[end : end + _WINDOW]))

    def words(self) -> frozenset[str]:
        """Return all words on both sides, in small letters."""
        return frozenset(f"{self.left} {self.right}".casefold().translate(_NO_WORD).split())

    def readings(self) -> list[Sides]:
        """Return these sides, and those that are left when joined names are passed over."""
        left = _BEFORE.sub("", self.left) if self.left else self.left
        right = _AFTER.sub("", self.right, count=1) if _AFTER.match(self.right) else self.right
        found = [self]
        if left != self.left:
            found.append(Sides(left, self.right))
        if right != self.right:
            found.append(Sides(self.left, right))
        if len(found) == 3:
            found.append(Sides(left, right))
        return found


def _plain(side: str) -> str:
    return side.replace("\n", " ") if side.isascii() else side.translate(_MARKS)


Found = tuple[int, str, str]  # how many words, those before the name, those after it


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    without: frozenset[str]  # words before the name where the phrase is not meant
    words: frozenset[str]  # all that it can hold
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None

    def found(self, sides: Sides) -> Found | None:
        """How many words it takes up, and those before and after the name."""
        before = after = ""
        if self.left:
            match = self.left.search(sides.left)
            if not match:
                return None
            before = match[0]
        if self.right:
            match = self.right.match(sides.right)
            if not match:
                return None
            after = match[0]
        return len(before.split()) + len(after.split()), before.strip(), after.rstrip()


class Phrases:
    """A set of phrases, looked up by the word next to the name.

    Parameters
    ----------
    phrases
        As the module describes them.
    classes
        The words of each class.

    Examples
    --------
    >>> talks = Phrases(["talk+ .. in {name}"], {})
    >>> text = "Talks were held in Baku."
    >>> sides = Sides.of(text, 19, 23)
    >>> talks.nearest(sides.readings(), sides.words())
    (4, 'Talks were held in', '')
    """

    def __init__(self, phrases: Iterable[str], classes: Mapping[str, Iterable[str]]) -> None:
        # By the word next to the name, then by another word that must be there.
        self._left: dict[str, dict[str, list[_Phrase]]] = {}
        self._right: dict[str, dict[str, list[_Phrase]]] = {}
        known = {key: sorted(_spelled_all(words)) for key, words in classes.items()}
        for text in phrases:
            before, _, after = text.partition("{name}")
            without = {word[1:] for word in before.split() if word.startswith("!")}
            left = [_token(word, known) for word in before.split() if not word.startswith("!")]
            right = [_token(word, known) for word in _apart(after)]
            phrase = _Phrase(
                text,
                frozenset(form for word in without for form in _token(word, known).words),
                frozenset(
                    part
                    for token in (*left, *right)
                    for word in token.words
                    for part in word.split()
                ),
                re.compile(_left_pattern(left), re.IGNORECASE) if left else None,
                re.compile(_right_pattern(right), re.IGNORECASE) if right else None,
            )
            side, tokens = (self._left, left[::-1]) if left else (self._right, right)
            others = right if left and right else tokens[1:]
            anchors = _anchors(others)
            for word in _firsts(tokens):
                for anchor in anchors:
                    side.setdefault(word, {}).setdefault(anchor, []).append(phrase)

    @classmethod
    def joined(cls, several: Iterable[Phrases]) -> Phrases:
        """Make one set of several."""
        whole = cls((), {})
        for one in several:
            for side, own in ((whole._left, one._left), (whole._right, one._right)):
                for word, anchored in own.items():
                    for anchor, phrases in anchored.items():
                        side.setdefault(word, {}).setdefault(anchor, []).extend(phrases)
        return whole

    @property
    def vocabulary(self) -> frozenset[str]:
        """All words that its phrases can hold."""
        words = [
            word
            for anchored in (*self._left.values(), *self._right.values())
            for phrases in anchored.values()
            for phrase in phrases
            for word in phrase.words
        ]
        return frozenset(words)

    def beside(self, text: str, start: int, end: int, words: Set[str]) -> bool:
        """Tell quickly whether a phrase can stand around ``text[start:end]`` in a text of words."""
        last, first = _words_beside(text[max(0, start - 40) : start], text[end : end + 40])
        return _can(self._left.get(last), words) or _can(self._right.get(first), words)

    def nearest(self, readings: Iterable[Sides], words: Set[str]) -> Found | None:
        """Find the phrase around the name that takes up the fewest words.

        Parameters
        ----------
        readings
            What stands around the name.
        words
            All words on both sides, in small letters.

        Returns
        -------
        tuple or None
            The number of its words, those before the name and those after it.
        """
        best = None
        for sides in readings:
            last, first = _words_beside(sides.left[-40:], sides.right[:40])
            phrases = [
                *_likely(self._left.get(last), words),
                *_likely(self._right.get(first), words),
            ]
            for phrase in phrases:
                found = None if last in phrase.without else phrase.found(sides)
                if found and (best is None or found[0] < best[0]):
                    best = found
        return best


def fault_of(phrase: str, classes: Mapping[str, Iterable[str]]) -> str | None:
    """Say what a phrase should be where it is none, as an expectation."""
    if phrase.count("{name}") != 1:
        return "{name} once"
    for word in re.findall(r"<([^<>]*)>", phrase):
        if word not in classes:
            return f"a class there is ({', '.join(classes) or 'none'}), not <{word}>"
    before, after = (part.split() for part in phrase.split("{name}"))
    before = [word for word in before if not word.startswith("!")]
    beside = (before or [""])[-1] or (after or [""])[0]  # that which the phrase is looked up by
    if beside in ("", "..", "~", "!-"):
        return "a word beside the name"
    return None


def forms(word: str) -> set[str]:
    """Return a word in its regular forms; some of them are no words, which does no harm.

    Examples
    --------
    >>> sorted(forms("ferry"))
    ['ferried', 'ferries', 'ferry', 'ferrying', 'ferrys']
    """
    found = {word, f"{word}s", f"{word}ing"}
    if word.endswith("e"):
        return found | {f"{word}d", f"{word[:-1]}ing"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return found | {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        found.add(f"{word}es")
    return found | {f"{word}ed", f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}


def spelled(word: str) -> set[str]:
    """Return the words that a word of the rules stands for: with a plus, all its forms."""
    word = word.replace("_", " ")
    return {word} if not word.endswith("+") else forms(word[:-1])


def _spelled_all(words: Iterable[str]) -> set[str]:
    return {form.casefold() for word in words for form in spelled(word)}


@dataclass(frozen=True, slots=True)
class _Token:
    words: tuple[str, ...]  # none for a gap
    optional: bool = False
    short: bool = False

    @property
    def pattern(self) -> str:
        return "(?:" + "|".join(map(re.escape, sorted(self.words, key=len, reverse=True))) + ")"


def _token(word: str, classes: Mapping[str, list[str]]) -> _Token:
    if word == "..":
        return _Token(())
    if word == "~":
        return _Token((), short=True)
    optional = word.startswith("?")
    words: set[str] = set()
    for part in word.lstrip("?").split("|"):
        if part.startswith("<"):
            words.update(classes[part[1:-1]])
        else:
            words |= _spelled_all([part])
    return _Token(tuple(sorted(words)), optional)


def _apart(after: str) -> list[str]:
    """Part what follows the name; a possessive ending or a comma is a word of its own."""
    return after.replace("'s", " 's ").replace(",", " , ").split()


def _left_pattern(tokens: list[_Token]) -> str:
    parts = [
        (_GAP if not t.short else _SHORT_GAP_BEFORE)
        if not t.words
        else f"(?:{t.pattern}{_SEPARATOR}){'?' if t.optional else ''}"
        for t in tokens
    ]
    return r"(?<![\w'])" + "".join(parts) + "$"


def _right_pattern(tokens: list[_Token]) -> str:
    parts = []
    for token in tokens:
        if not token.words:
            parts.append(_SHORT_GAP if token.short else r"(?: +[\w'&./-]+){0,4}")
        elif set(token.words) <= {"'s", ","}:
            parts.append(f" ?{token.pattern}")
        elif token.words == ("!-",):
            parts.append("(?! ?-)")
        else:
            parts.append(f"(?:[ \"“”»')-]+{token.pattern}(?!\\w)){'?' if token.optional else ''}")
    return "".join(parts)


def _firsts(tokens: list[_Token]) -> set[str]:
    """Collect the words that can stand next to the name, first and last ones of several."""
    found: set[str] = set()
    for token in tokens:
        for word in token.words:
            found |= {word.split()[0].strip(".'"), word.split()[-1].strip(".'")}
        if not token.optional:
            break
    return found


def _anchors(tokens: list[_Token]) -> set[str]:
    """Find words one of which must stand somewhere around the name; "" where there are none."""
    for token in reversed(tokens):
        if token.words and not token.optional and not set(token.words) & {"'s", ",", "!-"}:
            return {word.translate(_NO_WORD).split()[0] for word in token.words}
    return {""}


def _can(anchored: Mapping[str, list[_Phrase]] | None, words: Set[str]) -> bool:
    return anchored is not None and ("" in anchored or not words.isdisjoint(anchored))


def _likely(anchored: Mapping[str, list[_Phrase]] | None, words: Set[str]) -> Iterator[_Phrase]:
    if anchored:
        yield from anchored.get("", ())
        if len(anchored) > 1 or "" not in anchored:
            for other in anchored.keys() & words:
                yield from anchored[other]


def is_joined(text: str, start: int, end: int) -> bool:
    """Tell quickly whether another name may be joined to ``text[start:end]``."""
    return (
        text[end : end + 1] in _JOINTS
        or text.startswith((" and ", " or ", " & "), end)
        or _JOINT.search(text[max(0, start - 5) : start]) is not None
    )


def _words_beside(before: str, after: str) -> tuple[str, str]:
    words = before.split()
    last = words[-1].strip(_AROUND).casefold() if words else ""
    if after[:2] in ("'s", "’s", "‘s"):
        return last, "s"
    if after[:1] == ",":
        return last, ","
    words = after.lstrip(_AROUND).split(None, 1)
    return last, words[0].strip(_AROUND).casefold() if words else ""

"""The wording of phrases around a name: ``talks .. in {name}``, ``{name} <speech>``.

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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corridors.linking.rules.context_window import NO_WORD

_ENDINGS = {"'s", ",", ":"}  # they follow a word without a space
_MARKS = {*_ENDINGS, "!-", "..", "~"}  # what a phrase may hold besides words
_SEPARATOR = r",?[ \"“”«»'(-]+"
_GAP = r"(?:[\w'&./-]+(?:,\d+)* +){0,4}"
_GAP_AFTER = r"(?: +[\w'&./-]+(?:,\d+)*){0,4}"
_SMALL = (
    r"(?!(?:the|a|an|of|in|on|at|to|for|with|by|from|that|which|is|was|are|were|has|had|and|or|as"
    r"|than|its|their|will|would)\b)"
)
_SHORT_GAP = rf"(?:{_SMALL}[\w'-]+ +){{0,3}}"
_SHORT_GAP_AFTER = rf"(?: +{_SMALL}[\w'-]+){{0,3}}"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a phrase, with all that it stands for; none for a gap."""

    words: tuple[str, ...]
    optional: bool = False
    short: bool = False

    @property
    def pattern(self) -> str:
        """Its words as a regular expression."""
        return f"(?:{_any_of(self.words)})"


def _any_of(words: Iterable[str]) -> str:
    """Return a regular expression for the longest of some words that stands here.

    It tries each beginning that words share once: some classes have hundreds of words.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    ends = rests.pop("", None) is not None
    branches = [re.escape(first) + _any_of(rest) for first, rest in rests.items()]
    if len(branches) < 2 and not ends:
        return "".join(branches)
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""


def parse(
    phrase: str, classes: Mapping[str, Iterable[str]]
) -> tuple[list[Token], list[Token], frozenset[str]]:
    """Return a phrase's words before and after the name, and those that must not be before it."""
    before, _, after = phrase.partition("{name}")
    without = [word[1:] for word in before.split() if word.startswith("!")]
    return (
        [_token(word, classes) for word in before.split() if not word.startswith("!")],
        [_token(word, classes) for word in _apart(after)],
        frozenset(form for word in without for form in _token(word, classes).words),
    )


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
    for word in (*before, *_apart(" ".join(after))):
        if word.removeprefix("?") not in _MARKS and not any(map(str.isalnum, word)):
            return f"words, not “{word}”"
        for part in word.removeprefix("?").split("|"):
            if re.search("[<>]", part) and not re.fullmatch("<[^<>]+>", part):
                return f"a class as a word of its own, not “{part}”"
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


def spelled_all(words: Iterable[str]) -> set[str]:
    """Return all that several words of the rules stand for, in small letters."""
    return {form.casefold() for word in words for form in spelled(word)}


def _token(word: str, classes: Mapping[str, Iterable[str]]) -> Token:
    if word == "..":
        return Token(())
    if word == "~":
        return Token((), short=True)
    optional = word.startswith("?")
    words: set[str] = set()
    for part in word.lstrip("?").split("|"):
        if part.startswith("<"):
            words |= spelled_all(classes[part[1:-1]])
        else:
            words |= spelled_all([part])
    return Token(tuple(sorted(words)), optional)


def _apart(after: str) -> list[str]:
    """Part what follows the name; a possessive ending, a comma or a colon is a word of its own."""
    return re.sub(r"('s|\??[,:])", r" \1 ", after).split()


def left_pattern(tokens: Sequence[Token]) -> str:
    """Return the words before a name as a regular expression that ends at it."""
    parts = [
        (_GAP if not t.short else _SHORT_GAP)
        if not t.words
        else f"(?:{t.pattern}{_SEPARATOR}){'?' if t.optional else ''}"
        for t in tokens
    ]
    return r"(?<![\w'])" + "".join(parts) + "$"


def right_pattern(tokens: Sequence[Token]) -> str:
    """Return the words after a name as a regular expression that begins at it."""
    parts = []
    for token in tokens:
        if not token.words:
            parts.append(_SHORT_GAP_AFTER if token.short else _GAP_AFTER)
        elif set(token.words) <= _ENDINGS:
            parts.append(f"(?: ?{token.pattern}){'?' if token.optional else ''}")
        elif token.words == ("!-",):
            parts.append("(?! ?-)")
        else:
            parts.append(f"(?:[ \"“”»')-]+{token.pattern}(?!\\w)){'?' if token.optional else ''}")
    return "".join(parts)


def firsts(tokens: Sequence[Token]) -> set[str]:
    """Collect the words that can stand next to the name, first and last ones of several."""
    found: set[str] = set()
    for token in tokens:
        for word in token.words:
            found |= {word.split()[0].strip(".'"), word.split()[-1].strip(".'")}
        if not token.optional:
            break
    return found


def anchors(tokens: Sequence[Token]) -> set[str]:
    """Find words one of which must stand somewhere around the name; "" where there are none."""
    for token in reversed(tokens):
        if token.words and not token.optional and _MARKS.isdisjoint(token.words):
            plain = (word.translate(NO_WORD).split() for word in token.words)
            return {words[0] for words in plain if words}  # “&” is none
    return {""}

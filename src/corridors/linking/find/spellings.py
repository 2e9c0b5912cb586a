"""The spellings in which a feature's names occur."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from corridors.linking.rules.ruleset import Rules
from corridors.linking.text.folding import fold, normalise
from corridors.model import Feature, Name

_MOST = 400  # spellings of one name
_FREE_CASE = 5  # a name of so many words is known without its capitals
_DASH = "[-‐‑‒–—]"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A folded spelling of a name.

    ``capitals`` are the places in it that must be capitals in the text too. ``bare`` says that
    the name has no generic word; ``year`` is the year of the edition that a name without a year
    stands for; ``head`` the plural that must follow where names share it, as in “the Middle and
    Zangezur corridors”.
    """

    text: str
    capitals: tuple[int, ...]
    name: Name
    bare: bool
    year: str | None = None
    head: str | None = None


class LongerForm(NamedTuple):
    """What stands before or after a bare name in a longer one, longest first, and that name."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    spelling: Spelling


def spellings(feature: Feature, rules: Rules) -> Iterator[Spelling]:
    """Yield all spellings of a feature's names, each once for each type of name.

    Beside the names themselves: with the year of an exercise, equal words such as Aktau and
    Aqtau, a plural of a last generic word, and names with a dash or an apostrophe also without.
    """
    seen: set[tuple[str, tuple[int, ...], str, str | None]] = set()
    for name in _named(feature, rules):
        for text in (*_variants(name.text, rules), *_parted(name)):
            folded, capitals = _folded(text, name, rules)
            key = (folded, capitals, name.type, name.context)
            if folded and key not in seen:
                seen.add(key)
                bare = name.type != "acronym" and is_bare(text, rules)
                yield Spelling(folded, capitals, name, bare, _edition(feature, text, rules))
                first, _, last = folded.rpartition(" ")
                if first and last in rules.generic and not set(first.split()) & rules.generic:
                    here = tuple(at for at in capitals if at < len(first))
                    yield Spelling(first, here, name, False, None, f"{last}s")


def is_bare(text: str, rules: Rules) -> bool:
    """Tell whether a name has no generic word in it, such as Aktau."""
    return not any(word.casefold() in rules.generic for word in _WORD.findall(text))


def longer_form(spelling: Spelling, feature: Feature, rules: Rules) -> LongerForm | None:
    """Return how a bare name may be part of a longer one, such as “port of {}”.

    The longer ones are not names of the gazetteer themselves, which would grow tenfold by them.
    """
    forms = [
        form
        for group in rules.forms
        if group.bare and feature.kind.id in group.kinds
        for form in group.forms
    ]
    if not (forms and spelling.bare) or spelling.head or spelling.name.type == "exclusion":
        return None
    name = replace(spelling.name, type="alias", context=None)
    before, after = _around(tuple(forms), rules)
    return LongerForm(before, after, replace(spelling, name=name, bare=False))


@lru_cache
def _around(forms: tuple[str, ...], rules: Rules) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands before and after a name in its longer forms, folded, longest first."""
    texts = {variant for form in forms for variant in _variants(form, rules)}
    folded = sorted((fold(text.casefold()).plain for text in texts), key=len, reverse=True)
    before = tuple(text[:-2] for text in folded if text.endswith("{}"))
    return before, tuple(text[2:] for text in folded if text.startswith("{}"))


def _named(feature: Feature, rules: Rules) -> Iterator[Name]:
    """Yield a feature's names, and those with the year of an exercise."""
    yield from feature.names
    year = (feature.start or "")[:4]
    for form in rules.forms:
        if form.bare or feature.kind.id not in form.kinds:
            continue
        for name in feature.names:
            if name.type == "exclusion" or re.search(r"\d", name.text):
                continue
            for text in form.forms:
                if year or "{y" not in text:
                    longer = text.replace("{year}", year).replace("{yy}", year[2:])
                    yield replace(name, text=longer.replace("{}", name.text))


def _variants(text: str, rules: Rules) -> list[str]:
    found = dict.fromkeys([text])
    for group in rules.equal:
        for variant in list(found):
            if len(found) < _MOST:
                found |= dict.fromkeys(_exchanged(variant, group))
    last = re.search(r"\w+$", text)
    if last and " " in text and last[0].casefold() in rules.generic and not text.endswith("s"):
        found.setdefault(f"{text}s")
    for variant in list(found):
        found |= dict.fromkeys(_joined(variant))
    return list(found)


def _exchanged(text: str, group: tuple[str, ...]) -> Iterator[str]:
    """Yield a name with one of some equal words put for another, in the case that this has."""
    for word in group:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        for other in group if match else ():
            capital = match is not None and match[0][0].isupper()
            new = other[0].upper() + other[1:] if capital else other
            yield re.sub(
                rf"(?<!\w){re.escape(word)}(?!\w)", new, text, count=1, flags=re.IGNORECASE
            )


def _joined(text: str) -> Iterator[str]:
    """Yield a name with its dashes, apostrophes and last number joined otherwise."""
    if re.search(rf" {_DASH} ", text):
        yield re.sub(rf" {_DASH} ", " ", text)
        yield re.sub(rf" {_DASH} ", "–", text)
    elif re.search(rf"\w{_DASH}\w", text):
        yield re.sub(rf"(?<=\w){_DASH}(?=\w)", " – ", text)
    if re.search(rf"\w(?:{_DASH}|['’])\w", text):
        yield re.sub(rf"(?<=\w)(?:{_DASH}|['’])(\w)", lambda match: match[1].lower(), text)
    if re.search(r"\w \d+$", text):
        yield re.sub(r" (?=\d+$)", "", text)
        yield re.sub(r" (?=\d+$)", " – ", text)


def _parted(name: Name) -> Iterator[str]:
    """Yield an acronym with dots, spaces or a dash somewhere: “I.N.S.T.C.”, “IN-STC”."""
    text = name.text
    if name.type != "acronym" or len(text) < 4 or not (text.isalpha() and text.isupper()):
        return
    yield from (".".join(text), ".".join(text) + ".", " ".join(text))
    for at in range(1, len(text)):
        yield f"{text[:at]} {text[at:]}"


def _folded(text: str, name: Name, rules: Rules) -> tuple[str, tuple[int, ...]]:
    folded, origins = normalise(text)
    words = list(_WORD.finditer(text))
    if name.type != "acronym" and len(words) >= _FREE_CASE:
        return folded, ()
    free = {
        at
        for word in words
        if name.type != "acronym" and len(words) > 1 and word[0].casefold() in rules.generic
        for at in range(word.start(), word.end())
    }
    return folded, tuple(i for i, o in enumerate(origins) if text[o].isupper() and o not in free)


def _edition(feature: Feature, text: str, rules: Rules) -> str | None:
    if feature.kind.id not in rules.editions or re.search(r"\d", text):
        return None
    return (feature.start or "")[:4] or None

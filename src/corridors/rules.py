"""How names are found and judged: the rules of geodata, ready for use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corridors.folding import normalise
from corridors.phrases import Phrases, spelled

_NONE = Phrases((), {})


@dataclass(frozen=True, slots=True)
class Context:
    """What makes an ambiguous name count, and what speaks against it."""

    words: frozenset[str]
    against: frozenset[str] = frozenset()
    phrases: Phrases = _NONE
    phrases_against: Phrases = _NONE


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Phrases in which a name means something else.

    ``kinds`` are the kinds of features that it holds for, none for all; ``bare`` says that it
    holds only for a name without a generic word, such as “Aktau”, not “Port of Aktau”.
    """

    id: str
    note: str
    phrases: Phrases
    kinds: frozenset[str] = frozenset()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Longer names that a feature of these kinds may bear: ``port of {}``."""

    kinds: frozenset[str]
    bare: bool
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of a feature named before; a plural may mean one where it says so."""

    kinds: frozenset[str]
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    plural_for_one: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules. Made of what ``rules.json`` and ``contexts.json`` hold, by `rules_of`."""

    contexts: Mapping[str, Context] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    generic: frozenset[str] = frozenset()
    equal: tuple[tuple[str, ...], ...] = ()
    forms: tuple[Form, ...] = ()
    editions: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()


def rules_of(rules: Mapping[str, Any], contexts: Mapping[str, Any]) -> Rules:
    """Make rules of the content of the two files, which their schemas have passed.

    Raises
    ------
    KeyError
        If a phrase names a class that there is not.
    ValueError
        If a phrase has no word beside the name.
    """
    classes = rules.get("classes", {})
    return Rules(
        {key: _context(entry, classes) for key, entry in contexts.items()},
        tuple(
            Exclusion(
                entry["id"],
                entry["note"],
                Phrases(entry["phrases"], classes),
                frozenset(entry.get("kinds", ())),
                entry.get("bare", False),
            )
            for entry in rules.get("never", ())
        ),
        frozenset(rules.get("generic", ())),
        tuple(tuple(group) for group in rules.get("equal", ())),
        tuple(
            Form(frozenset(entry["kinds"]), entry.get("bare", False), tuple(entry["forms"]))
            for entry in rules.get("forms", ())
        ),
        frozenset(rules.get("editions", ())),
        tuple(
            Reference(
                frozenset(entry["kinds"]),
                tuple(entry["singular"]),
                tuple(entry["plural"]),
                entry.get("plural_for_one", False),
            )
            for entry in rules.get("references", ())
        ),
    )


def _context(entry: Mapping[str, Any], classes: Mapping[str, Iterable[str]]) -> Context:
    return Context(
        _words(entry["words"]),
        _words(entry.get("against", ())),
        Phrases(entry.get("phrases", ()), classes),
        Phrases(entry.get("phrases_against", ()), classes),
    )


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(normalise(form)[0] for word in words for form in spelled(word))

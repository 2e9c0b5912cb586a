"""How names are found and judged: the rules of geodata, ready for use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from corridors.linking.rules.phrases import Phrases
from corridors.linking.rules.reference_rules import (
    Reference,
    Referring,
    references_of,
    referring_of,
)
from corridors.linking.rules.wording import fault_of, spelled_all
from corridors.linking.text.folding import normalise

_NONE = Phrases((), {})


class RuleError(Exception):
    """A rule that cannot be used: which file, which field, what was found and expected."""

    def __init__(self, file: str, field: str, found: str, expected: str) -> None:
        super().__init__(f"{file}: {field}: found {found!r}, expected {expected}")
        self.file, self.field, self.found, self.expected = file, field, found, expected


@dataclass(frozen=True, slots=True)
class Context:
    """What makes an ambiguous name count, and what speaks against it.

    The sentence must hold a word of each of ``also`` too. Where ``only_after`` holds words, the
    other words count only for a name that one of these stands before: “in”, “from”, “left”.
    ``vocabulary`` are all words that can make it count. Where ``near`` says so, they may stand in
    the sentence before or after too. ``venue`` says that the name is that of the town where
    something takes place.
    """

    words: frozenset[str]
    against: frozenset[str] = frozenset()
    also: tuple[frozenset[str], ...] = ()
    only_after: frozenset[str] = frozenset()
    phrases: Phrases = _NONE
    phrases_against: Phrases = _NONE
    vocabulary: frozenset[str] = frozenset()
    near: bool = False
    venue: bool = False


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Phrases in which a name means something else, and words that say so in its sentence.

    ``kinds`` are the kinds of features that it holds for, none for all; ``bare`` says that it
    holds only for a name without a generic word, such as “Aktau”, not “Port of Aktau”.
    """

    id: str
    note: str
    phrases: Phrases
    kinds: frozenset[str] = frozenset()
    bare: bool = False
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asking:
    """Names of these kinds that count only in a text with a word of a context.

    Where there are phrases, this holds only for a name with one of them around it.
    """

    kinds: frozenset[str]
    bare: bool
    words: frozenset[str]
    phrases: Phrases | None


@dataclass(frozen=True, slots=True)
class Form:
    """Longer names that a feature of these kinds may bear: ``port of {}``."""

    kinds: frozenset[str]
    bare: bool
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All rules. Made of what ``rules.json`` and ``contexts.json`` hold, by `rules_of`.

    ``places`` gives the context that means the place itself, by the kind of a feature; ``generic``
    the words of names that tell no place; ``titles`` capitals that may stand beside the name of a
    town and are no part of it; ``equal`` words that stand for each other in names;
    ``editions`` the kinds whose names a year follows. ``digest`` is a hash of the two files.
    """

    contexts: Mapping[str, Context] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    places: Mapping[str, Context] = field(default_factory=dict)
    generic: frozenset[str] = frozenset()
    equal: tuple[tuple[str, ...], ...] = ()
    forms: tuple[Form, ...] = ()
    editions: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    referring: Referring = field(default_factory=Referring)
    asking: tuple[Asking, ...] = ()
    titles: frozenset[str] = frozenset()
    digest: str = ""


def rules_of(rules: Mapping[str, Any], contexts: Mapping[str, Any]) -> Rules:
    """Make rules of the content of the two files, which their schemas have passed.

    Raises
    ------
    RuleError
        If a phrase cannot be used.
    """
    return _compiled(json.dumps([rules, contexts]))


@lru_cache(maxsize=4)
def _compiled(content: str) -> Rules:
    """Make rules of content; those of the shipped files take a second."""
    rules, contexts = json.loads(content)
    classes, asking = rules.get("classes", {}), rules.get("asking", ())
    found = {key: _context(key, contexts, classes) for key in contexts}
    referring = rules.get("referring", {})
    beside = referring.get("bystanders", {}).get("phrases", ())
    return Rules(
        found,
        tuple(
            Exclusion(
                entry["id"],
                entry["note"],
                _phrases(entry["phrases"], classes, "rules.json", f"never[{number}].phrases"),
                frozenset(entry.get("kinds", ())),
                entry.get("bare", False),
                _words(entry.get("words", ())),
            )
            for number, entry in enumerate(rules.get("never", ()))
        ),
        {kind: found[key] for kind, key in rules.get("places", {}).items() if key in found},
        frozenset(rules.get("generic", ())),
        tuple(tuple(group) for group in rules.get("equal", ())),
        tuple(
            Form(frozenset(entry["kinds"]), entry.get("bare", False), tuple(entry["forms"]))
            for entry in rules.get("forms", ())
        ),
        frozenset(rules.get("editions", ())),
        references_of(rules.get("references", ()), referring.get("rivals", {})),
        referring_of(
            referring, _phrases(beside, classes, "rules.json", "referring.bystanders.phrases")
        ),
        tuple(
            _asking(number, entry, found, classes)
            for number, entry in enumerate(asking)
            if entry["context"] in found
        ),
        frozenset(rules.get("titles", ())),
        hashlib.sha256(content.encode()).hexdigest(),
    )


def _asking(
    number: int,
    entry: Mapping[str, Any],
    contexts: Mapping[str, Context],
    classes: Mapping[str, Iterable[str]],
) -> Asking:
    phrases = entry.get("phrases")
    return Asking(
        frozenset(entry["kinds"]),
        entry.get("bare", False),
        contexts[entry["context"]].words,
        _phrases(phrases, classes, "rules.json", f"asking[{number}].phrases") if phrases else None,
    )


def _context(
    key: str, contexts: Mapping[str, Any], classes: Mapping[str, Iterable[str]]
) -> Context:
    entry = contexts[key]
    named = {f"also[{number}]": other for number, other in enumerate(entry.get("also", ()))}
    if "like" in entry:
        named["like"] = entry["like"]
    for where, other in named.items():
        # Likeness does not pass on, so that it cannot run in a circle.
        if "words" not in contexts.get(other, ()):
            expected = "the name of a context with words"
            raise RuleError("contexts.json", f"{key}.{where}", other, expected)
    entry = {**contexts.get(entry.get("like"), {}), **entry}

    def phrases(name: str) -> Phrases:
        return _phrases(entry.get(name, ()), classes, "contexts.json", f"{key}.{name}")

    words, means = _words(entry["words"]), phrases("phrases")
    return Context(
        words,
        _words(entry.get("against", ())),
        tuple(_words(contexts[other]["words"]) for other in entry.get("also", ())),
        _words(entry.get("only_after", ())),
        means,
        phrases("phrases_against"),
        words | means.vocabulary,
        entry.get("near", False),
        entry.get("venue", False),
    )


def _phrases(
    phrases: Iterable[str], classes: Mapping[str, Iterable[str]], file: str, field: str
) -> Phrases:
    phrases = list(phrases)
    for number, phrase in enumerate(phrases):
        if fault := fault_of(phrase, classes):
            raise RuleError(file, f"{field}[{number}]", phrase, fault)
    return Phrases(phrases, classes)


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(normalise(form)[0] for form in spelled_all(words))

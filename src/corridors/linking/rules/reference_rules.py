"""What rules.json says of words that refer back: “the port”, “both exercises”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corridors.linking.rules.phrases import Phrases
from corridors.linking.rules.wording import spelled_all


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of a feature named before; a plural may mean one where it says so.

    ``also`` are other words for such a thing: they do not refer, but introduce another one, as do
    ``rivals``, names of such things that are no features. With ``acronyms`` any unknown acronym
    does, and ``signs`` in a sentence between do. ``against`` are words of a sentence in which the
    words mean something else. With ``echo`` the word must stand in the name: “the treaty”; where
    it is ``telling``, it speaks of the one of several in whose name it stands: “the junction”.
    What is ``linear`` leads from one place to another. ``unbuilt`` ones speak only of what does not
    operate yet: “the project” of a port. Where rivals are ``seats`` of governments, one before the
    name is a place only after a preposition.
    """

    kinds: frozenset[str]
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    plural_for_one: bool = False
    also: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    against: frozenset[str] = frozenset()
    echo: bool = False
    telling: bool = False
    linear: bool = False
    unbuilt: bool = False
    seats: bool = False
    acronyms: bool = False
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referring:
    """Words that all references share.

    ``one`` and ``two`` stand before a singular and a pair, ``either`` before a singular that
    speaks of two, ``modifiers`` between them and the noun, as do words that describe, but for the
    ``distinct``. ``demonyms`` are adjectives of countries, by whose codes they are tested, or of a
    part of one, by its features' ids, as are the names of ``regions``, which stand there too. A
    capital after the noun makes a name of it, but not one of the ``calendar``. ``compounds`` after
    it make it no such thing, ``apart`` another one, as do ``prepositions`` with a name, ``leading``
    ones after what is linear, and what begins one of the ``clauses``, where it can. Of several,
    ``unbuilt`` words mean the one that does not operate yet, ``built`` ones the one that does.
    ``new`` introduces another one, as do ``contrasts``, ``others`` beyond doubt, and ``hints`` in
    a sentence between; ``copulas`` before “a port” say that it is the same. ``harmless`` are names
    of no place, ``openers`` words that begin a sentence, or end in one of ``endings``, and are no
    names. A name with one of the ``institutions`` in it, or a phrase of the ``bystanders`` around
    it, is that of a firm, a person, a government or an origin.
    """

    one: tuple[str, ...] = ()
    two: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    demonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calendar: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    unbuilt: frozenset[str] = frozenset()
    built: frozenset[str] = frozenset()
    new: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()
    harmless: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    institutions: frozenset[str] = frozenset()
    bystanders: Phrases | None = None


def references_of(
    entries: Iterable[Mapping[str, Any]], rivals: Mapping[str, Iterable[str]]
) -> tuple[Reference, ...]:
    """Make references of what ``rules.json`` lists, which its schema has passed."""
    return tuple(
        Reference(
            frozenset(entry["kinds"]),
            tuple(entry["singular"]),
            tuple(entry["plural"]),
            entry.get("plural_for_one", False),
            tuple(entry.get("also", ())),
            tuple(name for key in entry.get("rivals", ()) for name in rivals.get(key, ())),
            frozenset(spelled_all(entry.get("against", ()))),
            entry.get("echo", False),
            entry.get("telling", False),
            entry.get("linear", False),
            entry.get("unbuilt", False),
            entry.get("seats", False),
            entry.get("acronyms", False),
            tuple(entry.get("signs", ())),
        )
        for entry in entries
    )


def referring_of(words: Mapping[str, Any], bystanders: Phrases | None = None) -> Referring:
    """Make the words that all references share of what ``rules.json`` lists."""
    lists = {
        key: tuple(words.get(key, ()))
        for key in (
            *("one", "two", "either", "modifiers", "distinct", "calendar", "compounds", "apart"),
            *("clauses", "prepositions", "leading", "new", "contrasts", "others", "hints"),
            "copulas",
        )
    }
    return Referring(
        demonyms=_places(words.get("demonyms", {})),
        regions=_places(words.get("regions", {})),
        unbuilt=frozenset(words.get("unbuilt", ())),
        built=frozenset(words.get("built", ())),
        harmless=frozenset(words.get("harmless", ())),
        openers=frozenset(words.get("openers", ())),
        endings=tuple(words.get("endings", ())),
        institutions=frozenset(words.get("institutions", ())),
        bystanders=bystanders,
        **lists,
    )


def _places(words: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {word.casefold(): frozenset(codes) for word, codes in words.items()}

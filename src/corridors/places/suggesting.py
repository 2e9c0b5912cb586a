"""Suggests new places: names in the texts at hand that look like places and are not on the map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from corridors.linking.lexicon import Lexicon, gazetteer
from corridors.linking.rules.ruleset import Rules
from corridors.model import Article, Feature, Mention
from corridors.places.sightings import Kind, Sighting, sightings
from corridors.places.towns import Town, Towns, fold
from corridors.places.wordlists import group, nowhere

# Inhabitants. A smaller town counts only where a text treats it as a place, since villages bear all
# kinds of names; a town seen only at the start of sentences, which have a capital, must be larger.
_LEAST, _LEAST_INITIAL = 5000, 50_000
# How many times larger a namesake off the map must be to be taken for the place meant.
_LARGER = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be a place: where it is mentioned, and why it may be one.

    Each mention stands with the id of its passage; its offsets count characters of the passage's
    text.
    """

    name: str
    mentions: tuple[tuple[str, Mention], ...]
    reasons: tuple[str, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """The ids of the passages, each once, in the order of the articles."""
        return tuple(dict.fromkeys(passage for passage, _ in self.mentions))


@dataclass(slots=True)
class _Name:
    """All sightings of a name."""

    spellings: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[str, Mention]] = field(default_factory=list)
    kinds: Counter[Kind] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)

    def see(self, sighting: Sighting, passage: str, text: str) -> None:
        self.kinds[sighting.kind] += 1
        self.spellings[sighting.name] += 1
        if sighting.kind != "person":
            span = text[sighting.start : sighting.end]
            self.mentions.append((passage, Mention(sighting.start, sighting.end, span)))
        if sighting.kind in ("landform", "inside", "towards"):
            self.words[sighting.words.casefold()] += 1


def suggest(
    articles: Iterable[Article],
    features: Iterable[Feature],
    towns: Towns,
    countries: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Find the names of places in articles that no feature has.

    Parameters
    ----------
    articles
        The articles; only those whose words are at hand count.
    features
        The features on the map.
    towns
        The offline gazetteer: a name in it needs less evidence, and the name of a large town off
        the map is left out.
    countries
        Names of countries, which are not new places.

    Returns
    -------
    tuple of Suggestion
        The most mentioned first.
    """
    plain = gazetteer(Lexicon(tuple(features), Rules()))
    names: dict[str, _Name] = defaultdict(_Name)
    common: set[str] = set()
    people = set(group("people"))
    no_place = nowhere() | {fold(name) for name in countries}
    for passage in (passage for article in articles for passage in article.passages):
        if passage.text is None:
            continue
        taken = [(hit.start, hit.end) for hit in plain.hits(passage.text)]
        in_passage, lower_case = sightings(passage.text, taken, no_place, towns.knows)
        common |= lower_case
        for sighting in in_passage:
            names[fold(sighting.name)].see(sighting, passage.id, passage.text)
            if sighting.kind == "person":
                people.add(fold(sighting.name))
                people.add(fold(sighting.name.split()[-1]))
    chosen = [
        Suggestion(
            max(name.spellings, key=lambda text: name.spellings[text]),
            tuple(name.mentions),
            _reasons(name, towns.candidates(key)),
        )
        for key, name in names.items()
        if name.mentions and _is_place(key, name, towns.named(key), people, common)
    ]
    return tuple(
        sorted(chosen, key=lambda suggestion: (-len(suggestion.mentions), suggestion.name))
    )


def _is_place(
    key: str, name: _Name, namesakes: tuple[Town, ...], people: set[str], common: set[str]
) -> bool:
    on_map = max((town.population for town in namesakes if town.on_map), default=None)
    elsewhere = max((town.population for town in namesakes if not town.on_map), default=0)
    if elsewhere > _LARGER * (on_map or 0):
        return False
    if all(word in common for word in key.split()):
        return on_map is not None and bool(name.kinds["inside"] and key not in people)
    if name.kinds["landform"]:
        return True
    if key in people or (len(key.split()) > 1 and key.split()[-1] in people):
        return False
    if on_map is None:
        return bool(name.kinds["inside"])
    if name.kinds["inside"] or name.kinds["towards"]:
        return True
    sure = name.kinds["bare"] or len(key.split()) > 1
    return on_map >= (_LEAST if sure else _LEAST_INITIAL)


def _reasons(name: _Name, candidates: tuple[Town, ...]) -> tuple[str, ...]:
    words = [f"“{word}”" for word, _ in name.words.most_common(3)]
    return (*words, "in GeoNames") if candidates else tuple(words)

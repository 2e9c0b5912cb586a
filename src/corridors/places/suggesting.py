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

# Inhabitants. A smaller town counts only where a text treats it as a place, for villages bear all
# names there are; one seen only where a sentence starts, where any word has a capital, is larger.
_LEAST, _LEAST_INITIAL = 5000, 50_000
# How many times as large a namesake off the map must be to be the one that is meant.
_LARGER = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be a place: where it is mentioned, and why it is taken for one.

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
    """All that is seen of one name."""

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
    """Find the names of places in articles that no feature bears.

    Parameters
    ----------
    articles
        Those whose words are at hand count.
    features
        What is on the map.
    towns
        The offline gazetteer: a name in it needs less evidence, and one that belongs to a large
        town off the map is left out.
    countries
        Names of countries, which are no new places.

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
        found, small = sightings(passage.text, taken, no_place, towns.knows)
        common |= small
        for sighting in found:
            names[fold(sighting.name)].see(sighting, passage.id, passage.text)
            if sighting.kind == "person":
                people.add(fold(sighting.name))
                people.add(fold(sighting.name.split()[-1]))
    chosen = [
        Suggestion(
            max(seen.spellings, key=lambda text: seen.spellings[text]),
            tuple(seen.mentions),
            _reasons(seen, towns.candidates(key)),
        )
        for key, seen in names.items()
        if seen.mentions and _is_place(key, seen, towns.named(key), people, common)
    ]
    return tuple(sorted(chosen, key=lambda one: (-len(one.mentions), one.name)))


def _is_place(
    key: str, seen: _Name, named: tuple[Town, ...], people: set[str], common: set[str]
) -> bool:
    here = max((town.population for town in named if town.on_map), default=None)
    there = max((town.population for town in named if not town.on_map), default=0)
    if there > _LARGER * (here or 0):
        return False
    if all(word in common for word in key.split()):
        return here is not None and bool(seen.kinds["inside"] and key not in people)
    if seen.kinds["landform"]:
        return True
    if key in people or (len(key.split()) > 1 and key.split()[-1] in people):
        return False
    if here is None:
        return bool(seen.kinds["inside"])
    if seen.kinds["inside"] or seen.kinds["towards"]:
        return True
    sure = seen.kinds["bare"] or len(key.split()) > 1
    return here >= (_LEAST if sure else _LEAST_INITIAL)


def _reasons(seen: _Name, candidates: tuple[Town, ...]) -> tuple[str, ...]:
    words = [f"“{word}”" for word, _ in seen.words.most_common(3)]
    return (*words, "in GeoNames") if candidates else tuple(words)

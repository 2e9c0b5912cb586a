"""The names and rules that articles are linked by, told apart by a hash of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from corridors.linking.find.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.linking.rules.ruleset import Rules
from corridors.model import Feature


class Lexicon:
    """Features and rules; equal to another by which the same would be linked.

    ``digest`` is a hash of all that a link can depend on: a feature's names, and its countries and
    status, which a reference may fit; not its shape, or what is said of it.
    """

    def __init__(self, features: Sequence[Feature], rules: Rules) -> None:
        self.features, self.rules = features, rules
        told = [
            repr((f.id, f.kind.id, f.name, f.start, f.names, f.countries, f.status))
            for f in features
        ]
        self.digest = hashlib.sha256("\n".join([rules.digest, *told]).encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.digest == other.digest


@lru_cache(maxsize=2)
def gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Make the gazetteer of a lexicon; those used last are at hand."""
    return Gazetteer(lexicon.features, lexicon.rules)


@lru_cache(maxsize=2)
def linker(lexicon: Lexicon) -> Linker:
    """Make the linker of a lexicon; those used last are at hand."""
    return Linker(gazetteer(lexicon))

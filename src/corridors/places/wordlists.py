"""Words that distinguish the names of places from other names in English text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corridors.places.towns import fold


def group(name: str) -> frozenset[str]:
    """Return a group of ``wordlists.json``, folded.

    Parameters
    ----------
    name
        A key of the file, or ``landforms``: all words for kinds of places; ``landforms after``:
        those that follow a name.
    """
    return _groups()[name]


@lru_cache(maxsize=1)
def nowhere() -> frozenset[str]:
    """Return names that cannot be pinned to a place: countries, peoples, wide regions, months."""
    return group("countries") | group("peoples") | group("wide") | group("time")


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, frozenset[str]]:
    path = Path(__file__).with_suffix(".json")
    content = json.loads(path.read_text(encoding="utf-8"))
    groups = {name: frozenset(map(fold, words)) for name, words in content.items()}
    after = groups["after"] | groups["after physical"]
    before = groups["of"] | groups["of physical"] | groups["before physical"]
    return groups | {
        "landforms after": after,
        "landforms": after | before,
        "function": groups["function"] | groups["inside"] | groups["towards"],
    }

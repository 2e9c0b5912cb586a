"""Made-up names, and articles that name some of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

from shapely import Point

from corridors.geodata import dataset
from corridors.model import Feature, Name, Precision, Source

KINDS = dataset.kinds()
PARTS = tuple(
    part
    for first in ("b", "ch", "d", "g", "k", "kh", "m", "n", "r", "s", "sh", "t", "v", "y", "z")
    for part in (f"{first}a", f"{first}ar", f"{first}u", f"{first}em")
)
ENDS = ("abad", "ali", "an", "ash", "asu", "eti", "grad", "ia", "in", "ishi", "kent", "oy", "stan")
HEADS = ("Corridor", "Dam", "Pipeline", "Valley", "Exercise", "Plant", "Highway")
SENTENCES = (
    "The ferry from {} was late because the wind had turned in the night.",
    "According to the ministry, {} handled more cargo than in any year before.",
    "Nobody in the village had heard of {}, nor did anybody care to ask.",
    "Talks between the two capitals did not touch on {}, said an official who was there.",
    "The port was closed.",
    "It was raining on the plain, and the lorries stood in a queue of eleven kilometres.",
    "A new road to {} and {} is to be paved with money that has yet to be found.",
    "Prices rose; wages did not, and the potatoes were planted late for want of seed.",
    "Three ships – all of them old – waited off {} for a berth.",
    "He said that the corridors of the palace were dark, but that the middle one was lit.",
    "The harvest of 2024 was poor, and the bakery in the market street had to close for a month.",
)
ARTICLE = 15_000  # characters


def features(count: int, seed: int = 1, *, plain: bool = False) -> list[Feature]:
    """Make features with so many names in all.

    Of ten one has an ambiguous name of a port, one a plain one of a port, and eight are other
    things; of their names a third has a generic word. If `plain`, all are other things.
    """
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        word = "".join(chance.choices(PARTS, k=chance.randint(1, 3))) + chance.choice(ENDS)
        name = word.title()
        if chance.random() < 0.33:
            name = f"{name} {chance.choice(HEADS)}"
        names.setdefault(name)
    return [_feature(2 if plain else number, name) for number, name in enumerate(names)]


def articles(
    count: int, features: Sequence[Feature], every: float, seed: int = 2
) -> Iterator[list[str]]:
    """Make articles, each a list of passages.

    Of the sentences one in `every` is one of ours, most of which name something; the others are
    of made-up words, the frequent ones more often. These begin as the names do, which is harder
    for whatever reads letter by letter than English is.
    """
    chance = random.Random(seed)
    known = [feature.names[0].text for feature in features]
    words = sorted({"".join(chance.choices(PARTS, k=chance.randint(1, 4))) for _ in range(30_000)})
    chance.shuffle(words)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def sentence() -> str:
        if chance.random() < 1 / every:
            template = chance.choice(SENTENCES)
            return template.format(*chance.choices(known, k=template.count("{}")))
        filler = chance.choices(words, cum_weights=weights, k=chance.randint(8, 30))
        return " ".join(filler).capitalize() + "."

    for _ in range(count):
        passages: list[str] = []
        while sum(map(len, passages)) < ARTICLE:
            passages.append(" ".join(sentence() for _ in range(chance.randint(5, 12))))
        yield passages


def _feature(number: int, text: str) -> Feature:
    if number % 10 == 0 and " " not in text:
        kind, name = "port", Name(text, "ambiguous", "harbour")
    else:
        kind, name = ("port" if number % 10 == 1 else "deposit"), Name(text, "preferred")
    return Feature(
        f"feature-{text}",
        "made-up",
        KINDS[kind],
        text,
        (name,),
        ("KZ",),
        "operating",
        "Made up.",
        Point(50, 42),
        Precision("exact"),
        (Source("made up"),),
    )

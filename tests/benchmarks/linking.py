"""Compare the linker with flashtext and spaCy's PhraseMatcher on made-up names and text.

Run it with ``pip install -e '.[bench]'`` and ``python tests/benchmarks/linking.py``. It prints
for each of them the time to take in the names, the characters a second (the best of some runs)
and the peak memory. Ours does all that linking is: sentences, rules, references and reasons; the
others only find the names. Each runs in a process of its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from shapely import Point

from corridors import geodata
from corridors.linking.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.model import Feature, Name, Precision, Source

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


def make(
    count: int, characters: int, every: float = 5, seed: int = 1, *, plain: bool = False
) -> tuple[list[Feature], list[str]]:
    """Make features with so many names in all, and passages of a text that names some of them.

    Of ten features one has an ambiguous name of a port, one a plain one of a port, and eight are
    other things; of their names a third has a generic word. Of the sentences one in `every` names
    something; the others are of made-up words, the frequent ones more often.
    """
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        word = "".join(chance.choices(PARTS, k=chance.randint(1, 3))) + chance.choice(ENDS)
        name = word.title()
        if chance.random() < 0.33:
            name = f"{name} {chance.choice(HEADS)}"
        names.setdefault(name)
    features = [_feature(2 if plain else number, name) for number, name in enumerate(names)]
    known = [feature.names[0].text for feature in features]
    words = sorted({"".join(chance.choices(PARTS, k=chance.randint(1, 4))) for _ in range(30_000)})
    chance.shuffle(words)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    passages = []
    total = 0
    while total < characters:
        said = []
        for _ in range(chance.randint(5, 12)):
            if chance.random() < 1 / every:
                sentence = chance.choice(SENTENCES)
                said.append(sentence.format(*chance.choices(known, k=sentence.count("{}"))))
            else:
                filler = chance.choices(words, cum_weights=weights, k=chance.randint(8, 30))
                said.append(" ".join(filler).capitalize() + ".")
        passages.append(" ".join(said))
        total += len(passages[-1])
    return features, passages


def _feature(number: int, text: str) -> Feature:
    plain = " " not in text
    if number % 10 == 0 and plain:
        kind, name = "port", Name(text, "ambiguous", "harbour")
    else:
        kind, name = ("port" if number % 10 == 1 else "deposit"), Name(text, "preferred")
    return Feature(
        f"feature-{text}",
        "made-up",
        kind,
        text,
        (name,),
        ("KZ",),
        "operating",
        "Made up.",
        Point(50, 42),
        Precision("exact"),
        (Source("made up"),),
    )


def ours(features: Sequence[Feature]) -> Callable[[list[str]], int]:
    """Link."""
    rules = geodata.read(geodata.default_folder()).rules
    linker = Linker(Gazetteer(features, rules))

    def run(passages: list[str]) -> int:
        return sum(len(found) for text in passages for found in linker.mentions(text)[0].values())

    return run


def flashtext(features: Sequence[Feature]) -> Callable[[list[str]], int]:
    """Find the names with flashtext."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for feature in features:
        processor.add_keyword(feature.names[0].text, feature.id)

    def run(passages: list[str]) -> int:
        return sum(len(processor.extract_keywords(text, span_info=True)) for text in passages)

    return run


def spacy(features: Sequence[Feature]) -> Callable[[list[str]], int]:
    """Find the names with spaCy's PhraseMatcher, which needs its tokens."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for feature in features:
        matcher.add(feature.id, [language.make_doc(feature.names[0].text)])

    def run(passages: list[str]) -> int:
        return sum(len(matcher(language.make_doc(text))) for text in passages)

    return run


KEYS = ("names", "characters", "runs", "every", "plain")
WAYS = {"corridors": ours, "flashtext": flashtext, "spacy": spacy}


def one(
    way: str, names: int, characters: int, runs: int, every: float, plain: int
) -> dict[str, float]:
    """Measure one of them in this process."""
    features, passages = make(names, characters, every, plain=bool(plain))
    before = _peak()
    start = time.perf_counter()
    run = WAYS[way](features)
    build = time.perf_counter() - start
    run(passages[:20])  # warm up
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = run(passages)
        times.append(time.perf_counter() - start)
    size = sum(map(len, passages))
    return {
        "found": found,
        "build": build,
        "rate": size / min(times),
        "memory": _peak() - before,
        "size": size,
    }


def _peak() -> float:
    """Return the peak memory of this process in megabytes (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=3_700_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--every", type=float, default=5, help="one sentence in so many has names")
    parser.add_argument("--plain", type=int, default=0, help="1: no ports, no ambiguous names")
    parser.add_argument("--way", choices=WAYS, help="measure this one here and print JSON")
    options = parser.parse_args()
    if options.way:
        print(json.dumps(one(*(getattr(options, key) for key in ("way", *KEYS)))))
        return
    print(f"{'':12}{'names/s taken in':>18}{'characters/s':>16}{'found':>10}{'peak MB':>10}")
    for way in WAYS:
        command = [sys.executable, __file__, "--way", way]
        for key in KEYS:
            command += [f"--{key}", str(getattr(options, key))]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        row = json.loads(done.stdout)
        taken = options.names / row["build"]
        print(
            f"{way:12}{taken:18,.0f}{row['rate']:16,.0f}{row['found']:10,.0f}{row['memory']:10.0f}"
        )


if __name__ == "__main__":
    main()

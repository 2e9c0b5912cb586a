"""Times the search box's ranking with many names: python tests/benchmarks/searching.py."""

import random
import statistics
import time

from shapely import Point

from corridors.geodata import dataset
from corridors.model import Feature, Name, Precision
from corridors.search.name_index import Names

PARTS = ("ak", "bar", "tau", "kent", "shahr", "abad", "dagh", "köl", "sor", "mang", "ysh", "chi")
TYPED = ("a", "port", "aktau", "Otchamtchire", "shahrtau zangerbal", "mangyshtau harbor")


def made(count: int) -> list[Feature]:
    """Make features of three names each, from the same random numbers every time."""
    chance = random.Random(7)
    features, kinds = [], dataset.kinds()
    for number in range(count // 3):
        word = "".join(chance.choices(PARTS, k=chance.randint(2, 4))).capitalize()
        texts = (f"Port of {word}", word, f"{word} seaport")
        names = tuple(Name(text, "alias") for text in texts)
        features.append(
            Feature(
                f"port-{number}",
                "ports",
                kinds["port"],
                texts[0],
                names,
                (),
                "operating",
                "",
                Point(50, 40),
                Precision("exact"),
                (),
            )
        )
    return features


def main() -> None:
    """Print how long it takes to make the names ready, and to answer."""
    features = made(10_000)
    start = time.perf_counter()
    names = Names(features, lambda _: 0)
    print(f"ready: {time.perf_counter() - start:.2f} s")
    for typed in TYPED:
        names.find(typed)
        took = []
        for _ in range(20):
            start = time.perf_counter()
            found = names.find(typed)
            took.append(1000 * (time.perf_counter() - start))
        print(f"{typed!r}: {statistics.median(took):.1f} ms, {len(found)} found")


if __name__ == "__main__":
    main()

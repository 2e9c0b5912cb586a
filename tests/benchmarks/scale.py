"""Measure the atlas with many articles: ``python tests/benchmarks/scale.py --articles 10000``.

It makes articles of made-up events that name places of the map, and made-up ones, as often as real
articles do; imports them into a library of its own and builds the cache. Then it measures, each in
a process of its own: the start from the cache, look-ups, searches, one more article, the memory.
It prints a table, and JSON with ``--json FILE``. ``--keep FOLDER`` uses a folder again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import madeup

from corridors.geodata import dataset

SIZE = 15_000  # characters of an article
RARE = "Zyxwhallow"  # a word of one article
PHRASE = '"turned in the night"'
EVENTS = (
    "On {day} a delegation came to {} to look at the cranes, and left before the rain.",
    "The company said in {} that its {number} wagons would be back by spring.",
    "In {} and {} alike the customs officers counted {number} containers.",
    "Nobody from {} took part in the fair, which drew {number} visitors in {day}.",
    "A second berth at {} is to take ships of {number} tonnes, the director said.",
)
DAYS = ("March", "April", "June", "July", "September", "November")


def article(number: int, names: Sequence[str], filler: Sequence[str]) -> str:
    """Make an article: a title, a byline, and paragraphs of made-up events."""
    chance = random.Random(number)
    # A few places are written of all the time, most seldom.
    own = [names[min(int(chance.paretovariate(0.6)) - 1, len(names) - 1)] for _ in range(5)]
    made = [f"By Ada Example {number}"]
    size = 0
    while size < SIZE:
        said = [chance.choice(filler)]
        for _ in range(2):
            template = chance.choice(EVENTS + madeup.SENTENCES)
            places = chance.choices(own, k=template.count("{}"))
            day, count = chance.choice(DAYS), chance.randint(2, 9000)
            said.insert(0, template.format(*places, day=day, number=count))
        made.append(" ".join(said))
        size += len(made[-1])
    if number == 0:
        made[-1] += f" {RARE} is its name."
    return "\n\n".join(made) + "\n"


def write(folder: Path, count: int, first: int = 0) -> None:
    """Write articles as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    layers = dataset.read(dataset.default_folder()).layers
    names = [
        name.text
        for layer in layers
        for feature in layer.features
        for name in feature.names
        if name.type in ("preferred", "alias")
    ]
    random.Random(7).shuffle(names)
    made_up = madeup.features(200)
    filler = [one for text in madeup.articles(40, made_up, every=50) for one in text]
    names[8:8] = [feature.name for feature in made_up[:40]]
    for number in range(first, first + count):
        (folder / f"event-{number:05}.txt").write_text(article(number, names, filler))


def median(run: Callable[[], object], times: int = 60) -> dict[str, float]:
    """Time something often: median and 95th percentile in milliseconds, and the first time.

    The median of the time on the processor alone is what a machine without other work would take.
    """
    taken, busy = [], []
    for _ in range(times):
        start, cpu = time.perf_counter(), time.thread_time()
        run()
        taken.append((time.perf_counter() - start) * 1000)
        busy.append((time.thread_time() - cpu) * 1000)
    ordered = sorted(taken)
    return {
        "median_ms": statistics.median(taken),
        "p95_ms": ordered[int(len(ordered) * 0.95)],
        "first_ms": taken[0],
        "cpu_ms": statistics.median(busy),
    }


def peak() -> float:
    """Return the peak memory of this process in megabytes (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_build() -> dict[str, object]:
    """Build the cache, or bring it in line."""
    from corridors import workspace

    start = time.perf_counter()
    space = workspace.open_workspace()
    return {
        "seconds": time.perf_counter() - start,
        "articles": len(space.atlas.articles),
        "links": len(space.atlas.links),
        "cpu_seconds": time.process_time(),
        "peak_mb": peak(),
        "remarks": list(space.remarks),
    }


def measure_start() -> dict[str, object]:
    """Start from the cache to an atlas with its counts, imports included."""
    start = time.perf_counter()
    from corridors import workspace
    from corridors.describe.passages import overview

    space = workspace.open_workspace()
    overview(space.atlas)
    held = space.atlas.texts_held
    return {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time(),
        "held": held,
        "peak_mb": peak(),
    }


def measure_answers() -> dict[str, object]:
    """Look up and search."""
    from corridors import workspace
    from corridors.describe.passages import describe

    space = workspace.open_workspace()
    atlas = space.atlas
    counts = {key: atlas.count_to(key) for key in atlas.features}
    most = max(counts, key=lambda key: counts[key])
    rare = min((key for key in counts if counts[key]), key=lambda key: counts[key])
    passages = [link.passage for link in atlas.links_to(most, count=200)]
    chance = random.Random(3)
    far = max(0, counts[most] - 40)
    found: dict[str, object] = {"most": most, "links": counts[most], "rare": rare}
    found["timed"] = {
        "panel, most mentioned": median(
            lambda: describe(atlas, atlas.features[most], space.countries)
        ),
        "panel, rare": median(lambda: describe(atlas, atlas.features[rare], space.countries)),
        "links_to, first 40": median(lambda: atlas.links_to(most, 0, 40)),
        "links_to, last 40": median(lambda: atlas.links_to(most, far, 40)),
        "links_from": median(lambda: atlas.links_from(chance.choice(passages)), 300),
        "search, rare word": median(lambda: atlas.search(RARE)),
        "search, frequent word": median(lambda: atlas.search("the ")),
        "search, middling word": median(lambda: atlas.search("delegation ")),
        "search, phrase": median(lambda: atlas.search(PHRASE)),
        "search, prefix of 2": median(lambda: atlas.search("de")),
        "search, prefix of 4": median(lambda: atlas.search("dele")),
        "search, two words": median(lambda: atlas.search("delegation rain")),
        "stamp": median(workspace.stamp),
    }
    found["hits"] = {
        word: atlas.search(word).total for word in (RARE, "the ", "delegation ", PHRASE, "de")
    }
    found["peak_mb"] = peak()
    return found


def measure_upload() -> dict[str, object]:
    """Lay a session's own article above the store."""
    from corridors import workspace
    from corridors.articles.parsing import parse

    base = workspace.open_base()
    path = next((Path(os.environ["SCALE_FOLDER"]) / "more").iterdir())
    texts = parse(path.read_bytes(), path.name)
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        space = base.workspace(texts)
        taken.append(time.perf_counter() - start)
        assert texts[0].id in space.atlas.articles
    return {"first_seconds": taken[0], "then_seconds": taken[-1], "peak_mb": peak()}


MEASURES: dict[str, Callable[[], dict[str, object]]] = {
    name.removeprefix("measure_"): found
    for name, found in list(globals().items())
    if name.startswith("measure_")
}


def apart(name: str, environment: dict[str, str]) -> dict[str, object]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--measure", name]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def imported(folder: Path, environment: dict[str, str]) -> float:
    """Import a folder by the command line."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "from corridors.cli.main import main; main()", "import", folder],
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    return time.perf_counter() - start


def whole(folder: Path, count: int) -> dict[str, object]:
    """Make everything and measure everything."""
    environment = {
        "CORRIDORS_LIBRARY": str(folder / "library"),
        "CORRIDORS_CACHE": str(folder / "cache"),
        "CORRIDORS_ARTICLES": "",
        "SCALE_FOLDER": str(folder),
    }
    found: dict[str, object] = {"articles": count}
    if not (folder / "library").exists():
        write(folder / "texts", count)
        found["import_seconds"] = imported(folder / "texts", environment)
    write(folder / "more", 1, first=90_000)
    found["build"] = apart("build", environment)
    found["start"] = [apart("start", environment) for _ in range(5)]
    found["answers"] = apart("answers", environment)
    found["upload"] = apart("upload", environment)
    found["cache_mb"] = sum(p.stat().st_size for p in (folder / "cache").iterdir()) / 1e6
    found["import_one_seconds"] = imported(folder / "more", environment)
    found["add_one"] = apart("build", environment)
    with suppress(FileNotFoundError):
        (folder / "library" / "event-90000.json").unlink()
    found["remove_one"] = apart("build", environment)
    return found


def shown(found: dict[str, object]) -> None:
    """Print a table."""

    def line(name: str, value: object) -> None:
        told = f"{value:,.2f}" if isinstance(value, float) else str(value)
        print(f"{name:36}{told:>14}")

    for name, value in found.items():
        if name == "start" and isinstance(value, list):
            line("start, median s", statistics.median(one["seconds"] for one in value))
            line("start, median CPU s", statistics.median(one["cpu_seconds"] for one in value))
            line("start, peak MB", max(one["peak_mb"] for one in value))
        elif isinstance(value, dict):
            for inner, part in value.items():
                if inner == "timed":
                    for what, times in part.items():
                        line(f"{what}, median ms", times["median_ms"])
                        line(f"{what}, p95 ms", times["p95_ms"])
                        line(f"{what}, median CPU ms", times["cpu_ms"])
                else:
                    line(f"{name}, {inner}", part)
        else:
            line(name, value)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--json", type=Path, help="write all figures here too")
    parser.add_argument("--measure", choices=MEASURES, help="measure this here and print JSON")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURES[options.measure]()))
        return
    with tempfile.TemporaryDirectory() as own:
        found = whole(options.keep or Path(own), options.articles)
    shown(found)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()

"""Compare the linker with flashtext and spaCy's PhraseMatcher on the same names and articles.

Run it with ``pip install -e '.[bench]'`` and ``python tests/benchmarks/linking.py``; with
``--articles 10000 --every 2`` it reads 150 MB. Ours does all that linking is: sentences, rules,
references and reasons; the others only find the names. Each runs in a process of its own, which
reads the articles from a file, a hundred at a time; only the linking is timed, in processor time.
Printed are the names taken in a second, the characters a second (the median of some runs, the
slowest and the fastest), what was found, by how much the peak of its memory grew by names and
linking, and that peak.

How many names there are in a text matters most. Our four articles have 1.8 to 3.7 known names in
1,000 characters, 2.5 on average: about as many as the made-up text where one sentence in two is
one of the templates. So that comes first, with 2.4, and one in five beside it, with 0.8. With
``--texts FOLDER`` article files are linked with the shipped names, again and again until there are
as many characters; here each name of a feature counts as one.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import madeup

from corridors.geodata import dataset
from corridors.library import disk
from corridors.linking.find.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.model import Article, Passage, Record

Passages = list[str]
Run = Callable[[list[Any]], int]
BLOCK = 100  # articles read at a time


class Way(NamedTuple):
    """A module to import first, what takes names in, and what makes an article of passages."""

    module: str
    taken_in: Callable[[list[Any]], Run]
    article: Callable[[Passages], Any]


def ours(features: list[Any]) -> Run:
    """Take the names in, and return what links articles."""
    linker = Linker(Gazetteer(features, dataset.read(dataset.default_folder()).rules))
    return lambda articles: sum(
        len(link.mentions) for article in articles for link in linker.article(article)
    )


def our_article(passages: Passages) -> Article:
    """Make an article."""
    numbered = enumerate(passages, 1)
    whole = tuple(Passage("made-up", number, "body", text=text) for number, text in numbered)
    return Article(Record("made-up", "Made up"), whole, held=True)


def flashtext(features: list[Any]) -> Run:
    """Take the names in, and return what finds them with flashtext."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for feature in features:
        for name in feature.names:
            processor.add_keyword(name.text, feature.id)
    return lambda articles: sum(
        len(processor.extract_keywords(text, span_info=True))
        for passages in articles
        for text in passages
    )


def spacy(features: list[Any]) -> Run:
    """Take the names in, and return what finds them with spaCy, which needs its tokens."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for feature in features:
        matcher.add(feature.id, [language.make_doc(name.text) for name in feature.names])
    return lambda articles: sum(
        len(matcher(language.make_doc(text))) for passages in articles for text in passages
    )


WAYS = {
    "corridors": Way("corridors.linking.linker", ours, our_article),
    "flashtext": Way("flashtext", flashtext, list),
    "spacy": Way("spacy.matcher", spacy, list),
}


def names(count: int, plain: int) -> list[Any]:
    """Make names, or read those shipped where the count is 0."""
    if count:
        return list(madeup.features(count, plain=bool(plain)))
    layers = dataset.read(dataset.default_folder()).layers
    return [feature for layer in layers for feature in layer.features]


def one(way: str, file: Path, count: int, plain: int, runs: int) -> dict[str, Any]:
    """Measure one of them in this process, in processor time."""
    features = names(count, plain)
    importlib.import_module(WAYS[way].module)
    before = _peak()
    start = time.process_time()
    run = WAYS[way].taken_in(features)
    build = time.process_time() - start
    run([WAYS[way].article(passages) for passages in itertools.islice(_read(file), 3)])  # warm up
    times = []
    found = 0
    for _ in range(runs):
        taken, found = 0.0, 0
        read = _read(file)
        while block := [WAYS[way].article(passages) for passages in itertools.islice(read, BLOCK)]:
            start = time.process_time()
            found += run(block)
            taken += time.process_time() - start
        times.append(taken)
    growth = _peak() - before
    return {"way": way, "build": build, "times": times, "found": found, "growth": growth} | {
        "peak": _peak()
    }


def _read(file: Path) -> Iterator[Passages]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _peak() -> float:
    """Return the peak memory of this process in megabytes, as Linux tells it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def write(articles: Iterable[Passages], file: Path) -> int:
    """Write articles, one a line; return how many characters they have."""
    size = 0
    with file.open("w", encoding="utf-8") as lines:
        for passages in articles:
            lines.write(json.dumps(passages) + "\n")
            size += sum(map(len, passages))
    return size


def density(features: list[Any], file: Path) -> float:
    """Count the known names in 1,000 characters of the first articles, as they are spelled."""
    gazetteer = Gazetteer(features, dataset.read(dataset.default_folder()).rules)
    texts = [text for passages in itertools.islice(_read(file), BLOCK) for text in passages]
    return 1000 * sum(len(gazetteer.hits(text)) for text in texts) / sum(map(len, texts))


def compare(articles: Iterable[Passages], options: argparse.Namespace) -> dict[str, Any]:
    """Measure all of them on the same names and articles."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        size = write(articles, file)
        rows = []
        for way in WAYS:
            command = [sys.executable, __file__, "--way", way, "--file", str(file)]
            for key in ("names", "plain", "runs"):
                command += [f"--{key}", str(getattr(options, key))]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            row = json.loads(done.stdout)
            row["rates"] = sorted(size / taken for taken in row.pop("times"))
            rows.append(row)
        features = names(options.names, options.plain)
        taken_in = sum(len(feature.names) for feature in features)
        return {
            "names": taken_in,
            "characters": size,
            "density": density(features, file),
            "ways": rows,
        }


def table(result: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of one table."""
    yield (
        f"{result['characters']:,} characters, {result['names']:,} names,"
        f" {result['density']:.1f} of them in 1,000 characters"
    )
    yield (
        f"{'':10}{'names/s':>10}{'characters/s':>15}{'slowest':>13}{'fastest':>13}{'found':>10}"
        f"{'grew MB':>9}{'peak MB':>9}"
    )
    for row in result["ways"]:
        rates = row["rates"]
        figures = (statistics.median(rates), rates[0], rates[-1])
        yield (
            f"{row['way']:10}{result['names'] / row['build']:10,.0f}{figures[0]:15,.0f}"
            f"{figures[1]:13,.0f}{figures[2]:13,.0f}{row['found']:10,}{row['growth']:9.0f}"
            f"{row['peak']:9.0f}"
        )


def texts(folder: Path, characters: int) -> Iterator[Passages]:
    """Yield the articles of a folder, again and again until there are so many characters."""
    found = [[p.text for p in text.paragraphs] for text in disk.read_folder(folder)[0]]
    for passages in itertools.cycle(found):
        if characters <= 0:
            return
        yield passages
        characters -= sum(map(len, passages))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=250, help="of 15,000 characters")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--every", type=float, nargs="+", default=[2, 5], help="one sentence in so many names"
    )
    parser.add_argument("--plain", type=int, default=0, help="1: no ports, no ambiguous names")
    parser.add_argument("--texts", type=Path, help="article files, with the shipped names")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        found = one(options.way, options.file, options.names, options.plain, options.runs)
        print(json.dumps(found))
        return
    cases: list[Iterable[Passages]] = []
    if options.texts:
        options.names = 0
        cases.append(texts(options.texts, options.articles * madeup.ARTICLE))
    else:
        features = madeup.features(options.names, plain=bool(options.plain))
        cases += [madeup.articles(options.articles, features, every) for every in options.every]
    for case in cases:
        result = compare(case, options)
        print(json.dumps(result) if options.json else "\n".join((*table(result), "")), flush=True)


if __name__ == "__main__":
    main()

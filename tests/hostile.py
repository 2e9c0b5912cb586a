"""A library in which every word is hostile: articles, their heads and names, a layer, files."""

import json
from itertools import pairwise
from pathlib import Path

CORPUS: list[str] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
WORD = "quay" * 250_000  # one word of a million letters
ALL = "hostile-all"
WAY = "hostile-way"  # a corridor with a leg and a branch for each text
LENDING = "Port of Poti"  # so that each passage has a place


def fill(library: Path) -> None:
    """Write articles, a layer and broken files, whose every text is one of the corpus."""
    (library / "layers").mkdir(parents=True)
    for number, text in enumerate(CORPUS):
        _article(library, f"hostile-{number:03}", [f"{number} {text} {LENDING}"], text)
    _article(library, "all-in-one", [*(f"{text} {LENDING}" for text in CORPUS), WORD], "All")
    for number, text in enumerate(CORPUS[::5]):
        safe = text.replace("/", "∕").replace("\0", "")
        try:
            (library / f"{safe[:60]} {number}.json").write_text("{", encoding="utf-8")
        except OSError:
            continue  # a name that this file system does not take
    layer = {"type": "FeatureCollection", "title": CORPUS[0], "features": list(_features())}
    (library / "layers" / "hostile.geojson").write_text(json.dumps(layer), encoding="utf-8")
    broken = {**layer, "features": [{"type": text, "id": text} for text in CORPUS[::5]]}
    (library / "layers" / "broken.geojson").write_text(json.dumps(broken), encoding="utf-8")
    links = {"add": [{"feature": text, "passage": text} for text in CORPUS[::5]]}
    (library / "links.json").write_text(json.dumps(links), encoding="utf-8")


def _article(library: Path, key: str, paragraphs: list[str], text: str) -> None:
    rows = [
        {"number": number, "section": "body", "text": words}
        for number, words in enumerate(paragraphs, 1)
    ]
    head = {"title": text, "author": text, "source": text, "url": text, "date": "2025"}
    content = {"format": 2, "id": key, **head, "paragraphs": rows}
    (library / f"{key}.json").write_text(json.dumps(content), encoding="utf-8")


def _features() -> list[dict[str, object]]:
    made = [
        _feature(f"hostile-{number:03}", text, [text], number) for number, text in enumerate(CORPUS)
    ]
    return [*made, _feature(ALL, CORPUS[0], CORPUS, len(CORPUS)), _way()]


def _way() -> dict[str, object]:
    """A corridor whose legs, branches, owners and dates bear hostile names."""
    feature = _feature(WAY, CORPUS[0], CORPUS[:3], 0)
    ends = [[44 + number * 0.1, 41.0] for number in range(len(CORPUS) + 1)]
    lines = [[start, end] for start, end in pairwise(ends)]
    legs = [
        {
            "id": f"leg-{number}",
            "name": text,
            "mode": "rail",
            "status": "planned",
            "length_km": 8.4,
            "precision": {"level": "schematic", "note": text},
            "source": text,
            "operator": text,
            "owner": text,
        }
        for number, text in enumerate(CORPUS)
    ]
    ids = [leg["id"] for leg in legs]
    branches = [
        {"id": f"branch-{number}", "name": text, "legs": ids if number < 2 else [ids[number]]}
        for number, text in enumerate(CORPUS)
    ]
    source = {"text": CORPUS[1], "url": f"https://example.org/{CORPUS[1]}"}
    properties = feature["properties"]
    assert isinstance(properties, dict)
    properties |= {
        "kind": "corridor",
        "legs": legs,
        "branches": branches,
        "dates": [{"date": "2025-05-01", "what": text, "source": source} for text in CORPUS[::9]],
    }
    return feature | {"geometry": {"type": "MultiLineString", "coordinates": lines}}


def _feature(key: str, name: str, texts: list[str], number: int) -> dict[str, object]:
    at = [44 + number % 16 * 0.75, 37.5 + number // 16 * 0.6]
    names = [{"text": text, "type": "alias"} for text in texts]
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": "Point", "coordinates": at},
        "properties": {
            "kind": "place",
            "name": name,
            "label": name,
            "names": [{"text": name, "type": "preferred"}, *names],
            "countries": ["KZ"],
            "status": "reported",
            "summary": " ".join(texts)[:2000],
            "position": {"precision": "approximate", "km": 5, "note": name},
            "river": name,
            "identifiers": {text: text for text in texts},
            "provenance": [{"text": text, "url": f"https://example.org/{text}"} for text in texts],
            "actors": [{"body": text, "role": "owner"} for text in texts],
        },
    }

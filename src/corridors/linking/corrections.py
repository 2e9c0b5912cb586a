"""Links that someone adds or removes by hand: ``links.json`` of geodata and of the library."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.articles.recognition import fingerprint
from corridors.checking import Fault, FaultError, Schema, load, shown
from corridors.model import Article, Link, Passage

FILE = "links.json"


@dataclass(frozen=True, slots=True)
class Correction:
    """One link to add or to remove; the passage by its id, or by the fingerprint of its words."""

    feature: str
    passage: str | None
    fingerprint: str | None
    reason: str | None
    place: str  # in its file, such as add[0]

    def fits(self, passage: Passage) -> bool:
        """Tell whether this is the passage."""
        if self.passage is not None:
            return passage.id == self.passage
        known = passage.locator.fingerprint if passage.locator else None
        if passage.text is not None and (known is None or passage.differs):
            known = fingerprint(passage.text)
        return known == self.fingerprint


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one file."""

    add: tuple[Correction, ...] = ()
    remove: tuple[Correction, ...] = ()

    def about(self, article: str, prints: Container[str]) -> Corrections:
        """Return those that can concern an article: by its id, or by one of its fingerprints."""

        def can(one: Correction) -> bool:
            if one.passage is not None:
                return one.passage.rpartition("#")[0] == article
            return one.fingerprint in prints

        return Corrections(tuple(filter(can, self.add)), tuple(filter(can, self.remove)))


def read_corrections(
    folder: Path, schema: Mapping[str, Any], features: Container[str], faults: list[Fault]
) -> Corrections:
    """Read ``links.json`` of a folder; an entry with a fault is left out, the others stay.

    Parameters
    ----------
    folder
        May have no such file.
    schema
        The JSON Schema of the file.
    features
        The ids of the features that there are.
    faults
        What is wrong is added here, with file, entry and field.
    """
    path = folder / FILE
    if not path.exists():
        return Corrections()
    try:
        content = load(path)
    except FaultError as error:
        faults.append(error.fault)
        return Corrections()
    lists = {key: {"type": "array"} for key in ("add", "remove")}
    top = {**schema, "properties": {**schema["properties"], **lists}}
    wrong = list(Schema(top).faults(content, FILE))
    faults.extend(wrong)
    if wrong:
        return Corrections()
    return Corrections(
        tuple(_entries("add", content, schema, features, faults)),
        tuple(_entries("remove", content, schema, features, faults)),
    )


def _entries(
    kind: str,
    content: Mapping[str, Any],
    schema: Mapping[str, Any],
    features: Container[str],
    faults: list[Fault],
) -> Iterator[Correction]:
    rules = Schema({**schema["properties"][kind]["items"], "$defs": schema["$defs"]})
    for number, entry in enumerate(content.get(kind, ())):
        place = f"{kind}[{number}]"
        wrong = list(rules.faults(entry, FILE, place))
        if not wrong:
            wrong = list(_beyond_schema(entry, place, features))
        faults.extend(wrong)
        if not wrong:
            passage = entry.get("passage")
            if passage is None and "article" in entry:
                passage = f"{entry['article']}#{entry['paragraph']}"
            yield Correction(
                entry["feature"], passage, entry.get("fingerprint"), entry.get("reason"), place
            )


def _beyond_schema(
    entry: Mapping[str, Any], place: str, features: Container[str]
) -> Iterator[Fault]:
    ways = [key for key in ("passage", "article", "fingerprint") if key in entry]
    if len(ways) != 1:
        found = " and ".join(ways) or "nothing"
        expected = "one of passage, article with paragraph, fingerprint"
        yield Fault(FILE, place, "passage", found, expected)
    if ("article" in entry) != ("paragraph" in entry):
        missing = "paragraph" if "article" in entry else "article"
        yield Fault(FILE, place, missing, "nothing", "article and paragraph together")
    if entry["feature"] not in features:
        yield Fault(FILE, place, "feature", shown(entry["feature"]), "the id of a feature")


def unmatched(corrections: Corrections, known: Container[str]) -> Iterator[Fault]:
    """Yield a fault for each correction of a passage that there is not.

    A fingerprint of words that are not at hand is no fault. `known` has the ids of the passages.
    """
    for one in (*corrections.add, *corrections.remove):
        if one.passage is not None and one.passage not in known:
            yield Fault(FILE, one.place, "passage", shown(one.passage), "a passage at hand")


def correct(
    links: Iterable[Link], articles: Sequence[Article], corrections: Iterable[Corrections]
) -> tuple[Link, ...]:
    """Add and remove links, file by file; the links stay in the order of the passages.

    A link added where there is one already changes nothing.
    """
    current = list(links)
    passages = [passage for article in articles for passage in article.passages]
    for correction in corrections:
        gone = set(_pairs(correction.remove, passages))
        current = [link for link in current if (link.passage, link.feature) not in gone]
        there = {(link.passage, link.feature) for link in current}
        for (passage, feature), reason in _pairs(correction.add, passages).items():
            if (passage, feature) not in there:
                current.append(Link(passage, feature, "described", (), reason))
    order = {passage.id: number for number, passage in enumerate(passages)}
    return tuple(sorted(current, key=lambda link: order[link.passage]))


def _pairs(
    corrections: Iterable[Correction], passages: Sequence[Passage]
) -> dict[tuple[str, str], str | None]:
    return {
        (passage.id, one.feature): one.reason
        for one in corrections
        for passage in passages
        if one.fits(passage)
    }

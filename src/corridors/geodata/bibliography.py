"""Make articles of bibliographic records and digests, and report what does not fit."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from corridors.checking import Fault, shown
from corridors.model import Article, Digest, Locator, Passage, Record

Entry = Mapping[str, Any]


def read_articles(
    records: Sequence[Entry] | None,
    digests: Sequence[Entry],
    features: Container[str],
    left_out: Container[str],
    faults: list[Fault],
) -> tuple[Article, ...]:
    """Make articles of entries that their schemas have accepted.

    Parameters
    ----------
    records, digests
        The content of ``articles.json``, None where it could not be read, and ``digests.json``.
    features
        The ids of all features.
    left_out
        The ids of features with a fault of their own, and "" where a whole layer has one: to name
        one of these is not a further fault.
    faults
        Faults are added here.

    Returns
    -------
    tuple of Article
        In the order of the records, each with its passages by number.
    """
    records_by_id = dict(_records(records or (), faults))
    passages: dict[str, dict[int, Passage]] = {key: {} for key in records_by_id}
    for number, entry in enumerate(digests):
        place = f"{entry['article']}#{entry['paragraph']}"
        article_passages = passages.get(entry["article"])
        if article_passages is None:
            if records is not None:
                expected = "one of " + (", ".join(passages) or "none")
                faults.append(_fault(place, f"[{number}].article", entry["article"], expected))
        elif entry["paragraph"] in article_passages:
            faults.append(_fault(place, f"[{number}].paragraph", "it again", "each once"))
        else:
            parts = _digests(entry, place, number, features, left_out, faults)
            article_passages[entry["paragraph"]] = _passage(entry, parts)
    for key in records_by_id:
        faults.extend(_gaps(key, passages[key]))
    return tuple(
        Article(record, tuple(p for _, p in sorted(passages[key].items())))
        for key, record in records_by_id.items()
    )


def _records(entries: Iterable[Entry], faults: list[Fault]) -> Iterator[tuple[str, Record]]:
    seen = set()
    for number, entry in enumerate(entries):
        if entry["id"] in seen:
            field = f"[{number}].id"
            faults.append(Fault("articles.json", entry["id"], field, "it again", "each once"))
            continue
        seen.add(entry["id"])
        yield entry["id"], Record(**entry)


def _passage(entry: Entry, digests: Iterable[Digest]) -> Passage:
    section, paragraph = entry["section"], entry["paragraph"]
    locator = Locator(section, paragraph, entry["fingerprint"], entry["start"])
    return Passage(entry["article"], paragraph, section, locator, tuple(digests))


def _digests(
    entry: Entry,
    place: str,
    number: int,
    features: Container[str],
    left_out: Container[str],
    faults: list[Fault],
) -> Iterator[Digest]:
    for index, item in enumerate(entry["features"]):
        feature = item["feature"]
        if feature in features:
            optional = (item.get(key) for key in ("reason", "status", "status_of"))
            yield Digest(feature, item["basis"], item["digest"], *optional)
        elif "" not in left_out and feature not in left_out:
            field = f"[{number}].features[{index}].feature"
            faults.append(_fault(place, field, feature, "the id of a feature"))


def _gaps(article: str, passages: Mapping[int, Passage]) -> Iterator[Fault]:
    for paragraph in sorted(passages):
        if paragraph > 1 and paragraph - 1 not in passages:
            missing = f"paragraph {paragraph - 1} before it"
            yield _fault(f"{article}#{paragraph}", "paragraph", paragraph, missing)


def _fault(place: str, field: str, found: object, expected: str) -> Fault:
    text = found if found == "it again" else shown(found)
    return Fault("digests.json", place, field, str(text), expected)

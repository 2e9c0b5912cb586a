"""Compares what the linker finds with what a set says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corridors.evaluation.sets import Entry, Known
from corridors.linking.find.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.model import Feature, Mention


@dataclass(slots=True)
class Score:
    """How many were right, wrongly found, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right ones in those found."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of right ones in those that there are."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing wrongly found or missed, in its text."""

    what: str
    entry: str
    feature: str
    words: str
    basis: str
    reason: str
    text: str


@dataclass(slots=True)
class Report:
    """Scores of mentions and of links by group, and all misses."""

    entries: int
    traps: int
    mentions: dict[str, Score] = field(default_factory=dict)
    links: dict[str, Score] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """A mention or a link, as known or as found."""

    feature: str
    basis: str
    start: int = 0
    end: int = 1
    reason: str = ""
    kind: str = "plain"  # or nested, or demonym


def measure(
    entries: Iterable[Entry], gazetteer: Gazetteer, features: Mapping[str, Feature]
) -> Report:
    """Link all texts and compare.

    A mention is right where one of the same feature overlaps it; each counts once. A link is the
    pair of a text and a feature. Mentions count only in texts whose links tell where they stand.
    Links that only an editor can make (*described*) are left out.
    """
    entries = list(entries)
    report = Report(len(entries), sum(entry.trap for entry in entries))
    linker = Linker(gazetteer)
    for entry in entries:
        found, _ = linker.mentions(entry.text)
        known = [link for link in entry.links if link.basis != "described"]
        described = {link.feature for link in entry.links if link.basis == "described"}
        inside = _names(gazetteer, entry.text)
        if entry.spans:
            _compare(
                [_known(link, inside) for link in known],
                [
                    _found(feature, mention, inside)
                    for feature, mentions in found.items()
                    for mention in mentions
                ],
                report.mentions,
                report,
                entry,
                features,
                "mention",
            )
        _compare(
            list(_known_links(known, inside)),
            [
                _link(feature, mentions, inside)
                for feature, mentions in found.items()
                if feature not in described
            ],
            report.links,
            report,
            entry,
            features,
            "link",
        )
    return report


def _names(gazetteer: Gazetteer, text: str) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in gazetteer.candidates(text)]


def _kind(start: int, end: int, inside: list[tuple[int, int]]) -> str:
    """Tell whether a name has another in it."""
    nested = any(start <= a and b <= end and (a, b) != (start, end) for a, b in inside)
    return "nested" if nested else "plain"


def _known(link: Known, inside: list[tuple[int, int]]) -> _Item:
    start, end = link.start or 0, link.end or 1
    kind = "demonym" if link.demonym else "nested" if link.nested else _kind(start, end, inside)
    return _Item(link.feature, link.basis or "", start, end, "", kind)


def _found(feature: str, mention: Mention, inside: list[tuple[int, int]]) -> _Item:
    kind = _kind(mention.start, mention.end, inside)
    return _Item(feature, mention.basis, mention.start, mention.end, mention.reason or "", kind)


_ORDER = ("named", "context", "referred", "")


def _known_links(known: list[Known], inside: list[tuple[int, int]]) -> Iterator[_Item]:
    by_feature: dict[str, list[_Item]] = {}
    for link in known:
        item = (
            _known(link, inside)
            if link.start is not None
            else _Item(link.feature, link.basis or "", kind="demonym" if link.demonym else "plain")
        )
        by_feature.setdefault(link.feature, []).append(item)
    for feature, items in by_feature.items():
        best = min(items, key=lambda item: _rank(item.basis))
        kind = "plain" if any(item.kind == "plain" for item in items) else items[0].kind
        yield _Item(feature, best.basis, kind=kind)


def _link(feature: str, mentions: list[Mention], inside: list[tuple[int, int]]) -> _Item:
    items = [_found(feature, mention, inside) for mention in mentions]
    best = min(items, key=lambda item: _rank(item.basis))
    kind = "plain" if any(item.kind == "plain" for item in items) else items[0].kind
    return _Item(feature, best.basis, reason=best.reason, kind=kind)


def _rank(basis: str) -> int:
    return _ORDER.index(basis) if basis in _ORDER else len(_ORDER)


def _compare(
    known: list[_Item],
    found: list[_Item],
    scores: dict[str, Score],
    report: Report,
    entry: Entry,
    features: Mapping[str, Feature],
    what: str,
) -> None:
    left = list(found)
    for item in known:
        match = next(
            (
                other
                for other in left
                if other.feature == item.feature
                and other.start < item.end
                and item.start < other.end
            ),
            None,
        )
        if match:
            left.remove(match)
        for group in _groups(item, match, features):
            score = scores.setdefault(group, Score())
            score.right += match is not None
            score.missed += match is None
        if not match:
            report.misses.append(_miss(f"{what} missed", item, entry, what))
    for other in left:
        for group in _groups(other, other, features):
            scores.setdefault(group, Score()).wrong += 1
        report.misses.append(_miss(f"{what} wrongly found", other, entry, what))


def _groups(item: _Item, match: _Item | None, features: Mapping[str, Feature]) -> list[str]:
    basis = item.basis or (match.basis if match else "unknown")
    return ["all", f"layer {features[item.feature].layer}", f"basis {basis}", f"names {item.kind}"]


def _miss(what: str, item: _Item, entry: Entry, kind: str) -> Miss:
    words = entry.text[item.start : item.end] if kind == "mention" else ""
    return Miss(what, entry.id, item.feature, words, item.basis, item.reason, entry.text)

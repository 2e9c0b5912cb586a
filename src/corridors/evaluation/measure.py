"""Compares the links that the linker makes with those of a set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corridors.evaluation.sets import Entry, Known
from corridors.linking.find.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.model import Feature, Mention


@dataclass(slots=True)
class Score:
    """The numbers of links that are right, wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right links in those made."""
        made = self.right + self.wrong
        return self.right / made if made else None

    @property
    def recall(self) -> float | None:
        """The share of right links in those of the set."""
        expected = self.right + self.missed
        return self.right / expected if expected else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True, slots=True)
class Miss:
    """A mention or link that was wrongly made or missed, in its text."""

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
    """A mention or a link, of the set or of the linker."""

    feature: str
    basis: str
    start: int = 0
    end: int = 1
    reason: str = ""
    kind: str = "plain"  # or nested, or demonym


def measure(
    entries: Iterable[Entry], gazetteer: Gazetteer, features: Mapping[str, Feature]
) -> Report:
    """Link all texts and compare the links with those of the set.

    A mention is right if one of the same feature overlaps it; each counts once. A link is the
    pair of a text and a feature. Mentions count only in texts whose links give their positions.
    Links that only an editor can make (*described*) are left out.
    """
    entries = list(entries)
    report = Report(len(entries), sum(entry.trap for entry in entries))
    linker = Linker(gazetteer)
    for entry in entries:
        mentions_by_feature, _ = linker.mentions(entry.text)
        expected = [link for link in entry.links if link.basis != "described"]
        described = {link.feature for link in entry.links if link.basis == "described"}
        name_spans = _names(gazetteer, entry.text)
        if entry.spans:
            _compare(
                [_expected_item(link, name_spans) for link in expected],
                [
                    _made_item(feature, mention, name_spans)
                    for feature, mentions in mentions_by_feature.items()
                    for mention in mentions
                ],
                report.mentions,
                report,
                entry,
                features,
                "mention",
            )
        _compare(
            list(_expected_links(expected, name_spans)),
            [
                _link(feature, mentions, name_spans)
                for feature, mentions in mentions_by_feature.items()
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


def _kind(start: int, end: int, name_spans: list[tuple[int, int]]) -> str:
    """Tell whether a name contains another."""
    nested = any(start <= a and b <= end and (a, b) != (start, end) for a, b in name_spans)
    return "nested" if nested else "plain"


def _expected_item(link: Known, name_spans: list[tuple[int, int]]) -> _Item:
    start, end = link.start or 0, link.end or 1
    kind = "demonym" if link.demonym else "nested" if link.nested else _kind(start, end, name_spans)
    return _Item(link.feature, link.basis or "", start, end, "", kind)


def _made_item(feature: str, mention: Mention, name_spans: list[tuple[int, int]]) -> _Item:
    kind = _kind(mention.start, mention.end, name_spans)
    return _Item(feature, mention.basis, mention.start, mention.end, mention.reason or "", kind)


_ORDER = ("named", "context", "referred", "")


def _expected_links(links: list[Known], name_spans: list[tuple[int, int]]) -> Iterator[_Item]:
    by_feature: dict[str, list[_Item]] = {}
    for link in links:
        item = (
            _expected_item(link, name_spans)
            if link.start is not None
            else _Item(link.feature, link.basis or "", kind="demonym" if link.demonym else "plain")
        )
        by_feature.setdefault(link.feature, []).append(item)
    for feature, items in by_feature.items():
        best = min(items, key=lambda item: _rank(item.basis))
        kind = "plain" if any(item.kind == "plain" for item in items) else items[0].kind
        yield _Item(feature, best.basis, kind=kind)


def _link(feature: str, mentions: list[Mention], name_spans: list[tuple[int, int]]) -> _Item:
    items = [_made_item(feature, mention, name_spans) for mention in mentions]
    best = min(items, key=lambda item: _rank(item.basis))
    kind = "plain" if any(item.kind == "plain" for item in items) else items[0].kind
    return _Item(feature, best.basis, reason=best.reason, kind=kind)


def _rank(basis: str) -> int:
    return _ORDER.index(basis) if basis in _ORDER else len(_ORDER)


def _compare(
    expected: list[_Item],
    made: list[_Item],
    scores: dict[str, Score],
    report: Report,
    entry: Entry,
    features: Mapping[str, Feature],
    kind: str,
) -> None:
    unmatched = list(made)
    for item in expected:
        match = next(
            (
                other
                for other in unmatched
                if other.feature == item.feature
                and other.start < item.end
                and item.start < other.end
            ),
            None,
        )
        if match:
            unmatched.remove(match)
        for group in _groups(item, match, features):
            score = scores.setdefault(group, Score())
            score.right += match is not None
            score.missed += match is None
        if not match:
            report.misses.append(_miss(f"{kind} missed", item, entry, kind))
    for other in unmatched:
        for group in _groups(other, other, features):
            scores.setdefault(group, Score()).wrong += 1
        report.misses.append(_miss(f"{kind} wrongly found", other, entry, kind))


def _groups(item: _Item, match: _Item | None, features: Mapping[str, Feature]) -> list[str]:
    basis = item.basis or (match.basis if match else "unknown")
    return ["all", f"layer {features[item.feature].layer}", f"basis {basis}", f"names {item.kind}"]


def _miss(what: str, item: _Item, entry: Entry, kind: str) -> Miss:
    words = entry.text[item.start : item.end] if kind == "mention" else ""
    return Miss(what, entry.id, item.feature, words, item.basis, item.reason, entry.text)

"""The dated things of an atlas as plain data: events of features, and articles by date."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from corridors.atlas import Atlas
from corridors.filtering import Filter
from corridors.model import Feature, Record

MILESTONES = "milestones"  # the lane of things without one of their own
FEW = 80  # up to this many articles are drawn one by one, more are counted by month
_EPOCH = date(1970, 1, 1).toordinal()
_MOST = 2 / 3  # the share of the things that is in sight at first
_published: WeakKeyDictionary[Atlas, Published] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a date: a feature that is an event, or an event of a feature.

    ``start`` and ``end`` are a year, a month or a day each. The ``status_date`` of a feature is
    no thing: it is the date of a source, on which nothing happened.
    """

    feature: Feature
    lane: str
    what: str
    start: str
    end: str


@dataclass(frozen=True)
class Published:
    """The number of articles by date, or without one; also the dated articles if they are few."""

    dates: Mapping[str | None, int]
    few: tuple[Record, ...] | None

    @cached_property
    def total(self) -> int:
        """The number of all articles."""
        return sum(self.dates.values())

    @cached_property
    def spans(self) -> Sequence[tuple[int, int]]:
        """The first and the last day of each date."""
        return [span(text) for text in self.dates if text]

    @cached_property
    def months(self) -> tuple[list[list[int]], list[list[int]]]:
        """The dates added up by `months`."""
        return months(self.dates)

    def inside(self, window: Filter) -> int:
        """Count the articles in a window; undated ones are always in."""
        return sum(n for d, n in self.dates.items() if d is None or window.touches(d, d))


def things(features: Iterable[Feature]) -> list[Thing]:
    """Return the dated things of some features, the earliest first."""
    dated = []
    for feature in features:
        if feature.start:
            lane = feature.kind.lane or MILESTONES
            dated.append(Thing(feature, lane, "", feature.start, feature.end or feature.start))
        dated.extend(Thing(feature, MILESTONES, e.what, e.date, e.date) for e in feature.dates)
    return sorted(dated, key=lambda thing: (span(thing.start, thing.end), thing.feature.id))


def lanes(features: Iterable[Feature]) -> list[str]:
    """Return the lanes for the things of some features: those of their kinds, then milestones."""
    return [*dict.fromkeys(f.kind.lane for f in features if f.kind.lane), MILESTONES]


def published(atlas: Atlas) -> Published:
    """Return the dates of an atlas's articles, read only once as there may be thousands."""
    if atlas not in _published:
        dates: Counter[str | None] = Counter()
        few: list[Record] = []
        for entry in atlas.articles.entries():
            record = entry.record
            dates[record.date] += 1
            if record.date and len(few) <= FEW:
                few.append(record)
        _published[atlas] = Published(dates, tuple(few) if len(few) <= FEW else None)
    return _published[atlas]


def span(start: str, end: str | None = None) -> tuple[int, int]:
    """Return the first and the last day of a time, counted from 1 January 1970.

    Parameters
    ----------
    start, end
        A year, a month or a day, ISO 8601; a day beyond the end of its month is its last day.

    Examples
    --------
    >>> span("1970"), span("1970-02"), span("1970-01-31", "1970-02")
    ((0, 364), (31, 58), (30, 58))
    """
    first, last = _day(start, last=False), _day(end or start, last=True)
    return first, max(first, last)


def _day(text: str, *, last: bool) -> int:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    year, month = max(year, 1), month or (12 if last else 1)
    longest = monthrange(year, month)[1]
    return date(year, month, min(day, longest) or (longest if last else 1)).toordinal() - _EPOCH


def exact(thing: Thing) -> bool:
    """Tell whether a thing is dated to the day at both ends."""
    return len(thing.start) == len(thing.end) == len("2025-09-22")


def months(dates: Mapping[str | None, int]) -> tuple[list[list[int]], list[list[int]]]:
    """Add up articles by month, or by year where only the year is known.

    Parameters
    ----------
    dates
        The number of articles by date.

    Returns
    -------
    list of [month, number], list of [year, number]
        In order; a month is counted as twelve times the year, plus 0 for January.
    """
    by_month: Counter[int] = Counter()
    by_year: Counter[int] = Counter()
    for text, number in dates.items():
        if text is None:
            continue
        year, *month = map(int, text.split("-"))
        if month:
            by_month[year * 12 + month[0] - 1] += number
        else:
            by_year[year] += number
    return _listed(by_month), _listed(by_year)


def _listed(counts: Counter[int]) -> list[list[int]]:
    return [[key, counts[key]] for key in sorted(counts)]


def years(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and the last year of the shortest time that holds most of the spans.

    Of several that are equally short, the latest is returned.

    Examples
    --------
    >>> years([span("1996"), span("2024-08"), span("2025-07-21"), span("2025")])
    (2024, 2025)
    """
    ends = sorted((_year(first), _year(last)) for first, last in spans)
    wanted = max(1, round(_MOST * len(ends)))
    candidates = []
    for first, _ in ends:
        lasts = sorted(last for start, last in ends if start >= first)
        if len(lasts) >= wanted:
            candidates.append((lasts[wanted - 1] - first, -first, lasts[wanted - 1]))
    _, first, last = min(candidates)
    return -first, last


def _year(day: int) -> int:
    return date.fromordinal(day + _EPOCH).year

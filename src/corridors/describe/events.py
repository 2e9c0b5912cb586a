"""The dated things of an atlas as plain data: events of features, and articles by their dates."""

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

MILESTONES = "milestones"  # the lane of what has none of its own
FEW = 80  # as many articles are drawn one by one; more as numbers of a month
_EPOCH = date(1970, 1, 1).toordinal()
_MOST = 2 / 3  # as many of the things are in sight at first
_published: WeakKeyDictionary[Atlas, Published] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a date: a feature that is an event, or an event of a feature.

    ``start`` and ``end`` are a year, a month or a day each. The ``status_date`` of a feature is
    the date of a source: nothing happened on it, and it makes no thing.
    """

    feature: Feature
    lane: str
    what: str
    start: str
    end: str


@dataclass(frozen=True)
class Published:
    """How many articles have each date, or none; the dated ones one by one where they are few."""

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
        """What `months` says of the dates."""
        return months(self.dates)

    def inside(self, window: Filter) -> int:
        """Count the articles that a window lets through."""
        return sum(n for d, n in self.dates.items() if d is None or window.touches(d, d))


def things(features: Iterable[Feature]) -> list[Thing]:
    """Return the dated things of some features, the earliest first."""
    found = []
    for one in features:
        if one.start:
            lane = one.kind.lane or MILESTONES
            found.append(Thing(one, lane, "", one.start, one.end or one.start))
        found.extend(Thing(one, MILESTONES, e.what, e.date, e.date) for e in one.dates)
    return sorted(found, key=lambda thing: (span(thing.start, thing.end), thing.feature.id))


def lanes(features: Iterable[Feature]) -> list[str]:
    """Return the lanes of the things of some features: those of their kinds, then milestones."""
    return [*dict.fromkeys(f.kind.lane for f in features if f.kind.lane), MILESTONES]


def published(atlas: Atlas) -> Published:
    """Return the dates of an atlas's articles; read once, for there may be thousands."""
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
        A year, a month or a day, ISO 8601; a day that its month does not have is its last one.

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
    """Add up articles by month, and those of which only the year is known by year.

    Parameters
    ----------
    dates
        How many articles have each date.

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
        year, *rest = map(int, text.split("-"))
        if rest:
            by_month[year * 12 + rest[0] - 1] += number
        else:
            by_year[year] += number
    return _listed(by_month), _listed(by_year)


def _listed(counts: Counter[int]) -> list[list[int]]:
    return [[key, counts[key]] for key in sorted(counts)]


def years(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and the last year of the shortest time that holds most of some spans.

    Of two that are as short, the later one.

    Examples
    --------
    >>> years([span("1996"), span("2024-08"), span("2025-07-21"), span("2025")])
    (2024, 2025)
    """
    ends = sorted((_year(first), _year(last)) for first, last in spans)
    wanted = max(1, round(_MOST * len(ends)))
    ways = []
    for first, _ in ends:
        lasts = sorted(last for start, last in ends if start >= first)
        if len(lasts) >= wanted:
            ways.append((lasts[wanted - 1] - first, -first, lasts[wanted - 1]))
    _, first, last = min(ways)
    return -first, last


def _year(day: int) -> int:
    return date.fromordinal(day + _EPOCH).year

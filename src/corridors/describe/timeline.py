"""The timeline as plain data: its lanes, the dated things in them, and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corridors.atlas import Atlas
from corridors.describe.events import (
    Published,
    Thing,
    exact,
    lanes,
    published,
    span,
    things,
    years,
)
from corridors.describe.facts import day
from corridors.filtering import Filter
from corridors.map import symbols
from corridors.model import Record


@dataclass(frozen=True)
class Strip:
    """The content of the timeline, whatever its window: dated things in lanes, articles by date."""

    lanes: Sequence[str]
    things: Sequence[Thing]
    papers: Published

    @classmethod
    def of(cls, atlas: Atlas, actors: tuple[str, ...] = ()) -> Strip:
        """Collect the dated things of an atlas, of some actors or of all."""
        features = atlas.features.values()
        passing = filter(Filter(actors).shows, features)
        return cls(lanes(features), things(passing), published(atlas))

    def inside(self, chosen: Filter) -> dict[str, tuple[int, int]]:
        """Count the ``things`` and ``articles`` in a window, and in total."""
        within = sum(chosen.touches(thing.start, thing.end) for thing in self.things)
        return {
            "things": (within, len(self.things)),
            "articles": (self.papers.inside(chosen), self.papers.total),
        }

    def described(self) -> dict[str, Any] | None:
        """Describe it as JSON, or return None where nothing has a date.

        Returns
        -------
        dict
            ``things`` and ``articles`` with their days counted from 1970, ``symbols`` as SVG, the
            ``lanes``, ``first`` and ``last`` day, and the years to begin with (``home``). All text
            is plain, none of it HTML.
        """
        papers = self.papers
        spans = [span(thing.start, thing.end) for thing in self.things]
        if not spans and not papers.spans:
            return None
        by_month, by_year = papers.months
        icons = list(dict.fromkeys(symbols.icon(thing.feature) for thing in self.things))
        return {
            "lanes": [
                {"id": lane, "title": lane.replace("-", " ").capitalize()}
                for lane in (*self.lanes, "articles")
            ],
            "things": [_thing(thing, icons) for thing in self.things],
            "symbols": icons,
            "articles": {
                "each": None if papers.few is None else list(map(_article, papers.few)),
                "months": by_month,
                "years": by_year,
                "undated": papers.dates.get(None, 0),
                "total": papers.total,
            },
            "first": min(first for first, _ in (*spans, *papers.spans)),
            "last": max(last for _, last in (*spans, *papers.spans)),
            "home": years(spans or papers.spans),
        }


def _thing(thing: Thing, icons: Sequence[str]) -> dict[str, Any]:
    feature = thing.feature
    ends = dict.fromkeys((thing.start, thing.end))
    return {
        "feature": feature.id,
        "lane": thing.lane,
        "name": f"{feature.name}: {thing.what}" if thing.what else feature.name,
        # The axis shows the year.
        "label": (feature.label or feature.name).removesuffix(f" {thing.start[:4]}").rstrip(","),
        "when": " to ".join(map(day, ends)),
        "span": span(thing.start, thing.end),
        "exact": exact(thing),
        # Only features that are events themselves come and go on the map.
        "event": not thing.what,
        "symbol": icons.index(symbols.icon(feature)),
    }


def _article(record: Record) -> dict[str, Any]:
    text = record.date or ""
    name = f"{record.title}, {record.author}" if record.author else record.title
    return {
        "id": record.id,
        "name": name,
        "label": (record.author or record.title).split(",")[0],
        "when": day(text),
        "span": span(text),
        "exact": len(text) == len("2025-09-22"),
    }

"""The facts about a feature besides its names, as words to search by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from corridors.model import Feature


def known_of(
    countries: Mapping[str, str], titles: Mapping[str, str]
) -> Callable[[Feature], Iterator[str]]:
    """Return a function that yields kind, status, years, countries and actors of a feature.

    Parameters
    ----------
    countries
        Names of countries by ISO 3166 alpha-2 code.
    titles
        Titles of layers by their ids.
    """

    def known(feature: Feature) -> Iterator[str]:
        yield feature.kind.title
        yield feature.kind.plural
        yield titles.get(feature.layer, "")
        yield feature.status
        days = (feature.start, feature.end, *(event.date for event in feature.dates))
        yield from {day[:4] for day in days if day}
        yield from (countries.get(code, code) for code in feature.countries)
        for actor in feature.actors:
            yield from filter(None, (countries.get(actor.state or ""), actor.body))

    return known

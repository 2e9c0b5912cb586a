"""Two corridors, or branches of them, side by side, and the profile of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import get_args

from corridors.atlas import Atlas
from corridors.describe.facts import Content
from corridors.describe.pair import Side, is_journey
from corridors.describe.passages import cite
from corridors.geodata.ground import Ground
from corridors.geodata.journeys import Stop, directed, shared, states, stops
from corridors.geodata.nearness import Positions
from corridors.map import symbols
from corridors.model import Feature, Leg, Mode

_SIDE_BY_SIDE = "Its branches run side by side, so it is not a single journey."
_WHOLE = "Whole corridor"
_ARTICLES = 8
_ORDER = [*get_args(Mode), "operating", "under construction", "planned", "proposed"]


def compare(
    atlas: Atlas,
    positions: Positions,
    ground: Ground | None,
    countries: Mapping[str, str],
    pair: tuple[Side, Side],
) -> Content:
    """Compare two corridors.

    Parameters
    ----------
    atlas, positions
        Where passages are counted, and places on the legs are looked up.
    ground
        The land by country; without it no states are listed.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    pair
        As `corridors.describe.pair.sides` returns it.

    Returns
    -------
    dict
        ``choices`` of corridors and branches; the two ``sides`` with their ``legs``, ``places``
        and ``states``; ``lengths`` by mode and by status; what they have in ``common``; and the
        ``profile`` of the first, None where it is not a single journey.
    """
    common = shared(pair[0].legs, pair[1].legs)
    turned = (common, [(other, own, km) for own, other, km in common])
    places = [_places(positions, side) for side in pair]
    return {
        "choices": [
            {
                "id": f.id,
                "name": f.label or f.name,
                "whole": is_journey(f),
                "branches": [{"id": f"{f.id}/{b.id}", "name": b.name} for b in f.branches],
            }
            for f in atlas.features.values()
            if f.kind.branched
        ],
        "sides": [
            {
                "id": side.key,
                "name": side.corridor.label or side.corridor.name,
                "title": side.branch.name if side.branch else _WHOLE,
                "colour": symbols.colour(side.corridor),
                "note": "" if side.journey else _SIDE_BY_SIDE,
                "passages": atlas.count_to(side.corridor.id),
                "legs": [_leg(leg, turned[at]) for leg in side.legs],
                "places": _listed(places[at], places[1 - at]),
                **_states(side, ground, countries),
            }
            for at, side in enumerate(pair)
        ],
        "lengths": _lengths(*(side.legs for side in pair)),
        "common": _common(atlas, pair, common),
        "profile": _profile(positions, pair[0]),
    }


def _places(positions: Positions, side: Side) -> list[Feature]:
    """Return the ports and nodes: in the order of the branch, else in that of the legs."""
    on = positions.on(side.corridor, side.legs)
    if side.journey:
        return [stop.feature for stop in stops(side.journey, on) if stop.feature]
    by_leg = (sorted(on[leg.id], key=attrgetter("at")) for leg in side.legs)
    return list({spot.place.id: spot.place for spots in by_leg for spot in spots}.values())


def _listed(places: Iterable[Feature], others: Sequence[Feature]) -> list[Content]:
    other_ids = {place.id for place in others}
    return [
        {"id": p.id, "name": p.label or p.name, "full": p.name, "both": p.id in other_ids}
        for p in places
    ]


def _leg(leg: Leg, common: Iterable[tuple[Leg, Leg, float]]) -> Content:
    return {
        "name": leg.name,
        "mode": leg.mode,
        "status": leg.status,
        "km": round(leg.travel_km),
        "shared": [
            {"name": other.name, "km": round(km)} for own, other, km in common if own is leg
        ],
    }


def _states(side: Side, ground: Ground | None, countries: Mapping[str, str]) -> Content:
    listed = side.corridor.countries
    if ground is None:
        return {"states": [], "besides": [countries.get(code, code) for code in listed]}
    if side.journey:
        crossed = states(side.journey, listed, ground)
    else:
        summed: dict[str, float] = {}
        for leg in side.legs:
            for code, km in states(directed([leg]), listed, ground):
                summed[code] = summed.get(code, 0) + km
        crossed = list(summed.items())
    crossed_codes = {code for code, _ in crossed}
    return {
        "states": [{"name": countries.get(code, code), "km": round(km)} for code, km in crossed],
        "besides": [countries.get(code, code) for code in listed if code not in crossed_codes]
        if side.branch is None
        else [],
    }


def _lengths(*sides: Sequence[Leg]) -> list[Content]:
    """Add up the kilometres to travel in total, by mode and by status, each row for both sides."""
    legs = [leg for side in sides for leg in side]
    rows: list[tuple[str, str, list[float]]] = [("Total", "", [_km(side) for side in sides])]
    for heading, key in (("By mode", "mode"), ("By status", "status")):
        for value in sorted({getattr(leg, key) for leg in legs}, key=_ORDER.index):
            sums = [_km(leg for leg in side if getattr(leg, key) == value) for side in sides]
            rows.append((value.capitalize(), heading, sums))
    most = max(rows[0][2]) or 1
    return [
        {
            "term": term,
            "heading": heading,
            "values": [{"km": round(km), "share": round(km / most, 4)} for km in sums],
        }
        for term, heading, sums in rows
    ]


def _km(legs: Iterable[Leg]) -> float:
    return sum(leg.travel_km for leg in legs)


def _common(
    atlas: Atlas, pair: tuple[Side, Side], legs: Sequence[tuple[Leg, Leg, float]]
) -> Content:
    first, second = (side.corridor.id for side in pair)
    articles = () if first == second else atlas.telling(first, second)
    return {
        "km": sum(round(km) for _, _, km in legs),
        "legs": [{"name": own.name, "km": round(km)} for own, _, km in legs],
        "articles": [cite(entry.record) for entry in articles[:_ARTICLES]],
        "all_articles": len(articles),
        "passages": 0 if first == second else atlas.together(first).get(second, 0),
        "same": first == second,
    }


def _profile(positions: Positions, side: Side) -> Content | None:
    branch = side.way or next(iter(side.corridor.branches), None)
    journey = side.journey or Side(side.corridor, branch).journey
    if journey is None:
        return None
    journey_stops = stops(
        journey, positions.on(side.corridor, [stretch.leg for stretch in journey])
    )
    colour = symbols.colour(side.corridor)
    return {
        "title": branch.name if branch else journey[0].leg.name,
        "chosen": side.journey is not None,
        "stops": [
            {
                "id": stop.feature.id if stop.feature else None,
                "name": (stop.feature.label if stop.feature else None) or stop.name,
                "full": stop.name,
                "km": round(stop.km),
                "onward": _onward(stop, after, colour),
            }
            for stop, after in zip(journey_stops, [*journey_stops[1:], None], strict=True)
        ],
    }


def _onward(stop: Stop, after: Stop | None, colour: str) -> Content | None:
    leg = stop.onward
    if leg is None or after is None:
        return None
    return {
        "km": round(after.km) - round(stop.km),
        "mode": leg.mode,
        "status": leg.status,
        "schematic": leg.precision.level == "schematic",
        "line": dict(symbols.line(colour, leg)),
        "casing": dict(symbols.casing(colour, leg)),
    }

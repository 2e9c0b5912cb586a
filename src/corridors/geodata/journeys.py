"""A branch as a journey: legs in the direction of travel, stops with distances, states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import shapely
from pyproj import Geod
from shapely import Point
from shapely.geometry.base import BaseGeometry

from corridors.geodata.ground import QUAY_KM, STRAY_KM, Ground, length_km
from corridors.geodata.nearness import ON_KM, On
from corridors.model import Feature, Leg

_WGS84 = Geod(ellps="WGS84")
_BETWEEN = " – "  # places in the name of a leg
_SAME_KM = 1.0  # of track; legs that share less only meet or cross


@dataclass(frozen=True, slots=True)
class Stretch:
    """A leg in the direction of travel, as ``line`` runs; ``start`` is in km of the journey."""

    leg: Leg
    line: BaseGeometry
    turned: bool
    start: float

    @property
    def end(self) -> float:
        """Kilometres from the start of the journey to the leg's end."""
        return self.start + self.leg.travel_km

    @property
    def ends(self) -> tuple[str, str]:
        """The names of its two ends, from the name of the leg, in the direction of travel."""
        first, *rest = self.leg.name.split(_BETWEEN)
        last = rest[-1] if rest else first
        return (last, first) if self.turned else (first, last)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a journey, ``km`` from its start; no feature where only a leg ends there.

    ``onward`` is the leg that goes on from it, None at the end.
    """

    name: str
    km: float
    onward: Leg | None
    feature: Feature | None = None


def directed(legs: Sequence[Leg]) -> tuple[Stretch, ...]:
    """Turn the legs of a branch so that each begins where the one before ends."""
    stretches: list[Stretch] = []
    for number, leg in enumerate(legs):
        first, last = leg.geometry.coords[0], leg.geometry.coords[-1]
        if stretches:
            joint = stretches[-1].line.coords[-1]
            turned = _metres(last, joint) < _metres(first, joint)
        elif len(legs) > 1:
            beyond = legs[number + 1].geometry.coords
            onward = (beyond[0], beyond[-1])
            turned = min(_metres(first, e) for e in onward) < min(_metres(last, e) for e in onward)
        else:
            turned = False
        line = shapely.reverse(leg.geometry) if turned else leg.geometry
        stretches.append(Stretch(leg, line, turned, stretches[-1].end if stretches else 0.0))
    return tuple(stretches)


def stops(journey: Sequence[Stretch], on: Mapping[str, Sequence[On]]) -> tuple[Stop, ...]:
    """List the places of a journey in order: ports, nodes, and ends of legs that have neither.

    Parameters
    ----------
    journey
        As `directed` returns it.
    on
        The ports and nodes on each leg, as `corridors.geodata.nearness.Positions.on` returns them.

    Returns
    -------
    tuple of Stop
        A port or a node near the end of a leg, as measured by `Positions.legs_at`, is put at that
        end. Kilometres are those to travel: along the track where its length is known.
    """
    if not journey:
        return ()
    joints = [*(stretch.start for stretch in journey), journey[-1].end]
    nearest: dict[str, tuple[float, float, Feature]] = {}
    for stretch in journey:
        for position in on.get(stretch.leg.id, ()):
            share = 1 - position.at if stretch.turned else position.at
            km = stretch.start + share * stretch.leg.travel_km
            candidate = (position.km, km, position.place)
            key = position.place.id
            nearest[key] = min(candidate, nearest.get(key, candidate), key=itemgetter(0, 1))
    places: list[tuple[float, str, Feature | None]] = [
        (_snapped(km, joints, place), place.name, place) for _, km, place in nearest.values()
    ]
    occupied = {km for km, _, _ in places}
    ends = zip(joints, _end_names(journey), strict=True)
    places += [(km, name, None) for km, name in ends if km not in occupied]
    return tuple(
        Stop(name, km, next((s.leg for s in journey if s.start <= km < s.end), None), place)
        for km, name, place in sorted(places, key=itemgetter(0))
    )


def _snapped(km: float, joints: Sequence[float], place: Feature) -> float:
    joint = min(joints, key=lambda at: abs(at - km))
    return joint if abs(joint - km) <= ON_KM + (place.precision.km or 0) else km


def _end_names(journey: Sequence[Stretch]) -> Iterable[str]:
    return [*(stretch.ends[0] for stretch in journey), journey[-1].ends[1]]


def states(
    journey: Sequence[Stretch], countries: Sequence[str], ground: Ground
) -> list[tuple[str, float]]:
    """Return the states that a journey crosses, in its order, with the km as drawn.

    Parameters
    ----------
    journey
        As `directed` returns it.
    countries
        Those that the corridor names; only these count, as a drawn line may stray.
    ground
        The land by country.

    Returns
    -------
    list of (str, float)
        ISO 3166 alpha-2 codes and km; neighbouring stretches in one state are added up. Less than
        `STRAY_KM` of a leg does not count, unless it is the largest part. A leg at sea has the
        states of its ends, with 0 km.
    """
    parts: list[tuple[str, float]] = []
    for stretch in journey:
        if stretch.leg.mode == "sea":
            ends = (Point(stretch.line.coords[at]) for at in (0, -1))
            quay_states = (ground.closest(end, countries, QUAY_KM) for end in ends)
            parts += [(state, 0.0) for state in quay_states if state]
            continue
        crossed = ground.crossed(stretch.line, countries)
        longest = max(crossed.values(), default=0.0)
        parts += [(s, km) for s, km in crossed.items() if km >= min(STRAY_KM, longest)]
    runs = groupby(parts, key=itemgetter(0))
    return [(state, sum(km for _, km in run)) for state, run in runs]


def shared(first: Iterable[Leg], second: Iterable[Leg]) -> list[tuple[Leg, Leg, float]]:
    """Return the legs of two lines that run on one track, with the km as drawn that they share.

    Two legs share what their drawn lines have in common vertex by vertex: lines of one railway
    graph do so wherever they take the same track.
    """
    second = tuple(second)
    pairs = ((a, b) for a in first for b in second if a.mode == b.mode)
    common = ((a, b, length_km(shapely.intersection(a.geometry, b.geometry))) for a, b in pairs)
    return [(a, b, km) for a, b, km in common if km >= _SAME_KM]


def _metres(a: Sequence[float], b: Sequence[float]) -> float:
    return float(_WGS84.inv(a[0], a[1], b[0], b[1])[2])

"""How far features are from one another, and which ports and nodes lie on which legs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from corridors.model import Feature, Leg

_WGS84 = Geod(ellps="WGS84")
# Nearest points are found on a plane centred on the region; distances are geodesic.
_PLANE = "+proj=aeqd +lat_0=42 +lon_0=55 +datum=WGS84"
_TO_PLANE = Transformer.from_crs("EPSG:4326", _PLANE, always_xy=True)
_FROM_PLANE = Transformer.from_crs(_PLANE, "EPSG:4326", always_xy=True)
ON_KM = 5.0  # from a leg, besides the possible error of the place's own position
HERE_KM = 0.05  # nearer than that has no direction
_WINDS = (
    *("north", "north-east", "east", "south-east"),
    *("south", "south-west", "west", "north-west"),
)
_TRAVELLED = ("rail", "road", "sea", "river")
_AFLOAT = ("sea", "river")  # a ship passes the ports on its way; it calls where its leg ends


@dataclass(frozen=True, slots=True)
class Near:
    """A feature with the geodesic distance and azimuth to it; no azimuth for the same spot."""

    feature: Feature
    km: float
    azimuth: float | None


@dataclass(frozen=True, slots=True)
class On:
    """A place on a leg: ``km`` from it, at ``at`` of 0 to 1 along the leg as drawn."""

    place: Feature
    line: Feature
    leg: Leg
    km: float
    at: float


class Positions:
    """Features on one plane, to measure between them.

    Parameters
    ----------
    features
        Their geometry is in EPSG:4326, longitude first. Nearest points are found on an azimuthal
        equidistant plane, distances between them are geodesic (WGS 84).
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        self._features = tuple(features)
        self._shapes = np.array([_on_plane(f.geometry) for f in self._features], dtype=object)
        self._number = {feature.id: at for at, feature in enumerate(self._features)}
        self._legs = [(f, leg) for f in self._features for leg in f.legs if leg.mode in _TRAVELLED]
        self._stops = np.array([_on_plane(_calls(leg)) for _, leg in self._legs], dtype=object)
        self._on: dict[str, tuple[On, ...]] = {}

    def nearest(self, feature: str, count: int) -> Sequence[Near]:
        """Return the features nearest to this one, measured between their nearest points."""
        number = self._number[feature]
        km, azimuth = _measure(self._shapes[number], self._shapes)
        order = [at for at in np.argsort(km, kind="stable") if at != number][:count]
        return [
            Near(self._features[at], float(km[at]), _direction(km[at], azimuth[at])) for at in order
        ]

    def legs_at(self, feature: str) -> tuple[On, ...]:
        """Return the legs that a port, a node or the like lies on; none for other features.

        It lies on a railway or a road that passes within `ON_KM` and the error of its own
        position, and on a leg over water that begins or ends so near.
        """
        if feature not in self._on:
            self._on[feature] = tuple(self._measured(self._features[self._number[feature]]))
        return self._on[feature]

    def _measured(self, place: Feature) -> Iterable[On]:
        if not place.kind.stop or not self._legs:
            return
        shape = self._shapes[self._number[place.id]]
        km, _ = _measure(shape, self._stops)
        limit = ON_KM + (place.precision.km or 0)
        for number in np.flatnonzero(km <= limit):
            line, leg = self._legs[number]
            yield On(place, line, leg, float(km[number]), _share(leg, place.geometry))

    def on(self, line: Feature, legs: Iterable[Leg]) -> Mapping[str, Sequence[On]]:
        """Return the ports and nodes on some legs of a line, by the id of the leg."""
        places: dict[str, list[On]] = {leg.id: [] for leg in legs}
        for place in self._features:
            for position in self.legs_at(place.id) if place.kind.stop else ():
                if position.line.id == line.id and position.leg.id in places:
                    places[position.leg.id].append(position)
        return places


def wind(azimuth: float) -> str:
    """Return which of the eight points of the compass is nearest to an azimuth.

    Examples
    --------
    >>> wind(0), wind(-44), wind(181)
    ('north', 'north-west', 'south')
    """
    return _WINDS[round(azimuth % 360 / 45) % 8]


def _on_plane(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: np.column_stack(_TO_PLANE.transform(*xy.T)))


def _calls(leg: Leg) -> BaseGeometry:
    if leg.mode not in _AFLOAT:
        return leg.geometry
    return shapely.MultiPoint([leg.geometry.coords[0], leg.geometry.coords[-1]])


def _measure(
    shape: BaseGeometry, others: NDArray[np.object_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return distance in km and azimuth of other shapes, measured between nearest points."""
    ends = shapely.get_coordinates(shapely.shortest_line(shape, others))
    x, y = _FROM_PLANE.transform(*ends.T)
    azimuth, _, metres = _WGS84.inv(x[::2], y[::2], x[1::2], y[1::2])
    return np.asarray(metres) / 1000, np.asarray(azimuth)


def _direction(km: float, azimuth: float) -> float | None:
    return None if km < HERE_KM else float(azimuth)


def _share(leg: Leg, place: BaseGeometry) -> float:
    """Return how far along a leg a place is, from 0 to 1; on water, at which of its ends."""
    if leg.mode in _AFLOAT:
        ends = shapely.points([leg.geometry.coords[0], leg.geometry.coords[-1]])
        return float(
            np.argmin(_measure(_on_plane(place), np.array([_on_plane(e) for e in ends]))[0])
        )
    line = _on_plane(leg.geometry)
    closest = shapely.get_point(shapely.shortest_line(line, _on_plane(place)), 0)
    return float(line.line_locate_point(closest, normalized=True))

"""The part of the ground that a picture shows, in Web Mercator (EPSG:3857) as on the page."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, cos, degrees, exp, log2, pi, radians, sin, sqrt, tau
from typing import Any

import numpy as np
import shapely
from shapely import Geometry

TILE = 256  # pixels across the whole world at zoom 0
MOST = 85.0511  # degrees of latitude; Mercator's square ends there
# WGS 84.
_AXIS_KM = 6378.137
_FLATTENING = 1 / 298.257223563
_Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class View:
    """A view of the map: its centre in EPSG:4326, Leaflet's zoom, its size in pixels."""

    latitude: float
    longitude: float
    zoom: float
    width: int
    height: int

    def project(self, shape: Geometry) -> Geometry:
        """Return a shape in pixels of the picture, from its top left corner."""
        return shapely.transform(shape, self.pixels)

    def pixels(self, coordinates: _Array) -> _Array:
        """Return longitudes and latitudes in pixels of the picture."""
        centre = _world(np.array([[self.longitude, self.latitude]]), self.zoom)
        middle = np.array([self.width / 2, self.height / 2])
        pixels: _Array = _world(coordinates, self.zoom) - centre + middle
        return pixels

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return one position in pixels of the picture."""
        x, y = self.pixels(np.array([[longitude, latitude]]))[0]
        return float(x), float(y)

    @property
    def km_per_pixel(self) -> float:
        """The width of a pixel on the ground, along the parallel in the middle."""
        eccentricity = _FLATTENING * (2 - _FLATTENING)
        latitude = radians(self.latitude)
        radius = _AXIS_KM / sqrt(1 - eccentricity * sin(latitude) ** 2)
        return tau * radius * cos(latitude) / (TILE * 2**self.zoom)


def fit(
    bounds: tuple[float, float, float, float],
    width: int,
    height: int,
    padding: int = 0,
    most: float = 12,
) -> View:
    """Return the closest view that shows everything within some bounds.

    Parameters
    ----------
    bounds
        West, south, east and north.
    width, height
        The size of the picture in pixels.
    padding
        Pixels to leave on each side.
    most
        The highest zoom; a single point is shown at it.
    """
    west, south, east, north = bounds
    corners = _world(np.array([[west, north], [east, south]], dtype=float), 0)
    spans = corners[1] - corners[0]
    room = (max(1, width - 2 * padding), max(1, height - 2 * padding))
    zooms = [log2(pixels / span) for pixels, span in zip(room, spans, strict=True) if span > 0]
    x, y = (corners[0] + corners[1]) / 2
    latitude = degrees(2 * atan(exp(pi - y * tau / TILE)) - pi / 2)
    return View(latitude, float(x) * 360 / TILE - 180, min([most, *zooms]), width, height)


def _world(coordinates: _Array, zoom: float) -> _Array:
    scale = TILE * 2**zoom / tau
    latitude = np.radians(np.clip(coordinates[:, 1], -MOST, MOST))
    x = np.radians(coordinates[:, 0]) + pi
    y = pi - np.log(np.tan(pi / 4 + latitude / 2))
    pixels: _Array = np.column_stack([x, y]) * scale
    return pixels

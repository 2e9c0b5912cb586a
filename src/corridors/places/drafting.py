"""Drafts a place of the user's own: a feature of the schema, from a name and a position."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from shapely import Point

from corridors.checking import FaultError
from corridors.errors import LibraryError
from corridors.geodata.ground import Ground
from corridors.places.towns import MAP, SOURCE, Town, fold, on_map

# GeoNames puts its point somewhere in the town.
_TOWN_KM = 5
_DECIMALS = 5  # about a metre


def draft(
    name: str,
    where: Town | tuple[float, float],
    *,
    kind: str = "place",
    aliases: Iterable[str] = (),
    countries: Iterable[str] = (),
    km: float | None = None,
    summary: str = "",
) -> Mapping[str, Any]:
    """Make a GeoJSON feature of a place.

    Parameters
    ----------
    name
        Its name, as texts write it.
    where
        The town that it is, or longitude and latitude (EPSG:4326).
    kind
        The id of a kind that needs only a point.
    aliases
        Other names; the town's own name is always added.
    countries
        Where it lies, ISO 3166 alpha-2; for a town, its own country is used.
    km
        The possible error of the position; for a town 5 km by default.
    summary
        What it is, in a sentence.

    Returns
    -------
    Mapping
        A feature whose id starts with ``my-``. Its status is “reported”, which is all that can be
        inferred from a mention in a text.

    Raises
    ------
    LibraryError
        If a name has fewer than two letters or digits, or the position is not on the map.
    """
    name = _clean(name)
    town = where if isinstance(where, Town) else None
    longitude, latitude = (town.longitude, town.latitude) if town else where  # type: ignore[misc]
    if not (isfinite(longitude) and isfinite(latitude) and on_map(longitude, latitude)):
        west, south, east, north = MAP
        expected = f"longitude {west:g} to {east:g}, then latitude {south:g} to {north:g}"
        raise LibraryError(f"{longitude:g}, {latitude:g} is not on the map (expected {expected})")
    other_names = [*([town.name] if town else []), *(alias for alias in aliases if alias.strip())]
    spellings = {fold(text): text for text in map(_clean, [*reversed(other_names), name])}
    spellings.pop(fold(name))
    properties: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "names": [
            {"text": name, "type": "preferred"},
            *({"text": text, "type": "alias"} for text in reversed(spellings.values())),
        ],
        "countries": [town.country] if town else list(countries),
        "status": "reported",
        "summary": " ".join(summary.split()) or "A place of your own.",
        "position": {"precision": "approximate", **_off(km, town)},
        "provenance": [{"text": _provenance(town)}],
    }
    if town:
        properties["identifiers"] = {"geonames": str(town.geonames)}
    return {
        "type": "Feature",
        "id": f"my-{_slug(name)}",
        "properties": properties,
        "geometry": {
            "type": "Point",
            "coordinates": [round(longitude, _DECIMALS), round(latitude, _DECIMALS)],
        },
    }


def countries_at(where: Town | tuple[float, float], land: Path) -> tuple[str, ...]:
    """Return the country of a position by the land of the basemap, or nothing at sea."""
    point = Point(where.longitude, where.latitude) if isinstance(where, Town) else Point(where)
    try:
        country = Ground(land).country_at(point)
    except FaultError:
        return ()
    return (country,) if country else ()


def position(text: str) -> tuple[float, float]:
    """Read a typed position: longitude, then latitude, in degrees.

    Raises
    ------
    LibraryError
        If it is not a position.

    Examples
    --------
    >>> position("51.68, 43.18")
    (51.68, 43.18)
    """
    try:
        longitude, latitude = map(float, text.replace(",", " ").split())
    except ValueError as error:
        expected = "two numbers, longitude first, such as 51.68, 43.18"
        raise LibraryError(f"{text!a} is not a position (expected {expected})") from error
    return longitude, latitude


def _off(km: float | None, town: Town | None) -> Mapping[str, object]:
    if km is not None:
        return {"km": km}
    if town:
        return {"km": _TOWN_KM, "note": "A point in the town, as GeoNames has it."}
    return {}


def _provenance(town: Town | None) -> str:
    if town is None:
        return "Position set by the user."
    return f"GeoNames {town.geonames}, {town.name}, from {SOURCE} (CC BY 4.0)."


def _clean(name: str) -> str:
    """Return a name on one line, or refuse one that no text could contain."""
    text = " ".join(name.split())
    if not text.isprintable() or sum(map(str.isalnum, text)) < 2:
        raise LibraryError(f"{name!a} cannot be a name (expected two letters or more)")
    return text


def _slug(name: str) -> str:
    """Turn a name into the end of an id; letters of other scripts are dropped."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:60].strip("-") or "place"

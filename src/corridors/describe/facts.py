"""The facts about a feature in words: kind, status, precision, legs and lengths."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shapely import Point

from corridors.model import Actor, Branch, Feature, Leg, Precision

_LEVELS = {
    "exact": "Exact",
    "approximate": "Approximate",
    "area": "Somewhere in the area drawn",
    "network": "Follows the network",
    "schematic": "Schematic",
    "mixed": "Differs from leg to leg",
}
# How lines of these statuses are drawn; all others are solid.
_LINES = {"under construction": "dashed", "planned": "dotted", "proposed": "dotted"}

Content = dict[str, Any]


def facts(feature: Feature, countries: Mapping[str, str]) -> Iterator[Content]:
    """Yield the facts about a feature: ``term`` and ``text``, in reading order.

    Parameters
    ----------
    feature
        The feature.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    """
    yield _fact("Kind", feature.kind.fact)
    yield _fact("Status", _status(feature))
    if feature.start:
        dates = dict.fromkeys(filter(None, (feature.start, feature.end)))
        yield _fact("Dates" if len(dates) > 1 else "Date", " to ".join(map(day, dates)))
    if feature.dates:
        events = (f"{day(event.date)}: {event.what}" for event in feature.dates)
        yield _fact("Events" if len(feature.dates) > 1 else "Event", "; ".join(events))
    for role, names in _parts(feature.actors, countries).items():
        yield _fact(role, ", ".join(names))
    yield _fact("Countries", _country_names(feature.countries, countries))
    if feature.river:
        yield _fact("River", feature.river)
    if isinstance(feature.geometry, Point):
        x, y = feature.geometry.x, feature.geometry.y
        position = f"{abs(y):.4f}° {'N' if y >= 0 else 'S'}, {abs(x):.4f}° {'E' if x >= 0 else 'W'}"
        yield _fact("Position", position)
    yield _fact("Precision", precision(feature.precision))
    aliases = {
        n.text.casefold(): n.text
        for n in feature.names
        if n.type in ("alias", "acronym") and not n.lang
    }
    aliases.pop(feature.name.casefold(), None)
    if aliases:
        yield _fact("Also called", ", ".join(aliases.values()))
    local_names = dict.fromkeys(name.text for name in feature.names if name.lang)
    if local_names:
        yield _fact("Local names", ", ".join(local_names))
    for scheme, value in feature.identifiers.items():
        yield _fact(_scheme(scheme), value)


def chips(feature: Feature, countries: Mapping[str, str]) -> Iterator[Content]:
    """Yield the facts to see at a glance, a few words each: status, place, length, actors.

    Yields
    ------
    dict
        ``term``, ``text`` and ``note``; ``term`` and ``note`` may be empty. The first is the
        status, whose ``line`` says how the map draws it: ``solid``, ``dashed`` or ``dotted``.
    """
    dates = dict.fromkeys(filter(None, (feature.start, feature.end)))
    since = f"as of {day(feature.status_date)}" if feature.status_date and not dates else ""
    yield {
        "term": "",
        "text": feature.status.capitalize(),
        "note": " to ".join(map(day, dates)) or since,
        "line": _LINES.get(feature.status, "solid"),
    }
    yield _chip("", _country_names(feature.countries, countries))
    if feature.branches:
        yield _chip("", f"{len(feature.branches)} branches")
    elif feature.legs:
        yield _chip("", _km(sum(leg.travel_km for leg in feature.legs)))
    for role, names in _parts(feature.actors, countries).items():
        yield _chip(role, ", ".join(names))


def _chip(term: str, text: str) -> Content:
    return {"term": term, "text": text, "note": ""}


def _fact(term: str, text: str) -> Content:
    return {"term": term, "text": text}


def _parts(actors: Sequence[Actor], countries: Mapping[str, str]) -> dict[str, list[str]]:
    """Group the names of actors by role, in the plural where there are several."""
    roles: dict[str, list[str]] = {}
    for actor in actors:
        roles.setdefault(actor.role, []).append(actor_name(actor, countries))
    return {
        role.replace("signatory", "signatorie").capitalize() + "s"
        if len(names) > 1
        else role.capitalize(): names
        for role, names in roles.items()
    }


def actor_name(actor: Actor, countries: Mapping[str, str]) -> str:
    """Return the name of a state, or of a body with its state in brackets where it has one."""
    state = countries.get(actor.state, actor.state) if actor.state else None
    return f"{actor.body} ({state})" if actor.body and state else actor.body or state or ""


def _status(feature: Feature) -> str:
    since = f" (as of {day(feature.status_date)})" if feature.status_date else ""
    return feature.status.capitalize() + since


def _country_names(codes: Sequence[str], countries: Mapping[str, str]) -> str:
    return ", ".join(countries.get(code, code) for code in codes)


def _scheme(key: str) -> str:
    return {"wikidata": "Wikidata", "unlocode": "UN/LOCODE", "geonames": "GeoNames"}.get(key, key)


def way(feature: Feature, branch: Branch | None) -> Content:
    """List the legs of a branch, or all legs where there is no branch, with their lengths.

    Returns
    -------
    dict
        ``branch`` (id or None), ``title``, ``total`` (by mode, in km), ``note`` and ``legs``.
    """
    legs = feature.along(branch)
    return {
        "branch": branch.id if branch else None,
        "title": branch.name if branch else "All legs",
        "total": _total(legs),
        "note": ""
        if branch or not feature.branches
        else "Branches run side by side, so it is not a single journey.",
        "legs": [
            {
                "name": leg.name,
                "mode": leg.mode,
                "status": leg.status,
                "length": _km(leg.travel_km),
                "by": leg.operator or leg.owner,
                "precision": precision(leg.precision),
                "source": leg.source,
            }
            for leg in legs
        ],
    }


def _total(legs: Sequence[Leg]) -> str:
    """Add up lengths by mode, and in total where there are several modes."""
    modes: dict[str, float] = {}
    for leg in legs:
        modes[leg.mode] = modes.get(leg.mode, 0) + leg.travel_km
    parts = [f"{mode} {_km(km)}" for mode, km in modes.items()]
    together = [f"together {_km(sum(modes.values()))}"] if len(modes) > 1 else []
    missing = sum(leg.travel_km for leg in legs if leg.status != "operating")
    return ", ".join(parts + together) + (f"; {_km(missing)} not operating" if missing else "")


def _km(length: float) -> str:
    return f"{length:,.0f} km"


def precision(value: Precision) -> str:
    """Describe how exact a position is, with the possible error in kilometres."""
    within = f", within {value.km:g} km" if value.km else ""
    note = f". {value.note}" if value.note else ""
    return f"{_LEVELS[value.level]}{within}{note}"


def day(iso: str) -> str:
    """Write an ISO date in words; it may be a month or a year alone.

    Examples
    --------
    >>> day("2025-06"), day("2025-07-21")
    ('June 2025', '21 July 2025')
    """
    year, *month_and_day = iso.split("-")
    month = [month_name[int(month_and_day[0])]] if month_and_day else []
    return " ".join([*(str(int(part)) for part in month_and_day[1:]), *month, year])

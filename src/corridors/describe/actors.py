"""The features of chosen actors by role, and which states met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corridors.atlas import Atlas
from corridors.describe.facts import Content, day
from corridors.kinds import Kind
from corridors.model import Feature

_ROLES = {
    "owner": "Owns",
    "operator": "Operates",
    "builder": "Builds or built",
    "financier": "Pays for",
    "planner": "Plans",
    "host": "Hosts",
    "organiser": "Organises",
    "participant": "Takes part in",
    "observer": "Observes",
    "signatory": "Signed",
    "supporter": "Supports",
}
_PRESENT = ("host", "organiser", "participant", "observer")


@dataclass(frozen=True, slots=True)
class Meeting:
    """An exercise or meeting, however many its sites, and the states that took part."""

    feature: str
    name: str
    states: frozenset[str]


def overview(atlas: Atlas, shown: Iterable[Feature], countries: Mapping[str, str]) -> Content:
    """Count the features in which each state has a part, the highest count first.

    Returns
    -------
    dict
        ``states``: ``id``, ``name`` and number of ``features`` of each; ``matrices`` as
        `matrices` returns them.
    """
    numbers: dict[str, int] = {}
    shown = tuple(shown)
    for feature in shown:
        for state in {actor.state for actor in feature.actors if actor.state}:
            numbers[state] = numbers.get(state, 0) + 1
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], countries.get(item[0], item[0])))
    return {
        "states": [{"id": s, "name": countries.get(s, s), "features": n} for s, n in ranked],
        "parts": [],
        "matrices": matrices(atlas.features.values(), countries),
    }


def parts(
    atlas: Atlas, shown: Iterable[Feature], chosen: Sequence[str], countries: Mapping[str, str]
) -> Content:
    """List what chosen actors own, join, hold or plan.

    Parameters
    ----------
    atlas
        Where the passages are counted.
    shown
        The features to list from.
    chosen
        States and bodies, as in `corridors.filtering.Filter`.
    countries
        Names of countries by ISO 3166 alpha-2 code.

    Returns
    -------
    dict
        As `overview`, and ``parts``: for each actor its ``name`` and its ``roles``, each
        with a ``title`` and its ``features``: ``id``, ``name``, ``by`` (the bodies, other
        than the chosen actor) and the number of ``passages``.
    """
    shown = tuple(shown)
    return overview(atlas, shown, countries) | {
        "parts": [
            {"id": key, "name": countries.get(key, key), "roles": _roles(atlas, shown, key)}
            for key in chosen
        ]
    }


def _roles(atlas: Atlas, shown: Sequence[Feature], key: str) -> list[Content]:
    by_role: dict[str, dict[str, Content]] = {}
    for feature in shown:
        for actor in feature.actors:
            if key not in (actor.state, actor.body):
                continue
            row = by_role.setdefault(actor.role, {}).setdefault(
                feature.id,
                {
                    "id": feature.id,
                    "name": feature.name,
                    "by": [],
                    "passages": atlas.count_to(feature.id),
                },
            )
            if actor.body and actor.body != key:
                row["by"].append(actor.body)
    return [
        {"title": _ROLES.get(role, role.capitalize()), "features": list(rows.values())}
        for role, rows in sorted(by_role.items(), key=lambda item: _rank(item[0]))
    ]


def _rank(role: str) -> int:
    return list(_ROLES).index(role) if role in _ROLES else len(_ROLES)


def matrices(features: Iterable[Feature], countries: Mapping[str, str]) -> list[Content]:
    """Tell, for each pair of states, at which exercises, meetings or the like both were.

    Returns
    -------
    list of dict
        One for each kind with a matrix: ``title``, ``thing`` and ``things`` (singular and plural),
        ``states`` (``id``, ``name``), and ``cells``: for each pair of states, in the order of
        ``states``, ids and names of the events that both attended. An exercise at several sites at
        the same time counts once.
    """
    features = tuple(features)
    kinds = dict.fromkeys(feature.kind for feature in features if feature.kind.matrix)
    return [_matrix(features, kind, countries) for kind in kinds]


def _matrix(features: Sequence[Feature], kind: Kind, countries: Mapping[str, str]) -> Content:
    meetings = _meetings(feature for feature in features if feature.kind == kind)
    states = sorted(
        {state for meeting in meetings for state in meeting.states},
        key=lambda s: countries.get(s, s),
    )
    return {
        "title": kind.matrix,
        "thing": kind.title.lower(),
        "things": kind.plural.lower(),
        "states": [{"id": state, "name": countries.get(state, state)} for state in states],
        "cells": [
            [
                [{"id": m.feature, "name": m.name} for m in meetings if {row, column} <= m.states]
                for column in states
            ]
            for row in states
        ],
    }


def _meetings(features: Iterable[Feature]) -> list[Meeting]:
    meetings: dict[tuple[object, ...], Meeting] = {}
    for feature in features:
        states = frozenset(a.state for a in feature.actors if a.state and a.role in _PRESENT)
        name = f"{feature.name} ({day(feature.start)})" if feature.start else feature.name
        key = (feature.start, feature.end, states) if feature.end else (feature.id,)
        meetings.setdefault(key, Meeting(feature.id, name, states))
    return list(meetings.values())

"""How a feature stands to others: mentioned with, lying on, near to, and its status as told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from corridors.atlas import Atlas
from corridors.describe.facts import Content, day
from corridors.geodata.nearness import Near, Positions, wind
from corridors.model import Digest, Entry, Feature

TOGETHER, NEAR = 8, 5
_SURE = 4  # times what the positions may be off: a distance beyond that needs no word of it
# What statuses say of how far a thing is. Two that share a stage do not contradict each other.
_STAGES = {
    "idea": {"ahead"},
    "proposed": {"ahead"},
    "announced": {"ahead"},
    "planned": {"ahead"},
    "not built": {"ahead"},
    "under way": {"making"},
    "under construction": {"making"},
    "partly operating": {"making", "use"},
    "operating": {"use"},
}
Said = tuple[Entry, Digest]


def relate(atlas: Atlas, positions: Positions, feature: Feature) -> Content:
    """Describe what stands beside a feature.

    Returns
    -------
    dict
        ``together``: the features mentioned with it most often, each with the number of
        ``passages``; the ``lines`` that it lies on, with the names of the ``legs``; ``near``: the
        nearest of the other features with ``away``, in words, but not the ports and nodes on a
        line itself. Each has the ``id`` and ``name`` of a feature.
    """
    legs = positions.legs_at(feature.id)
    lines = dict.fromkeys(on.line.id for on in legs)
    near = (
        one
        for one in positions.nearest(feature.id, len(atlas.features))
        if one.feature.id not in lines
        and all(on.line.id != feature.id for on in positions.legs_at(one.feature.id))
    )
    named = (
        (atlas.features[key], number)
        for key, number in atlas.together(feature.id).items()
        if key in atlas.features
    )
    return {
        "together": [
            {"id": other.id, "name": other.name, "passages": number}
            for other, number in islice(named, TOGETHER)
        ],
        "lines": [
            {"id": key, "name": own[0].line.name, "legs": [on.leg.name for on in own]}
            for key, own in ((key, [on for on in legs if on.line.id == key]) for key in lines)
        ],
        "near": [
            {"id": n.feature.id, "name": n.feature.name, "away": away(feature, n)}
            for n in islice(near, NEAR)
        ],
    }


def away(feature: Feature, near: Near) -> str:
    """Say how far and where another feature is, and what the two positions may be off.

    Returns
    -------
    str
        Such as ``12 km north-west``, or ``12 km north-west, give or take 5 km``.
    """
    if near.azimuth is None:
        kinds = {feature.geometry.geom_type, near.feature.geometry.geom_type}
        return "same spot" if kinds == {"Point"} else "touches"
    far = f"{near.km:,.0f} km" if near.km >= 1 else "less than 1 km"
    off = (feature.precision.km or 0) + (near.feature.precision.km or 0)
    doubt = f", give or take {off:g} km" if off * _SURE > near.km else ""
    return f"{far} {wind(near.azimuth)}{doubt}"


def stated(feature: Feature, said: Iterable[Said]) -> Content | None:
    """Tell which status each article gives a feature, and whether they contradict one another.

    Parameters
    ----------
    feature
        Its own status is compared too.
    said
        Digests of it, each with its article.

    Returns
    -------
    dict or None
        ``differ``, ``here`` (the feature's own status) and ``said``: ``by``, ``status`` and, where
        it is not said of the whole, ``of``. None where no passage tells a status.
    """
    told = [(entry, digest) for entry, digest in said if digest.status]
    if not told:
        return None
    whole = {digest.status or "" for _, digest in told if not digest.status_of}
    since = f" (as of {day(feature.status_date)})" if feature.status_date else ""
    rows = dict.fromkeys((_by(entry), d.status, d.status_of) for entry, d in told)
    return {
        "differ": contradict([*whole, feature.status]) if whole else False,
        "here": feature.status + since,
        "said": [{"by": by, "status": status, "of": of} for by, status, of in rows],
    }


def contradict(statuses: Sequence[str]) -> bool:
    """Say whether statuses cannot all be true at one time.

    Examples
    --------
    >>> contradict(["planned", "not built"]), contradict(["idea", "operating"])
    (False, True)
    >>> contradict(["under construction", "partly operating"])
    False
    """
    stages = [_STAGES[status] for status in statuses if status in _STAGES]
    return bool(stages) and not set.intersection(*stages)


def _by(entry: Entry) -> str:
    record = entry.record
    when = record.date_text or (day(record.date) if record.date else "")
    who = record.author or record.title
    return f"{who} ({when})" if when else who

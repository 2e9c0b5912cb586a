"""The relations of a feature: mentioned with, lying on, near to; its status in the articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from corridors.atlas import Atlas
from corridors.describe.facts import Content, day
from corridors.geodata.nearness import Near, Positions, wind
from corridors.model import Digest, Entry, Feature

TOGETHER, NEAR = 8, 5
_SURE = 4  # times the possible error of the positions: beyond it, a distance needs no caveat
# The stages a status stands for. Two that share a stage do not contradict each other.
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
Statement = tuple[Entry, Digest]


def relate(atlas: Atlas, positions: Positions, feature: Feature) -> Content:
    """Describe the features related to a feature.

    Returns
    -------
    dict
        ``together``: the features mentioned with it most often, each with the number of
        ``passages``; the ``lines`` it lies on, with the names of the ``legs``; ``near``: the
        nearest other features with ``away``, the distance in words, without the ports and nodes
        on a line itself. Each has the ``id`` and ``name`` of a feature.
    """
    legs = positions.legs_at(feature.id)
    lines = dict.fromkeys(on.line.id for on in legs)
    near = (
        n
        for n in positions.nearest(feature.id, len(atlas.features))
        if n.feature.id not in lines
        and all(on.line.id != feature.id for on in positions.legs_at(n.feature.id))
    )
    together = (
        (atlas.features[key], number)
        for key, number in atlas.together(feature.id).items()
        if key in atlas.features
    )
    return {
        "together": [
            {"id": other.id, "name": other.name, "passages": number}
            for other, number in islice(together, TOGETHER)
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
    """Say how far and in which direction another feature is, and the error of both positions.

    Returns
    -------
    str
        Such as ``12 km north-west``, or ``12 km north-west, give or take 5 km``.
    """
    if near.azimuth is None:
        kinds = {feature.geometry.geom_type, near.feature.geometry.geom_type}
        return "same spot" if kinds == {"Point"} else "touches"
    distance = f"{near.km:,.0f} km" if near.km >= 1 else "less than 1 km"
    error = (feature.precision.km or 0) + (near.feature.precision.km or 0)
    doubt = f", give or take {error:g} km" if error * _SURE > near.km else ""
    return f"{distance} {wind(near.azimuth)}{doubt}"


def stated(feature: Feature, statements: Iterable[Statement]) -> Content | None:
    """Collect the status that each article gives a feature, and whether they contradict.

    Parameters
    ----------
    feature
        Its own status is compared too.
    statements
        Digests of it, each with its article.

    Returns
    -------
    dict or None
        ``differ``, ``here`` (the feature's own status) and ``said``: ``by``, ``status`` and, where
        it is that of a part only, ``of``. None where no passage gives a status.
    """
    with_status = [(entry, digest) for entry, digest in statements if digest.status]
    if not with_status:
        return None
    statuses = {digest.status or "" for _, digest in with_status if not digest.status_of}
    since = f" (as of {day(feature.status_date)})" if feature.status_date else ""
    rows = dict.fromkeys((_by(entry), d.status, d.status_of) for entry, d in with_status)
    return {
        "differ": contradict([*statuses, feature.status]) if statuses else False,
        "here": feature.status + since,
        "said": [{"by": by, "status": status, "of": of} for by, status, of in rows],
    }


def contradict(statuses: Sequence[str]) -> bool:
    """Tell whether statuses cannot all be true at the same time.

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

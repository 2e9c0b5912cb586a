"""The two corridors, or branches of them, that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridors.geodata.journeys import Stretch, directed
from corridors.model import Branch, Feature, Leg


@dataclass(frozen=True, slots=True)
class Side:
    """A corridor, or one branch of it."""

    corridor: Feature
    branch: Branch | None = None

    @property
    def key(self) -> str:
        """Its word in an address: ``corridor`` or ``corridor/branch``."""
        return f"{self.corridor.id}/{self.branch.id}" if self.branch else self.corridor.id

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Its legs."""
        return self.corridor.along(self.branch)

    @property
    def way(self) -> Branch | None:
        """Its branch, or the one that takes all legs of the corridor, if one does."""
        every = {leg.id for leg in self.corridor.legs}
        whole = (b for b in self.corridor.branches if {*b.legs} == every)
        return self.branch or next(whole, None)

    @property
    def journey(self) -> tuple[Stretch, ...] | None:
        """Its legs in order of travel; None where its branches run side by side."""
        if self.way or len(self.legs) == 1:
            return directed(self.corridor.along(self.way))
        return None


def sides(
    features: Mapping[str, Feature], first: str | None, second: str | None
) -> tuple[Side, Side] | None:
    """Find what to compare; where one is not named, one of the first two corridors takes its place.

    Branches that run side by side are never added up: of a corridor that is no one journey the
    main branch, its first, is compared.

    Parameters
    ----------
    features
        All features.
    first, second
        Ids of corridors, or ``corridor/branch``.

    Returns
    -------
    tuple of Side, or None
        None where there is no corridor at all.
    """
    corridors = [f for f in features.values() if f.kind.branched]
    if not corridors:
        return None
    one = _side(features, first) or _main(corridors[0])
    likely = (*corridors[1:2], *corridors)
    usual = next((c for c in likely if c.id != one.corridor.id), one.corridor)
    return one, _side(features, second) or _main(usual)


def is_journey(corridor: Feature) -> bool:
    """Tell whether a whole corridor is one journey: no branches of it run side by side."""
    return Side(corridor).journey is not None


def _main(corridor: Feature) -> Side:
    """Return a whole corridor where it is one journey, else its first branch: the main one."""
    side = Side(corridor)
    return side if side.journey or not corridor.branches else Side(corridor, corridor.branches[0])


def _side(features: Mapping[str, Feature], key: str | None) -> Side | None:
    corridor, _, branch = (key or "").partition("/")
    found = features.get(corridor)
    if found is None or not found.kind.branched:
        return None
    named = next((b for b in found.branches if b.id == branch), None)
    return Side(found, named) if named else _main(found)

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
        """Its key in an address: ``corridor`` or ``corridor/branch``."""
        return f"{self.corridor.id}/{self.branch.id}" if self.branch else self.corridor.id

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Its legs."""
        return self.corridor.along(self.branch)

    @property
    def way(self) -> Branch | None:
        """Its branch, or a branch that runs along all legs of the corridor, if there is one."""
        all_legs = {leg.id for leg in self.corridor.legs}
        complete = (b for b in self.corridor.branches if {*b.legs} == all_legs)
        return self.branch or next(complete, None)

    @property
    def journey(self) -> tuple[Stretch, ...] | None:
        """Its legs in order of travel; None where its branches run side by side."""
        if self.way or len(self.legs) == 1:
            return directed(self.corridor.along(self.way))
        return None


def sides(
    features: Mapping[str, Feature], first: str | None, second: str | None
) -> tuple[Side, Side] | None:
    """Find the two sides to compare; the first two corridors stand in for a side not named.

    Branches that run side by side are never added up: of a corridor that is not a single journey,
    the main branch, its first, is compared.

    Parameters
    ----------
    features
        All features.
    first, second
        Ids of corridors, or ``corridor/branch``.

    Returns
    -------
    tuple of Side, or None
        None where there is no corridor.
    """
    corridors = [f for f in features.values() if f.kind.branched]
    if not corridors:
        return None
    side = _side(features, first) or _main(corridors[0])
    candidates = (*corridors[1:2], *corridors)
    other = next((c for c in candidates if c.id != side.corridor.id), side.corridor)
    return side, _side(features, second) or _main(other)


def is_journey(corridor: Feature) -> bool:
    """Tell whether a corridor is a single journey: none of its branches run side by side."""
    return Side(corridor).journey is not None


def _main(corridor: Feature) -> Side:
    """Return a whole corridor where it is a single journey, else its main branch, the first."""
    side = Side(corridor)
    return side if side.journey or not corridor.branches else Side(corridor, corridor.branches[0])


def _side(features: Mapping[str, Feature], key: str | None) -> Side | None:
    corridor_id, _, branch_id = (key or "").partition("/")
    corridor = features.get(corridor_id)
    if corridor is None or not corridor.kind.branched:
        return None
    branch = next((b for b in corridor.branches if b.id == branch_id), None)
    return Side(corridor, branch) if branch else _main(corridor)

"""How large symbols and names are and where names may stand: one set for both painters of the map.

The page's scripts get it with the map's data, the pictures read it here. Pixels and Leaflet's zoom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the map; what a kind of feature has of its own stands in its entry.

    Parameters
    ----------
    fonts
        The size of a name by what bears it.
    around
        How far from its point a name stands, the first distance that has room; the names of others
        stand on their point.
    spread
        By how much letters that stand apart make a name wider.
    margin
        Between names, and around what they may not cover.
    inset
        Between a name and the edge of the map.
    twice
        Within that distance one name is not written twice.
    early
        How much before its first zoom a name comes, for a small map shows a region at a lower one.
    ranked
        The first zoom of a place around is its rank in the basemap and this.
    far
        Below this zoom symbols are smaller.
    parts
        How much of its size a symbol has, near and from afar: where passages speak of it, or none.
    dot
        Half the room that a dot takes among names.
    faint
        The opacity of a symbol that no passage speaks of.
    close
        The zoom at which a single place is shown; lines at one more at most.
    """

    fonts: Mapping[str, float]
    around: Mapping[str, tuple[float, ...]]
    spread: float
    margin: float
    inset: float
    twice: float
    early: float
    ranked: float
    far: float
    parts: Mapping[str, tuple[float, float]]
    dot: float
    faint: float
    close: float


SIZES = Sizes(
    fonts={"country": 12.0, "water": 12.0, "city": 11.5, "feature": 12.5},
    around={"feature": (15, 25), "city": (6,)},
    spread=1.18,
    margin=3,
    inset=2,
    twice=60,
    early=0.5,
    ranked=3,
    far=6.5,
    parts={"spoken": (1, 0.78), "silent": (0.72, 0.55)},
    dot=5,
    faint=0.62,
    close=7,
)

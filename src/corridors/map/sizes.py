"""The sizes of symbols and names, and where names may stand: one set for page and pictures.

The page's scripts get it with the map's data. The units are pixels and Leaflet's zoom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the map; sizes peculiar to a kind of feature stand in its entry.

    Parameters
    ----------
    fonts
        The size of a name, by what bears it.
    around
        How far from its point a name may stand, by what bears it: the first distance with room is
        taken. Other names stand on their point.
    spread
        By what factor spaced letters make a name wider.
    margin
        Between names, and around what they may not cover.
    inset
        Between a name and the edge of the map.
    twice
        Within this distance a name is not written twice.
    early
        How much before its first zoom a name is shown: a small map shows a region at a lower zoom.
    ranked
        The first zoom of a place of the basemap is its rank plus this.
    far
        Below this zoom symbols are smaller.
    parts
        The share of its full size a symbol has, near and from afar, with and without passages.
    dot
        Half the room that a dot takes among names.
    faint
        The opacity of a symbol that no passage mentions.
    close
        The zoom at which a single place is shown; lines are shown at one more at most.
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

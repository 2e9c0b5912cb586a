"""Give each feature of some kinds a colour of its own, while there are enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from corridors.model import Feature, Layer


def coloured(layers: Iterable[Layer], before: Iterable[Layer] = ()) -> tuple[Layer, ...]:
    """Give each feature without a colour one from its kind's palette, if it has one.

    Parameters
    ----------
    layers
        The layers.
    before
        Other layers on the same map.

    Returns
    -------
    tuple of Layer
        In their order; each feature gets the first of the colours that the fewest have.
    """
    layers = tuple(layers)
    uses = Counter(f.colour for layer in (*before, *layers) for f in layer.features if f.colour)

    def tint(feature: Feature) -> Feature:
        if feature.colour or not feature.kind.palette:
            return feature
        colour = min(feature.kind.palette, key=lambda hue: uses[hue])
        uses[colour] += 1
        return replace(feature, colour=colour)

    return tuple(replace(layer, features=tuple(map(tint, layer.features))) for layer in layers)

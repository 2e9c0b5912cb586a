"""Colours of features that have one each: different ones, as far as there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from corridors.model import Feature, Layer


def coloured(layers: Iterable[Layer], before: Iterable[Layer] = ()) -> tuple[Layer, ...]:
    """Give features of a kind with a palette a colour each, where they have none.

    Parameters
    ----------
    layers
        The layers.
    before
        Others on the same map.

    Returns
    -------
    tuple of Layer
        In their order each takes the first colour that none has, then those that fewest have.
    """
    layers = tuple(layers)
    taken = Counter(f.colour for layer in (*before, *layers) for f in layer.features if f.colour)

    def own(feature: Feature) -> Feature:
        if feature.colour or not feature.kind.palette:
            return feature
        colour = min(feature.kind.palette, key=lambda hue: taken[hue])
        taken[colour] += 1
        return replace(feature, colour=colour)

    return tuple(replace(layer, features=tuple(map(own, layer.features))) for layer in layers)

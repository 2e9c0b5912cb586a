"""Names on the picture: features first, then places of the basemap; no two overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import dist

from corridors.map.picture.basemap import Place
from corridors.map.picture.drawing import spot
from corridors.map.picture.projection import View
from corridors.map.picture.svg import tag, words
from corridors.map.sizes import SIZES
from corridors.model import Feature

FONT = "Helvetica, Arial, 'DejaVu Sans', 'Liberation Sans', sans-serif"
_NARROW, _SLIM, _WIDE = set("iljI.,:;'|!"), set("frtJ()[]- /"), set("mwMW—@%")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, margin: float = 0) -> bool:
        """Tell whether another box comes closer than a margin."""
        return (
            self.x < other.x + other.width + margin
            and other.x < self.x + self.width + margin
            and self.y < other.y + other.height + margin
            and other.y < self.y + self.height + margin
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A name: the kind of thing that bears it, its position in pixels, its first zoom."""

    name: str
    kind: str
    at: tuple[float, float]
    start: float
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and the box it is written in."""

    label: Label
    box: Box


def of_features(
    features: Iterable[Feature], passages: Mapping[str, int], view: View
) -> list[Label]:
    """Return the names of features, those with the lowest first zoom first."""
    sites = sorted((f for f in features if not f.legs), key=lambda f: -f.kind.rank)
    labels = []
    for site in sites:
        zoom = site.kind.first_zoom
        start = zoom.name if passages.get(site.id) else zoom.silent
        labels.append(Label(site.label or site.name, "feature", spot(site, view), start, site.id))
    return sorted(labels, key=lambda label: label.start)


def of_places(places: Iterable[Place], view: View) -> list[Label]:
    """Return the names of the basemap's places."""
    labels = (
        Label(p.name, p.kind, view.point(p.longitude, p.latitude), p.rank + SIZES.ranked)
        for p in places
    )
    return sorted(labels, key=lambda label: label.start)


def place(
    labels: Sequence[Label], occupied: Iterable[Box], view: View, chosen: str | None = None
) -> list[Placed]:
    """Find room for names, in their order; one that finds none is left out.

    Parameters
    ----------
    labels
        The most important first.
    occupied
        What no name may cover.
    view
        The picture's.
    chosen
        The feature whose name comes before all others, whatever the zoom.
    """
    boxes, placed = list(occupied), list[Placed]()
    for label in sorted(labels, key=lambda label: chosen is None or label.feature != chosen):
        if view.zoom + SIZES.early < label.start and (chosen is None or label.feature != chosen):
            continue
        same_name = (p.label.at for p in placed if p.label.name == label.name)
        if any(dist(at, label.at) < SIZES.twice for at in same_name):
            continue
        box = _fit(label, boxes, view)
        if box:
            boxes.append(box)
            placed.append(Placed(label, box))
    return placed


def draw(
    placed: Iterable[Placed], colours: Mapping[str, str], chosen: str | None = None
) -> Iterator[str]:
    """Write names with a halo, so that they can be read on any ground."""
    for name in placed:
        label, box = name.label, name.box
        kind = label.kind
        marked = chosen is not None and label.feature == chosen
        yield tag(
            "text",
            words(label.name),
            x=round(box.x + box.width / 2, 1),
            y=round(box.y + box.height - 4, 1),
            text_anchor="middle",
            font_size=SIZES.fonts[kind],
            font_weight=600 if kind == "feature" else None,
            font_style="italic" if kind == "water" else None,
            letter_spacing="0.1em" if kind == "country" else None,
            fill=colours["water-ink" if kind == "water" else "ink"],
            fill_opacity=0.72 if kind == "country" else None,
            text_decoration="underline" if marked else None,
            stroke=colours["halo"],
            stroke_width=3,
            stroke_linejoin="round",
            paint_order="stroke",
        )


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text in a sans-serif face, too wide rather than too narrow."""
    return size * (1.1 if bold else 1) * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _SLIM:
        return 0.42
    if letter in _WIDE or ord(letter) > 0x2E7F:
        return 1.0
    return 0.74 if letter.isupper() else 0.64


def _fit(label: Label, occupied: Sequence[Box], view: View) -> Box | None:
    size = SIZES.fonts[label.kind]
    height = size + 4
    label_width = width(label.name, size, bold=label.kind == "feature")
    label_width *= SIZES.spread if label.kind == "country" else 1
    x, y = label.at
    rings = (_ring(x, y, off, label_width, height) for off in SIZES.around.get(label.kind, ()))
    edge = SIZES.inset
    for left, top in [*chain(*rings)] or [(x - label_width / 2, y - height / 2)]:
        box = Box(left, top, label_width, height)
        across = edge < left < view.width - label_width - edge
        inside = across and edge < top < view.height - height - edge
        if inside and not any(box.overlaps(other, SIZES.margin) for other in occupied):
            return box
    return None


def _ring(
    x: float, y: float, off: float, label_width: float, height: float
) -> list[tuple[float, float]]:
    """Return where a name may stand around its point: beside it first, then above and below."""
    right, left, above, below = x + off, x - off - label_width, y - off - height, y + off
    return [
        *((right, y - height / 2), (left, y - height / 2)),
        *((right, y - height), (left, y - height), (right, y), (left, y)),
        *((x - label_width / 2, below), (x - label_width / 2, above)),
        *((right - off / 2, above), (left + off / 2, above)),
        *((right - off / 2, below), (left + off / 2, below)),
    ]

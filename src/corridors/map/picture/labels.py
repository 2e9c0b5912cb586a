"""Names on the picture: those of our features first, then of places around, none upon another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import dist

from corridors.map.picture.basemap import Place
from corridors.map.picture.drawing import spot
from corridors.map.picture.projection import View
from corridors.map.picture.svg import tag, words
from corridors.model import Feature

FONT = "Helvetica, Arial, 'DejaVu Sans', 'Liberation Sans', sans-serif"
_MARGIN = 3
_TWICE = 60  # pixels within which one name is not written twice
_SIZES = {"country": 12.0, "water": 12.0, "city": 11.5, "feature": 12.5}
_NARROW, _SLIM, _WIDE = set("iljI.,:;'|!"), set("frtJ()[]- /"), set("mwMW—@%")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, margin: float = 0) -> bool:
        """Tell whether another one comes closer than a margin."""
        return (
            self.x < other.x + other.width + margin
            and other.x < self.x + self.width + margin
            and self.y < other.y + other.height + margin
            and other.y < self.y + self.height + margin
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A name: what kind of thing bears it, where in pixels, from which zoom on."""

    name: str
    kind: str
    at: tuple[float, float]
    start: float
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A name that has found its room."""

    label: Label
    box: Box


def of_features(
    features: Iterable[Feature], passages: Mapping[str, int], view: View
) -> list[Label]:
    """Return the names of features: what the articles speak of is named first."""
    found = (
        Label(
            f.label or f.name,
            "feature",
            spot(f, view),
            _first_zoom(f, passages.get(f.id, 0)),
            f.id,
        )
        for f in features
        if not f.legs
    )
    return sorted(found, key=lambda label: label.start)


def of_places(places: Iterable[Place], view: View) -> list[Label]:
    """Return the names of places around."""
    found = (Label(p.name, p.kind, view.point(p.longitude, p.latitude), p.rank + 3) for p in places)
    return sorted(found, key=lambda label: label.start)


def place(
    labels: Sequence[Label], taken: Iterable[Box], view: View, chosen: str | None = None
) -> list[Placed]:
    """Find room for names, the first first; one that finds none is left out.

    Parameters
    ----------
    labels
        In the order of their weight.
    taken
        What no name may cover.
    view
        The picture's.
    chosen
        The feature whose name comes before all others, whatever the zoom.
    """
    boxes, placed = list(taken), list[Placed]()
    for label in sorted(labels, key=lambda one: chosen is None or one.feature != chosen):
        # Names come half a step earlier than their zoom, as on a small map of the page.
        if view.zoom + 0.5 < label.start and (chosen is None or label.feature != chosen):
            continue
        if any(p.label.name == label.name and dist(p.label.at, label.at) < _TWICE for p in placed):
            continue
        box = _fit(label, boxes, view)
        if box:
            boxes.append(box)
            placed.append(Placed(label, box))
    return placed


def draw(
    placed: Iterable[Placed], colours: Mapping[str, str], chosen: str | None = None
) -> Iterator[str]:
    """Write names with a halo, so that they are read on any ground."""
    for one in placed:
        kind, box = one.label.kind, one.box
        marked = chosen is not None and one.label.feature == chosen
        yield tag(
            "text",
            words(one.label.name),
            x=round(box.x + box.width / 2, 1),
            y=round(box.y + box.height - 4, 1),
            text_anchor="middle",
            font_size=_SIZES[kind],
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
    """Estimate how wide a text is in a sans-serif face, rather too wide than too narrow."""
    return size * (1.1 if bold else 1) * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _SLIM:
        return 0.42
    if letter in _WIDE or ord(letter) > 0x2E7F:
        return 1.0
    return 0.74 if letter.isupper() else 0.64


def _first_zoom(feature: Feature, passages: int) -> float:
    main = feature.kind in ("port", "exercise")
    if passages:
        return 0 if main else 5.5
    return 6.5 if main else 7


def _fit(label: Label, taken: Sequence[Box], view: View) -> Box | None:
    size = _SIZES[label.kind]
    high = size + 4
    wide = width(label.name, size, bold=label.kind == "feature")
    wide *= 1.18 if label.kind == "country" else 1
    x, y = label.at
    if label.kind == "feature":
        corners = [*_ring(x, y, 15, wide, high), *_ring(x, y, 25, wide, high)]
    elif label.kind == "city":
        corners = _ring(x, y, 6, wide, high)
    else:
        corners = [(x - wide / 2, y - high / 2)]
    for left, top in corners:
        box = Box(left, top, wide, high)
        inside = 2 < left < view.width - wide - 2 and 2 < top < view.height - high - 2
        if inside and not any(box.overlaps(other, _MARGIN) for other in taken):
            return box
    return None


def _ring(x: float, y: float, off: float, wide: float, high: float) -> list[tuple[float, float]]:
    """Return where a name may stand around its point: beside it first, then above and below."""
    right, left, above, below = x + off, x - off - wide, y - off - high, y + off
    return [
        *((right, y - high / 2), (left, y - high / 2)),
        *((right, y - high), (left, y - high), (right, y), (left, y)),
        *((x - wide / 2, below), (x - wide / 2, above)),
        *((right - off / 2, above), (left + off / 2, above)),
        *((right - off / 2, below), (left + off / 2, below)),
    ]

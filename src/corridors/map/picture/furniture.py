"""What stands on a picture beside the map: title, legend, scale, attribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

from corridors.map import symbols
from corridors.map.contract import SAMPLES, group_of
from corridors.map.picture.drawing import stroke
from corridors.map.picture.labels import Box, width
from corridors.map.picture.projection import View
from corridors.map.picture.svg import tag, words
from corridors.model import Feature, Layer, Leg

MILE_KM = 1.609344  # the international mile
BAND = 30  # pixels of the title's band
FOOT = 18  # pixels of the attribution's band
_ROW, _SIZE = 20, 12
_LONGEST = 120  # pixels of the scale


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the furniture: where it stands, and its SVG."""

    box: Box
    svg: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A length as a text, and in pixels."""

    text: str
    pixels: float


def bars(view: View) -> tuple[Bar, Bar]:
    """Return the scale in kilometres and in miles, true along the parallel in the middle."""
    return _bar(view, 1, "km"), _bar(view, MILE_KM, "mi")


def scale(view: View, colours: Mapping[str, str]) -> Piece:
    """Draw the scale in the lower right corner: kilometres above, miles below."""
    wide = _LONGEST + 20
    box = Box(view.width - wide - 8, view.height - FOOT - 50, wide, 44)
    lines = []
    for bar, step in zip(bars(view), (-1, 1), strict=True):
        left, middle = box.x + 10, box.y + 22
        lines.append(
            tag(
                "path",
                d=f"M{left:g} {middle + 7 * step:g}V{middle:g}"
                f"H{left + bar.pixels:.2f}V{middle + 7 * step:g}",
                fill="none",
                stroke=colours["ink"],
                stroke_width=1.5,
            )
        )
        at = middle - 5 if step < 0 else middle + 14
        lines.append(text(bar.text, left + 5, at, colours, size=11))
    return Piece(box, tag("g", _panel(box, colours), *lines, class_="scale"))


def title(view: View, line: str, note: str, colours: Mapping[str, str]) -> Piece:
    """Write the title, and which part of the atlas is shown, above the map."""
    box = Box(0, 0, view.width, BAND)
    note_size = 12
    room = view.width - 32 - width(line, 15, bold=True)
    note = note if width(note, note_size) < room else ""
    return Piece(
        box,
        tag(
            "g",
            tag("rect", width=view.width, height=BAND, fill=colours["panel"]),
            text(line, 12, 20, colours, size=15, bold=True),
            text(note, view.width - 12, 20, colours, size=note_size, anchor="end") if note else "",
            class_="title",
        ),
    )


def attribution(view: View, line: str, colours: Mapping[str, str]) -> Piece:
    """Write the attribution of the data at the foot."""
    box = Box(0, view.height - FOOT, view.width, FOOT)
    size = min(10.5, 10.5 * (view.width - 16) / width(line, 10.5))
    return Piece(
        box,
        tag(
            "g",
            tag("rect", x=0, y=box.y, width=box.width, height=FOOT, fill=colours["panel"]),
            text(line, view.width - 8, view.height - 5, colours, size=size, anchor="end"),
            class_="attribution",
        ),
    )


def legend(
    view: View,
    layers: Iterable[Layer],
    features: Sequence[Feature],
    legs: Iterable[Leg],
    colours: Mapping[str, str],
) -> Piece | None:
    """Draw the legend in the lower left corner: the groups in sight, and how lines are drawn.

    Parameters
    ----------
    view, colours
        The picture's.
    layers
        The layers of the atlas.
    features, legs
        What is in sight.

    Returns
    -------
    Piece or None
        None where nothing is in sight, or where the picture is too small for it.
    """
    rows = [*_groups(layers, features), *_key(legs, colours)]
    room = view.height - BAND - FOOT - 24
    rows_high = max(1, int(room * 0.8) // _ROW)
    columns = [rows[at : at + rows_high] for at in range(0, len(rows), rows_high)]
    widths = [48 + max(width(name, _SIZE) for name, _ in column) for column in columns]
    if not rows or sum(widths) > view.width - _LONGEST - 48:
        return None
    high = _ROW * len(columns[0]) + 12
    box = Box(8, view.height - FOOT - 8 - high, sum(widths) + 8, high)
    drawn, left = [], box.x + 8
    for column, wide in zip(columns, widths, strict=True):
        for number, (name, mark) in enumerate(column):
            y = box.y + 6 + number * _ROW
            drawn.append(tag("g", mark, transform=f"translate({left:.1f} {y:.1f})"))
            drawn.append(text(name, left + 38, y + 14, colours, size=_SIZE))
        left += wide
    return Piece(box, tag("g", _panel(box, colours), *drawn, class_="legend"))


def text(
    line: str,
    x: float,
    y: float,
    colours: Mapping[str, str],
    *,
    size: float,
    bold: bool = False,
    anchor: str | None = None,
) -> str:
    """Write a line of text."""
    return tag(
        "text",
        words(line),
        x=round(x, 1),
        y=round(y, 1),
        font_size=size,
        font_weight=600 if bold else None,
        text_anchor=anchor,
        fill=colours["ink"],
    )


def _bar(view: View, unit: float, name: str) -> Bar:
    """Take the longest round length that fits: 1, 2 or 5 and zeros."""
    most = _LONGEST * view.km_per_pixel / unit
    power = 10.0 ** floor(log10(most))
    length = next(n * power for n in (5, 2, 1) if n * power <= most)
    return Bar(f"{length:,g} {name}", length * unit / view.km_per_pixel)


def _panel(box: Box, colours: Mapping[str, str]) -> str:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return tag("rect", **place, rx=5, fill=colours["panel"], fill_opacity=0.95)


def _groups(layers: Iterable[Layer], features: Sequence[Feature]) -> list[tuple[str, str]]:
    """Return a row for each group in sight: its title and its mark."""
    in_sight = {group_of(feature): feature for feature in reversed(features)}
    rows = []
    for layer in layers:
        if layer.id in in_sight:
            sites = [f for f in features if f.layer == layer.id and not f.legs]
            example = sites[0] if sites else in_sight[layer.id]
            mark = tag("g", symbols.icon(example), transform="translate(7 2) scale(0.7)")
            rows.append((layer.title, mark if sites else _swatch(example)))
        rows += [(f.label or f.name, _swatch(f)) for f in layer.features if in_sight.get(f.id) is f]
    return rows


def _swatch(feature: Feature) -> str:
    place = {"x": 4, "y": 7.5, "width": 22, "height": 5, "rx": 2.5}
    return tag("rect", **place, fill=symbols.colour(feature))


def _key(legs: Iterable[Leg], colours: Mapping[str, str]) -> list[tuple[str, str]]:
    legs = list(legs)
    return [
        (sample.title, "".join(_sample(style, colours) for style in sample.styles()))
        for sample in SAMPLES
        if any(sample.stands_for(leg) for leg in legs)
    ]


def _sample(style: Mapping[str, object], colours: Mapping[str, str]) -> str:
    return tag("path", d="M2 10H30", **stroke(style, colours))

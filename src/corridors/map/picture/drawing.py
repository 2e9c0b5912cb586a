"""The features of an atlas as SVG, with the lines, dashes, bands and symbols of the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corridors.atlas import Atlas
from corridors.filtering import Filter
from corridors.map import symbols
from corridors.map.contract import group_of
from corridors.map.picture.basemap import clip
from corridors.map.picture.projection import View
from corridors.map.picture.svg import path, tag
from corridors.map.sizes import SIZES
from corridors.model import Feature, Leg

_ASIDE = 0.28  # the opacity of lines that step back


@dataclass(frozen=True, slots=True)
class Seen:
    """Which part of an atlas is seen.

    Parameters
    ----------
    hidden
        The groups, and the branches (``corridor/branch``), that are switched off.
    filter
        The filter by actors and time.
    feature, branch
        The chosen feature and branch, which are marked; a chosen feature passes any filter.
    """

    hidden: frozenset[str] = frozenset()
    filter: Filter = field(default_factory=Filter)
    feature: str | None = None
    branch: str | None = None

    def shows(self, feature: Feature) -> bool:
        """Tell whether a feature is drawn."""
        passes = feature.id == self.feature or self.filter.shows(feature)
        return passes and group_of(feature) not in self.hidden

    def legs(self, feature: Feature) -> Iterator[Leg]:
        """Yield the legs that are drawn: those along which a branch that is switched on runs."""
        off = [b for b in feature.branches if f"{feature.id}/{b.id}" in self.hidden]
        on = {leg for b in feature.branches if b not in off for leg in b.legs}
        return (leg for leg in feature.legs if not off or leg.id in on)

    def stands_back(self, feature: Feature, leg: Leg, *, is_line: bool) -> bool:
        """Tell whether a leg is outside the chosen line, or outside its chosen branch."""
        if feature.id != self.feature:
            return is_line
        own = next((b.legs for b in feature.branches if b.id == self.branch), None)
        return own is not None and leg.id not in own


def in_sight(atlas: Atlas, seen: Seen, view: View) -> list[Feature]:
    """Return the features that are drawn in a view, in the order of the atlas."""
    return [
        feature
        for feature in atlas.features.values()
        if (view.zoom >= feature.kind.first_zoom.symbol or feature.id == seen.feature)
        and seen.shows(feature)
        and _reaches(feature, seen, view)
    ]


def legs_in_sight(feature: Feature, seen: Seen, view: View) -> list[Leg]:
    """Return the legs of a feature that are drawn in a view."""
    return [leg for leg in seen.legs(feature) if clip(leg.geometry, view)]


def draw(
    features: Iterable[Feature],
    seen: Seen,
    passages: Mapping[str, int],
    view: View,
    colours: Mapping[str, str],
) -> str:
    """Draw features: areas below lines, lines below symbols.

    Parameters
    ----------
    features
        As `in_sight` returns them.
    seen
        What is chosen and switched.
    passages
        How many passages mention each.
    view, colours
        The picture's.
    """
    features = list(features)
    lines = sorted(
        (f for f in features if f.legs), key=lambda f: (f.id == seen.feature, _height(f))
    )
    # The other lines step back; the chosen one keeps its colour, dash and width.
    aside = any(f.id == seen.feature for f in lines)
    sites = [f for f in features if not f.legs]
    return "".join(
        (
            *(_area(f, seen, view, colours) for f in sites if f.geometry.geom_type != "Point"),
            *(_line(f, seen, view, colours, casing=True, aside=aside) for f in lines),
            *(_line(f, seen, view, colours, casing=False, aside=aside) for f in lines),
            *_symbols(sites, seen, passages, view, colours),
        )
    )


def spot(feature: Feature, view: View) -> tuple[float, float]:
    """Return where the symbol of a feature stands, in pixels."""
    at = feature.geometry.representative_point()
    return view.point(at.x, at.y)


def _reaches(feature: Feature, seen: Seen, view: View) -> bool:
    if feature.legs:
        return bool(legs_in_sight(feature, seen, view))
    x, y = spot(feature, view)
    return -12 < x < view.width + 12 and -12 < y < view.height + 12


def _height(feature: Feature) -> int:
    """Roads and the like lie below corridors, and of those the wide ones below the others."""
    return 1 if feature.underlay else 2 if feature.kind.branched else 0


def _area(feature: Feature, seen: Seen, view: View, colours: Mapping[str, str]) -> str:
    style = dict(symbols.area(symbols.colour(feature)))
    if feature.id == seen.feature:
        style |= {"color": colours["mark"], "weight": 2.4, "fillOpacity": 0.3}
    return _path(path(clip(feature.geometry, view)), style, colours)


def _line(
    feature: Feature,
    seen: Seen,
    view: View,
    colours: Mapping[str, str],
    *,
    casing: bool,
    aside: bool,
) -> str:
    drawn = []
    for leg in seen.legs(feature):
        style = dict(
            (symbols.casing if casing else symbols.line)(
                symbols.colour(feature), leg, underlay=feature.underlay
            )
        )
        if seen.stands_back(feature, leg, is_line=aside):
            style["opacity"] = _ASIDE * float(str(style["opacity"]))
        drawn.append(_path(path(clip(leg.geometry, view)), style, colours))
    return "".join(drawn)


def _path(line: str, style: Mapping[str, object], colours: Mapping[str, str]) -> str:
    return tag("path", d=line, **stroke(style, colours)) if line else ""


def stroke(style: Mapping[str, object], colours: Mapping[str, str]) -> dict[str, object]:
    """Return Leaflet's path options as attributes of SVG; a casing without a colour is pale."""
    return {
        "fill": style.get("fillColor", "none"),
        "fill_opacity": style.get("fillOpacity"),
        "stroke": style.get("color", colours["casing"]),
        "stroke_width": style["weight"],
        "stroke_opacity": style.get("opacity"),
        "stroke_dasharray": style.get("dashArray"),
        "stroke_linecap": style.get("lineCap", "round"),
        "stroke_linejoin": "round",
    }


def _symbols(
    sites: Iterable[Feature],
    seen: Seen,
    passages: Mapping[str, int],
    view: View,
    colours: Mapping[str, str],
) -> Iterator[str]:
    positions = ((feature, *spot(feature, view)) for feature in sites)
    # As Leaflet stacks them: higher levels on top, then those further south.
    for feature, x, y in sorted(positions, key=lambda item: item[2] + symbols.level(item[0])):
        size = half(feature, passages, view) / 12
        yield tag(
            "g",
            symbols.icon(feature),
            transform=f"translate({x - 12 * size:.1f} {y - 12 * size:.1f}) scale({size:g})",
            opacity=None if passages.get(feature.id) else SIZES.faint,
        )
        if feature.id == seen.feature:
            ring = {"fill": "none", "stroke": colours["mark"], "stroke_width": 3}
            yield tag("circle", cx=x, cy=y, r=16.5, **ring)


def half(feature: Feature, passages: Mapping[str, int], view: View) -> float:
    """Return half the width of a symbol: less from afar, and where no passage mentions it."""
    near, far = SIZES.parts["spoken" if passages.get(feature.id) else "silent"]
    return 12 * (far if view.zoom < SIZES.far else near)

"""The address of the page: what a visitor sees, as a query string and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import parse_qs, urlencode

from corridors.filtering import Filter
from corridors.model import Feature
from corridors.store.article_list import Order

Panel = Literal["place", "read", "table", "compare", "actors"]

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
LONGEST = 200  # characters of a search or a name


@dataclass(frozen=True, slots=True)
class Spot:
    """The view of the map: its centre in EPSG:4326, and Leaflet's zoom."""

    latitude: float
    longitude: float
    zoom: float


@dataclass(frozen=True, slots=True)
class View:
    """What a visitor sees.

    ``hidden`` are the layers, corridors and branches (``corridor/branch``) that are switched off,
    ``second`` the corridor, or branch of one (``corridor/branch``), that another is compared with:
    ``first``, or where that is None the chosen one. ``article`` and ``paragraph`` are the reading
    position, ``find`` and ``order`` say which articles are listed, ``tiles`` are the online tiles.
    """

    feature: str | None = None
    branch: str | None = None
    panel: Panel = "place"
    article: str | None = None
    paragraph: int | None = None
    find: str = ""
    order: Order = "newest"
    first: str | None = None
    second: str | None = None
    filter: Filter = field(default_factory=Filter)
    words: str = ""
    tiles: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    spot: Spot | None = None

    @property
    def compared(self) -> str | None:
        """What is compared with ``second``."""
        chosen = f"{self.feature}/{self.branch}" if self.branch else self.feature
        return self.first or chosen


@dataclass(frozen=True)
class Known:
    """What an address can name: features by id, ids of articles, groups of the map, tiles."""

    features: Mapping[str, Feature]
    articles: Container[object]
    groups: Collection[str]
    tiles: Collection[str] = ()


def write(view: View) -> str:
    """Write a view as a query string, with nothing in it that is as at first.

    Examples
    --------
    >>> write(View(feature="port-baku", filter=Filter(actors=("TR", "RU"))))
    'feature=port-baku&actor=TR&actor=RU'
    """
    spot, chosen = view.spot, view.filter
    pairs = [
        ("feature", view.feature),
        ("branch", view.branch),
        ("panel", None if view.panel == "place" else view.panel),
        ("article", view.article),
        ("paragraph", view.paragraph),
        ("find", view.find or None),
        ("order", None if view.order == "newest" else view.order),
        ("first", view.first),
        ("second", view.second),
        *(("actor", actor) for actor in chosen.actors),
        ("from", chosen.start),
        ("to", chosen.end),
        ("words", view.words or None),
        *(("off", group) for group in view.hidden),
        *(("tiles", name) for name in view.tiles),
        ("map", f"{spot.zoom:g}/{spot.latitude:.4f}/{spot.longitude:.4f}" if spot else None),
    ]
    return urlencode([(key, value) for key, value in pairs if value is not None], safe="/")


def read(query: str, known: Known) -> tuple[View, tuple[str, ...]]:
    """Read a query string; what it names wrongly stays as at first.

    Parameters
    ----------
    query
        With or without its question mark; anyone may have written it.
    known
        What it can name.

    Returns
    -------
    View, tuple of str
        The view, and the keys whose values, in part or whole, could not be followed. Keys that
        are none of ours, such as Streamlit's own, are no fault.
    """
    try:
        found = parse_qs(query.removeprefix("?"), max_num_fields=200)
    except ValueError:
        return View(), ("address",)
    wrong: dict[str, None] = {}

    def one(key: str, good: Container[object]) -> str | None:
        values = found.pop(key, [])
        if values and (len(values) > 1 or values[0] not in good):
            wrong[key] = None
            return None
        return values[0] if values else None

    def several(key: str, good: Collection[str]) -> tuple[str, ...]:
        values = dict.fromkeys(found.pop(key, []))
        if any(value not in good for value in values):
            wrong[key] = None
        return tuple(value for value in values if value in good)

    def shaped(key: str, shape: str) -> str | None:
        values = found.pop(key, [])
        if values and (len(values) > 1 or not re.fullmatch(shape, values[0], re.ASCII)):
            wrong[key] = None
            return None
        return values[0] if values else None

    def typed(key: str) -> str:
        return " ".join(found.pop(key, [])).strip()[:LONGEST]

    feature = one("feature", known.features)
    corridors = [f for f in known.features.values() if f.kind.branched]
    lines = {f.id for f in corridors} | {f"{f.id}/{b.id}" for f in corridors for b in f.branches}
    own = known.features[feature].branches if feature else ()
    panel = one("panel", get_args(Panel))
    article = one("article", known.articles)
    number = shaped("paragraph", r"[1-9]\d{0,5}")
    start, end = shaped("from", _DAY), shaped("to", _DAY)
    if start and end and start > end:
        wrong["from"], start, end = None, None, None
    order = one("order", get_args(Order))
    view = View(
        feature=feature,
        branch=one("branch", [branch.id for branch in own]),
        panel=panel or "place",  # type: ignore[arg-type]  # one of them, as read above
        article=article,
        paragraph=int(number) if number and article else None,
        find=typed("find"),
        order=order or "newest",  # type: ignore[arg-type]  # one of them, as read above
        first=one("first", lines),
        second=one("second", lines),
        filter=Filter(several("actor", actors(known.features)), start, end),
        words=typed("words"),
        tiles=several("tiles", known.tiles),
        hidden=several("off", _switches(known)),
        spot=_spot(shaped("map", r"\d{1,2}(\.\d{1,4})?(/-?\d{1,3}(\.\d{1,9})?){2}"), wrong),
    )
    return view, tuple(wrong)


def days(window: str) -> tuple[str | None, str | None]:
    """Read two days with a slash between, either of which may be missing; else there are none.

    Examples
    --------
    >>> days("2024-06-01/"), days("yesterday/2024")
    (('2024-06-01', None), (None, None))
    """
    found = re.fullmatch(rf"({_DAY})?/({_DAY})?", window, re.ASCII)
    return (found[1], found[2]) if found else (None, None)


def actors(features: Mapping[str, Feature]) -> dict[str, None]:
    """Return the states and bodies that have a part in some feature, each once."""
    found = (a for feature in features.values() for a in feature.actors)
    return dict.fromkeys(name for a in found for name in (a.state, a.body) if name)


def _switches(known: Known) -> set[str]:
    branches = {f"{f.id}/{b.id}" for f in known.features.values() for b in f.branches}
    return branches | set(known.groups)


def _spot(text: str | None, wrong: dict[str, None]) -> Spot | None:
    if text is None:
        return None
    zoom, latitude, longitude = map(float, text.split("/"))
    if zoom > 20 or abs(latitude) > 90 or abs(longitude) > 180:
        wrong["map"] = None
        return None
    return Spot(latitude, longitude, zoom)

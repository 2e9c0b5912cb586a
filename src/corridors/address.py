"""The address of the page: what a visitor sees, as a query string and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_args
from urllib.parse import parse_qs, urlencode

from corridors.filtering import Filter
from corridors.model import Feature
from corridors.store.article_list import Order

PLACE, ARTICLES = "place", "read"  # the panels of a place and of an article
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

    ``hidden`` are the layers, corridors and branches (``corridor/branch``) that are switched off.
    ``second`` is the corridor, or branch of one, that ``first`` is compared with, or the chosen
    one where ``first`` is None. ``article`` and ``paragraph`` are the reading position, ``find``
    and ``order`` say which articles are listed, ``tiles`` are the online tiles.
    """

    feature: str | None = None
    branch: str | None = None
    panel: str = PLACE
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
    """What an address can name: features by id, articles, groups of the map, tiles, panels."""

    features: Mapping[str, Feature]
    articles: Container[object]
    groups: Collection[str]
    tiles: Collection[str] = ()
    panels: Collection[str] = ()


Read = Callable[[Sequence[str], Known, View], tuple[Any, bool]]
_Names = Callable[[Known, View], Container[object]]


@dataclass(frozen=True)
class Key:
    """A key of the address.

    Parameters
    ----------
    name
        Its name in the address.
    field
        What it sets: a field of `View`, or of its `Filter`.
    read
        Makes the field's value from the values in an address, what is known, and the view as read
        so far. Returns it, or None where no value is valid, and whether all are valid.
    write
        Returns the values for an address, where the field does not have its default.
    is_step
        Whether a change of it is a step to go back to, not only a change of the current view.
    of_map
        Whether the map writes it into the address itself, so that moving it does not run the page.
    """

    name: str
    field: str
    read: Read
    write: Callable[[Any], Sequence[str]] = lambda value: (value,)
    is_step: bool = False
    of_map: bool = False

    def of(self, view: View) -> Any:  # noqa: ANN401 - the field's own type
        """Return what a view has in the field."""
        return getattr(view.filter if self.field in _FILTERED else view, self.field)

    def put(self, view: View, value: Any) -> View:  # noqa: ANN401 - likewise
        """Return a view with another value in the field."""
        if self.field in _FILTERED:
            return replace(view, filter=replace(view.filter, **{self.field: value}))
        return replace(view, **{self.field: value})


_FILTERED = {each.name for each in fields(Filter)}


def _one_of(names: _Names) -> Read:
    def read(values: Sequence[str], known: Known, view: View) -> tuple[str | None, bool]:
        is_known = len(values) == 1 and values[0] in names(known, view)
        return (values[0] if is_known else None), is_known

    return read


def _some_of(names: _Names) -> Read:
    def read(values: Sequence[str], known: Known, view: View) -> tuple[tuple[str, ...], bool]:
        distinct, valid = dict.fromkeys(values), names(known, view)
        accepted = tuple(value for value in distinct if value in valid)
        return accepted, len(accepted) == len(distinct)

    return read


def _shaped(shape: str, make: Callable[[str], object] = str) -> Read:
    def read(values: Sequence[str], *_: object) -> tuple[object, bool]:
        is_shaped = len(values) == 1 and re.fullmatch(shape, values[0], re.ASCII)
        value = make(values[0]) if is_shaped else None
        return value, value is not None

    return read


def _typed(values: Sequence[str], *_: object) -> tuple[str, bool]:
    return as_typed(" ".join(values)), True


def _paragraph(values: Sequence[str], known: Known, view: View) -> tuple[object, bool]:
    number, is_number = _shaped(r"[1-9]\d{0,5}", int)(values, known, view)
    return (number if view.article else None), is_number


def _branches(known: Known, view: View) -> set[str]:
    branches = known.features[view.feature].branches if view.feature else ()
    return {branch.id for branch in branches}


def _lines(known: Known, _: View) -> set[str]:
    corridors = [f for f in known.features.values() if f.kind.branched]
    return {f.id for f in corridors} | {f"{f.id}/{b.id}" for f in corridors for b in f.branches}


def _switches(known: Known, _: View) -> set[str]:
    branches = {f"{f.id}/{b.id}" for f in known.features.values() for b in f.branches}
    return branches | set(known.groups)


def _spot(text: str) -> Spot | None:
    zoom, latitude, longitude = map(float, text.split("/"))
    if zoom > 20 or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Spot(latitude, longitude, zoom)


def _written_spot(spot: Spot) -> tuple[str]:
    return (f"{spot.zoom:g}/{spot.latitude:.4f}/{spot.longitude:.4f}",)


# In the order of the address; a key is read after those that it depends on.
KEYS = (
    Key("feature", "feature", _one_of(lambda known, _: known.features), is_step=True),
    Key("branch", "branch", _one_of(_branches), is_step=True),
    Key("panel", "panel", _one_of(lambda known, _: known.panels), is_step=True),
    Key("article", "article", _one_of(lambda known, _: known.articles), is_step=True),
    Key("paragraph", "paragraph", _paragraph, lambda number: (str(number),)),
    Key("find", "find", _typed),
    Key("order", "order", _one_of(lambda *_: get_args(Order))),
    Key("first", "first", _one_of(_lines), is_step=True),
    Key("second", "second", _one_of(_lines), is_step=True),
    Key("actor", "actors", _some_of(lambda known, _: actors(known.features)), tuple, is_step=True),
    Key("from", "start", _shaped(_DAY)),
    Key("to", "end", _shaped(_DAY)),
    Key("words", "words", _typed),
    Key("off", "hidden", _some_of(_switches), tuple, of_map=True),
    Key("tiles", "tiles", _some_of(lambda known, _: known.tiles), tuple, of_map=True),
    Key(
        "map",
        "spot",
        _shaped(r"\d{1,2}(\.\d{1,4})?(/-?\d{1,3}(\.\d{1,9})?){2}", _spot),
        _written_spot,
        of_map=True,
    ),
)
OF_PAGE = tuple(key for key in KEYS if not key.of_map)


def names(*held: str) -> dict[str, str]:
    """Return the names of some fields in the address, by field, for scripts that write it.

    Examples
    --------
    >>> names("hidden", "words")
    {'words': 'words', 'hidden': 'off'}
    """
    return {key.field: key.name for key in KEYS if key.field in held}


def write(view: View, keys: Iterable[Key] = KEYS) -> str:
    """Write a view as a query string, without what has its default.

    Examples
    --------
    >>> write(View(feature="port-baku", filter=Filter(actors=("TR", "RU"))))
    'feature=port-baku&actor=TR&actor=RU'
    """
    first = View()
    changed = ((key, key.of(view)) for key in keys if key.of(view) != key.of(first))
    pairs = [(key.name, text) for key, value in changed for text in key.write(value)]
    return urlencode(pairs, safe="/")


def read(query: str, known: Known) -> tuple[View, tuple[str, ...]]:
    """Read a query string; a wrong value leaves the default.

    Parameters
    ----------
    query
        With or without its question mark; it may come from anyone.
    known
        What it can name.

    Returns
    -------
    View, tuple of str
        The view, and the keys with a value that is not valid. Other keys, such as Streamlit's
        own, are ignored.
    """
    view = View()
    try:
        values = parse_qs(query.removeprefix("?"), max_num_fields=200)
    except ValueError:
        return view, ("address",)
    wrong = []
    for key in KEYS:
        if key.name in values:
            value, all_valid = key.read(values[key.name], known, view)
            view = view if value is None else key.put(view, value)
            wrong += [] if all_valid else [key.name]
    start, end = view.filter.window
    if start and end and start > end:
        view = replace(view, filter=Filter(view.filter.actors))
        wrong.append("from")
    return view, tuple(wrong)


def as_typed(text: str) -> str:
    """Return what was typed in a form that an address can hold.

    Examples
    --------
    >>> as_typed("  port   of Baku ")
    'port of Baku'
    """
    valid = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(valid.split())[:LONGEST].rstrip()


def days(window: str) -> tuple[str | None, str | None]:
    """Read two days with a slash between, either of which may be missing; wrong text gives none.

    Examples
    --------
    >>> days("2024-06-01/"), days("yesterday/2024")
    (('2024-06-01', None), (None, None))
    """
    ends = re.fullmatch(rf"({_DAY})?/({_DAY})?", window, re.ASCII)
    return (ends[1], ends[2]) if ends else (None, None)


def actors(features: Mapping[str, Feature]) -> dict[str, None]:
    """Return the states and bodies that take part in any feature, each once."""
    parts = (actor for feature in features.values() for actor in feature.actors)
    return dict.fromkeys(name for actor in parts for name in (actor.state, actor.body) if name)

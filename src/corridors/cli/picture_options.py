"""The options of ``corridors export`` that say what a picture shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from corridors.atlas import Atlas
from corridors.errors import ExportError
from corridors.filtering import Filter
from corridors.map.contract import group_of
from corridors.map.picture.compose import Picture
from corridors.map.picture.drawing import Seen

_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--size", metavar="WxH", default="1600x1000", help="Of a picture, in pixels."),
    click.option("--view", metavar="Z/LAT/LON", help="Zoom and centre, such as 7/42/45."),
    click.option("--branch", metavar="ID", help="The branch of the chosen corridor."),
    click.option("--off", multiple=True, metavar="ID", help="Hide a layer, corridor or branch."),
    click.option(
        "--actor", "actors", multiple=True, metavar="NAME", help="Draw only their features."
    ),
    click.option("--from", "start", metavar="DAY", help="Draw no event before this day."),
    click.option("--to", "end", metavar="DAY", help="Draw no event after this day."),
    click.option("--title", metavar="TEXT", help="The title of a picture."),
    click.option("--dark", is_flag=True, help="A dark picture."),
)


def picture_options(command: _Command) -> _Command:
    """Give a command the options of a picture."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def as_picture(
    atlas: Atlas,
    features: tuple[str, ...],
    *,
    size: str,
    view: str | None,
    branch: str | None,
    off: tuple[str, ...],
    actors: tuple[str, ...],
    start: str | None,
    end: str | None,
    title: str | None,
    dark: bool,
) -> Picture:
    """Return what the options describe.

    Raises
    ------
    ExportError
        If an option names something that does not exist, or is malformed.
    """
    width, height = map(int, _parts(size, r"(\d{1,5})x(\d{1,5})", "--size is such as 1600x1000"))
    number = r"(-?\d{1,3}(?:\.\d+)?)"
    spot = None
    if view is not None:
        numbers = _parts(view, f"{number}/{number}/{number}", "--view is such as 7/42/45")
        zoom, latitude, longitude = map(float, numbers)
        if not (0 <= zoom <= 20 and abs(latitude) <= 85 and abs(longitude) <= 180):
            raise ExportError(f"--view {view}: this is not on the map")
        spot = (latitude, longitude, zoom)
    for day in filter(None, (start, end)):
        _parts(day, r"\d{4}-\d\d-\d\d", "a day is such as 2025-09-22")
    branches = {f"{f.id}/{b.id}" for f in atlas.features.values() for b in f.branches}
    groups = {group_of(feature) for feature in atlas.features.values()}
    for name in off:
        if name not in groups | branches:
            group_ids = ", ".join(sorted(groups))
            raise ExportError(f"nothing {name!r} to hide (there are: {group_ids}, and branches)")
    chosen = features[0] if len(features) == 1 else None
    if branch is not None and f"{chosen}/{branch}" not in branches:
        raise ExportError(f"no branch {branch!r} of the chosen feature")
    seen = Seen(frozenset(off), Filter(actors, start, end), chosen, branch)
    return Picture(width, height, spot, None, seen, "dark" if dark else "light", title)


def _parts(text: str, shape: str, rule: str) -> tuple[str, ...]:
    match = re.fullmatch(shape, text, re.ASCII)
    if not match:
        raise ExportError(f"{text!r}: {rule}")
    return match.groups()

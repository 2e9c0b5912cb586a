"""SVG as text: tags and paths. All text from outside is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from shapely import LineString, Point, Polygon, get_coordinates
from shapely.geometry.base import BaseGeometry

# Characters that XML 1.0 cannot hold, lone surrogates among them.
_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, /, *content: str, **attributes: object) -> str:
    """Write an element.

    Parameters
    ----------
    name
        Its name.
    content
        What stands in it, as SVG.
    attributes
        Their values are escaped; ``_`` in a name stands for ``-``. Those that are None are left
        out.

    Examples
    --------
    >>> tag("text", words("a < b"), font_size=12)
    '<text font-size="12">a &lt; b</text>'
    """
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{words(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def words(text: str) -> str:
    """Escape a text for XML; a character that XML cannot hold becomes U+FFFD."""
    return escape(_NEVER.sub("\ufffd", text), quote=True)


def path(shape: BaseGeometry) -> str:
    """Write the outlines of a shape in pixels, rounded to a tenth of a pixel."""
    return "".join(_paths(shape))


def _paths(shape: BaseGeometry) -> Iterator[str]:
    if isinstance(shape, Point) or shape.is_empty:
        return
    if isinstance(shape, LineString):
        points = [(round(x, 1), round(y, 1)) for x, y in get_coordinates(shape)]
        distinct = [points[0], *(b for a, b in pairwise(points) if a != b)]
        yield "M" + "L".join(f"{x:g} {y:g}" for x, y in distinct)
    elif isinstance(shape, Polygon):
        for ring in (shape.exterior, *shape.interiors):
            yield from _paths(LineString(ring.coords))
            yield "Z"
    else:
        for part in getattr(shape, "geoms", ()):
            yield from _paths(part)


def _value(value: object) -> str:
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)

"""The colours of the map in light and dark, read from its style sheet, their only source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from corridors import web

Theme = Literal["light", "dark"]
_BLOCK = re.compile(r"\.corridors-map(\[data-theme=\"dark\"\])? \{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})(?:[0-9a-f]{2})?;")


@cache
def palette(theme: Theme) -> Mapping[str, str]:
    """Return the colours by the names that ``map.css`` gives them, as ``#rrggbb``."""
    sheet = web.FOLDER / "map" / "map.css"
    colours: dict[str, str] = {}
    for dark, block in _BLOCK.findall(sheet.read_text(encoding="utf-8")):
        if not dark or theme == "dark":
            colours |= dict(_COLOUR.findall(block))
    return colours

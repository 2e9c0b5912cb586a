"""The help: a first hint, the keys, and the sources of Corridors."""

from __future__ import annotations

from corridors import __version__
from corridors.page.serving import mount

_HINT = "Click a port or a line: its sources open beside the map."
_ALWAYS = (
    ("Tab, Enter", "reach and choose what is on the map and in the panel"),
    ("Arrow keys, + and −", "move the map, zoom in and out"),
    ("Arrow keys, Enter, Escape", "in the search: go through the results, choose, close"),
)
_SINGLE = (
    ("/", "to the search"),
    ("?", "this help"),
    ("n, p", "in an article: next and previous mention"),
)
_ODBL = ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/")
_CC_BY = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
# As geodata/README.md lists them: name, what is used, licence, address of the licence.
_SOURCES = (
    ("© OpenStreetMap contributors", "land, borders, shores, railways, roads", *_ODBL),
    ("Natural Earth", "lakes, disputed lines", "public domain", None),
    ("GeoNames", "towns and harbours", *_CC_BY),
    ("GSHHG and WDBII", "rivers", "LGPL 3", None),
    ("Leaflet", "shows the map", "BSD 2-Clause", None),
    ("Corridors", "code, digests and all other data", "MIT", None),
)


def show_help() -> None:
    """Show the menu button, which a phone needs, the help button, and what they open."""
    mount(
        "page/help.js",
        {
            "hint": _HINT,
            "always": _ALWAYS,
            "single": _SINGLE,
            "sources": _SOURCES,
            "version": __version__,
        },
        key="help",
    )

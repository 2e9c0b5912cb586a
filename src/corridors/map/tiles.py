"""Online tiles that a visitor may choose, and the credit each provider asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import urlsplit

from lxml import html
from xyzservices import TileProvider, providers

Kind = Literal["ground", "overlay"]

# Providers that need no key. A ground replaces the drawn map; overlays lie on top of either.
_OFFERED: tuple[tuple[str, str, Kind, TileProvider], ...] = (
    ("osm", "OpenStreetMap", "ground", providers.OpenStreetMap.Mapnik),
    ("light", "Light", "ground", providers.Esri.WorldGrayCanvas),
    ("satellite", "Satellite", "ground", providers.Esri.WorldImagery),
    ("sea", "Sea marks", "overlay", providers.OpenSeaMap),
    ("railways", "Railways", "overlay", providers.OpenRailwayMap),
)
# Grounds without place names: ours stay on them.
_NAMELESS = ("light", "satellite")
NAMES = tuple(name for name, *_ in _OFFERED)


def offered() -> list[Mapping[str, object]]:
    """Describe the tiles for the map's script, without contacting any host.

    Returns
    -------
    list of mapping
        For each: ``id`` (as in the address), ``title``, ``kind``, ``named`` (it writes names of
        places), ``url`` for Leaflet, ``deepest`` (its last zoom), ``subdomains``, and ``credit``:
        pieces of text, each with the address it links to or None.
    """
    return [
        {
            "id": name,
            "title": title,
            "kind": kind,
            "named": kind == "ground" and name not in _NAMELESS,
            "url": provider.build_url(scale_factor="{r}", fill_subdomain=False),
            "deepest": int(provider.get("max_zoom", 18)),
            "subdomains": str(provider.get("subdomains", "abc")),
            "credit": list(pieces(provider.html_attribution)),
        }
        for name, title, kind, provider in _OFFERED
    ]


def pieces(markup: str) -> Iterator[Mapping[str, str | None]]:
    """Take HTML apart into text and links, and drop everything else.

    Parameters
    ----------
    markup
        HTML from outside.

    Yields
    ------
    mapping
        ``text``, and in ``href`` the web address it links to or None.

    Examples
    --------
    >>> list(pieces('&copy; <a href="https://osm.org" onclick="x()">OSM</a>'))
    [{'text': '© ', 'href': None}, {'text': 'OSM', 'href': 'https://osm.org'}]
    """
    for text in html.fragment_fromstring(markup, create_parent="p").xpath(
        ".//text()[not(ancestor::script or ancestor::style)]"
    ):
        parent = text.getparent()
        # The text after a link is the link's tail.
        inside = [] if parent is None else [parent, *parent.iterancestors()][bool(text.is_tail) :]
        links = [element.get("href", "") for element in inside if element.tag == "a"]
        safe = [link for link in links if urlsplit(link).scheme in ("http", "https")]
        yield {"text": str(text), "href": safe[0] if safe else None}

"""Online tiles that a visitor may choose: whose they are, and what is owed to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import urlsplit

from lxml import html
from xyzservices import TileProvider, providers

Kind = Literal["ground", "overlay"]

# Providers that need no key. A ground takes the place of the drawn map, overlays lie upon either.
_OFFERED: tuple[tuple[str, str, Kind, TileProvider], ...] = (
    ("osm", "OpenStreetMap", "ground", providers.OpenStreetMap.Mapnik),
    ("light", "Light", "ground", providers.Esri.WorldGrayCanvas),
    ("satellite", "Satellite", "ground", providers.Esri.WorldImagery),
    ("sea", "Sea marks", "overlay", providers.OpenSeaMap),
    ("railways", "Railways", "overlay", providers.OpenRailwayMap),
)
# Grounds that name no places themselves: our names stay on them.
_NAMELESS = ("light", "satellite")
NAMES = tuple(name for name, *_ in _OFFERED)


def offered() -> list[Mapping[str, object]]:
    """Describe the tiles for the map's script, without asking any host.

    Returns
    -------
    list of mapping
        For each: ``id`` (as in the address), ``title``, ``kind``, ``named`` (it writes names of
        places), ``url`` for Leaflet, ``deepest`` (its last zoom), ``subdomains``, and ``credit``:
        pieces of text, each with the address that it leads to or None.
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
    """Take HTML apart into text and links; nothing else of it is left.

    Parameters
    ----------
    markup
        From outside.

    Yields
    ------
    mapping
        ``text``, and in ``href`` the web address that it leads to or None.

    Examples
    --------
    >>> list(pieces('&copy; <a href="https://osm.org" onclick="x()">OSM</a>'))
    [{'text': '© ', 'href': None}, {'text': 'OSM', 'href': 'https://osm.org'}]
    """
    for text in html.fragment_fromstring(markup, create_parent="p").xpath(
        ".//text()[not(ancestor::script or ancestor::style)]"
    ):
        parent = text.getparent()
        # The text behind a link hangs on it as its tail.
        inside = [] if parent is None else [parent, *parent.iterancestors()][bool(text.is_tail) :]
        links = [one.get("href", "") for one in inside if one.tag == "a"]
        good = [link for link in links if urlsplit(link).scheme in ("http", "https")]
        yield {"text": str(text), "href": good[0] if good else None}

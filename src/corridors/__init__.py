"""Corridors: ports, transport corridors and exercise sites, with what articles say about them.

`open` reads the map and your articles as one atlas, `link` finds the places in any text, and
`read` reads the articles in a file. Errors that a user can fix are a `CorridorsError`.
"""

from typing import TYPE_CHECKING

from corridors.errors import (
    ArticleError,
    CorridorsError,
    ExportError,
    FetchError,
    LibraryError,
    NotFoundError,
    StoreError,
)

if TYPE_CHECKING:
    from corridors.api import OpenAtlas, link, open, read  # noqa: A004 - reads as corridors.open

__version__ = "0.1.0"

__all__ = [
    "ArticleError",
    "CorridorsError",
    "ExportError",
    "FetchError",
    "LibraryError",
    "NotFoundError",
    "OpenAtlas",
    "StoreError",
    "link",
    "open",
    "read",
]


def __getattr__(name: str) -> object:
    """Load the API when it is first used, as it needs pandas, GeoPandas and folium."""
    if name in __all__:
        from corridors import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

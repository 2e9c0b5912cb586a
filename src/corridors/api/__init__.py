"""The public face: what is on the map and what articles say of it, as tables and as a map."""

from corridors.api.functions import link, open, read  # noqa: A004 - reads as corridors.open
from corridors.api.open_atlas import OpenAtlas

__all__ = ["OpenAtlas", "link", "open", "read"]

"""The public API: the features and what articles say about them, as tables and as a map."""

from corridors.api.functions import link, open, read  # noqa: A004 - reads as corridors.open
from corridors.api.open_atlas import OpenAtlas

__all__ = ["OpenAtlas", "link", "open", "read"]

"""Leaflet's own files, which draw the map in a browser, and its licence."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import js_lib_leaflet

FOLDER = Path(js_lib_leaflet.__file__).parent / "static" / js_lib_leaflet.__name__


def licence() -> str:
    """Return the text that goes with every copy of Leaflet."""
    text = distribution("django-js-lib-leaflet").read_text("LICENSE") or ""
    return "\n".join(text.splitlines())

"""Leaflet's own files, which draw the map in a browser, and its licence."""

from __future__ import annotations

import re
from base64 import b64encode
from importlib.metadata import distribution
from pathlib import Path

import js_lib_leaflet

FOLDER = Path(js_lib_leaflet.__file__).parent / "static" / js_lib_leaflet.__name__
_IMAGES = FOLDER / "images"


def licence() -> str:
    """Return the text that goes with every copy of Leaflet."""
    text = distribution("django-js-lib-leaflet").read_text("LICENSE") or ""
    return "\n".join(text.splitlines())


def script() -> str:
    """Return Leaflet's code below its licence, without the link to its source map."""
    code = (FOLDER / "leaflet.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    code = re.sub(r"^//# sourceMappingURL=.*$", "", code, flags=re.MULTILINE)
    return f"/*\n{licence()}\n*/\n{code}"


def sheet() -> str:
    """Return Leaflet's styles with their images embedded."""
    styles = (FOLDER / "leaflet.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"images/([\w.-]+)", lambda name: image(name[1]), styles)


def image(name: str) -> str:
    """Return one of Leaflet's images as a ``data:`` address."""
    return f"data:image/png;base64,{b64encode((_IMAGES / name).read_bytes()).decode()}"

"""Leaflet's own files, which draw the map in a browser."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

from xstatic.pkg import leaflet

FOLDER = Path(leaflet.BASE_DIR)
_IMAGES = FOLDER / "images"


def script() -> str:
    """Return Leaflet's code, without the comment that leads a browser's tools to another file."""
    code = (FOLDER / "leaflet.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"^//# sourceMappingURL=.*$", "", code, flags=re.MULTILINE)


def sheet() -> str:
    """Return Leaflet's styles, which hold their images."""
    styles = (FOLDER / "leaflet.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"images/([\w.-]+)", lambda name: image(name[1]), styles)


def image(name: str) -> str:
    """Return the address of one of Leaflet's images, which holds the image itself."""
    return f"data:image/png;base64,{b64encode((_IMAGES / name).read_bytes()).decode()}"

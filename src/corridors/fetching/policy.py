"""Who may have pages fetched: whoever runs Corridors, not whoever visits it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

_OWN = frozenset(("localhost", "127.0.0.1", "::1"))
_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def is_off() -> bool:
    """Tell whether whoever runs Corridors has put an end to fetching: ``CORRIDORS_FETCH=off``."""
    return _setting() == "off"


def allowed_on_page(headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether the page may fetch for a visitor.

    ``CORRIDORS_FETCH`` says ``on`` or ``off``. Where it says neither, only a visitor on the
    machine itself may: a shared deployment must not fetch for strangers, nor fill its library for
    them, and a map on one's own machine should do so without further ado.

    Parameters
    ----------
    headers
        What the browser sent as it connected. Its Origin names the page as the visitor sees it,
        also behind a proxy that runs on the same machine; a proxy mostly says that it is one.
    address
        The visitor's address, None for this machine.
    """
    if _setting() in ("on", "off"):
        return _setting() == "on"
    if address is not None or any(headers.get(name) for name in _PASSED_ON):
        return False
    try:
        return urlsplit(headers.get("Origin") or "").hostname in _OWN
    except ValueError:
        return False


def _setting() -> str:
    return os.environ.get("CORRIDORS_FETCH", "").strip().lower()

"""Who a visitor is to this machine: whoever runs Corridors, or a stranger."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

_OWN = frozenset(("localhost", "127.0.0.1", "::1"))
_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def may(variable: str, headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether a visitor may do what an environment variable turns ``on`` or ``off``.

    Where it says neither, only a visitor on the machine itself may: a shared deployment must do
    nothing of the kind for strangers, and a map on one's own machine should without further ado.

    Parameters
    ----------
    variable
        The name of the environment variable.
    headers
        What the browser sent as it connected. Its Origin names the page as the visitor sees it,
        also behind a proxy that runs on the same machine; a proxy mostly says that it is one.
    address
        The visitor's address, None for this machine.
    """
    said = setting(variable)
    return said == "on" if said in ("on", "off") else _is_here(headers, address)


def may_write(headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether a visitor may change the library: ``CORRIDORS_WRITE``.

    Who may not adds articles to their own session only.
    """
    return may("CORRIDORS_WRITE", headers, address)


def setting(variable: str) -> str:
    """Return what an environment variable says, in small letters."""
    return os.environ.get(variable, "").strip().lower()


def _is_here(headers: Mapping[str, str], address: str | None) -> bool:
    if not _is_loopback(address) or any(headers.get(name) for name in _PASSED_ON):
        return False
    try:
        return urlsplit(headers.get("Origin") or "").hostname in _OWN
    except ValueError:
        return False


def _is_loopback(address: str | None) -> bool:
    if address is None:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    # A server that listens for both kinds of addresses is told ::ffff:127.0.0.1.
    return ((isinstance(found, IPv6Address) and found.ipv4_mapped) or found).is_loopback

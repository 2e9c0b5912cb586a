"""Tell the person who runs Corridors on this machine from other visitors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

_LOCAL_HOSTS = frozenset(("localhost", "127.0.0.1", "::1"))
_PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def may(variable: str, headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether a visitor may do what an environment variable turns ``on`` or ``off``.

    Where it is neither, only a visitor on this machine may: a shared deployment must not do it for
    strangers, and a map on one's own machine should do it without being configured.

    Parameters
    ----------
    variable
        The name of the environment variable.
    headers
        The headers that the browser sent as it connected. Origin is the page's address as the
        visitor sees it, also behind a proxy on the same machine; most proxies add a header.
    address
        The visitor's address, None for this machine.
    """
    value = setting(variable)
    return value == "on" if value in ("on", "off") else _is_local(headers, address)


def may_write(headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether a visitor may change the library: ``CORRIDORS_WRITE``.

    A visitor who may not can still add articles to their own session.
    """
    return may("CORRIDORS_WRITE", headers, address)


def setting(variable: str) -> str:
    """Return the value of an environment variable in lower case."""
    return os.environ.get(variable, "").strip().lower()


def _is_local(headers: Mapping[str, str], address: str | None) -> bool:
    if not _is_loopback(address) or any(headers.get(name) for name in _PROXY_HEADERS):
        return False
    try:
        return urlsplit(headers.get("Origin") or "").hostname in _LOCAL_HOSTS
    except ValueError:
        return False


def _is_loopback(address: str | None) -> bool:
    if address is None:
        return True
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    # A server that listens for both kinds of addresses gets ::ffff:127.0.0.1.
    return ((isinstance(parsed, IPv6Address) and parsed.ipv4_mapped) or parsed).is_loopback

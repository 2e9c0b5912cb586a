"""Addresses of pages: parsed, looked up, and checked to be public."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from corridors.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")
_RELAYED = (ipaddress.IPv4Network("192.88.99.0/24"), ipaddress.IPv6Network("2002::/16"))


def parsed(url: str) -> Url:
    """Parse an address once, so that it is checked and used in the same sense."""
    try:
        target = parse_url(url.strip())
    except LocationParseError as error:
        raise FetchError(f"{url!r} is not an address") from error
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError(f"{url!r} is not an address of the web (expected https://… or http://…)")
    if target.auth:
        raise FetchError(f"{target.host}: an address with a name or password is not fetched")
    return target._replace(fragment=None)


def host_of(target: Url) -> str:
    """Return the host alone, an IPv6 address without its brackets."""
    return (target.host or "").strip("[]")


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet.

    Examples
    --------
    >>> [is_public(ipaddress.ip_address(a)) for a in ("9.9.9.9", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _UNICAST:
            return False
    relayed = any(address in net for net in _RELAYED if net.version == address.version)
    special = address.is_multicast or address.is_reserved or relayed
    return address.is_global and not special


def looked_up(target: Url, allowed: Callable[[Address], bool]) -> list[str]:
    """Look up a host, and return those of its addresses that may be connected to.

    Callers must connect to one of these and not look the name up again, as the next answer may
    be different.

    Raises
    ------
    FetchError
        If the host is not found, or none of its addresses may be connected to.
    """
    host = host_of(target)
    try:
        rows = socket.getaddrinfo(host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{target.url}: the host {host!r} is not found") from error
    addresses = dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows)
    permitted = [text for text in addresses if allowed(ipaddress.ip_address(text))]
    if not permitted:
        raise FetchError(
            f"{target.url}: {next(iter(addresses), host)} is not an address of the public "
            "internet, and is not fetched from"
        )
    return permitted

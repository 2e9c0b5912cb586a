"""Who may have pages fetched: whoever runs Corridors, not whoever visits it."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.visitors import may, may_write, setting

_VARIABLE = "CORRIDORS_FETCH"


def is_off() -> bool:
    """Tell whether whoever runs Corridors has put an end to fetching: ``CORRIDORS_FETCH=off``."""
    return setting(_VARIABLE) == "off"


def allowed_on_page(headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether the page may fetch for a visitor, who must be one who may fill the library.

    Parameters
    ----------
    headers, address
        As `corridors.visitors.may` takes them.
    """
    return may(_VARIABLE, headers, address) and may_write(headers, address)

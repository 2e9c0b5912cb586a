"""Who may fetch pages: the person who runs Corridors, not its visitors."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.visitors import may, may_write, setting

_VARIABLE = "CORRIDORS_FETCH"


def is_off() -> bool:
    """Tell whether fetching is switched off: ``CORRIDORS_FETCH=off``."""
    return setting(_VARIABLE) == "off"


def allowed_on_page(headers: Mapping[str, str], address: str | None) -> bool:
    """Tell whether the page may fetch for a visitor, who must also be allowed to add articles.

    Parameters
    ----------
    headers, address
        As `corridors.visitors.may` takes them.
    """
    return may(_VARIABLE, headers, address) and may_write(headers, address)

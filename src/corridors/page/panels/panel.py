"""The description of a panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corridors.page.map import OnMap
from corridors.workspace import Workspace


@dataclass(frozen=True)
class Panel:
    """Something that can stand beside the map.

    Parameters
    ----------
    key
        Its word in the address, which never changes.
    title
        Its word in the switch.
    show
        Mounts its components; called inside the fragment that follows clicks on the map.
    on_map
        What it wants from the map while it is open.
    """

    key: str
    title: str
    show: Callable[[Workspace], object]
    on_map: Callable[[Workspace], OnMap] = lambda _: OnMap()

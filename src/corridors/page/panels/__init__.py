"""What can stand beside the map: one module a panel, which has its script's name."""

from importlib import import_module

from corridors.page.panels.panel import Panel

# In the order of the switch; the first one stands where none is chosen.
_MODULES = (
    "place",
    "articles",
    "compare",
    "actors",
    "table",
)
PANELS: tuple[Panel, ...] = tuple(
    import_module(f"{__name__}.{module}").PANEL for module in _MODULES
)

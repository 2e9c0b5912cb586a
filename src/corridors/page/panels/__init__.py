"""The panels beside the map: one module each, with the name of its script."""

from importlib import import_module

from corridors.page.panels.panel import Panel

# In the order of the switch; the first one is shown where none is chosen.
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

"""Formats that show the map: pictures, a brief of one feature, the page as one file."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from corridors.atlas import Atlas
from corridors.errors import ExportError
from corridors.exporting.export_format import ExportFormat, Setting
from corridors.map.picture import basemap
from corridors.map.picture.basemap import Basemap
from corridors.map.picture.compose import draw
from corridors.map.picture.raster import png
from corridors.takeout.brief import brief
from corridors.takeout.standalone import standalone


def _svg(atlas: Atlas, setting: Setting) -> str:
    return draw(atlas, _basemap(setting.basemap), setting.picture, setting.generated)


def _brief(atlas: Atlas, setting: Setting) -> str:
    seen = setting.picture.seen
    feature = atlas.features.get(seen.feature or "")
    if feature is None:
        ids = ", ".join(atlas.features)
        raise ExportError(f"a brief describes one feature: choose it (there are: {ids})")
    shape = replace(setting.picture, width=1000, height=560, spot=None, theme="light", titled=False)
    picture = draw(atlas, _basemap(setting.basemap), shape)
    countries, generated = setting.countries, setting.generated
    return brief(atlas, feature, countries, picture, seen.branch, generated, texts=setting.texts)


def _html(atlas: Atlas, setting: Setting) -> str:
    return standalone(
        atlas, setting.basemap, setting.countries, setting.generated, texts=setting.texts
    )


def _basemap(folder: Path | None) -> Basemap:
    """Read the basemap, which is cached for all pictures as long as no file changes."""
    if folder is None:
        return Basemap()
    return _read(folder, tuple(sorted((f.name, f.stat().st_mtime_ns) for f in folder.iterdir())))


@lru_cache(maxsize=1)
def _read(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Basemap:
    del stamp
    return basemap.read(folder)


PNG = ExportFormat(
    name="png",
    title="A picture of the map (PNG)",
    holds="a picture",
    convention="PNG",
    file="corridors-map.png",
    mime="image/png",
    write=lambda atlas, setting: png(_svg(atlas, setting)),
    options=frozenset({"picture"}),
)
SVG = ExportFormat(
    name="svg",
    title="A picture of the map (SVG)",
    holds="a picture",
    convention="SVG",
    file="corridors-map.svg",
    mime="image/svg+xml",
    write=lambda atlas, setting: [_svg(atlas, setting)],
    options=frozenset({"picture"}),
)
BRIEF = ExportFormat(
    name="brief",
    title="One place to print: map, facts, passages (HTML)",
    holds="one feature",
    convention="HTML",
    file="corridors-brief.html",
    mime="text/html; charset=utf-8",
    write=lambda atlas, setting: [_brief(atlas, setting)],
    options=frozenset({"feature", "texts"}),
)
HTML = ExportFormat(
    name="html",
    title="The page as one file (HTML)",
    holds="all of it",
    convention="HTML",
    file="corridors.html",
    mime="text/html; charset=utf-8",
    write=lambda atlas, setting: [_html(atlas, setting)],
    options=frozenset({"texts"}),
)

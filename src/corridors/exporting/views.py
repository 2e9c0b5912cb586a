"""What can be taken along of the page: pictures, a brief, the page itself. By name, as formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from corridors.atlas import Atlas
from corridors.errors import ExportError
from corridors.exporting.formats import File
from corridors.map.picture import basemap
from corridors.map.picture.basemap import Basemap
from corridors.map.picture.compose import Picture, draw
from corridors.map.picture.raster import png
from corridors.takeout.brief import brief
from corridors.takeout.standalone import standalone


@dataclass(frozen=True, slots=True)
class Setting:
    """What a view needs besides the atlas.

    Parameters
    ----------
    folder
        The folder of geodata, whose ``basemap`` is drawn below.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    picture
        What is seen, and how large; its chosen feature is that of the brief.
    texts
        Whether the words of the articles at hand go in.
    generated
        The time to name.
    """

    folder: Path
    countries: Mapping[str, str]
    picture: Picture = field(default_factory=Picture)
    texts: bool = False
    generated: datetime | None = None

    @property
    def basemap(self) -> Path | None:
        """The folder of the basemap, if there is one."""
        found = self.folder / "basemap"
        return found if found.is_dir() else None


@dataclass(frozen=True, slots=True)
class View:
    """One view: its title, the name and media type of its file, and how to write it."""

    name: str
    title: str
    file: str
    mime: str
    write: Callable[[Atlas, Setting], str | bytes]
    has_words: bool = False


def take(atlas: Atlas, name: str, setting: Setting) -> File:
    """Make a file of a view.

    Parameters
    ----------
    atlas
        The whole, or a part of it.
    name
        One of `VIEWS`.
    setting
        What is seen, and how.

    Returns
    -------
    File
        Name, media type and content.

    Raises
    ------
    ExportError
        If there is no such view or feature, or it cannot be made.
    """
    if name not in VIEWS:
        raise ExportError(f"no view {name!r} (there are: {', '.join(VIEWS)})")
    found = VIEWS[name]
    made = found.write(atlas, setting)
    content = made if isinstance(made, bytes) else made.encode("utf-8", "replace")
    chosen = setting.picture.seen.feature
    file = found.file.format(f"-{chosen}" if chosen and name != "html" else "")
    return File(file, found.mime, content)


def _svg(atlas: Atlas, setting: Setting) -> str:
    return draw(atlas, _basemap(setting.basemap), setting.picture, setting.generated)


def _brief(atlas: Atlas, setting: Setting) -> str:
    seen = setting.picture.seen
    feature = atlas.features.get(seen.feature or "")
    if feature is None:
        known = ", ".join(atlas.features)
        raise ExportError(f"a brief is of one feature: choose it (there are: {known})")
    shape = replace(setting.picture, width=1000, height=560, spot=None, theme="light", titled=False)
    picture = draw(atlas, _basemap(setting.basemap), shape)
    countries, generated = setting.countries, setting.generated
    return brief(atlas, feature, countries, picture, seen.branch, generated, texts=setting.texts)


def _html(atlas: Atlas, setting: Setting) -> str:
    return standalone(
        atlas, setting.basemap, setting.countries, setting.generated, texts=setting.texts
    )


def _basemap(folder: Path | None) -> Basemap:
    """Read the basemap; it is kept, for each picture needs it, as long as no file changes."""
    if folder is None:
        return Basemap()
    return _read(folder, tuple(sorted((f.name, f.stat().st_mtime_ns) for f in folder.iterdir())))


@lru_cache(maxsize=1)
def _read(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Basemap:
    del stamp
    return basemap.read(folder)


VIEWS: Mapping[str, View] = {
    found.name: found
    for found in (
        View(
            "html",
            "The page as one file (HTML)",
            "corridors.html",
            "text/html; charset=utf-8",
            _html,
            has_words=True,
        ),
        View(
            "brief",
            "One place to print: map, facts, passages (HTML)",
            "corridors-brief{}.html",
            "text/html; charset=utf-8",
            _brief,
            has_words=True,
        ),
        View(
            "png",
            "A picture of the map (PNG)",
            "corridors-map{}.png",
            "image/png",
            lambda atlas, setting: png(_svg(atlas, setting)),
        ),
        View(
            "svg",
            "A picture of the map (SVG)",
            "corridors-map{}.svg",
            "image/svg+xml",
            _svg,
        ),
    )
}

"""The description of an export format, and the settings of an export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from corridors.atlas import Atlas
from corridors.map.picture.compose import Picture

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # stands in for no time: the same atlas, the same file
Holds = Literal["a picture", "one feature", "all of it", "links", "features", "articles"]
Option = Literal["texts", "picture", "feature"]
_OF_ONE = frozenset(("picture", "feature"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What an export needs besides the atlas; each format uses what concerns it.

    Parameters
    ----------
    folder
        The folder of geodata, whose ``basemap`` is drawn below the features.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    picture
        The part of the map that is seen, and its size; a brief is about its chosen feature.
    texts
        Whether the words of the articles at hand are exported.
    generated
        The time to give in formats that have a field for it.
    """

    folder: Path | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    picture: Picture = field(default_factory=Picture)
    texts: bool = False
    generated: datetime | None = None

    @property
    def basemap(self) -> Path | None:
        """The folder of the basemap, if there is one."""
        basemap = self.folder / "basemap" if self.folder else None
        return basemap if basemap and basemap.is_dir() else None


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that an atlas can be exported in, on the command line and on the page.

    Parameters
    ----------
    name
        Its name on the command line.
    title
        Its title in a list to choose from.
    holds
        What is exported. A format of features looks at the atlas's features and their links,
        never at all links or articles.
    convention
        The short name of the convention it follows.
    file, mime
        The name and the media type of a file.
    write
        Takes the atlas, or a part of it, and the setting.
    options
        The parts of the setting that can be chosen: whether to export the ``texts``, how the
        ``picture`` looks; and ``feature`` where one must be chosen.
    texts_by_default
        Whether the command line exports the words without being asked to.
    """

    name: str
    title: str
    holds: Holds
    convention: str
    file: str
    mime: str
    write: Callable[[Atlas, Setting], Iterable[str] | bytes]
    options: frozenset[Option] = frozenset()
    texts_by_default: bool = False

    @property
    def is_of_one(self) -> bool:
        """Whether it shows a chosen feature among all others, instead of leaving those out."""
        return bool(self.options & _OF_ONE)

    def file_of(self, feature: str | None) -> str:
        """Return the name of a file, with the chosen feature's id if the format shows that one."""
        if not (feature and self.is_of_one):
            return self.file
        stem, _, suffix = self.file.partition(".")
        return f"{stem}-{feature}.{suffix}"


class File(NamedTuple):
    """A file to be saved: its name, its media type and its content."""

    name: str
    mime: str
    content: bytes


class Stream(NamedTuple):
    """A file that is written piece by piece."""

    name: str
    mime: str
    pieces: Iterator[bytes]


def as_json(value: object) -> list[str]:
    """Write indented JSON."""
    return [json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"]

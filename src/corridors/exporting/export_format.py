"""What an export format says of itself, and what it is asked for besides the atlas."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from corridors.atlas import Atlas
from corridors.map.picture.compose import Picture

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # so that, without a time, an atlas gives one same file
Holds = Literal["a picture", "one feature", "all of it", "links", "features", "articles"]
Option = Literal["texts", "picture", "feature"]
_OF_ONE = frozenset(("picture", "feature"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What an export needs besides the atlas; each format heeds what concerns it.

    Parameters
    ----------
    folder
        The folder of geodata, whose ``basemap`` is drawn below.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    picture
        What is seen of the map, and how large; its chosen feature is that of a brief.
    texts
        Whether the words of the articles at hand go out.
    generated
        The time to name in formats that have a place for it.
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
    """One format that an atlas can be exported in, on the command line and on the page.

    Parameters
    ----------
    name
        What it is called on the command line.
    title
        How it is offered to choose from.
    holds
        What goes out. A format of features looks at the atlas's features and what is said of
        each, never at all links or articles.
    convention
        The convention that it keeps to, in short.
    file, mime
        The name and the media type of a file.
    write
        Takes the atlas, or a part of it, and the setting.
    options
        What of the setting can be chosen: whether the ``texts`` go out, how the ``picture``
        looks; and ``feature`` where one must be chosen.
    texts_by_default
        Whether the command line lets the words go out where nothing is said of them.
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
        """Whether it shows a chosen feature among the others, where else those are left out."""
        return bool(self.options & _OF_ONE)

    def file_of(self, feature: str | None) -> str:
        """Return the name of a file, with the chosen feature's id where it shows that one."""
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
    """Write JSON as people can read it."""
    return [json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"]

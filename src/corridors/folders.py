"""Where a user's files are: geodata, the library, and a folder of articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corridors.geodata import dataset
from corridors.library import disk
from corridors.places import userlayers


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that a workspace is read from.

    Parameters
    ----------
    geodata
        What is on the map, and the facts about it.
    library
        The user's own articles, layers and corrections; it may not exist yet.
    articles
        Article files that are read where they are, if there is such a folder.
    """

    geodata: Path
    library: Path
    articles: Path | None = None

    @property
    def layers(self) -> Path:
        """The folder of the user's layers."""
        return userlayers.folder_in(self.library)

    @property
    def all(self) -> tuple[Path, ...]:
        """The folders that identify a workspace."""
        return tuple(filter(None, (self.geodata, self.library, self.articles)))

    def geodata_files(self) -> Iterator[Path]:
        """Yield the folder of geodata, which may come and go, and the files that are read in it."""
        yield self.geodata
        yield from _data_files(self.geodata)

    def layer_files(self) -> Iterator[Path]:
        """Yield the files of the user's layers."""
        yield from _data_files(self.layers)


def default_folders(
    geodata: Path | None = None, library: Path | None = None, articles: Path | None = None
) -> Folders:
    """Return the given folders, and for the others those of the environment or the defaults.

    The environment variables are ``CORRIDORS_GEODATA``, ``CORRIDORS_LIBRARY`` and
    ``CORRIDORS_ARTICLES``.
    """
    folder = os.environ.get("CORRIDORS_ARTICLES")
    return Folders(
        geodata or dataset.default_folder(),
        library or disk.default_folder(),
        articles or (Path(folder) if folder else None),
    )


def _data_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.*json")) if folder.is_dir() else []

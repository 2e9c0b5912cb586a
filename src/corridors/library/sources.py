"""The files that hold the user's articles, and whether they have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corridors.articles.parsing import read
from corridors.errors import ArticleError, LibraryError
from corridors.library import disk
from corridors.model import Text


@dataclass(frozen=True, slots=True)
class Source:
    """A file of articles: in the library if it is ``stored``, else a file of the user's own.

    ``place`` orders its articles, ``stamp`` changes whenever the file does.
    """

    path: str
    place: bytes
    stamp: str
    stored: bool

    @property
    def written(self) -> int:
        """When it was last written, in nanoseconds since 1970; 0 where it has gone."""
        return int(self.stamp.partition("-")[0] or 0)

    def texts(self) -> list[Text]:
        """Read its articles.

        Raises
        ------
        ArticleError, LibraryError
            If it cannot be read.
        """
        path = Path(self.path)
        return [disk.read_stored(path)] if self.stored else read(path)


def sources(stored: Path, folder: Path | None = None) -> tuple[list[Source], list[str]]:
    """List the files of a library and of a folder of articles.

    Returns
    -------
    tuple
        The files in order, the library's first, and messages on what could not be listed.
    """
    files: list[Source] = []
    faults: list[str] = []
    try:
        for name, path in disk.stored_files(stored):
            files.append(Source(path, b"1" + os.fsencode(name), stamp(path), True))
    except LibraryError as error:
        faults.append(str(error))
    if folder is not None:
        try:
            for path in map(str, disk.files([folder])):
                place = b"2" + os.fsencode(path).replace(os.fsencode(os.sep), b"\1")
                files.append(Source(path, place, stamp(path), False))
        except ArticleError as error:
            faults.append(str(error))
    return files, faults


def stamp(path: str | Path) -> str:
    """Return a value that changes with the file, empty where there is no file."""
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time, and called for each file
    except OSError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"


def stamps(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Return the state of each of some files."""
    return [(str(path), stamp(path)) for path in paths]

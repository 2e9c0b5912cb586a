"""Which files were imported, so that a second run skips what has not changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from corridors.errors import LibraryError

_NAME = ".imported.jsonl"
_VERSION = 1  # raise it when a reader gets more out of the same file


class ImportRecord:
    """A file in the library's folder, one line for each import: path, state, and ids of articles.

    Lines are added as files are stored; an interrupted run loses at most its last one.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._seen: dict[str, tuple[object, list[str]]] = {}
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        for line in lines:
            try:
                row = json.loads(line)
                self._seen[row["path"]] = row["stamp"], list(map(str, row["ids"]))
            except (ValueError, KeyError, TypeError, RecursionError):
                continue  # a line cut short: that file is imported again

    def unchanged(self, path: Path, stored: Callable[[str], bool]) -> bool:
        """Tell whether a file is unchanged since its import and its articles are still there."""
        stamp, ids = self._seen.get(_key(path), (None, []))
        return bool(ids) and stamp == stamp_of(path) and all(map(stored, ids))

    def add(self, path: Path, stamp: Sequence[int] | None, ids: Sequence[str]) -> None:
        """Note that a file was imported; the stamp is from before it was read.

        Raises
        ------
        LibraryError
            If the record cannot be written.
        """
        row = json.dumps({"path": _key(path), "stamp": stamp, "ids": list(ids)})
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"\n{row}")  # the line before may have been cut short
        except OSError as error:
            raise LibraryError(f"{self._path}: cannot be written: {error.strerror}") from error


def stamp_of(path: Path) -> list[int] | None:
    """Return a value that changes with the file, or None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [_VERSION, status.st_size, status.st_mtime_ns]


def _key(path: Path) -> str:
    return str(path.resolve())

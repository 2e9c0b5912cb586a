"""The sketches of the texts of all files: only what has changed is read again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from corridors.articles.merging import Sketch, sketch
from corridors.errors import CorridorsError
from corridors.library.sources import Source
from corridors.model import Paragraph, Text
from corridors.store import schema

Progress = Callable[[str, int, int], None]
_HEAD = ("id", "title", "author", "source", "date", "url")
_FRESH = 100_000_000  # nanoseconds within which a file may change again and keep its time


class Words:
    """The words of texts by the key of their sketch: kept where just read, else read again."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.path: source for source in sources}
        self._read: dict[int, Text] = {}
        self._where: dict[int, tuple[str, int]] = {}

    def keep(self, key: int, text: Text) -> None:
        """Keep a text that was read."""
        self._read[key] = text

    def place(self, key: int, file: str, number: int) -> None:
        """Note where a text can be read again."""
        self._where[key] = file, number

    def __getitem__(self, key: int) -> Sequence[Paragraph]:
        """Return the paragraphs of a text; none where its file has gone."""
        text = self._read.pop(key, None)
        if text is not None:
            return text.paragraphs
        file, number = self._where[key]
        try:
            return self._sources[file].texts()[number].paragraphs
        except (CorridorsError, IndexError):
            return ()  # noticed when the files are looked at next


def refresh(connection: sqlite3.Connection, sources: Sequence[Source], progress: Progress) -> Words:
    """Update the sketches from the files, within a transaction of the caller's.

    Parameters
    ----------
    connection
        To the database with the sketches.
    sources
        All files of articles.
    progress
        Called with what is being done, how much of it is done, and how much there is.

    Returns
    -------
    Words
        The words of the texts.
    """
    stamps = dict(connection.execute("SELECT path, stamp FROM file"))
    present = {source.path for source in sources}
    words = Words(sources)
    for path in stamps.keys() - present:
        _forget(connection, path)
    changed = [source for source in sources if stamps.get(source.path) != source.stamp]
    for number, source in enumerate(changed, start=1):
        _forget(connection, source.path)
        # A file written just now can be written again and keep the same time.
        fresh = 0 <= time.time_ns() - source.written < _FRESH
        fault = None
        texts: list[Text] = []
        try:
            texts = source.texts()
        except CorridorsError as error:
            fault = str(error)
        connection.execute(
            "INSERT INTO file VALUES (?, ?, ?)",
            (source.path, "" if fresh else source.stamp, fault),
        )
        for index, text in enumerate(texts):
            words.keep(_put(connection, source, index, text), text)
        progress("Reading", number, len(changed))
    for key, file, index in connection.execute("SELECT key, file, number FROM text"):
        words.place(key, file, index)
    return words


def sketches(connection: sqlite3.Connection) -> Iterator[tuple[Sketch, str]]:
    """Yield the sketches in the order of the texts, each with the hash of its words."""
    rows = connection.execute("SELECT key, place, digest, head, prints FROM text ORDER BY place")
    for key, place, digest, head, prints in rows:
        yield _sketch(key, place, head, prints), digest


def remembered(
    connection: sqlite3.Connection, stamps: Mapping[str, str]
) -> Iterator[tuple[str, Sketch]]:
    """Yield path and sketch of each text whose file still has its stamp."""
    files = connection.execute("SELECT path, stamp FROM file").fetchall()
    unchanged = {path for path, stamp in files if stamps.get(path) == stamp}
    rows = connection.execute("SELECT file, key, place, head, prints FROM text")
    for file, key, place, head, prints in rows:
        if file in unchanged:
            yield file, _sketch(key, place, head, prints)


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the files that could not be read."""
    rows = connection.execute("SELECT fault FROM file WHERE fault IS NOT NULL ORDER BY path")
    return [fault for (fault,) in rows]


@schema.decoding()
def _sketch(key: int, place: bytes, head: str, prints: str) -> Sketch:
    return Sketch(place=place, words=key, prints=json.loads(prints), **json.loads(head))


def _forget(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("DELETE FROM text WHERE file = ?", (path,))
    connection.execute("DELETE FROM file WHERE path = ?", (path,))


def _put(connection: sqlite3.Connection, source: Source, number: int, text: Text) -> int:
    sketched = sketch(text)
    head: Mapping[str, str | None] = {name: getattr(text, name) for name in _HEAD}
    cursor = connection.execute(
        "INSERT INTO text (file, number, place, digest, head, prints) VALUES (?, ?, ?, ?, ?, ?)",
        (
            source.path,
            number,
            source.place + b"\0%06d" % number,
            digest(text.paragraphs),
            json.dumps(head),
            json.dumps(sketched.prints),
        ),
    )
    return cursor.lastrowid or 0


def digest(paragraphs: Iterable[Paragraph]) -> str:
    """Hash the words of a text."""
    hashed = hashlib.sha256()
    for paragraph in paragraphs:
        hashed.update(f"\0{paragraph.number}\0{paragraph.section}\0".encode())
        hashed.update(paragraph.text.encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()

"""The file that a store is kept in: found, made, updated, or made anew where it is broken."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sqlite3
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import platformdirs
from filelock import FileLock

from corridors.articles.merging import Sketch
from corridors.library.sources import Source
from corridors.store import schema, texts, writing
from corridors.store.connections import Connections
from corridors.store.lookups import Store
from corridors.store.syncing import Inputs, in_line, sync
from corridors.store.texts import Progress

_KEPT = 4  # stores are kept, the last used ones
_CONNECTIONS = 8
_WAIT_SECONDS = 30
_READING, _WRITING = -16_000, -128_000  # kilobytes of cache, negative as SQLite wants it
_MADE_WITH = ("nupunkt", "ahocorasick_rs")


def default_folder() -> Path:
    """Return the folder of the cache: ``CORRIDORS_CACHE``, or the system's place for caches."""
    folder = os.environ.get("CORRIDORS_CACHE")
    return Path(folder) if folder else platformdirs.user_cache_path("corridors")


class Cache:
    """The stores of a folder, each named by the library and the rules that it was made with.

    Parameters
    ----------
    folder
        Made where it is missing. Its contents can be deleted at any time. Where it cannot be
        written, stores are kept in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._memory: dict[str, Store] = {}
        self._lock = threading.Lock()

    def open(
        self, library: Sequence[str], rules: str, inputs: Inputs, progress: Progress
    ) -> tuple[Store, list[str]]:
        """Open the store of some inputs; make or update it first where it has to be.

        Parameters
        ----------
        library
            What identifies the user's files: their folders.
        rules
            A hash of the names and rules used to link articles.
        inputs
            All else that the articles are made of.
        progress
            Called with what is being done, how much of it is done, and how much there is.

        Returns
        -------
        Store, list of str
            The store, and what was wrong with the cache.
        """
        name = f"{_prefix(library)}-{_short(rules)}"
        path = self._folder / f"{name}.sqlite"
        faults: list[str] = []
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            store = _opened(path, inputs, faults)
            if store is None:
                with FileLock(self._folder / f".{_prefix(library)}.lock"):
                    store = _opened(path, inputs, faults) or _written(
                        path, inputs, progress, faults
                    )
                self._forget_old()
            os.utime(path)
        except OSError as error:
            if store := _opened(path, inputs, faults):
                return store, faults  # a cache that can be read but not written
            faults.append(f"{path}: cannot be written ({error.strerror}); kept in memory")
            return self._in_memory(name, inputs, progress), faults
        except sqlite3.Error as error:
            faults.append(f"{path}: cannot be used ({error}); kept in memory")
            return self._in_memory(name, inputs, progress), faults
        return store, faults

    def sketches(self, library: Sequence[str], sources: Sequence[Source]) -> dict[str, Sketch]:
        """Return the sketches of stored texts that have not changed, by the path of their file.

        Any store of the library will do, whatever rules it was made with; there may be none.
        """
        stamps = {source.path: source.stamp for source in sources if source.stored}
        try:
            paths = self._folder.glob(f"{_prefix(library)}*.sqlite")
            path = max(paths, key=lambda path: path.stat().st_mtime, default=None)
            if path is None:
                return {}
            with contextlib.closing(_connect(path, "ro")) as connection:
                return dict(texts.remembered(connection, stamps))
        except (OSError, sqlite3.Error, ValueError):
            return {}  # the files are read instead

    def _in_memory(self, name: str, inputs: Inputs, progress: Progress) -> Store:
        with self._lock:
            store = self._memory.get(name)
            if store is None:
                store = writing.in_memory()
                self._memory = {name: store}
            with store.connections.lent() as connection:
                if not in_line(connection, inputs):
                    sync(connection, inputs, progress)
        return store

    def _forget_old(self) -> None:
        """Delete all but the last used stores; one in use elsewhere may refuse, and stays."""
        with contextlib.suppress(OSError):
            paths = sorted(self._folder.glob("atlas-*.sqlite"), key=lambda p: -p.stat().st_mtime)
            for path in paths[_KEPT:]:
                path.unlink()


def _opened(path: Path, inputs: Inputs, faults: list[str]) -> Store | None:
    """Return the store of a file if it is up to date, or None; a broken file is deleted."""
    if not path.is_file():
        return None
    try:
        with contextlib.closing(_connect(path, "ro")) as connection:
            if not in_line(connection, inputs):
                return None
        return _store(path)
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise  # busy, or unreadable
        _discard(path, error, faults)
    except (sqlite3.DatabaseError, ValueError) as error:
        _discard(path, error, faults)
    return None


def _discard(path: Path, error: Exception, faults: list[str]) -> None:
    faults.append(f"{path}: the cache was broken ({error}) and is made anew")
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _written(path: Path, inputs: Inputs, progress: Progress, faults: list[str]) -> Store:
    """Make a file, or update the one that is there; a killed process leaves that as it was."""
    if path.is_file():
        try:
            with contextlib.closing(_connect(path, "rw")) as connection:
                sync(connection, inputs, progress)
            return _store(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            _discard(path, error, faults)
    for leftover in path.parent.glob(f".{path.stem}.*.tmp"):
        leftover.unlink(missing_ok=True)  # of a killed process: only one at a time gets here
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        with contextlib.closing(_connect(temporary, "rwc")) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            connection.executescript(schema.TABLES)
            sync(connection, inputs, progress)
            connection.executescript("ANALYZE; INSERT INTO search (search) VALUES ('optimize')")
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return _store(path)


def _store(path: Path) -> Store:
    return Store(
        Connections(lambda: _connect(path, "ro"), _CONNECTIONS),
        str(path),
        lambda: _discard(path, Exception(), []),
    )


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    # A writer holds back all changes until it commits: readers wait only during the commit.
    connection.execute("PRAGMA cache_spill = 0")
    connection.execute(f"PRAGMA cache_size = {_WRITING if mode[:2] == 'rw' else _READING}")
    return connection


@lru_cache(maxsize=1)
def code() -> str:
    """Hash the code that a store is made with: each version makes its own store."""
    package = Path(__file__).resolve().parents[1]
    hashed = hashlib.sha256(unicodedata.unidata_version.encode())
    for name in _MADE_WITH:
        hashed.update(version(name).encode())
    for path in _code(package):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _code(package: Path) -> Iterator[Path]:
    yield package / "model.py"
    for room in ("articles", "library", "linking", "store"):
        yield from sorted((package / room).rglob("*.py"))


def _prefix(library: Sequence[str]) -> str:
    return f"atlas-{_short(*library)}-{_short(code())}"


def _short(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]

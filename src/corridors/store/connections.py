"""Connections to one database, each used by one thread at a time."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Connections:
    """Lends connections to threads and takes them back.

    Parameters
    ----------
    connect
        Opens one more; it must be usable from any thread.
    most
        How many there may be. A database in memory has one.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], most: int) -> None:
        self._connect = connect
        self._room = threading.Semaphore(most)
        self._free = [connect()]  # one stays open, so that a file taken away can be read on
        weakref.finalize(self, _close, self._free)

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; who holds one must not ask for another."""
        with self._room:
            try:
                connection = self._free.pop()
            except IndexError:
                connection = self._connect()
            try:
                yield connection
            finally:
                self._free.append(connection)


def _close(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()

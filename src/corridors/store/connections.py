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
        Opens a connection that any thread can use.
    most
        How many there may be. A database in memory has one.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], most: int) -> None:
        self._connect = connect
        self._free = [connect()]
        self._more = most - 1
        self._changed = threading.Condition()
        weakref.finalize(self, _close, self._free)

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; a thread that holds one must not ask for another."""
        connection = self._take()
        try:
            yield connection
        finally:
            with self._changed:
                self._free.append(connection)
                self._changed.notify()

    def _take(self) -> sqlite3.Connection:
        with self._changed:
            while not self._free and not self._more:
                self._changed.wait()
            if self._free:
                return self._free.pop()
            try:
                connection = self._connect()
            except sqlite3.OperationalError:
                # The file was deleted: connections that are open can still read it.
                while not self._free:
                    self._changed.wait()
                return self._free.pop()
            self._more -= 1
            return connection


def _close(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()

"""Tell whether files have changed, cheaply enough to ask often."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_REST = 50  # a look at all files is not repeated for this many times as long as it took
_LEAST_REST = 1.0  # seconds
_PATIENCE = 0.004  # seconds that a visitor waits for a look at all files
_COARSE = 2_000_000_000  # nanoseconds within which a folder may change again and keep its time


class Watch:
    """Watches the files of some folders.

    A folder's time changes as soon as a file in it is made, deleted or replaced by another, which
    is how Corridors writes: this is noticed at once. A file that is edited in place leaves its
    folder's time alone. It is noticed by a look at all files, which is repeated every second, or
    less often where there are so many files that it would take more than a fiftieth of the time.
    Where it takes more than a few milliseconds nobody waits for it, and the next call returns what
    it found.

    Parameters
    ----------
    folders
        Returns the folders whose own time counts.
    look
        Looks at all files and returns a text that changes whenever one of them does.
    """

    def __init__(self, folders: Callable[[], Sequence[Path]], look: Callable[[], str]) -> None:
        self._folders = folders
        self._look = look
        self._lock = threading.Lock()
        self._times: list[int] | None = None
        self._stamp = ""
        self._next = 0.0
        self._looking: threading.Thread | None = None

    def stamp(self) -> str:
        """Return a text that changes whenever a file does."""
        times = [_time(folder) for folder in self._folders()]
        with self._lock:
            if times != self._times or _unsettled(times):
                self._look_again(times)
            elif time.monotonic() >= self._next and self._looking is None:
                self._looking = threading.Thread(
                    target=self._look_in_thread, args=(times,), daemon=True
                )
                self._looking.start()
            looking = self._looking
        if looking is not None:
            looking.join(_PATIENCE)
        return self._stamp

    def _look_again(self, times: list[int]) -> None:
        start = time.monotonic()
        self._stamp = self._look()
        self._times = times
        end = time.monotonic()
        self._next = end + max(_LEAST_REST, _REST * (end - start))

    def _look_in_thread(self, times: list[int]) -> None:
        try:
            self._look_again(times)
        finally:
            self._looking = None


def _time(folder: Path) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - faster, and called at each click
    except OSError:
        return 0


def _unsettled(times: Sequence[int]) -> bool:
    now = time.time_ns()
    return any(0 <= now - at < _COARSE for at in times)

"""Loads what all visitors share, once for all of them, and shows each how far it is."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence

import streamlit as st

from corridors import workspace
from corridors.model import Text
from corridors.workspace import Base, Workspace

_SOON = 0.3  # seconds that need no progress bar
_STEP = 0.15


class _Loading:
    """A base that is being opened, in a thread that no visitor's click ends."""

    def __init__(self) -> None:
        self.told = ("Reading", 0, 1)
        self._base: Base | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._open, daemon=True)
        self._thread.start()

    def _open(self) -> None:
        try:
            self._base = workspace.open_base(self._tell)
        except Exception as error:
            self._error = error

    def _tell(self, what: str, done: int, of: int) -> None:
        self.told = (what, done, of)

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; say whether it is open."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def broken(self) -> bool:
        """Whether what was opened has been found broken since."""
        return self._base is not None and self._base.broken

    @property
    def base(self) -> Base:
        """What was opened."""
        if self._base is None:
            _loading.clear()
            raise self._error or RuntimeError("the atlas was not opened")
        return self._base


def load(uploads: Sequence[Text]) -> Workspace:
    """Return the workspace with a visitor's uploads; read again only what has changed."""
    stamp = workspace.stamp()
    loading = _loading(stamp)
    if loading.broken:
        _forget()
        loading = _loading(stamp)
    room = st.empty()
    if not loading.wait(_SOON):
        bar = room.progress(0.0, "Reading the atlas …")
        while not loading.wait(_STEP):
            what, done, of = loading.told
            bar.progress(done / max(1, of), f"{what} articles: {done:,} of {of:,}")
        room.empty()
    base = loading.base
    if not uploads:
        return _shared(stamp, base)
    own = hashlib.sha256(repr(uploads).encode("utf-8", "replace")).hexdigest()
    return _own(stamp, own, base, uploads)


def _forget() -> None:
    for cached in (_loading, _shared, _own):
        cached.clear()


@st.cache_resource(max_entries=2, show_spinner=False)
def _loading(stamp: str) -> _Loading:
    del stamp
    return _Loading()


@st.cache_resource(max_entries=2, show_spinner=False)
def _shared(stamp: str, _base: Base) -> Workspace:
    del stamp
    return _base.workspace()


@st.cache_resource(max_entries=64, show_spinner="Reading your articles …")
def _own(stamp: str, uploads: str, _base: Base, _texts: Sequence[Text]) -> Workspace:
    del stamp, uploads
    return _base.workspace(_texts)

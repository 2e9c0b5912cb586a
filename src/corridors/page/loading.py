"""Loads what all visitors share once, and shows each visitor the progress."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence

import streamlit as st

from corridors import workspace
from corridors.model import Text
from corridors.workspace import Base, Workspace

_SOON = 0.3  # seconds to wait before a progress bar is shown
_STEP = 0.15


class _Loading:
    """A base that is being opened in a thread, which no visitor's click ends."""

    def __init__(self) -> None:
        self.progress = ("Reading", 0, 1)
        self._base: Base | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._open, daemon=True)
        self._thread.start()

    def _open(self) -> None:
        try:
            self._base = workspace.open_base(self._report)
        except Exception as error:
            self._error = error

    def _report(self, stage: str, done: int, total: int) -> None:
        self.progress = (stage, done, total)

    def wait(self, seconds: float) -> bool:
        """Wait at most this long; tell whether loading has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def broken(self) -> bool:
        """Whether the opened base has turned out to be broken."""
        return self._base is not None and self._base.broken

    @property
    def base(self) -> Base:
        """The opened base."""
        if self._base is None:
            _loading.clear()
            raise self._error or RuntimeError("the atlas was not opened")
        return self._base


def load(uploads: Sequence[Text]) -> Workspace:
    """Return the workspace with a visitor's uploads; reread only what has changed."""
    stamp = workspace.stamp()
    loading = _loading(stamp)
    if loading.broken:
        _forget()
        loading = _loading(stamp)
    slot = st.empty()
    if not loading.wait(_SOON):
        bar = slot.progress(0.0, "Reading the atlas …")
        while not loading.wait(_STEP):
            stage, done, total = loading.progress
            bar.progress(done / max(1, total), f"{stage} articles: {done:,} of {total:,}")
        slot.empty()
    base = loading.base
    if not uploads:
        return _shared(stamp, base)
    digest = hashlib.sha256(repr(uploads).encode("utf-8", "replace")).hexdigest()
    return _own(stamp, digest, base, uploads)


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

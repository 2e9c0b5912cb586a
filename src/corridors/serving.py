"""Our own files, handed out by Streamlit's server, and the components made of them."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st

_KEPT = 64
_PUBLISHING = threading.Lock()

# A component's module is imported from our server and told of each change; Streamlit calls the
# function that is returned here when the element leaves the page.
_LOADER = """
export default function (component) {
  const code = import(new URL(component.data.module, document.baseURI).href);
  code.then((module) => module.show(component))
    .catch((error) => console.error("A part of the page cannot be shown:", error));
  return () => setTimeout(() => code.then((module) => module.leave(component.parentElement)));
}
"""


def serve(name: str, folder: Path) -> str:
    """Let Streamlit's server hand out the files of a folder.

    Parameters
    ----------
    name
        A word for the folder, letters and underscores.
    folder
        The folder; its content must not change while the server runs.

    Returns
    -------
    str
        The folder's address, relative to the page, without a slash at its end. It changes with
        the content, so that a browser never mixes files of two versions.
    """
    files = (path for path in folder.rglob("*") if path.is_file())
    declared = st.components.v1.declare_component(
        f"{name}_{_version(folder, files)}", path=str(folder)
    )
    return f"component/{declared.name}"


def publish(text: str, suffix: str) -> str:
    """Let Streamlit's server hand out a text made by this process.

    The last few dozen texts are kept, for pages that were opened with an earlier one.

    Parameters
    ----------
    text
        Its content, which names it.
    suffix
        Of the file name, such as ``.js``: says what it is.

    Returns
    -------
    str
        Its address, relative to the page.
    """
    folder = _published()
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}{suffix}"
    with _PUBLISHING:
        if path.exists():
            path.touch()
        else:
            path.write_text(text, encoding="utf-8")
            kept = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)
            for old in kept[:-_KEPT]:
                old.unlink(missing_ok=True)
    declared = st.components.v1.declare_component("published", path=str(folder))
    return f"component/{declared.name}/{path.name}"


@cache
def _published() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def component(name: str) -> st.components.v2.types.ComponentRenderer:
    """Register a component whose code is the module that its data names as ``module``."""
    return st.components.v2.component(name, js=_LOADER, isolate_styles=False)


def _version(folder: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

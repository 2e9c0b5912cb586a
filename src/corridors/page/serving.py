"""Our own files, served by Streamlit's server, and the components made of them."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import socket
import stat
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from corridors import web

_KEPT = 128  # more texts than all caches of published addresses hold
_PUBLISHING = threading.Lock()

# A component's module is imported from our server and called at each change; Streamlit calls the
# function returned here when the element leaves the page.
_LOADER = """
export default function (component) {
  const code = import(new URL(component.data.module, document.baseURI).href);
  code.then((module) => module.show(component))
    .catch((error) => console.error("A part of the page cannot be shown:", error));
  return () => setTimeout(() => code.then((module) => module.leave(component.parentElement)));
}
"""


def mount(
    module: str, data: Mapping[str, object], *, key: str, **handlers: Callable[[str], None]
) -> None:
    """Show a component in the page.

    Parameters
    ----------
    module
        Its code, a JavaScript module with ``show`` and ``leave``, as its path in
        `corridors.web`.
    data
        What it shows, as JSON. ``module`` is added, and ``static``, the address of all
        scripts and style sheets.
    key
        Its name in the page.
    **handlers
        ``on_NAME`` is called before the page runs again, with what the component has sent as
        ``NAME``: a string, which is JSON where it has several parts.
    """
    static = serve("web", web.FOLDER)
    _renderer(Path(module).stem)(
        data={"module": f"{static}/{module}", "static": static, **data},
        key=key,
        **{f"{name}_change": _callback(key, name, act) for name, act in handlers.items()},
    )


def _callback(key: str, name: str, act: Callable[[str], None]) -> Callable[[], None]:
    def follow() -> None:
        # Streamlit calls a trigger's callback a second time, with None, when another run
        # overtakes its reset; that call is ignored.
        message = st.session_state[key].get(name.removeprefix("on_"))
        if isinstance(message, str):
            act(message)

    return follow


@st.cache_resource
def _renderer(name: str) -> Any:  # noqa: ANN401 - Streamlit's renderer takes any callback by name
    return st.components.v2.component(f"corridors_{name}", js=_LOADER, isolate_styles=False)


@cache
def answer_at_once() -> None:
    """Let this process's servers send each answer at once, without waiting for acknowledgements.

    Streamlit makes its socket without a protocol, so that asyncio leaves Nagle's algorithm on: the
    second part of each small file then waits 40 ms for the first to be acknowledged. An option of
    the listening socket holds for all connections it accepts. Where a system does not list the
    open files of a process, nothing is done.
    """
    for number in [int(entry.name) for entry in Path("/dev/fd").glob("*")]:
        # A file may be closed meanwhile; a socket other than TCP refuses the option.
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.fromfd(number, socket.AF_INET, socket.SOCK_STREAM) as connection:
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@cache
def serve(name: str, folder: Path) -> str:
    """Let Streamlit's server serve the files of a folder.

    Parameters
    ----------
    name
        A word for the folder, letters and underscores.
    folder
        The folder; its content must not change while the server runs, as it is read only once.

    Returns
    -------
    str
        The folder's address, relative to the page, without a slash at its end. It contains a hash
        of the content, so that a browser never mixes files of two versions.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    version = digest.hexdigest()[:12]
    declared = st.components.v1.declare_component(f"{name}_{version}", path=str(folder))
    return f"component/{declared.name}"


def publish(text: str, suffix: str) -> str:
    """Let Streamlit's server serve a text made by this process.

    The most recent texts are kept for pages that were opened with an earlier one.

    Parameters
    ----------
    text
        The content; its hash is its name.
    suffix
        Of the file name, such as ``.js``.

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
            oldest_first = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
            for old in oldest_first[:-_KEPT]:
                old.unlink(missing_ok=True)
    declared = st.components.v1.declare_component("published", path=str(folder))
    return f"component/{declared.name}/{path.name}"


@cache
def _published() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

"""Write a file completely or not at all."""

from __future__ import annotations

from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write text (UTF-8) to a file beside its place, then move it there in one step.

    Parameters
    ----------
    path
        The file; its folder must exist. Until the move, readers see the old content.
    text
        What to write.
    """
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)

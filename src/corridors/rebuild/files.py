"""Write a file whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write text (UTF-8) beside its place, then move it there in one step.

    Parameters
    ----------
    path
        The file; its folder must exist. Whoever reads it meanwhile sees the old one.
    text
        What to write.
    """
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)

"""The formats of article files: how each is recognised, and what its module must provide.

A new format needs a module of this package that is a `Reader`, and an entry in `FORMATS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from corridors.articles.formats.drafts import Draft


class Reader(Protocol):
    """What the module of a format provides."""

    def drafts(self, content: bytes, name: str) -> list[Draft]:
        """Read the articles that a file holds.

        Parameters
        ----------
        content
            The bytes of the file, which may be broken, hostile or of another format.
        name
            The file's name, for error messages.

        Returns
        -------
        list of Draft
            The articles in their order, none where the file has no words.

        Raises
        ------
        ArticleError
            If it cannot be read; names the file, what was found and what was expected.
        """


@dataclass(frozen=True, slots=True)
class ArticleFormat:
    """One format of article files.

    Parameters
    ----------
    module
        The module of this package that reads it, a `Reader`. It is imported when a file needs it:
        together they take longer to load than the rest of the command line.
    title
        What it is called where a user is told which formats work.
    endings
        The endings of files' names, each with its media type.
    start
        A regular expression of the first bytes.
    is_text
        Whether it is text, which may begin with anything: the name then counts before the first
        bytes.
    """

    module: str
    title: str
    endings: Mapping[str, str]
    start: bytes = b""
    is_text: bool = False

    def reader(self) -> Reader:
        """Import the module that reads it."""
        return cast(Reader, import_module(f"{__name__}.{self.module}"))


FORMATS: tuple[ArticleFormat, ...] = (
    ArticleFormat(
        "web",
        "HTML",
        {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"},
        rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype|html)\b",
        is_text=True,
    ),
    ArticleFormat(
        "plain",
        "text, Markdown",
        {".txt": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"},
        is_text=True,
    ),
    ArticleFormat("pdf", "PDF", {".pdf": "application/pdf"}, rb"%PDF-"),
    ArticleFormat(
        "word",
        "DOCX",
        {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        rb"PK\x03\x04",
    ),
    ArticleFormat(
        "book",
        "EPUB",
        {".epub": "application/epub+zip"},
        rb"(?s)PK\x03\x04(?:.{,176}application/epub\+zip)?",
    ),
)


def named(name: str) -> ArticleFormat | None:
    """Return the format that has the ending of a file's name, or None."""
    ending = PurePath(name).suffix.lower()
    return next((fmt for fmt in FORMATS if ending in fmt.endings), None)


def recognised(content: bytes, name: str) -> ArticleFormat:
    """Return the format of a file: by its first bytes, else by its name, else plain text.

    Examples
    --------
    >>> recognised(b"%PDF-1.7", "notes.txt").title
    'PDF'
    >>> recognised(b"<html>", "notes.txt").title
    'text, Markdown'
    """
    by_name = named(name)
    starts = [(m.end(), fmt) for fmt in FORMATS if (m := re.match(fmt.start, content))]
    binary = [fmt for _, fmt in starts if not fmt.is_text]
    if by_name and (by_name in binary or not binary):
        return by_name
    return max(starts, key=lambda start: start[0])[1]  # the one that matches the most bytes


def endings() -> tuple[str, ...]:
    """Return the endings of names that a file of articles may have."""
    return tuple(ending for fmt in FORMATS for ending in fmt.endings)


def media_types() -> Mapping[str, str]:
    """Return the media types that a page may have, each with the ending of its files."""
    kinds: dict[str, str] = {}
    for fmt in FORMATS:
        for ending, kind in fmt.endings.items():
            kinds.setdefault(kind, ending)
    return kinds


def titles(last: str) -> str:
    """List all formats, with a word such as ``or`` before the last."""
    *first, end = (fmt.title for fmt in FORMATS)
    return f"{', '.join(first)} {last} {end}"

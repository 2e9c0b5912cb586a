"""Read article files into texts: by format, within limits, each text with an id."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path, PureWindowsPath
from urllib.parse import urljoin, urlsplit

from corridors.articles.formats import recognised
from corridors.articles.formats.drafts import Draft
from corridors.errors import ArticleError
from corridors.model import Text

MAX_BYTES = 20_000_000
MAX_PARAGRAPHS = 100_000  # of all articles of a file
_ID_LENGTH = 60


def parse(
    content: bytes, name: str, *, limit: int = MAX_BYTES, address: str | None = None
) -> list[Text]:
    r"""Read the articles that a file holds.

    A byline starts an article and an author's note ends it; credits, e-mail notices and the
    publisher's boilerplate are left out. In plain text a paragraph is a block between blank
    lines, or, in a block with lines too long to be wrapped ones, a line; the other formats say
    where a paragraph ends. Title, author, date and address are those that the file gives.

    Parameters
    ----------
    content
        The bytes of the file, in one of `corridors.articles.formats.FORMATS`; text is UTF-8, or
        UTF-16 with a byte order mark.
    name
        The file's name; the texts' ids come from it, and the format if the bytes do not show it.
    limit
        The largest number of bytes to accept.
    address
        Where the bytes were fetched from, if they were.

    Returns
    -------
    list of Text
        At least one, each with at least one paragraph.

    Raises
    ------
    ArticleError
        If the file is too large, is not what its name says, or holds no words.

    Examples
    --------
    >>> [text] = parse(b"By Ada Example\n\nA ferry came.\n\nIt left again.\n", "ferry.txt")
    >>> text.id, text.author, text.paragraphs[1].text
    ('ferry', 'Ada Example', 'It left again.')
    """
    if len(content) > limit:
        raise ArticleError(
            f"{name}: {len(content):,} bytes is too large for an article (limit {limit:,} bytes)"
        )
    source = PureWindowsPath(name).name  # accepts both "/" and "\\" between folders
    drafts = _drafts(content, source, name)
    if not drafts:
        raise ArticleError(f"{name}: no text found (expected an article with at least one word)")
    count = sum(len(draft.paragraphs) for draft in drafts)
    if count > MAX_PARAGRAPHS:
        raise ArticleError(
            f"{name}: {count:,} paragraphs are too many for a file (limit {MAX_PARAGRAPHS:,})"
        )
    return [
        Text(
            text_id,
            draft.paragraphs,
            title=_shown(draft.head.title),
            author=_shown(draft.head.author),
            source=source or None,
            date=draft.head.date,
            url=_web(draft.head.url, address),
        )
        for text_id, draft in zip(_ids(source, len(drafts)), drafts, strict=True)
    ]


def read(path: Path, *, limit: int = MAX_BYTES) -> list[Text]:
    """Read the articles of one file on disk.

    Parameters
    ----------
    path
        A regular file.
    limit
        The largest number of bytes to accept; a larger file is not read.

    Returns
    -------
    list of Text
        As `parse` returns them.

    Raises
    ------
    ArticleError
        If the file is missing, unreadable or not a regular file, or as `parse` raises it.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device may never end
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise ArticleError(f"{path}: {kind} (expected a file)")
        if status.st_size > limit:
            raise ArticleError(
                f"{path}: {status.st_size:,} bytes is too large for an article "
                f"(limit {limit:,} bytes)"
            )
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path}: cannot be read: {reason}") from error
    return parse(content, str(path), limit=limit)


def _drafts(content: bytes, source: str, name: str) -> list[Draft]:
    reader = recognised(content, source).reader()
    try:
        return reader.drafts(content, name)
    except (RecursionError, MemoryError) as error:
        raise ArticleError(f"{name}: nested too deeply to be read") from error


def _shown(text: str | None) -> str | None:
    """Return a title or a name as one line that any file can hold."""
    if text is None:
        return None
    line = " ".join(text.encode("utf-8", "replace").decode().split())
    return line[:500] or None


def _web(url: str | None, page: str | None) -> str | None:
    """Return an address, relative to a page, if it leads to a web page: no script, no file."""
    try:
        address = urljoin(page or "", url or "")
        parts = urlsplit(address)
    except ValueError:
        return page
    return address if parts.scheme in ("http", "https") and parts.hostname else page


def _ids(source: str, count: int) -> list[str]:
    """Make ids from the name of the file: one plain, several numbered."""
    stem = source.rpartition(".")[0] or source
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "article"
    if count == 1:
        return [slug[:_ID_LENGTH].rstrip("-")]
    room = _ID_LENGTH - len(f"-{count}")
    return [f"{slug[:room].rstrip('-')}-{number}" for number in range(1, count + 1)]

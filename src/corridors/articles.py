"""Article files in, texts out: decode, split at the bylines, clean, number the paragraphs."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from corridors.errors import ArticleError
from corridors.model import Text
from corridors.paragraphs import SHORT_LINE, heading, is_prose, number_paragraphs

MAX_BYTES = 20_000_000
_ID_LENGTH = 60

_BYLINE = re.compile(r"(?:By|BY)\s+(\S.*)")
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ.]+[^\W\d_]+)*\.?")
_PARTICLE = re.compile(
    "af|al|av|ben|bin|bint|da|de|del|della|den|der|di|dos|du|e|el|ibn|la|le|ter|van|von|y|zu"
)


def parse(content: bytes, name: str, *, limit: int = MAX_BYTES) -> list[Text]:
    r"""Read the articles that a file holds.

    A byline starts an article and an author's note ends it; credits, e-mail notices and the
    publisher's boilerplate are left out. A paragraph is a block between blank lines, or, in a
    block with lines too long to be wrapped ones, a line. What is kept is kept to the letter.

    Parameters
    ----------
    content
        The bytes of the file: UTF-8, or UTF-16 with a byte order mark.
    name
        The file's name; the texts' ids come from it.
    limit
        The largest number of bytes to accept.

    Returns
    -------
    list of Text
        At least one, each with at least one paragraph.

    Raises
    ------
    ArticleError
        If the file is too large, is not text in these encodings, or holds no words.

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
    source = PureWindowsPath(name).name  # takes "/" and "\\" alike for the end of a folder
    drafts = []
    for draft in _split(_decode(content, name).split("\n")):
        title, paragraphs = number_paragraphs(draft.lines)
        if paragraphs:
            drafts.append((draft.title or title, draft.author, paragraphs))
    if not drafts:
        raise ArticleError(f"{name}: no text found (expected an article with at least one word)")
    return [
        Text(text_id, paragraphs, title=title, author=author, source=source or None)
        for text_id, (title, author, paragraphs) in zip(
            _ids(source, len(drafts)), drafts, strict=True
        )
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
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # reading a pipe or a device may never end
            kind = "a folder" if stat.S_ISDIR(found.st_mode) else "not a regular file"
            raise ArticleError(f"{path}: {kind} (expected a text file)")
        if found.st_size > limit:
            raise ArticleError(
                f"{path}: {found.st_size:,} bytes is too large for an article "
                f"(limit {limit:,} bytes)"
            )
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path}: cannot be read: {reason}") from error
    return parse(content, str(path), limit=limit)


def _decode(content: bytes, name: str) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{name}: not {'UTF-16' if utf16 else 'UTF-8'} text: byte 0x{content[error.start]:02x} "
            f"at offset {error.start}, line {line} "
            "(expected UTF-8, or UTF-16 with a byte order mark)"
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArticleError(f"{name}: binary data in line {line} (expected UTF-8 text)")
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Draft(NamedTuple):
    """The lines from one byline to the next, and what was said above them."""

    title: str | None
    author: str | None
    lines: list[str]


def _split(lines: list[str]) -> Iterator[_Draft]:
    draft = _Draft(None, None, [])
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        author = _author(line)
        if author and not after.lstrip()[:1].islower():  # else a wrapped sentence goes on
            title = _take_title(draft.lines)
            yield draft
            draft = _Draft(title, author, [])
        else:
            draft.lines.append(line)
    yield draft


def _author(line: str) -> str | None:
    found = _BYLINE.fullmatch(line.strip(" \t*_")) if len(line) <= SHORT_LINE else None
    if found is None or len(found[0]) > 80 or found[0].endswith("."):
        return None
    author = found[1].strip()
    names = _BETWEEN_NAMES.split(unicodedata.normalize("NFC", author))
    return author if all(_is_name(name.split()) for name in names) else None


def _is_name(words: list[str]) -> bool:
    return 2 <= len(words) <= 5 and all(
        (_PARTICLE.fullmatch(word) is not None and word is not words[-1])
        or (_NAME_WORD.fullmatch(word) is not None and any(c.isupper() for c in word))
        for word in words
    )


def _take_title(lines: list[str]) -> str | None:
    """Take the title off the end of the lines above a byline, if one stands there."""
    last = next((i for i in reversed(range(len(lines))) if lines[i].strip()), None)
    if last is None:
        return None
    line, above = lines[last].strip(), lines[last - 1].strip() if last else ""
    adjacent = last == len(lines) - 1 and (not above or above.endswith((".", "!", "?", "”", '"')))
    alone = not any(other.strip() for other in lines[:last])
    title = heading(line) or (line.strip("*_ ") if _may_be_title(line) else None)
    if title and (adjacent or alone):
        del lines[last:]
        return title
    return None


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= SHORT_LINE
        and not line.endswith(".")
        and not line[:1].islower()
        and is_prose(line)
    )


def _ids(source: str, count: int) -> list[str]:
    """Ids from the name of the file: one plain, several numbered."""
    stem = source.rpartition(".")[0] or source
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "article"
    if count == 1:
        return [slug[:_ID_LENGTH].rstrip("-")]
    room = _ID_LENGTH - len(f"-{count}")
    return [f"{slug[:room].rstrip('-')}-{number}" for number in range(1, count + 1)]

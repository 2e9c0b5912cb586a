"""Bylines: who wrote what, and where one article ends and the next begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corridors.articles.paragraphs import SHORT_LINE, heading, is_prose

_BYLINE = re.compile(r"(?:By|BY)\s+(\S.*)")
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ.]+[^\W\d_]+)*\.?")
_PARTICLE = re.compile(
    "af|al|av|ben|bin|bint|da|de|del|della|den|der|di|dos|du|e|el|ibn|la|le|ter|van|von|y|zu"
)


class Part(NamedTuple):
    """The lines from one byline to the next, with the title above them and the author."""

    title: str | None
    author: str | None
    lines: list[str]


def split(lines: Sequence[str]) -> Iterator[Part]:
    """Split lines into articles: each byline starts one."""
    part = Part(None, None, [])
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        author = author_in(line)
        if author and not after.lstrip()[:1].islower():  # else a wrapped sentence goes on
            title = _take_title(part.lines)
            yield part
            part = Part(title, author, [])
        else:
            part.lines.append(line)
    yield part


def author_in(line: str) -> str | None:
    """Return the author that a byline names, or None where the line is not one."""
    match = _BYLINE.fullmatch(line.strip(" \t*_")) if len(line) <= SHORT_LINE else None
    if match is None or len(match[0]) > 80 or match[0].endswith("."):
        return None
    author = match[1].strip()
    names = _BETWEEN_NAMES.split(unicodedata.normalize("NFC", author))
    return author if all(_is_name(name.split()) for name in names) else None


def _is_name(words: list[str]) -> bool:
    return 2 <= len(words) <= 5 and all(
        (_PARTICLE.fullmatch(word) is not None and word is not words[-1])
        or (_NAME_WORD.fullmatch(word) is not None and any(c.isupper() for c in word))
        for word in words
    )


def _take_title(lines: list[str]) -> str | None:
    """Take the title off the end of the lines above a byline, if there is one."""
    last = next((i for i in reversed(range(len(lines))) if lines[i].strip()), None)
    if last is None:
        return None
    line, above = lines[last].strip(), lines[last - 1].strip() if last else ""
    adjacent = last == len(lines) - 1 and (not above or above.endswith((".", "!", "?", "”", '"')))
    alone = not any(other.strip() for other in lines[:last])
    marked = heading(line)
    title = marked or (line.strip("*_ ") if _may_be_title(line) else None)
    if title and (marked or adjacent or alone):
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

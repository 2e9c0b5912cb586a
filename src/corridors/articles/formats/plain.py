"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corridors.articles.formats.dates import iso
from corridors.articles.formats.drafts import Draft, Head, from_lines
from corridors.errors import ArticleError

_MAX_FRONT_LINES = 200
_KEYS = {
    "title": ("title",),
    "author": ("author", "authors", "by", "creator"),
    "date": ("date", "published", "pubdate", "issued"),
    "url": ("url", "address", "link", "source", "canonical_url", "canonical"),
}


def drafts(content: bytes, name: str) -> list[Draft]:
    """Read text in UTF-8, or UTF-16 with a byte order mark."""
    lines = decoded(content, name).split("\n")
    head, start = _front_matter(lines)
    return from_lines(lines[start:], head)


def decoded(content: bytes, name: str) -> str:
    """Decode text and normalise its line ends.

    Raises
    ------
    ArticleError
        If it is not text in these encodings; the message names byte and line.
    """
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


def _front_matter(lines: Sequence[str]) -> tuple[Head, int]:
    """Read the block between two lines of dashes at the top, and find where the text starts.

    A block that is not a mapping with a known field is text: a line of dashes is also a rule.
    """
    if not lines or lines[0].rstrip() != "---":
        return Head(), 0
    closing = (i for i, line in enumerate(lines[1:_MAX_FRONT_LINES], 1) if _closes(line))
    end = next(closing, None)
    fields = _mapping("\n".join(lines[1:end])) if end else {}
    values = {
        key: next((fields[name] for name in names if fields.get(name)), None)
        for key, names in _KEYS.items()
    }
    if end is None or not any(values.values()):
        return Head(), 0
    url = values["url"]
    return Head(
        values["title"],
        values["author"],
        iso(values["date"]) if values["date"] else None,
        url if url and re.match("https?://", url, re.IGNORECASE) else None,
    ), end + 1


def _closes(line: str) -> bool:
    return line.rstrip() in ("---", "...")


def _mapping(text: str) -> Mapping[str, str]:
    import yaml  # only files with front matter need it

    try:
        # The base loader turns all values into strings, and runs nothing.
        fields = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(fields, dict):
        return {}
    return {key.lower(): _joined(value) for key, value in fields.items() if isinstance(key, str)}


def _joined(value: object) -> str:
    """Return a field's words, or those of its list; no deeper, as a list can contain itself."""
    parts = map(_word, value[:50] if isinstance(value, list) else [value])
    return ", ".join(part for part in parts if part)


def _word(value: object) -> str:
    name = value.get("name", "") if isinstance(value, dict) else value
    return " ".join(name.split()) if isinstance(name, str) else ""

"""The lines of one article as paragraphs: cleaned, split, numbered, each in its section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from corridors.model import BODY, LEAD, Paragraph, Section

SHORT_LINE = 120  # a longer line is a paragraph of its own, not one line of a wrapped paragraph

_BIO = re.compile(
    r"[#*_\s]*(?:authors?['’‘`´ʼ′]?s?['’‘`´ʼ′]?\s+bios?|about\s+the\s+authors?)[*_\s]*(?::|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[#*_\s]*(?:(BACKGROUND|IMPLICATIONS?|CONCLUSIONS?)[ \t]*:[*_]*"
    r"|(BACKGROUND|Background|IMPLICATIONS?|Implications?|CONCLUSIONS?|Conclusions?)"
    r"[ \t]*:?[*_ \t]*(?=\n|$))"
)
_SECTIONS: dict[str, Section] = {"B": "background", "I": "implications", "C": "conclusions"}
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(\S.*)")
_CREDIT = re.compile(r"(?:(?:image|photo|picture)\s+)?credits?:|photos?:", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"(?:e-?mail:?\s*)?this e-?mail address is being protected"
    r"|(?:feature|earlier) articles$"
    r"|sign up for upcoming events"
    r"|the central asia-caucasus analyst is a biweekly",
    re.IGNORECASE,
)


def number_paragraphs(lines: list[str]) -> tuple[str | None, tuple[Paragraph, ...]]:
    """Split the lines of one article into paragraphs, up to the author's note.

    Returns
    -------
    tuple
        The title, where a Markdown heading comes first, and the paragraphs.
    """
    end = next((i for i, line in enumerate(lines) if _BIO.match(line)), len(lines))
    units = [unit for unit in _units(lines[:end]) if has_words(unit)]
    title = heading(units[0]) if units and not _LABEL.match(units[0]) else None
    if title:
        del units[0]
    labels = [_LABEL.match(unit) for unit in units]
    section: Section = LEAD if any(labels) else BODY
    paragraphs: list[Paragraph] = []
    for unit, label in zip(units, labels, strict=True):
        if label:
            section = _SECTIONS[(label[1] or label[2])[0]]
        text = unit[label.end() :].strip() if label else unit
        if has_words(text):
            paragraphs.append(Paragraph(len(paragraphs) + 1, section, text))
    return title, tuple(paragraphs)


def heading(line: str) -> str | None:
    """Return the words of a Markdown heading, or None where the line is not one."""
    match = _HEADING.fullmatch(line)
    return match[1].strip("#*_ \t") if match else None


def is_prose(line: str) -> bool:
    """Tell whether a line is text of an article: no label, credit or note on its author."""
    return has_words(line) and not (_BIO.match(line) or _LABEL.match(line) or _is_noise(line))


def has_words(text: str) -> bool:
    """Tell whether there is a letter or a digit."""
    return re.search(r"[^\W_]", text) is not None


def _is_noise(line: str) -> bool:
    line = line.strip(" \t*_")
    credit = len(line) <= SHORT_LINE and _CREDIT.match(line)
    return bool(credit or _BOILERPLATE.match(line))


def _units(lines: list[str]) -> Iterator[str]:
    """Split lines into paragraphs that still have their labels."""
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        block = list(group)
        if not blank and any(len(line) > SHORT_LINE for line in block):
            yield from (line.strip() for line in block if not _is_noise(line))
        elif not blank:
            yield from _wrapped(block)


def _wrapped(block: list[str]) -> Iterator[str]:
    """Keep a hard-wrapped block together, except at a label, a heading or a dropped line."""
    unit: list[str] = []
    for line in block:
        if _is_noise(line) or _HEADING.fullmatch(line):
            yield "\n".join(unit).strip()
            unit = []
            if not _is_noise(line):
                yield line.strip()
        elif _LABEL.match(line):
            yield "\n".join(unit).strip()
            unit = [line]
        else:
            unit.append(line)
    yield "\n".join(unit).strip()

"""Dates as pages and people write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateutil import parser

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NUMERIC = re.compile(r"(\d\d?)[./-](\d\d?)[./-](\d{4})")
_LONGEST = 80


def iso(text: str) -> str | None:
    """Return a date in ISO 8601 with the parts that it has: year, month, day.

    In a date such as 03/04/2025, which some read as March and some as April, only the year is
    certain.

    Examples
    --------
    >>> iso("Wednesday, 01 October 2025 00:00"), iso("Oct. 2025"), iso("03/04/2025"), iso("soon")
    ('2025-10-01', '2025-10', '2025', None)
    """
    text = " ".join(text.split())[:_LONGEST]
    if match := _ISO.fullmatch(text):
        return _checked(match)
    if not _YEAR.search(text):
        return None
    match = _NUMERIC.search(text)
    if match and match[1] != match[2] and max(int(match[1]), int(match[2])) <= 12:
        return match[3]
    return _parsed(text)


def _checked(match: re.Match[str]) -> str | None:
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def _parsed(text: str) -> str | None:
    """Parse twice with different defaults: a part that differs was not in the text."""
    try:
        first, second = (
            parser.parse(text, fuzzy=True, default=datetime(*default))
            for default in ((2000, 1, 1), (2004, 2, 2))
        )
    except (ValueError, OverflowError):
        return None
    if first.year != second.year:
        return None
    if first.month != second.month:
        return f"{first.year:04}"
    return f"{first:%Y-%m-%d}" if first.day == second.day else f"{first:%Y-%m}"

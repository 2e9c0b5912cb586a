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
    """Return a date as ISO 8601 with the parts that it has: year, month, day.

    Of a date such as 03/04/2025, which some read as March and some as April, only the year is
    certain.

    Examples
    --------
    >>> iso("Wednesday, 01 October 2025 00:00"), iso("Oct. 2025"), iso("03/04/2025"), iso("soon")
    ('2025-10-01', '2025-10', '2025', None)
    """
    text = " ".join(text.split())[:_LONGEST]
    if found := _ISO.fullmatch(text):
        return _checked(found)
    if not _YEAR.search(text):
        return None
    found = _NUMERIC.search(text)
    if found and found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12:
        return found[3]
    return _said(text)


def _checked(found: re.Match[str]) -> str | None:
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def _said(text: str) -> str | None:
    """Read twice with other defaults: a part that differs was not said."""
    try:
        one, other = (
            parser.parse(text, fuzzy=True, default=datetime(*default))
            for default in ((2000, 1, 1), (2004, 2, 2))
        )
    except (ValueError, OverflowError):
        return None
    if one.year != other.year:
        return None
    if one.month != other.month:
        return f"{one.year:04}"
    return f"{one:%Y-%m-%d}" if one.day == other.day else f"{one:%Y-%m}"

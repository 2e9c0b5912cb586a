"""Conditions of a query on the dates of articles."""

from __future__ import annotations

# First and last day of a year, a month or a day, as `corridors.filtering` has them.
_DATE = "json_extract(d.record, '$.date')"
_FIRST = f"({_DATE} || substr('-01-01', length({_DATE}) - 3))"
_LAST = f"({_DATE} || substr('-12-31', length({_DATE}) - 3))"
# The first and the last day of a window; an open end is None.
Window = tuple[str | None, str | None]
ALWAYS: Window = (None, None)


def within(place: str, window: Window) -> tuple[str, list[str]]:
    """Return a condition with its values: the article was published in a window.

    Parameters
    ----------
    place
        The column that holds the article's place.
    window
        Articles whose date overlaps it pass, and so do those without a date.

    Returns
    -------
    str, list of str
        SQL that begins with AND, empty where all articles pass; and its values.

    Examples
    --------
    >>> within("l.place", ALWAYS)
    ('', [])
    """
    start, end = window
    parts = [(f"{_LAST} >= ?", start), (f"{_FIRST} <= ?", end)]
    used = [(sql, day) for sql, day in parts if day is not None]
    if not used:
        return "", []
    tests = " AND ".join(sql for sql, _ in used)
    return (
        f" AND {place} IN (SELECT d.place FROM article d WHERE {_DATE} IS NULL OR ({tests}))",
        [day for _, day in used],
    )

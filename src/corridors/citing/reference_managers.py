"""Articles as CSL-JSON, BibTeX and RIS.

A title in brackets is supplied, and a note says so; a note also gives a date as printed where the
record's date differs. The address of a list of articles is never given as the article's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from corridors.citing.authors import Author, authors
from corridors.citing.identity import joined, one_line, page_of
from corridors.describe.facts import day
from corridors.describe.passages import place
from corridors.model import BODY, Passage, Record

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces by name: BibTeX counts braces before TeX sees that they are escaped.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{char: f"\\{char}" for char in "$&%#_"},
    }
)
Json = dict[str, Any]


def csl(records: Iterable[Record]) -> list[Json]:
    """Write records as CSL-JSON, the input of citation processors and of Zotero."""
    return [csl_item(record) for record in records]


def csl_item(record: Record, passage: Passage | None = None) -> Json:
    """Write a record, or a passage of it, as an item of CSL-JSON."""
    people = [_csl_name(author) for author in authors(record.author)]
    item = {
        "id": record.id,
        "type": "article-magazine" if record.publication else _csl_type(record),
        "title": one_line(record.title),
        "author": people or None,
        "container-title": one_line(record.publication or ""),
        "publisher": one_line(record.publisher or ""),
        "issued": {"date-parts": [list(_date(record))]} if record.date else None,
        "URL": page_of(record),
        "note": " ".join(notes(record, passage)),
    }
    return {key: value for key, value in item.items() if value}


def bibtex(records: Iterable[Record]) -> str:
    """Write records as BibTeX in UTF-8, for biber or a recent BibTeX."""
    return "\n".join(bibtex_entry(record) for record in records)


def bibtex_entry(record: Record, passage: Passage | None = None) -> str:
    """Write a record, or a passage of it, as an entry of BibTeX."""
    year, month, day_of_month = (*_date(record), None, None, None)[:3]
    page = page_of(record)
    fields = {
        "author": " and ".join(map(_bibtex_name, authors(record.author))),
        # Double braces keep the capitals of names in styles that lower-case titles.
        "title": f"{{{_tex(record.title)}}}",
        "journal": _tex(record.publication or ""),
        "publisher": _tex(record.publisher or ""),
        "year": f"{year:04}" if year else "",
        "month": _MONTHS[month - 1] if month else "",
        "day": str(day_of_month or ""),
        "url": page or "",
        "note": _tex(" ".join(notes(record, passage))),
    }
    lines = [f"  {name} = {_field(name, value)}," for name, value in fields.items() if value]
    kind = "article" if record.publication else "misc"
    return "\n".join([f"@{kind}{{{_key(record)},", *lines, "}", ""])


def _field(name: str, value: str) -> str:
    """Put a value in braces, except a month, which is one of BibTeX's own words."""
    return value if name == "month" else f"{{{value}}}"


def ris(records: Iterable[Record]) -> str:
    """Write records as RIS, for EndNote, Zotero and Mendeley, with the line ends of the format."""
    return "".join(f"{tag}  - {value}\r\n" for r in records for tag, value in _ris(r))


def notes(record: Record, passage: Passage | None = None) -> Iterator[str]:
    """Yield sentences for what no other field can say."""
    if passage:
        yield f"Paragraph {passage.paragraph}." if passage.section == BODY else f"{place(passage)}."
    if record.title.startswith("[") and record.title.endswith("]"):
        yield "Title supplied."
    if record.date_text and not (record.date and record.date_text == day(record.date)):
        yield f"Dated: {one_line(record.date_text)}."


def _ris(record: Record) -> Iterator[tuple[str, str]]:
    year, month, day_of_month = (*_date(record), None, None, None)[:3]
    yield "TY", "MGZN" if record.publication else "ELEC" if page_of(record) else "GEN"
    yield "ID", one_line(record.id)
    for author in authors(record.author):
        yield "AU", joined((_family(author), author.given, author.suffix), ", ")
    yield "TI", one_line(record.title)
    if record.publication:
        yield "T2", one_line(record.publication)
    if record.publisher:
        yield "PB", one_line(record.publisher)
    if year:
        yield "PY", f"{year:04}"
        month_and_day = (f"{part:02}" if part else "" for part in (month, day_of_month))
        yield "DA", "/".join((f"{year:04}", *month_and_day, ""))
    if page := page_of(record):
        yield "UR", page
    for note in notes(record):
        yield "N1", note
    yield "ER", "\r\n"


def _csl_type(record: Record) -> str:
    return "webpage" if page_of(record) else "document"


def _csl_name(author: Author) -> Json:
    if not author.given:
        return {"literal": _family(author)}
    parts = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _bibtex_name(author: Author) -> str:
    if not author.given:
        return f"{{{_tex(_family(author))}}}"
    return _tex(author.inverted)


def _family(author: Author) -> str:
    return joined((author.particle, author.family), " ")


def _date(record: Record) -> tuple[int, ...]:
    return tuple(int(part) for part in record.date.split("-")) if record.date else ()


def _key(record: Record) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in record.id)


def _tex(text: str) -> str:
    return one_line(text).translate(_TEX)

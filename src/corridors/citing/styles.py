"""A citation of an article or of a passage, ready to paste: APA, Chicago, BibTeX.

Two short functions instead of a citation processor: citeproc-py needs lxml and 15 MB of styles,
for records of one kind. Titles keep their capitals, since no program knows which belong to names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corridors.citing.authors import Author, authors
from corridors.citing.identity import joined, one_line, page_of
from corridors.citing.reference_managers import bibtex_entry
from corridors.describe.facts import day
from corridors.describe.passages import SECTIONS
from corridors.errors import ExportError
from corridors.model import BODY, Passage, Record

_CLOSED = (".", "?", "!", "…")


_TITLES = {"apa": "APA", "chicago": "Chicago", "bibtex": "BibTeX"}


def in_each_style(record: Record, passage: Passage | None) -> list[dict[str, str]]:
    """Cite an article, or a passage of it, in each style: ``title`` and ``text``."""
    return [
        {"title": _TITLES[style], "text": cite_passage(record, passage, style).strip()}
        for style in STYLES
    ]


def cite_passage(record: Record, passage: Passage | None, style: str) -> str:
    """Cite an article, or a passage of it.

    Parameters
    ----------
    record
        The article.
    passage
        The passage; None for the article as a whole.
    style
        ``apa`` (7th edition, as in a list of references), ``chicago`` (17th edition, as in a
        note) or ``bibtex``.

    Returns
    -------
    str
        Plain text; BibTeX has several lines.

    Raises
    ------
    ExportError
        If there is no such style.
    """
    if style not in STYLES:
        raise ExportError(f"no style {style!r} (there are: {', '.join(STYLES)})")
    return STYLES[style](record, passage)


def _apa(record: Record, passage: Passage | None) -> str:
    people = [_apa_name(author) for author in authors(record.author)]
    title = one_line(record.title)
    date = f"({_apa_date(record)})"
    # Without an author the title leads.
    head = (_listed(people, ", & "), date, title) if people else (title, date)
    source = joined((one_line(record.publication or ""), _paragraph(passage)), ", ")
    if not record.publication:
        source = source[:1].upper() + source[1:]
    return joined((*map(_closed, head), _closed(source), page_of(record) or ""), " ")


def _chicago(record: Record, passage: Passage | None) -> str:
    people = [author.natural for author in authors(record.author)]
    if len(people) > 3:
        people = [f"{people[0]} et al."]
    names = _listed(people, " and ") if len(people) < 3 else _listed(people, ", and ")
    title = one_line(record.title).replace("“", "‘").replace("”", "’").replace('"', "'")
    quoted_title = f"“{title}" + ("”" if title.endswith(("?", "!")) else ",”")
    details = joined(
        (
            one_line(record.publication or ""),
            _chicago_date(record),
            _paragraph(passage),
            page_of(record) or "",
        ),
        ", ",
    )
    return _closed(joined((names and f"{names},", quoted_title, details), " "))


def _listed(people: list[str], last: str) -> str:
    if len(people) < 2:
        return "".join(people)
    return ", ".join(people[:-1]) + last + people[-1]


def _apa_name(author: Author) -> str:
    family = joined((author.particle, author.family), " ")
    return joined((family, author.initials, author.suffix), ", ")


def _apa_date(record: Record) -> str:
    if not record.date:
        return one_line(record.date_text or "") or "n.d."
    *day_and_month, year = day(record.date).split()
    return joined((year, " ".join(reversed(day_and_month))), ", ")


def _chicago_date(record: Record) -> str:
    if not record.date:
        return one_line(record.date_text or "") or "n.d."
    *day_and_month, year = day(record.date).split()
    return (
        f"{day_and_month[1]} {day_and_month[0]}, {year}"
        if len(day_and_month) == 2
        else joined((*day_and_month, year), " ")
    )


def _paragraph(passage: Passage | None) -> str:
    if passage is None:
        return ""
    section = "" if passage.section == BODY else f"{SECTIONS[passage.section]}, "
    return f"{section}para. {passage.paragraph}"


def _closed(text: str) -> str:
    return text if not text or text.endswith(_CLOSED) else f"{text}."


def _bibtex(record: Record, passage: Passage | None) -> str:
    return bibtex_entry(record, passage)


STYLES: Mapping[str, Callable[[Record, Passage | None], str]] = {
    "apa": _apa,
    "chicago": _chicago,
    "bibtex": _bibtex,
}

"""A citation of an article or of one passage, ready to be pasted: APA, Chicago, BibTeX.

Two short functions instead of a citation processor: citeproc-py needs lxml and 15 MB of styles,
for records of one kind. Titles keep their capitals, since no program knows which are names'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corridors.citing.authors import Author, authors
from corridors.citing.identity import joined, listed_at, one_line, page_of
from corridors.citing.reference_managers import bibtex_entry
from corridors.describe.facts import day
from corridors.describe.passages import SECTIONS
from corridors.errors import ExportError
from corridors.model import BODY, Passage, Record

_CLOSED = (".", "?", "!", "…")


_TITLES = {"apa": "APA", "chicago": "Chicago", "bibtex": "BibTeX"}


def in_each_style(record: Record, passage: Passage | None) -> list[dict[str, str]]:
    """Cite an article, or one passage of it, in each style: ``title`` and ``text``."""
    return [
        {"title": _TITLES[style], "text": cite_passage(record, passage, style).strip()}
        for style in STYLES
    ]


def cite_passage(record: Record, passage: Passage | None, style: str) -> str:
    """Cite an article, or one passage of it.

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
    when = f"({_apa_date(record)})"
    # Without an author the title leads.
    head = (_listed(people, ", & "), when, title) if people else (title, when)
    where = joined((one_line(record.publication or ""), _where(passage)), ", ")
    if not record.publication:
        where = where[:1].upper() + where[1:]
    return joined((*map(_closed, head), _closed(where), _address(record, "Listed")), " ")


def _chicago(record: Record, passage: Passage | None) -> str:
    people = [author.natural for author in authors(record.author)]
    if len(people) > 3:
        people = [f"{people[0]} et al."]
    names = _listed(people, " and ") if len(people) < 3 else _listed(people, ", and ")
    title = one_line(record.title).replace("“", "‘").replace("”", "’").replace('"', "'")
    quoted = f"“{title}" + ("”" if title.endswith(("?", "!")) else ",”")
    after = joined(
        (
            one_line(record.publication or ""),
            _chicago_date(record),
            _where(passage),
            _address(record, "listed"),
        ),
        ", ",
    )
    return _closed(joined((names and f"{names},", quoted, after), " "))


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
    *rest, year = day(record.date).split()
    return joined((year, " ".join(reversed(rest))), ", ")


def _chicago_date(record: Record) -> str:
    if not record.date:
        return one_line(record.date_text or "") or "n.d."
    *rest, year = day(record.date).split()
    return f"{rest[1]} {rest[0]}, {year}" if len(rest) == 2 else joined((*rest, year), " ")


def _where(passage: Passage | None) -> str:
    if passage is None:
        return ""
    section = "" if passage.section == BODY else f"{SECTIONS[passage.section]}, "
    return f"{section}para. {passage.paragraph}"


def _address(record: Record, word: str) -> str:
    listed = listed_at(record)
    return page_of(record) or (f"{word} at {listed}" if listed else "")


def _closed(text: str) -> str:
    return text if not text or text.endswith(_CLOSED) else f"{text}."


def _bibtex(record: Record, passage: Passage | None) -> str:
    return bibtex_entry(record, passage)


STYLES: Mapping[str, Callable[[Record, Passage | None], str]] = {
    "apa": _apa,
    "chicago": _chicago,
    "bibtex": _bibtex,
}

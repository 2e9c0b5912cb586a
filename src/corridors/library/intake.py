"""Put articles into the user's library: copies are recognised, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corridors.articles.merging import Index, combined, sketch
from corridors.articles.recognition import covered, ids_after, recognise
from corridors.errors import LibraryError
from corridors.library import disk
from corridors.model import Article, Text

Done = Literal["stored", "completed", "already there"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a text: the id it has, and what was done with it.

    ``twin`` means that it is a copy of an article from another file.
    """

    id: str
    done: Done
    passages: int
    twin: bool = False


class Intake:
    """A library opened to put texts into it.

    Parameters
    ----------
    folder
        The library.
    known
        The articles of geodata; a copy of one is stored under its id. Articles without locators
        are ignored.
    stored
        The texts of the library without their words, if they are at hand; else they are read.
    """

    def __init__(self, folder: Path, known: Sequence[Article], stored: Index | None = None) -> None:
        self.folder = folder
        self._known = [a for a in known if any(passage.locator for passage in a.passages)]
        self._index = Index(stored)
        for text in () if stored else disk.load(folder)[0]:
            self._index.add(sketch(text))

    def get(self, text_id: str) -> Text | None:
        """Return a stored text, or None where there is none that can be read."""
        try:
            return disk.find(text_id, self.folder) if text_id in self._index else None
        except LibraryError:
            return None

    def __contains__(self, text_id: object) -> bool:
        return text_id in self._index

    def keep(self, text: Text) -> Kept:
        """Store a text, or find that it is already there.

        Of a known article the newer copy is kept, unless it has fewer of the passages. Of any
        other the longer copy is kept, with the author, title, date and address of either.

        Raises
        ------
        LibraryError
            If it cannot be written; nothing of it is left behind.
        """
        article = recognise(text, self._known)
        if article is not None:
            return self._keep_known(replace(text, id=article.record.id), article)
        match = self._index.find(sketch(text).prints)
        twin = self.get(match.id) if match else None
        if twin is not None:
            merged = combined(twin, text)
            from_other_file = twin.source != text.source
            return self._write(
                merged, "already there" if merged == twin else "completed", twin=from_other_file
            )
        return self._write(replace(text, id=next(self._free(text.id))), "stored")

    def _keep_known(self, text: Text, article: Article) -> Kept:
        stored = self.get(text.id)
        if stored is None:
            return self._write(text, "stored")
        if covered(text, article) < covered(stored, article):
            return self._write(stored, "already there")
        merged = replace(
            text,
            title=text.title or stored.title,
            author=text.author or stored.author,
            date=text.date or stored.date,
            url=text.url or stored.url,
        )
        same = replace(merged, source=stored.source) == stored
        return self._write(stored if same else merged, "already there" if same else "stored")

    def _write(self, text: Text, done: Done, *, twin: bool = False) -> Kept:
        if done != "already there":
            disk.store(text, self.folder)
            self._index.add(sketch(text))
        return Kept(text.id, done, len(text.paragraphs), twin)

    def _free(self, text_id: str) -> Iterator[str]:
        """Yield ids under which nothing is stored, not even what cannot be read."""
        records = {article.record.id for article in self._known}
        for name in ids_after(text_id):
            if name not in records and not disk.is_stored(name, self.folder):
                yield name


def edited(text: Text, **fields: str | None) -> Text:
    """Change the title, author, date or address of a text.

    Parameters
    ----------
    text
        A text of the library.
    **fields
        ``title``, ``author``, ``date`` or ``url``; an empty string removes the field, and
        None leaves it as it is.

    Raises
    ------
    LibraryError
        If the date is not valid, or the address does not lead to a web page.

    Examples
    --------
    >>> edited(Text("ferry", (), title="A Fery"), title="A Ferry", date="1 May 2025").date
    '2025-05-01'
    """
    from corridors.articles.formats.dates import iso

    changes = {key: " ".join(value.split()) for key, value in fields.items() if value is not None}
    if changes.get("date"):
        date = iso(changes["date"])
        if date is None:
            raise LibraryError(
                f"{changes['date']!r} is not a date (expected one such as 2025-09-22 or 2025-09)"
            )
        changes["date"] = date
    url = changes.get("url", "")
    if url and not url.lower().startswith(("https://", "http://")):
        raise LibraryError(f"{url!r} is not an address (expected https://… or http://…)")
    old = {"title": text.title, "author": text.author, "date": text.date, "url": text.url}
    new = {key: value or None for key, value in (old | changes).items()}
    return Text(text.id, text.paragraphs, source=text.source, **new)

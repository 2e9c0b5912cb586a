"""The tables of a store, and how objects of the model become rows and are read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from corridors.linking.text.folding import fold
from corridors.model import Digest, Entry, Link, Locator, Mention, Passage, Record

# `place` orders the articles: those of geodata, the library's, a folder's, a session's. It does
# not depend on other articles, so that one can come or go without a change to the rest.
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, fault TEXT) WITHOUT ROWID;
CREATE TABLE text (
  key INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  number INTEGER NOT NULL,
  place BLOB NOT NULL,
  digest TEXT NOT NULL,
  head TEXT NOT NULL,
  prints TEXT NOT NULL
);
CREATE INDEX text_file ON text (file);
CREATE TABLE article (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  place BLOB NOT NULL UNIQUE,
  made TEXT NOT NULL,
  record TEXT NOT NULL,
  held INTEGER NOT NULL,
  described INTEGER NOT NULL,
  passages INTEGER NOT NULL
);
CREATE TABLE passage (
  key INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  section TEXT NOT NULL,
  text BLOB,
  rest TEXT
);
CREATE INDEX passage_article ON passage (article, number);
CREATE TABLE link (
  key INTEGER PRIMARY KEY,
  feature TEXT NOT NULL,
  place BLOB NOT NULL,
  number INTEGER NOT NULL,
  passage INTEGER NOT NULL,
  basis TEXT NOT NULL,
  reason TEXT,
  mentions TEXT
);
CREATE INDEX link_feature ON link (feature, place, number);
CREATE INDEX link_passage ON link (passage, number);
CREATE TABLE tally (feature TEXT PRIMARY KEY, links INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
  text, digests, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
"""

PASSAGE = "a.id, p.number, p.section, p.text, p.rest"
ENTRY = "a.record, a.passages, a.held, a.described"
LINK = "a.id, p.number, l.feature, l.basis, l.reason, l.mentions"


@contextmanager
def decoding() -> Iterator[None]:
    """Raise an error of the database, as SQLite does, where a row cannot be decoded."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise sqlite3.DatabaseError(f"a row cannot be decoded: {error}") from error


def words(text: str | None) -> bytes | None:
    """Return a text as it is stored; half a surrogate pair survives."""
    return None if text is None else text.encode("utf-8", "surrogatepass")


def searched(passage: Passage) -> tuple[str, str]:
    """Return what is searched in a passage: its words and its digests, folded."""
    digests = "\n".join(digest.text for digest in passage.digests)
    return plain(passage.text or ""), plain(digests)


def text_of(stored: bytes | None) -> str | None:
    """Return a text as it was before it was stored."""
    with decoding():
        return None if stored is None else stored.decode("utf-8", "surrogatepass")


def plain(text: str) -> str:
    """Fold a text for the search, as queries are."""
    return fold(text).plain.encode("utf-8", "replace").decode()


def entry_row(entry: Entry) -> tuple[object, ...]:
    """Return an entry as the columns `ENTRY`."""
    return json.dumps(asdict(entry.record)), entry.passages, entry.held, entry.described


@decoding()
def entry_of(row: Sequence[Any]) -> Entry:
    """Make an entry of the columns `ENTRY`."""
    record, passages, held, described = row
    return Entry(Record(**json.loads(record)), passages, bool(held), bool(described))


def passage_row(passage: Passage) -> tuple[object, ...]:
    """Return number, section, text and the rest of a passage."""
    rest = None
    if passage.locator or passage.digests or passage.differs:
        locator = asdict(passage.locator) if passage.locator else None
        rest = json.dumps([locator, [asdict(d) for d in passage.digests], passage.differs])
    return passage.paragraph, passage.section, words(passage.text), rest


@decoding()
def passage_of(row: Sequence[Any]) -> Passage:
    """Make a passage of the columns `PASSAGE`."""
    article, number, section, text, rest = row
    text = text_of(text)
    if rest is None:
        return Passage(article, number, section, text=text)
    locator, digests, differs = json.loads(rest)
    return Passage(
        article,
        number,
        section,
        Locator(**locator) if locator else None,
        tuple(Digest(**digest) for digest in digests),
        text,
        differs,
    )


def link_row(link: Link) -> tuple[object, ...]:
    """Return feature, basis, reason and mentions of a link; a mention without its words."""
    mentions = [[m.start, m.end, m.basis, m.reason, m.sentence] for m in link.mentions]
    return link.feature, link.basis, link.reason, json.dumps(mentions) if mentions else None


@decoding()
def link_of(row: Sequence[Any], text: str | None) -> Link:
    """Make a link of the columns `LINK` and the words of its passage."""
    article, number, feature, basis, reason, mentions = row
    rows = json.loads(mentions) if mentions else ()
    return Link(f"{article}#{number}", feature, basis, tuple(_mentions(rows, text or "")), reason)


def _mentions(rows: Iterable[Sequence[Any]], text: str) -> Iterable[Mention]:
    for start, end, basis, reason, sentence in rows:
        span = (sentence[0], sentence[1]) if sentence else None
        yield Mention(start, end, text[start:end], basis, reason, span)

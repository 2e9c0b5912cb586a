"""Look-ups in one store: most are one query, and all return objects of the model."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from corridors.articles.merging import Fold
from corridors.errors import StoreError
from corridors.model import Article, Entry, Link, Paragraph, Passage
from corridors.store import article_list, schema, texts
from corridors.store.article_list import Listed, Order
from corridors.store.connections import Connections
from corridors.store.dating import ALWAYS, Window, within
from corridors.store.queries import Query

_BATCH = 200  # articles read at a time, so that no reader keeps a writer waiting
_RANKED = 10_000  # ranking more passages than these costs time and tells little
_T = TypeVar("_T")
_LINKS = f"SELECT {schema.LINK}, p.text, l.place, l.number FROM"


class Placed(NamedTuple):
    """A link, with the place and number that order it among those of its feature."""

    place: bytes
    number: int
    link: Link


class Store:
    """The articles of one database, with their passages and links.

    Parameters
    ----------
    connections
        Connections to the database.
    name
        What to call it in an error.
    on_fault
        Called where the database is broken, so that it is made anew when next opened.
    """

    def __init__(
        self,
        connections: Connections,
        name: str = "memory",
        on_fault: Callable[[], None] = lambda: None,
    ) -> None:
        self.connections = connections
        self._name = name
        self._on_fault = on_fault
        self.broken = False

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            with self.connections.lent() as connection:
                yield connection
        except sqlite3.Error as error:
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(f"{self._name}: the cache cannot be read: {error}") from error
            self.broken = True
            self._on_fault()
            raise StoreError(
                f"{self._name}: the cache is broken ({error}); it is made anew next time"
            ) from error

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        return self._read(tuple, sql, values)

    def _read(
        self, make: Callable[[Sequence[Any]], _T], sql: str, values: Sequence[object]
    ) -> list[_T]:
        with self._connected() as connection:
            return [make(row) for row in connection.execute(sql, values).fetchall()]

    def faults(self) -> list[str]:
        """Return what is wrong with the files that could not be read."""
        with self._connected() as connection:
            return texts.faults(connection)

    def folded(self, known: Sequence[Article]) -> Fold:
        """Match all texts to their articles, as a start for more."""
        fold = Fold(known)
        with self._connected() as connection:
            for sketch, _ in texts.sketches(connection):
                fold.add(sketch)
        return fold

    def paragraphs(self, article: str) -> list[Paragraph]:
        """Return the words of an article that is made of a text alone."""
        loaded = self.article(article)
        passages = loaded.passages if loaded else ()
        return [Paragraph(p.paragraph, p.section, p.text or "") for p in passages]

    def counts(self) -> tuple[int, int]:
        """Return how many articles there are, and how many of them have a text at hand."""
        [(total, held)] = self._rows("SELECT count(*), total(held) FROM article")
        return total, int(held)

    def tally(self, hidden: Collection[bytes] = ()) -> Mapping[str, int]:
        """Count the links of each feature."""
        tally = dict(self._rows("SELECT feature, links FROM tally"))
        if hidden:
            subtracted = self._rows(
                f"SELECT feature, count(*) FROM article a JOIN passage p ON p.article = a.key "
                f"JOIN link l ON l.passage = p.key WHERE a.place IN ({_marks(hidden)}) GROUP BY 1",
                [*hidden],
            )
            tally |= {feature: tally[feature] - number for feature, number in subtracted}
        return tally

    def entries(
        self, after: bytes = b"", hidden: Collection[bytes] = ()
    ) -> Iterator[tuple[bytes, str, Entry]]:
        """Yield place, id and entry of each article, in order."""
        while True:
            rows = self._read(
                lambda row: (row[0], row[1], schema.entry_of(row[2:])),
                f"SELECT a.place, a.id, {schema.ENTRY} FROM article a WHERE a.place > ? "
                f"ORDER BY a.place LIMIT {_BATCH}",
                [after],
            )
            yield from (row for row in rows if row[0] not in hidden)
            if len(rows) < _BATCH:
                return
            after = rows[-1][0]

    def listed(
        self,
        words: str,
        order: Order,
        count: int,
        hidden: Collection[bytes] = (),
        window: Window = ALWAYS,
    ) -> tuple[list[Listed], int]:
        """Return the first articles in an order, and how many have all the words."""
        with self._connected() as connection:
            return article_list.page(connection, words, order, count, hidden, window)

    def placed(self, places: Collection[bytes]) -> list[Entry]:
        """Return the entries of the articles at some places."""
        return self._read(
            schema.entry_of,
            f"SELECT {schema.ENTRY} FROM article a WHERE a.place IN ({_marks(places)})",
            [*places],
        )

    def entry(self, article: str) -> tuple[bytes, Entry] | None:
        """Return place and entry of an article, or None where there is none."""
        rows = self._read(
            _placed_entry,
            f"SELECT a.place, {schema.ENTRY} FROM article a WHERE a.id = ?",
            [article],
        )
        return rows[0] if rows else None

    def article(self, article: str) -> Article | None:
        """Return an article with its passages, or None where there is none."""
        placed = self.entry(article)
        if placed is None:
            return None
        passages = self._read(
            schema.passage_of,
            f"SELECT {schema.PASSAGE} FROM passage p JOIN article a ON a.key = p.article "
            "WHERE a.id = ? ORDER BY p.key",
            [article],
        )
        entry = placed[1]
        return Article(entry.record, tuple(passages), entry.held)

    def passage(self, article: str, number: int) -> Passage | None:
        """Return one passage, or None where there is none."""
        passages = self._read(
            schema.passage_of,
            f"SELECT {schema.PASSAGE} FROM article a JOIN passage p ON p.article = a.key "
            "WHERE a.id = ? AND p.number = ? ORDER BY p.key DESC LIMIT 1",
            [article, number],
        )
        return passages[0] if passages else None

    def links_to(
        self,
        feature: str,
        start: int,
        count: int,
        hidden: Collection[bytes] = (),
        window: Window = ALWAYS,
    ) -> list[Placed]:
        """Return some links of a feature in order; a negative `count` is all."""
        without, values = _without(hidden, window)
        # Links before the first are skipped in the index alone, without reading their passages.
        return self._links(
            "WITH page AS MATERIALIZED (SELECT l.key FROM link l INDEXED BY link_feature "
            f"WHERE l.feature = ?{without} ORDER BY l.place, l.number LIMIT ? OFFSET ?) "
            f"{_LINKS} page CROSS JOIN link l ON l.key = page.key "
            "JOIN passage p ON p.key = l.passage JOIN article a ON a.key = p.article "
            "ORDER BY l.place, l.number",
            [feature, *values, count, start],
        )

    def count_to(self, feature: str, hidden: Collection[bytes], window: Window) -> int:
        """Count the links of a feature to articles of a window."""
        without, values = _without(hidden, window)
        sql = f"SELECT count(*) FROM link l INDEXED BY link_feature WHERE l.feature = ?{without}"
        [(number,)] = self._rows(sql, [feature, *values])
        return int(number)

    def links_from(self, article: str, number: int | None = None) -> list[Placed]:
        """Return the links of a passage, or of a whole article, in order."""
        condition = "" if number is None else " AND p.number = ?"
        return self._links(
            f"{_LINKS} article a "
            "JOIN passage p ON p.article = a.key JOIN link l ON l.passage = p.key "
            f"WHERE a.id = ?{condition} ORDER BY l.number",
            [article] if number is None else [article, number],
        )

    def _links(self, sql: str, values: Sequence[object]) -> list[Placed]:
        return self._read(_placed_link, sql, values)

    def together(self, feature: str, hidden: Collection[bytes] = ()) -> Mapping[str, int]:
        """Count the passages that each other feature shares with this one."""
        without = f" AND l.place NOT IN ({_marks(hidden)})" if hidden else ""
        return dict(
            self._rows(
                "SELECT o.feature, count(*) FROM link l INDEXED BY link_feature "
                "CROSS JOIN link o INDEXED BY link_passage ON o.passage = l.passage "
                f"WHERE l.feature = ? AND o.feature <> l.feature{without} GROUP BY 1",
                [feature, *hidden],
            )
        )

    def telling(
        self, features: Collection[str], hidden: Collection[bytes] = ()
    ) -> list[tuple[bytes, Entry]]:
        """Return place and entry of the articles that speak of all these features, in order."""
        without = f" AND place NOT IN ({_marks(hidden)})" if hidden else ""
        places = f"SELECT place FROM link INDEXED BY link_feature WHERE feature = ?{without}"
        values = [value for feature in features for value in (feature, *hidden)]
        return self._read(
            _placed_entry,
            f"SELECT a.place, {schema.ENTRY} FROM article a WHERE a.place IN "
            f"({' INTERSECT '.join([places] * len(features))}) ORDER BY a.place",
            values,
        )

    def search(
        self, query: Query, start: int, count: int, hidden: Collection[bytes] = ()
    ) -> tuple[list[tuple[Passage, Entry]], int]:
        """Return some of the passages with all terms, the best first, and how many there are."""
        if not query.terms:
            return [], 0
        match = query.match()
        if hidden:
            without = (
                " AND rowid NOT IN (SELECT p.key FROM article a JOIN passage p ON "
                f"p.article = a.key WHERE a.place IN ({_marks(hidden)}))"
            )
        else:
            without = ""
        [(total,)] = self._rows(
            f"SELECT count(*) FROM search WHERE search MATCH ?{without}", [match, *hidden]
        )
        ranking = "rank, rowid" if total <= _RANKED else "rowid"
        split = len(schema.PASSAGE.split(","))
        matches = self._read(
            lambda row: (schema.passage_of(row[:split]), schema.entry_of(row[split:])),
            f"WITH matching AS MATERIALIZED (SELECT rowid AS key FROM search WHERE search MATCH ?"
            f"{without} ORDER BY {ranking} LIMIT ? OFFSET ?) "
            f"SELECT {schema.PASSAGE}, {schema.ENTRY} FROM matching CROSS JOIN passage p "
            "ON p.key = matching.key JOIN article a ON a.key = p.article",
            [match, *hidden, count, start],
        )
        return matches, total


def _placed_entry(row: Sequence[Any]) -> tuple[bytes, Entry]:
    return row[0], schema.entry_of(row[1:])


def _placed_link(row: Sequence[Any]) -> Placed:
    *link, text, place, number = row
    return Placed(place, number, schema.link_of(link, schema.text_of(text)))


def _without(hidden: Collection[bytes], window: Window) -> tuple[str, list[object]]:
    in_window, days = within("l.place", window)
    without = f" AND l.place NOT IN ({_marks(hidden)})" if hidden else ""
    return without + in_window, [*hidden, *days]


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))

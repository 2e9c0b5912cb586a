"""Put articles with their links into a store, and take them out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from corridors.model import Article, Link
from corridors.store import schema
from corridors.store.connections import Connections
from corridors.store.lookups import Store


def in_memory(articles: Iterable[tuple[bytes, Article, Sequence[Link]]] = ()) -> Store:
    """Make a store in memory from articles, each with its place and its links in order."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.executescript(schema.TABLES)
    connection.execute("BEGIN")
    for place, article, links in articles:
        put(connection, place, article, links)
    count(connection)
    connection.execute("COMMIT")
    return Store(Connections(lambda: connection, 1))


def put(
    connection: sqlite3.Connection,
    place: bytes,
    article: Article,
    links: Sequence[Link],
    made: str = "",
) -> None:
    """Write an article that is not in the store, within a transaction of the caller's.

    Parameters
    ----------
    connection
        To the store.
    place
        Orders it among the others.
    article, links
        The article, and its links in order.
    made
        A hash of all that it was made of.
    """
    entry = article.entry
    cursor = connection.execute(
        "INSERT INTO article (id, place, made, record, passages, held, described) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (article.record.id, place, made, *schema.entry_row(entry)),
    )
    key = cursor.lastrowid
    keys: dict[str, int | None] = {}
    for passage in article.passages:
        row = schema.passage_row(passage)
        cursor = connection.execute(
            "INSERT INTO passage (article, number, section, text, rest) VALUES (?, ?, ?, ?, ?)",
            (key, *row),
        )
        keys[passage.id] = cursor.lastrowid
        connection.execute(
            "INSERT INTO search (rowid, text, digests) VALUES (?, ?, ?)",
            (cursor.lastrowid, *schema.searched(passage)),
        )
    connection.executemany(
        "INSERT INTO link (place, number, passage, feature, basis, reason, mentions) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (place, number, keys[link.passage], *schema.link_row(link))
            for number, link in enumerate(links)
        ),
    )


def take(connection: sqlite3.Connection, article: str) -> None:
    """Take an article out, within a transaction of the caller's."""
    rows = connection.execute(
        f"SELECT p.key, p.article, {schema.PASSAGE} FROM article a JOIN passage p "
        "ON p.article = a.key WHERE a.id = ?",
        (article,),
    ).fetchall()
    for key, _, *row in rows:
        connection.execute(
            "INSERT INTO search (search, rowid, text, digests) VALUES ('delete', ?, ?, ?)",
            (key, *schema.searched(schema.passage_of(row))),
        )
        connection.execute("DELETE FROM link WHERE passage = ?", (key,))
        connection.execute("DELETE FROM passage WHERE key = ?", (key,))
    connection.execute("DELETE FROM article WHERE id = ?", (article,))


def count(connection: sqlite3.Connection) -> None:
    """Count the links of each feature anew."""
    connection.execute("DELETE FROM tally")
    connection.execute("INSERT INTO tally SELECT feature, count(*) FROM link GROUP BY feature")


def note(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Store a value that describes the store itself."""
    connection.execute("REPLACE INTO about VALUES (?, ?)", (key, json.dumps(value)))

"""Articles as a list: those with all the words that were typed, in an order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import Literal, NamedTuple

from corridors.model import Entry
from corridors.store import schema
from corridors.store.dating import ALWAYS, Window, within

Order = Literal["newest", "oldest", "title"]
_MOST_WORDS = 16
_LAST = "9999"  # where an article without a date stands among the oldest
_DATE, _TITLE, _AUTHOR, _PUBLICATION = (
    f"json_extract(a.record, '$.{field}')" for field in ("date", "title", "author", "publication")
)
_HEAD = f"plain({_TITLE} || ' ' || coalesce({_AUTHOR}, '') || ' ' || coalesce({_PUBLICATION}, ''))"
_ORDERS: dict[Order, str] = {
    "newest": f"coalesce({_DATE}, '') DESC",
    "oldest": f"coalesce({_DATE}, '{_LAST}')",
    "title": f"plain({_TITLE})",
}
_KEYS: dict[Order, Callable[[Listed], str]] = {
    "newest": lambda article: article.entry.record.date or "",
    "oldest": lambda article: article.entry.record.date or _LAST,
    "title": lambda article: schema.plain(article.entry.record.title),
}


class Listed(NamedTuple):
    """An article of the list, and how many features it speaks of."""

    place: bytes
    entry: Entry
    features: int


def page(
    connection: sqlite3.Connection,
    words: str,
    order: Order,
    count: int,
    hidden: Collection[bytes] = (),
    window: Window = ALWAYS,
) -> tuple[list[Listed], int]:
    """Return the first articles in an order, and how many there are in all.

    Parameters
    ----------
    connection
        To a store.
    words
        Words, or parts of words, that must all be in title, author or publication.
    order, count
        In which order, and how many at most.
    hidden
        Places of articles to leave out.
    window
        The first and the last day of a window of time; an article's date must overlap it.
    """
    connection.create_function("plain", 1, _plain, deterministic=True)
    terms = schema.plain(words).split()[:_MOST_WORDS]
    marks = ",".join("?" * len(hidden))
    in_window, days = within("a.place", window)
    conditions = [f"instr({_HEAD}, ?)"] * len(terms) + [f"a.place NOT IN ({marks})"] * bool(hidden)
    # Features are counted only for the articles that are shown.
    rows = connection.execute(
        f"WITH matching AS MATERIALIZED (SELECT a.key, count(*) OVER () AS total FROM article a "
        f"WHERE {' AND '.join(conditions) or '1'}{in_window} "
        f"ORDER BY {_ORDERS[order]}, a.place LIMIT ?) "
        f"SELECT matching.total, a.place, (SELECT count(DISTINCT l.feature) FROM passage p "
        f"JOIN link l ON l.passage = p.key WHERE p.article = a.key), {schema.ENTRY} "
        "FROM matching CROSS JOIN article a ON a.key = matching.key",
        [*terms, *hidden, *days, count],
    ).fetchall()
    listed = [Listed(place, schema.entry_of(row), features) for _, place, features, *row in rows]
    return in_order(listed, order), rows[0][0] if rows else 0


def in_order(articles: Iterable[Listed], order: Order) -> list[Listed]:
    """Put the articles of one store or of several in order."""
    by_place = sorted(articles, key=lambda article: article.place)
    return sorted(by_place, key=_KEYS[order], reverse=order == "newest")


def _plain(text: str | None) -> str:
    return schema.plain(text or "")

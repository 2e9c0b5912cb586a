"""Articles as a list: some of them, in an order, with all words that were typed."""

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
_SAID = f"plain({_TITLE} || ' ' || coalesce({_AUTHOR}, '') || ' ' || coalesce({_PUBLICATION}, ''))"
_ORDERS: dict[Order, str] = {
    "newest": f"coalesce({_DATE}, '') DESC",
    "oldest": f"coalesce({_DATE}, '{_LAST}')",
    "title": f"plain({_TITLE})",
}
_KEYS: dict[Order, Callable[[Listed], str]] = {
    "newest": lambda one: one.entry.record.date or "",
    "oldest": lambda one: one.entry.record.date or _LAST,
    "title": lambda one: schema.plain(one.entry.record.title),
}


class Listed(NamedTuple):
    """An article of the list, and of how many features it speaks."""

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
        What title, author or publication must hold, each word of it, in part or whole.
    order, count
        In which order, and how many at most.
    hidden
        Places of articles to leave out.
    window
        The first and the last day of a window of time that an article's date must touch.
    """
    connection.create_function("plain", 1, _plain, deterministic=True)
    wanted = schema.plain(words).split()[:_MOST_WORDS]
    marks = ",".join("?" * len(hidden))
    inside, days = within("a.place", window)
    kept = [f"instr({_SAID}, ?)"] * len(wanted) + [f"a.place NOT IN ({marks})"] * bool(hidden)
    # Places are counted for those alone that are shown.
    rows = connection.execute(
        f"WITH found AS MATERIALIZED (SELECT a.key, count(*) OVER () AS total FROM article a "
        f"WHERE {' AND '.join(kept) or '1'}{inside} ORDER BY {_ORDERS[order]}, a.place LIMIT ?) "
        f"SELECT found.total, a.place, (SELECT count(DISTINCT l.feature) FROM passage p "
        f"JOIN link l ON l.passage = p.key WHERE p.article = a.key), {schema.ENTRY} "
        "FROM found CROSS JOIN article a ON a.key = found.key",
        [*wanted, *hidden, *days, count],
    ).fetchall()
    found = [Listed(place, schema.entry_of(row), number) for _, place, number, *row in rows]
    return in_order(found, order), rows[0][0] if rows else 0


def in_order(articles: Iterable[Listed], order: Order) -> list[Listed]:
    """Put the articles of one store or of several in order."""
    found = sorted(articles, key=lambda one: one.place)
    return sorted(found, key=_KEYS[order], reverse=order == "newest")


def _plain(text: str | None) -> str:
    return schema.plain(text or "")

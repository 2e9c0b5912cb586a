"""The articles of one or two stores as one collection, and their links."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from corridors.model import Article, Entry, Link
from corridors.store.article_list import Listed, Order, in_order
from corridors.store.dating import ALWAYS, Window
from corridors.store.lookups import Store


@dataclass(frozen=True, slots=True)
class Listing:
    """Some of the articles that match, and how many match in all."""

    articles: tuple[Listed, ...]
    total: int


class Articles:
    """The articles of an atlas in their order, read as they are asked for."""

    def __init__(self, stores: Sequence[Store], hidden: frozenset[bytes]) -> None:
        self._stores = stores
        self._hidden = hidden

    @cached_property
    def _counts(self) -> tuple[int, int]:
        counts = [store.counts() for store in self._stores]
        hidden = self._stores[0].placed(self._hidden)
        size = sum(size for size, _ in counts) - len(hidden)
        return size, sum(held for _, held in counts) - sum(entry.held for entry in hidden)

    def __len__(self) -> int:
        return self._counts[0]

    @property
    def held(self) -> int:
        """How many of them have a text at hand."""
        return self._counts[1]

    def entries(self) -> Iterator[Entry]:
        """Yield the entry of each article, in order, without reading its passages."""
        base, *over = self._stores
        streams = [base.entries(hidden=self._hidden), *(store.entries() for store in over)]
        return (entry for _, _, entry in heapq.merge(*streams, key=itemgetter(0)))

    def listed(
        self, words: str = "", order: Order = "newest", count: int = 50, window: Window = ALWAYS
    ) -> Listing:
        """List some articles without reading them.

        Parameters
        ----------
        words
            Words, or beginnings and parts of words, of title, author or publication.
        order
            By date, with those without one last, or by title.
        count
            How many at most.
        window
            The first and the last day of a window of time; their dates must overlap it.
        """
        base, *over = self._stores
        searched = [(base, self._hidden), *((store, frozenset[bytes]()) for store in over)]
        parts = [store.listed(words, order, count, hidden, window) for store, hidden in searched]
        articles = in_order((article for part, _ in parts for article in part), order)
        return Listing(tuple(articles[:count]), sum(total for _, total in parts))

    def __iter__(self) -> Iterator[Article]:
        for entry in self.entries():
            article = self.get(entry.record.id)
            if article:
                yield article

    def home(self, article: str) -> Store | None:
        """Return the store that has an article, or None."""
        return next((s for s in reversed(self._stores) if s.entry(article)), None)

    def __contains__(self, article: object) -> bool:
        return isinstance(article, str) and self.home(article) is not None

    def entry(self, article: str) -> Entry:
        """Return the entry of an article.

        Raises
        ------
        KeyError
            If there is none with this id.
        """
        placed = next(filter(None, (s.entry(article) for s in reversed(self._stores))), None)
        if placed is None:
            raise KeyError(article)
        return placed[1]

    def get(self, article: str) -> Article | None:
        """Return an article with its passages, or None where there is none."""
        return next(filter(None, (s.article(article) for s in reversed(self._stores))), None)

    def __getitem__(self, article: str) -> Article:
        loaded = self.get(article)
        if loaded is None:
            raise KeyError(article)
        return loaded


class Links:
    """All links in their order, read article by article; `size` is how many there are."""

    def __init__(self, articles: Articles, size: int) -> None:
        self._articles = articles
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Link]:
        for entry in self._articles.entries():
            store = self._articles.home(entry.record.id)
            for placed in store.links_from(entry.record.id) if store else ():
                yield placed.link

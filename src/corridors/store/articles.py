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
    """Some of the articles, and how many there are of that kind."""

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
        below = self._stores[0].placed(self._hidden)
        size = sum(size for size, _ in counts) - len(below)
        return size, sum(held for _, held in counts) - sum(one.held for one in below)

    def __len__(self) -> int:
        return self._counts[0]

    @property
    def held(self) -> int:
        """Of how many a text is at hand."""
        return self._counts[1]

    def entries(self) -> Iterator[Entry]:
        """Yield what is known of each article without reading it."""
        base, *over = self._stores
        ways = [base.entries(hidden=self._hidden), *(store.entries() for store in over)]
        return (entry for _, _, entry in heapq.merge(*ways, key=itemgetter(0)))

    def listed(
        self, words: str = "", order: Order = "newest", count: int = 50, window: Window = ALWAYS
    ) -> Listing:
        """List some articles without reading them.

        Parameters
        ----------
        words
            Words, or beginnings and parts of words, of title, author or publication.
        order
            By date, those without one last, or by title.
        count
            How many at most.
        window
            The first and the last day of a window of time that their dates must touch.
        """
        base, *over = self._stores
        asked = [(base, self._hidden), *((store, frozenset[bytes]()) for store in over)]
        parts = [store.listed(words, order, count, hidden, window) for store, hidden in asked]
        found = in_order((one for part, _ in parts for one in part), order)
        return Listing(tuple(found[:count]), sum(total for _, total in parts))

    def __iter__(self) -> Iterator[Article]:
        for entry in self.entries():
            found = self.get(entry.record.id)
            if found:
                yield found

    def home(self, article: str) -> Store | None:
        """Return the store that has an article."""
        return next((s for s in reversed(self._stores) if s.entry(article)), None)

    def __contains__(self, article: object) -> bool:
        return isinstance(article, str) and self.home(article) is not None

    def entry(self, article: str) -> Entry:
        """Return what is known of an article.

        Raises
        ------
        KeyError
            If there is none of this id.
        """
        found = next(filter(None, (s.entry(article) for s in reversed(self._stores))), None)
        if found is None:
            raise KeyError(article)
        return found[1]

    def get(self, article: str) -> Article | None:
        """Return an article with its passages, or None where there is none."""
        return next(filter(None, (s.article(article) for s in reversed(self._stores))), None)

    def __getitem__(self, article: str) -> Article:
        found = self.get(article)
        if found is None:
            raise KeyError(article)
        return found


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

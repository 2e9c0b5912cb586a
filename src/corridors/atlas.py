"""Features, articles and links as one atlas, looked up in both directions and searched."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter

from corridors.linking.corrections import Corrections, correct
from corridors.linking.lexicon import Lexicon, linker
from corridors.linking.rules.ruleset import Rules
from corridors.model import Article, Entry, Feature, Layer, Link, Passage
from corridors.store import queries
from corridors.store.articles import Articles, Links
from corridors.store.dating import ALWAYS, Window
from corridors.store.lookups import Placed, Store
from corridors.store.writing import in_memory


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; ``spans`` are the words in its text, none if in a digest."""

    passage: Passage
    entry: Entry
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the passages that a search found, the best first, and how many there are."""

    hits: tuple[Hit, ...]
    total: int


class Atlas:
    """What is on the map and what articles say about it.

    The features are in memory. Articles, passages and links are looked up in a store, and in a
    second one above it that may hold a session's own articles; where both have an article, that of
    the upper one counts. An atlas may be used from several threads.

    Parameters
    ----------
    layers
        The layers in the order of the map's legend.
    store
        The articles and links; there are none where it is left out.
    over
        Articles that replace those of the store.
    """

    def __init__(
        self, layers: Iterable[Layer], store: Store | None = None, over: Store | None = None
    ) -> None:
        self.layers = tuple(layers)
        self._stores = (store or in_memory(), *([over] if over else ()))
        self._hidden = [place for place, _, _ in over.entries()] if over else []
        self.articles = Articles(self._stores, frozenset(self._hidden))

    def with_layers(self, layers: Iterable[Layer]) -> Atlas:
        """Return an atlas of other layers over the same articles and links, which are shared."""
        return Atlas(layers, *self._stores)

    @cached_property
    def features(self) -> Mapping[str, Feature]:
        """All features by id, in the order of the layers."""
        return {feature.id: feature for layer in self.layers for feature in layer.features}

    @cached_property
    def _tally(self) -> Mapping[str, int]:
        base, *over = self._stores
        tally = dict(base.tally(self._hidden))
        for store in over:
            for feature, number in store.tally().items():
                tally[feature] = tally.get(feature, 0) + number
        return tally

    def count_to(self, feature: str, window: Window = ALWAYS) -> int:
        """Count the links of a feature, to articles of a window of time or to all."""
        if window == ALWAYS:
            return self._tally.get(feature, 0)
        base, *over = self._stores
        searched = [(base, self._hidden), *((store, list[bytes]()) for store in over)]
        return sum(store.count_to(feature, hidden, window) for store, hidden in searched)

    @property
    def links(self) -> Links:
        """All links, in the order of the articles and their passages; read when needed."""
        return Links(self.articles, sum(self._tally.values()))

    def links_to(
        self, feature: str, start: int = 0, count: int | None = None, window: Window = ALWAYS
    ) -> Sequence[Link]:
        """Return links of one feature, in the order of the articles and their passages.

        Parameters
        ----------
        feature
            Its id.
        start, count
            Which of them; all from there on where no count is given.
        window
            The first and the last day (ISO 8601) of the articles to look at, None for an open end.
        """
        base, *over = self._stores
        upper = [p for store in over for p in store.links_to(feature, 0, -1, window=window)]
        # Lower links before this one come before `start`, however many upper ones are among them.
        first = max(0, start - len(upper))
        end = -1 if count is None else start + count - first
        lower = base.links_to(feature, first, end, self._hidden, window)
        placed_links = heapq.merge(lower, upper, key=_order)
        last = None if count is None else start + count - first
        return [placed.link for placed in islice(placed_links, start - first, last)]

    def together(self, feature: str) -> Mapping[str, int]:
        """Count the passages that each other feature shares with this one, the most first."""
        base, *over = self._stores
        counts = Counter(base.together(feature, self._hidden))
        for store in over:
            counts.update(store.together(feature))
        return dict(counts.most_common())

    def telling(self, *features: str) -> Sequence[Entry]:
        """Return the articles that speak of all these features, in their order."""
        base, *over = self._stores
        streams = [
            base.telling(features, self._hidden),
            *(store.telling(features) for store in over),
        ]
        return [entry for _, entry in heapq.merge(*streams, key=itemgetter(0))]

    def links_from(self, passage: str) -> Sequence[Link]:
        """Return the links of one passage."""
        article, number = _article_and_number(passage)
        store = self.articles.home(article)
        return [placed.link for placed in store.links_from(article, number)] if store else ()

    def links_of(self, article: str) -> Sequence[Link]:
        """Return the links of an article's passages, in their order."""
        store = self.articles.home(article)
        return [placed.link for placed in store.links_from(article)] if store else ()

    def passage(self, passage: str) -> Passage:
        """Return a passage by its id, such as ``blank-2025#3``.

        Raises
        ------
        KeyError
            If there is none.
        """
        article, number = _article_and_number(passage)
        store = self.articles.home(article)
        stored = store.passage(article, number) if store else None
        if stored is None:
            raise KeyError(passage)
        return stored

    def __contains__(self, passage: object) -> bool:
        """Tell whether there is a passage with this id."""
        try:
            return isinstance(passage, str) and bool(self.passage(passage))
        except KeyError:
            return False

    def search(self, words: str, limit: int = 20, start: int = 0) -> Hits:
        """Find the passages that hold all words of a query, in their text or their digests.

        Parameters
        ----------
        words
            What a user types. Words in quotation marks are a phrase; the last word may be
            incomplete. Case, accents and punctuation do not count.
        limit, start
            How many to return, and from which one on.

        Returns
        -------
        Hits
            A session's own articles first, then the best first. Where thousands of passages have
            all words, the order of the articles takes the place of a ranking.
        """
        query = queries.read(words)
        base, *over = self._stores
        matches: list[tuple[Passage, Entry]] = []
        total = 0
        for store, hidden in (*((upper, ()) for upper in over), (base, self._hidden)):
            first = max(0, start - total)
            page, count = store.search(query, first, max(0, limit - len(matches)), hidden)
            matches += page
            total += count
        return Hits(tuple(_hit(query, passage, entry) for passage, entry in matches), total)

    @property
    def texts_held(self) -> int:
        """How many articles have their words at hand."""
        return self.articles.held


def assemble(
    layers: Iterable[Layer],
    articles: Iterable[Article],
    rules: Rules,
    corrections: Iterable[Corrections] = (),
) -> Atlas:
    """Link all articles against the features of all layers, in memory.

    Parameters
    ----------
    layers, articles
        As `corridors.geodata.dataset.read` and `corridors.articles.merging.merge` return them.
    rules
        How names are found and judged.
    corrections
        Links to add and to remove, those of geodata before those of the user.

    Returns
    -------
    Atlas
        The layers and the articles with their links.
    """
    layers, corrections = tuple(layers), tuple(corrections)
    links = linker(Lexicon([f for layer in layers for f in layer.features], rules)).article
    return of(
        layers, ((article, correct(links(article), [article], corrections)) for article in articles)
    )


def of(layers: Iterable[Layer], articles: Iterable[tuple[Article, Sequence[Link]]] = ()) -> Atlas:
    """Make an atlas in memory of articles, each with its links in order."""
    placed = (
        (b"%09d" % number, article, links) for number, (article, links) in enumerate(articles)
    )
    return Atlas(layers, in_memory(placed))


def _order(placed: Placed) -> tuple[bytes, int]:
    return placed.place, placed.number


def _article_and_number(passage: str) -> tuple[str, int]:
    article, _, number = passage.rpartition("#")
    return article, int(number) if number.isdecimal() and len(number) < 10 else -1


def _hit(query: queries.Query, passage: Passage, entry: Entry) -> Hit:
    spans = () if passage.text is None else tuple(query.spans(passage.text))
    return Hit(passage, entry, spans)

"""Match texts to articles: copies are found by their paragraphs' hashes, without the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corridors.articles.recognition import (
    attach,
    fingerprint,
    fingerprints,
    ids_after,
    recognised,
    unknown,
)
from corridors.model import Article, Paragraph, Text

_COPY = 0.8  # the share of words that makes one unknown text a copy of another
_FEW_WORDS = 40  # fewer may be a notice that several articles carry


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text without its words: what it says of itself, and its paragraphs' hashes.

    ``prints`` counts the words of each paragraph by its fingerprint, ``place`` orders the texts,
    and ``words`` is the key by which whoever made the sketch finds the words again.
    """

    id: str
    place: bytes
    words: int
    prints: Mapping[str, int]
    title: str | None = None
    author: str | None = None
    source: str | None = None
    date: str | None = None
    url: str | None = None

    @property
    def length(self) -> int:
        """The number of words."""
        return sum(self.prints.values())

    def text(self, paragraphs: Sequence[Paragraph]) -> Text:
        """Return the text of this sketch with its words."""
        return Text(
            self.id, tuple(paragraphs), self.title, self.author, self.source, self.date, self.url
        )


def sketch(text: Text, place: bytes = b"", words: int = 0) -> Sketch:
    """Sketch a text."""
    return Sketch(
        text.id,
        place,
        words,
        {fingerprint(p.text): len(re.findall(r"\w+", p.text)) for p in text.paragraphs},
        text.title,
        text.author,
        text.source,
        text.date,
        text.url,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make an article of: a known one, a text, or both; ``place`` orders it."""

    id: str
    place: bytes
    known: Article | None
    sketch: Sketch | None

    def article(self, paragraphs: Sequence[Paragraph]) -> Article:
        """Make the article, given the words of its sketch."""
        if self.sketch is None:
            assert self.known, "a plan is of something"  # noqa: S101
            return self.known
        text = self.sketch.text(paragraphs)
        return attach(text, [self.known]) if self.known else unknown(text)


class Fold:
    """Matches texts to articles one after the other.

    Parameters
    ----------
    known
        The articles of geodata.
    below
        A fold to go on from; it is not changed.
    """

    def __init__(self, known: Sequence[Article], below: Fold | None = None) -> None:
        self._known = {article.record.id: article for article in known}
        self._order = {key: number for number, key in enumerate(self._known)}
        self._copies: dict[str, Sketch] = {}
        self._index: Index = Index(below._index if below else None)
        self._located: dict[str, list[Article]] = {}
        for article in known:
            for print_ in fingerprints(article):
                self._located.setdefault(print_, []).append(article)

    def add(self, text: Sketch) -> None:
        """Take in the next text.

        Of two copies of a known article the later counts; of an unknown one the longer, with the
        title, author, date and address that either gives.
        """
        sharing = {a.record.id for print_ in text.prints for a in self._located.get(print_, ())}
        candidates = [self._known[key] for key in sorted(sharing, key=self._order.__getitem__)]
        article = recognised(text.prints.keys(), candidates) if candidates else None
        if article is not None:
            self._copies[article.record.id] = text
        elif twin := self._index.find(text.prints):
            self._index.add(combined_sketch(twin, text))
        else:
            free = next(
                key
                for key in ids_after(text.id)
                if key not in self._known and key not in self._index
            )
            self._index.add(replace(text, id=free))

    def plans(self, *, all_known: bool = True) -> Iterator[Plan]:
        """Yield the known articles in their order, then the unknown in the order of their texts."""
        for key, article in self._known.items():
            if all_known or key in self._copies:
                place = b"0%06d" % self._order[key]
                yield Plan(key, place, article, self._copies.get(key))
        for text in self._index.own.values():
            yield Plan(text.id, text.place, None, text)


class Index:
    """Texts by their paragraphs, to find the one that another text is a copy of.

    Parameters
    ----------
    below
        An index to search as well; it is not changed, and what is added here replaces what it
        has under the same id.
    """

    def __init__(self, below: Index | None = None) -> None:
        self.own: dict[str, Sketch] = {}
        self._below = below
        self._where: dict[str, tuple[str, ...]] = {}

    def __contains__(self, text_id: object) -> bool:
        return text_id in self.own or (self._below is not None and text_id in self._below)

    def get(self, text_id: str) -> Sketch | None:
        """Return the text with an id, or None where there is none."""
        return self.own.get(text_id) or (self._below.get(text_id) if self._below else None)

    def add(self, text: Sketch) -> None:
        """Add a text, in place of an earlier one with its id."""
        old = self.own.get(text.id)
        for key in old.prints if old else ():
            self._where[key] = tuple(other for other in self._where[key] if other != text.id)
        self.own[text.id] = text
        for key in text.prints:
            self._where[key] = (*self._where.get(key, ()), text.id)

    def find(self, prints: Mapping[str, int]) -> Sketch | None:
        """Find the text that another is a copy of.

        A copy shares at least four fifths of the shorter one's words in whole paragraphs, and
        not only a few words; or it has the same paragraphs. Of several, the one that shares the
        most is returned; of equals, the first.
        """
        shared: Counter[str] = Counter()
        for key, length in prints.items():
            for text_id in self._sharing(key):
                shared[text_id] += length
        candidates = [
            (-words, text.place, text) for key, words in shared.items() if (text := self.get(key))
        ]
        size = sum(prints.values())
        for negative, _, text in sorted(candidates, key=lambda candidate: candidate[:2]):
            words = -negative
            if prints == text.prints or (
                words >= _FEW_WORDS and words >= _COPY * min(size, text.length)
            ):
                return text
        return None

    def _sharing(self, print_: str) -> Iterator[str]:
        yield from self._where.get(print_, ())
        if self._below:
            yield from (key for key in self._below._sharing(print_) if key not in self.own)


def merge(known: Sequence[Article], texts: Iterable[Text]) -> tuple[Article, ...]:
    """Match all texts at hand to their articles.

    Parameters
    ----------
    known
        The articles of geodata.
    texts
        The texts at hand; of two copies of a known article the later counts, of an unknown one
        the longer.

    Returns
    -------
    tuple of Article
        The known articles in their order, with their words where these are at hand, then the
        unknown ones in theirs: copies of one article once; different texts with one id get
        ``-2``, ``-3`` and so on.
    """
    texts = list(texts)
    fold = Fold(known)
    for number, text in enumerate(texts):
        fold.add(sketch(text, b"1%09d" % number, number))
    return tuple(
        plan.article(texts[plan.sketch.words].paragraphs if plan.sketch else ())
        for plan in fold.plans()
    )


def combined(first: Text, second: Text) -> Text:
    """Make one text of two copies of an article: the longer words, and all that the heads say.

    Where both heads have a field, the first one's counts.
    """
    merged = combined_sketch(sketch(first, words=0), sketch(second, words=1))
    return merged.text((first, second)[merged.words].paragraphs)


def combined_sketch(first: Sketch, second: Sketch) -> Sketch:
    """Combine two texts as `combined` does, without their words."""
    longer = second if second.length > first.length else first
    return replace(
        first,
        words=longer.words,
        prints=longer.prints,
        title=first.title or second.title,
        author=first.author or second.author,
        date=first.date or second.date,
        url=first.url or second.url,
    )

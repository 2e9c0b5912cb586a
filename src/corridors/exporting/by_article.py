"""Goes through the links of an atlas with one article at a time in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corridors.atlas import Atlas
from corridors.model import Article, Link, Passage, Record


class Linked(NamedTuple):
    """A link with its passage and the record of its article."""

    link: Link
    passage: Passage
    record: Record


def walk(atlas: Atlas) -> Iterator[Linked]:
    """Yield the links of an atlas in their order, however many there are."""
    article: Article | None = None
    passages: dict[str, Passage] = {}
    for link in atlas.links:
        key = link.passage.rpartition("#")[0]
        if article is None or article.record.id != key:
            article = atlas.articles[key]
            passages = {passage.id: passage for passage in article.passages}
        yield Linked(link, passages[link.passage], article.record)

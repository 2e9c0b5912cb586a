"""The assembled whole: features, articles and links, with look-ups both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corridors.linking.corrections import Corrections, correct
from corridors.linking.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.linking.rules import Rules
from corridors.model import Article, Feature, Layer, Link, Passage


@dataclass(frozen=True)
class Atlas:
    """What is on the map and what is said of it.

    Parameters
    ----------
    layers
        The layers in the order of the map's legend.
    articles
        The articles, with their words where these are at hand.
    links
        The links, in the order of the articles and their passages.
    """

    layers: tuple[Layer, ...]
    articles: tuple[Article, ...]
    links: tuple[Link, ...]

    @cached_property
    def features(self) -> Mapping[str, Feature]:
        """All features by id, in the order of the layers."""
        return {feature.id: feature for layer in self.layers for feature in layer.features}

    @cached_property
    def passages(self) -> Mapping[str, tuple[Article, Passage]]:
        """All passages by id, each with its article."""
        return {p.id: (article, p) for article in self.articles for p in article.passages}

    @cached_property
    def _by_feature(self) -> Mapping[str, Sequence[Link]]:
        return _grouped((link.feature, link) for link in self.links)

    @cached_property
    def _by_passage(self) -> Mapping[str, Sequence[Link]]:
        return _grouped((link.passage, link) for link in self.links)

    def links_to(self, feature: str) -> Sequence[Link]:
        """Return the links of one feature, in the order of the articles and their passages."""
        return self._by_feature.get(feature, ())

    def links_from(self, passage: str) -> Sequence[Link]:
        """Return the links of one passage."""
        return self._by_passage.get(passage, ())

    @property
    def texts_held(self) -> int:
        """How many articles' words are at hand."""
        return sum(article.held for article in self.articles)


def assemble(
    layers: Iterable[Layer],
    articles: Iterable[Article],
    rules: Rules,
    corrections: Iterable[Corrections] = (),
) -> Atlas:
    """Link all articles against the features of all layers.

    Parameters
    ----------
    layers, articles
        As `corridors.geodata.read` and `corridors.recognition.merge` return them.
    rules
        How names are found and judged.
    corrections
        Links to add and to remove, those of geodata before those of the user.

    Returns
    -------
    Atlas
        The whole, frozen.
    """
    layers, articles = tuple(layers), tuple(articles)
    linker = Linker(Gazetteer((f for layer in layers for f in layer.features), rules))
    links = tuple(link for article in articles for link in linker.article(article))
    return Atlas(layers, articles, correct(links, articles, corrections))


def _grouped(pairs: Iterable[tuple[str, Link]]) -> Mapping[str, Sequence[Link]]:
    groups: dict[str, list[Link]] = {}
    for key, link in pairs:
        groups.setdefault(key, []).append(link)
    return groups

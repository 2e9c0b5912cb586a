"""A part of an atlas: chosen features, chosen articles, and the links between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from corridors.atlas import Atlas, of
from corridors.errors import ExportError
from corridors.model import Article, Layer, Link


def select(
    atlas: Atlas,
    features: Collection[str] = (),
    articles: Collection[str] = (),
    layers: Collection[str] = (),
) -> Atlas:
    """Keep a part of an atlas.

    Parameters
    ----------
    atlas
        The whole.
    features, layers
        The ids of features and of whole layers to keep, added together. Where none is given: what
        the chosen articles speak of, or everything.
    articles
        The ids of articles to keep. Where none is given: those that speak of a chosen feature, or
        all.

    Returns
    -------
    Atlas
        In the order of the whole; only links between what is kept.

    Raises
    ------
    ExportError
        If there is no such feature, article or layer; names those that there are.
    """
    if not (features or articles or layers):
        return atlas
    places = _places(atlas, features, layers)
    for article in articles:
        if article not in atlas.articles:
            _known("article", articles, [one.record.id for one in atlas.articles.entries()])
    kept = list(_kept(atlas, places, articles, any_place=not (features or layers)))
    if not places:
        places = {link.feature for _, links in kept for link in links}
    return of(_layers(atlas, places), kept)


def select_features(
    atlas: Atlas, features: Collection[str] = (), layers: Collection[str] = ()
) -> Atlas:
    """Keep some features, with all that articles say of each; no article is read or copied.

    Parameters
    ----------
    atlas
        The whole.
    features, layers
        As `select` has them.

    Returns
    -------
    Atlas
        It has the chosen features alone, and still all articles and links.

    Raises
    ------
    ExportError
        If there is no such feature or layer; names those that there are.
    """
    if not (features or layers):
        return atlas
    return atlas.with_layers(_layers(atlas, _places(atlas, features, layers)))


def _places(atlas: Atlas, features: Collection[str], layers: Collection[str]) -> set[str]:
    _known("feature", features, atlas.features)
    _known("layer", layers, [layer.id for layer in atlas.layers])
    return {f.id for f in atlas.features.values() if f.id in features or f.layer in layers}


def _layers(atlas: Atlas, places: Collection[str]) -> Iterator[Layer]:
    for layer in atlas.layers:
        if kept := tuple(f for f in layer.features if f.id in places):
            yield replace(layer, features=kept)


def _kept(
    atlas: Atlas, places: Collection[str], articles: Collection[str], *, any_place: bool
) -> Iterator[tuple[Article, list[Link]]]:
    """Yield the articles that are chosen or speak of a chosen place, with the links kept."""
    links: dict[str, list[Link]] = {}
    for link in atlas.links:
        article = link.passage.rpartition("#")[0]
        if (any_place or link.feature in places) and (not articles or article in articles):
            links.setdefault(article, []).append(link)
    for entry in atlas.articles.entries():
        key = entry.record.id
        if key in articles or (not articles and key in links):
            yield atlas.articles[key], links.get(key, [])


def _known(what: str, asked: Iterable[str], known: Collection[str]) -> None:
    for name in asked:
        if name not in known:
            raise ExportError(f"no {what} {name!r} (there are: {', '.join(known) or 'none'})")

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
        The whole atlas.
    features, layers
        The ids of features and of whole layers to keep, added together. Without either, the
        features that the chosen articles mention, or all.
    articles
        The ids of articles to keep. Without any, those that mention a chosen feature, or all.

    Returns
    -------
    Atlas
        The part, in the order of the whole, with the links between the features and articles kept.

    Raises
    ------
    ExportError
        If there is no such feature, article or layer; the message lists the choices.
    """
    if not (features or articles or layers):
        return atlas
    places = _places(atlas, features, layers)
    for article in articles:
        if article not in atlas.articles:
            _require("article", articles, [e.record.id for e in atlas.articles.entries()])
    linked = list(_linked(atlas, places, articles, any_place=not (features or layers)))
    if not places:
        places = {link.feature for _, links in linked for link in links}
    return of(_layers(atlas, places), linked)


def select_features(
    atlas: Atlas, features: Collection[str] = (), layers: Collection[str] = ()
) -> Atlas:
    """Keep some features with all their links; no article is read or copied.

    Parameters
    ----------
    atlas
        The whole atlas.
    features, layers
        As in `select`.

    Returns
    -------
    Atlas
        It has only the chosen features, but all articles and links.

    Raises
    ------
    ExportError
        If there is no such feature or layer; the message lists the choices.
    """
    if not (features or layers):
        return atlas
    return atlas.with_layers(_layers(atlas, _places(atlas, features, layers)))


def _places(atlas: Atlas, features: Collection[str], layers: Collection[str]) -> set[str]:
    _require("feature", features, atlas.features)
    _require("layer", layers, [layer.id for layer in atlas.layers])
    return {f.id for f in atlas.features.values() if f.id in features or f.layer in layers}


def _layers(atlas: Atlas, places: Collection[str]) -> Iterator[Layer]:
    for layer in atlas.layers:
        if features := tuple(f for f in layer.features if f.id in places):
            yield replace(layer, features=features)


def _linked(
    atlas: Atlas, places: Collection[str], articles: Collection[str], *, any_place: bool
) -> Iterator[tuple[Article, list[Link]]]:
    """Yield the articles that are chosen or mention a chosen place, with the links kept."""
    links: dict[str, list[Link]] = {}
    for link in atlas.links:
        article = link.passage.rpartition("#")[0]
        if (any_place or link.feature in places) and (not articles or article in articles):
            links.setdefault(article, []).append(link)
    for entry in atlas.articles.entries():
        key = entry.record.id
        if key in articles or (not articles and key in links):
            yield atlas.articles[key], links.get(key, [])


def _require(kind: str, ids: Iterable[str], existing: Collection[str]) -> None:
    for key in ids:
        if key not in existing:
            raise ExportError(f"no {kind} {key!r} (there are: {', '.join(existing) or 'none'})")

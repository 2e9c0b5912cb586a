"""A part of an atlas: chosen features, chosen articles, and the links between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from corridors.atlas import Atlas
from corridors.errors import ExportError


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
    _known("feature", features, atlas.features)
    _known("article", articles, [article.record.id for article in atlas.articles])
    _known("layer", layers, [layer.id for layer in atlas.layers])
    places = {f.id for f in atlas.features.values() if f.id in features or f.layer in layers}
    texts = set(articles)
    any_place, any_text = not (features or layers), not articles
    links = tuple(
        link
        for link in atlas.links
        if (any_place or link.feature in places)
        and (any_text or atlas.passages[link.passage][0].record.id in texts)
    )
    if any_place:
        places = set(atlas.features) if any_text else {link.feature for link in links}
    elif any_text:
        texts = {atlas.passages[link.passage][0].record.id for link in links}
        any_text = False
    kept = (
        replace(layer, features=tuple(f for f in layer.features if f.id in places))
        for layer in atlas.layers
    )
    return Atlas(
        tuple(layer for layer in kept if layer.features),
        tuple(a for a in atlas.articles if any_text or a.record.id in texts),
        links,
    )


def _known(what: str, asked: Iterable[str], known: Collection[str]) -> None:
    for name in asked:
        if name not in known:
            raise ExportError(f"no {what} {name!r} (there are: {', '.join(known) or 'none'})")

"""The panel of articles: their list, or the open one with its places; and citations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from corridors.address import ARTICLES, View, as_typed, names
from corridors.atlas import Atlas
from corridors.citing.styles import in_each_style
from corridors.describe.articles import choice, describe, where
from corridors.describe.facts import Content
from corridors.map import symbols
from corridors.model import Article, Feature
from corridors.page import address_bar, state
from corridors.page.map import OnMap
from corridors.page.panels.panel import Panel
from corridors.page.serving import mount
from corridors.store.article_list import Order
from corridors.store.dating import ALWAYS
from corridors.workspace import Workspace

_LISTED = 50  # articles listed at first, and with each "Show more"
_MOST = 20_000  # articles in the list


@dataclass
class _Articles:
    """How often a place in an article was turned to, how many are listed, and what to cite.

    ``cited`` is the id of the passage or article whose citation was asked for last.
    """

    turned: int = 0
    listed: int = _LISTED
    cited: str = ""


def show(space: Workspace) -> None:
    """Show the article that is open, or the articles to choose from.

    The panel itself writes the paragraph being read into the address, so that reading on does not
    rerun the page; it turns to the ``paragraph`` when the number ``turned`` changes.
    """
    view, atlas = state.session().view, space.atlas
    article = atlas.articles.get(view.article) if view.article else None
    chosen = atlas.features.get(view.feature or "")
    mount(
        "panels/articles.js",
        {
            "article": _opened(atlas, article) if article else None,
            "articles": None if article else _listed(atlas, view),
            "chosen": {"id": chosen.id, "name": chosen.name, **_mark(chosen)} if chosen else None,
            "paragraph": view.paragraph,
            "turned": turned(),
            "page": _LISTED,
            "cited": cited(space),
            "keys": names("article", "paragraph"),
        },
        key="articles",
        on_open=lambda article: turn_to(article or None),
        on_choose=lambda feature: state.change(feature=feature or None, branch=None),
        on_place=lambda feature: state.choose(feature or None),
        on_list=_list,
        on_always=lambda _: state.change_filter(start=None, end=None),
        on_cite=cite,
    )


def _on_map(space: Workspace) -> OnMap:
    article = state.session().view.article
    is_open = article is not None and article in space.atlas.articles
    return OnMap(spoken=where(space.atlas, article) if article and is_open else None)


PANEL = Panel(ARTICLES, "Articles", show, _on_map)


def turned() -> int:
    """Count the places in articles that were turned to, also by following an address."""
    return address_bar.followed() + state.kept(_Articles).turned


def turn_to(article: str | None, paragraph: int | None = None, **fields: Any) -> None:  # noqa: ANN401 - as `state.change`
    """Open an article and turn to a paragraph, even if it was the last one turned to.

    Parameters
    ----------
    article, paragraph
        What to open; without an article, the list of articles.
    **fields
        Other fields of `corridors.address.View` to change.
    """
    state.kept(_Articles).turned += 1
    state.change(panel=ARTICLES, article=article, paragraph=paragraph, **fields)


def parts(passage: str) -> tuple[str, int | None]:
    """Split the id of a passage into its article and, if it is a number, its paragraph."""
    article, _, number = passage.rpartition("#")
    return article, int(number) if number.isdecimal() and len(number) < 7 else None


def turn_to_passage(passage: str) -> None:
    """Open the article of a passage at that passage."""
    turn_to(*parts(passage))


def cite(passage_or_article: str) -> None:
    """Show the citation of a passage or an article."""
    state.kept(_Articles).cited = passage_or_article


def cited(space: Workspace) -> Content | None:
    """Return the requested citation in each style, if there is one."""
    key = state.kept(_Articles).cited
    name, _, number = key.rpartition("#")
    try:
        record = space.atlas.articles.entry(name or number).record
        passage = space.atlas.passage(key) if name else None
    except KeyError:
        return None
    return {"id": key, "styles": in_each_style(record, passage)}


def _opened(atlas: Atlas, article: Article) -> Content:
    content = describe(atlas, article)
    for key in content["features"]:
        content["features"][key] |= _mark(atlas.features[key])
    return content


def _listed(atlas: Atlas, view: View) -> Content:
    listed, window = atlas.articles.listed, view.filter.window
    listing = listed(view.find, view.order, state.kept(_Articles).listed, window)
    outside = listed(view.find, count=1).total - listing.total if window != ALWAYS else 0
    return choice(listing) | {"order": view.order, "words": view.find, "outside": outside}


def _list(request: str) -> None:
    """Change the list of articles as requested: words, order and number."""
    try:
        wanted = json.loads(request)
        order = next(order for order in get_args(Order) if order == wanted["order"])
        count = max(1, min(int(wanted["count"]), _MOST))
        words = as_typed(str(wanted["words"]))
    except (ValueError, TypeError, KeyError, StopIteration):
        return  # not sent by our script
    state.kept(_Articles).listed = count
    state.change(find=words, order=order)


def _mark(feature: Feature) -> Mapping[str, str]:
    if feature.legs:
        return {"colour": symbols.colour(feature)}
    return {"symbol": symbols.icon(feature)}

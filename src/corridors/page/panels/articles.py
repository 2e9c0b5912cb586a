"""The panel of articles: the list of them, one to read with its places, and citations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import get_args

from corridors.citing.styles import in_each_style
from corridors.describe import articles
from corridors.describe.facts import Content
from corridors.map import symbols
from corridors.model import Feature
from corridors.page import state
from corridors.page.panels.article_view import show_articles
from corridors.store.article_list import Order
from corridors.store.dating import ALWAYS
from corridors.workspace import Workspace

_MOST = 20_000  # articles in the list


def show(space: Workspace) -> None:
    """Show the article that is open, or the articles to choose from."""
    visitor = state.session()
    view = visitor.view
    atlas = space.atlas
    found = atlas.articles.get(view.article) if view.article else None
    chosen = atlas.features.get(view.feature or "")
    opened: Content | None = None
    listing: Content | None = None
    if found:
        opened = articles.read(atlas, found)
        for key in opened["features"]:
            opened["features"][key] |= _mark(atlas.features[key])
    else:
        listed = atlas.articles.listed
        some = listed(view.find, view.order, visitor.listed, view.filter.window)
        windowed = view.filter.window != ALWAYS
        outside = listed(view.find, count=1).total - some.total if windowed else 0
        listing = articles.choice(some) | {
            "order": view.order,
            "words": view.find,
            "outside": outside,
        }
    show_articles(
        opened,
        listing,
        chosen={"id": chosen.id, "name": chosen.name, **_mark(chosen)} if chosen else None,
        paragraph=view.paragraph,
        turned=visitor.turned,
        page=state.LISTED,
        cited=cited(space),
        on_open=_open,
        on_choose=_choose,
        on_place=_place,
        on_list=_list,
        on_always=partial(state.clear_window, "article"),
        on_cite=_cite,
    )


def spoken(space: Workspace) -> Mapping[str, Sequence[int]] | None:
    """Return the features of the open article with their paragraphs, or None where none is."""
    view = state.session().view
    if view.panel != "read" or view.article not in space.atlas.articles:
        return None
    return articles.where(space.atlas, view.article or "")


def cited(space: Workspace) -> Content | None:
    """Return the citation that was asked for, in each style, if there is one."""
    key = state.session().cited or ""
    name, _, number = key.rpartition("#")
    try:
        record = space.atlas.articles.entry(name or number).record
        passage = space.atlas.passage(key) if name else None
    except KeyError:
        return None
    return {"id": key, "styles": in_each_style(record, passage)}


def turn_to_passage() -> None:
    """Follow the way from a passage in the panel to its article."""
    passage = state.told("reader", "read")
    if passage:
        state.turn_to(*state.parts(passage))


def _open() -> None:
    """Follow a choice in the list of articles; an empty one closes the article."""
    article = state.told("article", "open")
    if article is not None:
        state.turn_to(article or None)


def _choose() -> None:
    """Follow a click on a mention in an article, which stays open; an empty one chooses none."""
    feature = state.told("article", "choose")
    if feature is not None:
        state.change(feature=feature or None, branch=None)


def _place() -> None:
    """Show what is known of the feature chosen in an article."""
    feature = state.told("article", "place")
    if feature:
        state.choose(feature)


def _list() -> None:
    """Follow what is asked of the list of articles: words, order and how many."""
    try:
        asked = json.loads(state.told("article", "list") or "")
        order = next(one for one in get_args(Order) if one == asked["order"])
        count = max(1, min(int(asked["count"]), _MOST))
        words = state.typed(asked["words"])
    except (ValueError, TypeError, KeyError, StopIteration):
        return  # told twice, or by none of ours
    state.session().listed = count
    state.change(find=words, order=order)


def _cite() -> None:
    """Follow the wish to cite a passage of the open article, or the article."""
    state.session().cited = state.told("article", "cite") or state.session().cited


def cite_from_panel() -> None:
    """Follow the wish to cite a passage in the panel."""
    state.session().cited = state.told("reader", "cite") or state.session().cited


def _mark(feature: Feature) -> Mapping[str, str]:
    if feature.legs:
        return {"colour": symbols.colour(feature)}
    return {"symbol": symbols.icon(feature)}

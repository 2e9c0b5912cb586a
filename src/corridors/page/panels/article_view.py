"""Shows the articles: the list, and the open one with its places."""

from __future__ import annotations

from collections.abc import Callable

from corridors.describe.facts import Content
from corridors.page.serving import mount


def show_articles(
    article: Content | None,
    articles: Content | None,
    *,
    chosen: Content | None,
    paragraph: int | None,
    turned: int,
    page: int,
    cited: Content | None,
    on_open: Callable[[], None],
    on_choose: Callable[[], None],
    on_place: Callable[[], None],
    on_list: Callable[[], None],
    on_always: Callable[[], None],
    on_cite: Callable[[], None],
) -> None:
    """Show an article to read, or the articles to choose from.

    Parameters
    ----------
    article
        As `corridors.describe.articles.read` returns it, each feature with its ``symbol`` (SVG of
        our own) or ``colour``; None for the list.
    articles
        As `corridors.describe.articles.choice` returns it, with ``order`` and ``words``, and how
        many are ``outside`` the window of time.
    chosen
        The feature whose mentions to mark and to walk: ``id``, ``name``, and its symbol.
    paragraph
        The paragraph to turn to, where ``turned`` is another number than before. The panel
        writes the paragraph that is being read into the address itself, for reading on need not
        run the page.
    turned
        Counts the places that were turned to.
    page
        How many articles more to ask for.
    cited
        The citation last asked for: ``id`` of a passage or article, and ``styles``.
    on_open, on_choose, on_place, on_list, on_always, on_cite
        Called before the page runs again; what was asked for is then in
        ``st.session_state["article"]``: the id of an article to ``open``, of a feature to
        ``choose``, empty for none, or whose ``place`` to show; the ``list`` wanted, JSON with
        ``words``, ``order`` and ``count``; ``always`` where those outside the window of time
        are; the id of a passage or article to ``cite``.
    """
    mount(
        "panels/articles.js",
        {
            "article": article,
            "articles": articles,
            "chosen": chosen,
            "paragraph": paragraph,
            "turned": turned,
            "page": page,
            "cited": cited,
        },
        key="article",
        on_open_change=on_open,
        on_choose_change=on_choose,
        on_place_change=on_place,
        on_list_change=on_list,
        on_always_change=on_always,
        on_cite_change=on_cite,
    )

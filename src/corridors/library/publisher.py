"""Fetch articles from their publishers' pages into the library, recognised by paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from corridors.articles.formats import named
from corridors.articles.parsing import parse
from corridors.articles.recognition import covered, same_host, same_words
from corridors.errors import ArticleError, FetchError
from corridors.library.intake import Intake, Kept
from corridors.model import Article, Text

if TYPE_CHECKING:
    from corridors.library.fetching import Page


class Fetches(Protocol):
    """Whatever fetches a page, such as `corridors.library.fetching.Fetcher`."""

    def page(self, url: str) -> Page:
        """Fetch a page, or raise FetchError."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one article: kept, or the reason why not.

    ``missing`` counts the passages that are not in the text.
    """

    name: str
    kept: Kept | None = None
    missing: int = 0
    error: str | None = None


def wanted(known: Iterable[Article]) -> list[Article]:
    """Return the articles that have an address and locators to recognise them by, page by page."""
    fetchable = [article for article in known if article.record.url and _size(article)]
    return sorted(fetchable, key=lambda article: article.record.url or "")


def gather(articles: Sequence[Article], intake: Intake, fetcher: Fetches) -> Iterator[Found]:
    """Fetch known articles from the pages that their records name, and store them.

    A page may list several articles, in full or with their beginnings; where it has less than the
    full text, the article's own page on the same host is fetched too. What is already stored in
    full is not fetched again. A page that cannot be reached is reported, and the rest goes on.

    Parameters
    ----------
    articles
        As `wanted` returns them, so that each page is fetched once.
    intake
        Where the texts go.
    fetcher
        What fetches the pages.

    Raises
    ------
    LibraryError
        If the library cannot be written.
    """
    for url, group in groupby(articles, key=lambda article: article.record.url or ""):
        missing = []
        for article in group:
            stored = intake.get(article.record.id)
            if stored and covered(stored, article) == _size(article):
                kept = Kept(stored.id, "already there", len(stored.paragraphs))
                yield Found(_title(article), kept)
            else:
                missing.append(article)
        if missing:
            yield from _from_page(url, missing, intake, fetcher)


def gather_address(url: str, intake: Intake, fetcher: Fetches) -> Iterator[Found]:
    """Fetch one page and store all articles on it.

    Raises
    ------
    FetchError, ArticleError
        If it cannot be fetched, or is not an article.
    LibraryError
        If the library cannot be written.
    """
    for text in _texts(fetcher.page(url)):
        kept = intake.keep(text)
        yield Found(text.title or kept.id, kept)


def _from_page(
    url: str, articles: Sequence[Article], intake: Intake, fetcher: Fetches
) -> Iterator[Found]:
    try:
        page = fetcher.page(url)
        texts = _texts(page)
        links = _links(page)
    except (FetchError, ArticleError) as error:
        for article in articles:
            yield Found(_title(article), error=str(error))
        return
    for article in articles:
        best = _best(texts, article)
        reason = f"not among the {len(texts)} articles on {page.url}"
        link = best.url if best else links.get(same_words(article.record.title))
        if _missing(best, article) and link and link != page.url and same_host(link, page.url):
            try:
                best = _best([*([best] if best else []), *_texts(fetcher.page(link))], article)
            except (FetchError, ArticleError) as error:
                reason = str(error)
        if best is None:
            yield Found(_title(article), error=reason)
        else:
            yield Found(_title(article), intake.keep(best), _missing(best, article))


def _texts(page: Page) -> list[Text]:
    return parse(page.content, page.name, address=page.url)


def _links(page: Page) -> dict[str, str]:
    """Return the addresses of a page's links, by their words."""
    file_format = named(page.name)
    if file_format is None or file_format.module != "web":
        return {}
    from corridors.articles.formats.web import links

    return {same_words(words): address for words, address in links(page.content, page.url)}


def _best(texts: Iterable[Text], article: Article) -> Text | None:
    """Choose the text that has the most of an article's passages, if one has any."""
    best = max(texts, key=lambda text: covered(text, article), default=None)
    return best if best and covered(best, article) else None


def _missing(text: Text | None, article: Article) -> int:
    return _size(article) - (covered(text, article) if text else 0)


def _size(article: Article) -> int:
    return len({passage.locator.fingerprint for passage in article.passages if passage.locator})


def _title(article: Article) -> str:
    record = article.record
    return f"{record.author}, {record.title}" if record.author else record.title

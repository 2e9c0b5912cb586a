"""Web pages: the main text, one article or a list of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from urllib.parse import urljoin

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document

from corridors.articles.formats.blocks import blocks
from corridors.articles.formats.dates import iso
from corridors.articles.formats.drafts import Block, Draft, Head, from_blocks
from corridors.errors import ArticleError

MAX_BYTES = 5_000_000
MAX_TAGS = 100_000  # a list of a hundred articles has a tenth of them; each costs about 30 µs
_MAX_ITEMS = 200  # each costs about 20 ms
_LONG = 200  # characters; no line of a teaser, menu or caption is so long
_HEADINGS = ("h1", "h2", "h3", "h4")
_DATES = re.compile(r"date|publish|created|time", re.IGNORECASE)
_AUTHORS = re.compile(r"author|byline|creator", re.IGNORECASE)
_BY = re.compile(r"\s*(?:written\s+)?by[\s:]+", re.IGNORECASE)
_NOBODY = frozenset(("admin", "administrator", "editor", "staff", "super user"))
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(https?://\S+) -->", re.IGNORECASE)


def drafts(content: bytes, name: str) -> list[Draft]:
    """Read a page: each item of a list of articles, or else its main text.

    An item's address may be relative to that of the page. trafilatura separates the main text
    from menus and the like, and keeps paragraphs in order.
    """
    if len(content) > MAX_BYTES:
        raise ArticleError(
            f"{name}: {len(content):,} bytes is too large for a page (limit {MAX_BYTES:,} bytes)"
        )
    if content.count(b"<") > MAX_TAGS:
        raise ArticleError(f"{name}: more than {MAX_TAGS:,} tags (save its text as plain text)")
    tree = trafilatura.load_html(content)  # guesses the encoding where the page names none
    if tree is None:
        return _tiny_page(content)
    page = _page_head(tree, content)
    items = _items(tree)
    if not items:
        return from_blocks(_main(tree), page)
    articles = []
    for item, link in items:
        head = _item_head(item, link)
        head = replace(head, url=urljoin(page.url or "", head.url or ""))
        articles += from_blocks(_main(_body(item, link)), head)
    return articles


def links(content: bytes, base: str) -> Iterator[tuple[str, str]]:
    """Yield the words and the address of each link of a page."""
    tree = trafilatura.load_html(content)
    for link in tree.iter("a") if tree is not None else ():
        try:
            yield link.text_content(), urljoin(base, link.get("href", "").strip())
        except ValueError:
            continue


def _tiny_page(content: bytes) -> list[Draft]:
    """Read what trafilatura considers too small to be a page."""
    try:
        return from_blocks(blocks(html.document_fromstring(content)), Head())
    except (etree.ParserError, ValueError):
        return []


def _main(tree: html.HtmlElement) -> list[Block]:
    """Extract the main text as blocks, each long one once."""
    try:
        document = trafilatura.bare_extraction(deepcopy(tree), include_comments=False)
    except Exception:  # strange markup fails in many ways, each its own exception
        document = None
    if not isinstance(document, Document):
        return list(blocks(tree))  # too small to separate the main text
    # Of small pages trafilatura sometimes yields a part twice (its issues 768 and 817).
    seen: set[str] = set()
    unique = []
    for block in blocks(document.body):
        if block.text not in seen:
            unique.append(block)
        seen.update({block.text} if len(block.text) > _LONG // 4 else ())
    return unique


def _items(tree: html.HtmlElement) -> list[tuple[html.HtmlElement, html.HtmlElement]]:
    """Find the items of a page that lists articles, each with the link that is its title.

    An item is the largest element around one heading that links somewhere. The page is a list
    where most of its text is in such elements; else they are teasers beside an article.
    """
    links = [link for heading in tree.iter(*_HEADINGS) for link in _title(heading)]
    if len(links) > _MAX_ITEMS:
        return []
    around: dict[html.HtmlElement, int] = {}
    for link in links:
        for element in link.iterancestors():
            around[element] = around.get(element, 0) + 1
    items = []
    for link in links:
        ancestors = [element for element in link.iterancestors() if around[element] == 1]
        if ancestors and _prose(ancestors[-1]):
            items.append((ancestors[-1], link))
    prose = _prose(tree)
    if len(items) == 1:
        items = [(item, link) for _, link in items if (item := _only_item(link, prose)) is not None]
    return items if 2 * sum(_prose(item) for item, _ in items) >= prose else []


def _only_item(link: html.HtmlElement, prose: int) -> html.HtmlElement | None:
    """Find the only item of a list: the smallest element with the text, headed by its title."""
    item = next((e for e in link.iterancestors() if 2 * _prose(e) >= prose), None)
    if item is None:
        return None
    for element in item.iter(*_HEADINGS, "p"):
        if element in link.iterancestors():
            return item
        if element.tag != "p" or len(element.text_content()) >= _LONG:
            break  # the link follows another heading or text: it is a teaser
    return None


def _title(heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    words = heading.text_content().strip()
    for link in heading.iter("a"):
        href = link.get("href") or "#"
        if not href.startswith("#") and 2 * len(link.text_content().strip()) > len(words):
            yield link
            return


def _prose(element: html.HtmlElement) -> int:
    lengths = (len(part.text_content()) for part in element.iter("p", "br", "div"))
    return sum(length for length in lengths if length >= _LONG)


def _body(item: html.HtmlElement, link: html.HtmlElement) -> html.HtmlElement:
    """Make a page of one item, without its title and the short lines on date and author."""
    heading = next(e for e in link.iterancestors() if e.tag in _HEADINGS)
    heads = [heading, *_marked(item, _DATES), *_marked(item, _AUTHORS)]
    for element in heads:
        if element.getparent() is not None and len(element.text_content()) < _LONG:
            element.drop_tree()
    page = html.fromstring("<html><body></body></html>")
    page.body.append(item)
    return page


def _page_head(tree: html.HtmlElement, content: bytes) -> Head:
    try:
        metadata = trafilatura.extract_metadata(
            deepcopy(tree), date_config={"extensive_search": False, "original_date": True}
        )
    except Exception:  # strange markup fails in many ways, each its own exception
        metadata = None
    saved = _SAVED_FROM.search(content[:2000])
    url = saved[1].decode("ascii", "ignore") if saved else None
    if metadata is None:
        return Head(url=url)
    author = (metadata.author or "").replace("; ", ", ")
    return Head(
        metadata.title,
        author if _is_person(author) else None,
        iso(metadata.date or "") or _date(tree),
        metadata.url or url,
    )


def _item_head(item: html.HtmlElement, link: html.HtmlElement) -> Head:
    title = " ".join(link.text_content().split())
    return Head(title or None, _author(item), _date(item), link.get("href", "").strip() or None)


def _date(tree: html.HtmlElement) -> str | None:
    for element in _marked(tree, _DATES):
        words = element.get("datetime") or element.get("content") or element.text_content()
        if len(words) < _LONG and (date := iso(words)):
            return date
    return None


def _author(item: html.HtmlElement) -> str | None:
    for element in _marked(item, _AUTHORS):
        words = _BY.sub("", " ".join(element.text_content().split()))
        if len(words) < _LONG // 2 and _is_person(words):
            return words
    return None


def _is_person(name: str) -> bool:
    return bool(name) and name.lower() not in _NOBODY


def _marked(tree: html.HtmlElement, pattern: re.Pattern[str]) -> Iterator[etree._Element]:
    """Yield the elements whose tag, class or property says what they hold."""
    for element in tree.iter(etree.Element):
        marks = (element.get(key) for key in ("class", "itemprop", "rel", "property"))
        if any(pattern.search(mark) for mark in (str(element.tag), *marks) if mark):
            yield element

"""EPUB: a zip of web pages in the order that its package file gives."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree, html

from corridors.articles.formats import archive
from corridors.articles.formats.blocks import blocks
from corridors.articles.formats.dates import iso
from corridors.articles.formats.drafts import Draft, Head, from_blocks
from corridors.errors import ArticleError

_CONTAINER = "META-INF/container.xml"
_MAX_CHAPTERS = 500
MAX_TEXT = 20_000_000  # bytes of all chapters
_FEW_WORDS = 40  # a chapter with fewer is a cover or a title page
_ASIDE = frozenset(("nav", "cover", "cover-image"))


def drafts(content: bytes, name: str) -> list[Draft]:
    """Read each chapter as an article; a single one gets the book's title."""
    package = archive.opened(content, name, "EPUB")
    path = _xml(package, _CONTAINER, name).xpath("string(//*[local-name()='rootfile']/@full-path)")
    opf = _xml(package, path, name)
    head = _head(opf)
    chapters = [draft for part in _chapters(package, opf, path, name) for draft in part]
    for chapter in chapters if len(chapters) == 1 else ():
        return [Draft(head.filled(chapter.head), chapter.paragraphs)]
    shared = Head(author=head.author, date=head.date, url=head.url)
    return [Draft(draft.head.filled(shared), draft.paragraphs) for draft in chapters]


def _chapters(package: ZipFile, opf: etree._Element, path: str, name: str) -> Iterator[list[Draft]]:
    items = {item.get("id"): item for item in opf.xpath("//*[local-name()='item']")}
    spine = dict.fromkeys(opf.xpath("//*[local-name()='itemref']/@idref"))
    read: set[str] = set()  # two items may name one page
    text = 0
    for item in (items[key] for key in [*spine][:_MAX_CHAPTERS] if key in items):
        if _ASIDE & set((item.get("properties") or "").split()):
            continue
        href = unquote(item.get("href") or "").partition("#")[0]
        member_path = posixpath.join(posixpath.dirname(path), href)
        page = archive.member(package, member_path, name) if member_path not in read else None
        read.add(member_path)
        text += len(page or b"")
        if text > MAX_TEXT:
            raise ArticleError(f"{name}: chapters of more than {MAX_TEXT:,} bytes in it")
        if page and page.strip():
            yield _articles(page)


def _articles(page: bytes) -> list[Draft]:
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return []
    page_blocks = [block for body in tree.iter("body") for block in blocks(body)]
    words = sum(len(block.text.split()) for block in page_blocks if not block.is_heading)
    if words < _FEW_WORDS:
        return []
    title = page_blocks[0].text if page_blocks[0].is_heading else None
    return from_blocks(page_blocks, Head(title))


def _head(opf: etree._Element) -> Head:
    def values(key: str) -> list[str]:
        return [e.text.strip() for e in opf.xpath(f"//*[local-name()='{key}']") if e.text]

    addresses = (text for text in values("source") + values("identifier") if "://" in text)
    return Head(
        next(iter(values("title")), None),
        ", ".join(values("creator")[:5]) or None,
        next(filter(None, map(iso, values("date"))), None),
        next(addresses, None),
    )


def _xml(package: ZipFile, path: str, name: str) -> etree._Element:
    content = archive.member(package, path, name)
    if content is None:
        raise ArticleError(f"{name}: {path or 'its package file'} is missing (expected an EPUB)")
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"{name}: {path} in it is broken: {error}") from error

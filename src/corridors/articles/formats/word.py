"""Word documents (DOCX): Mammoth turns them into HTML, with or without tracked changes."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import mammoth
from lxml import etree, html

from corridors.articles.formats import archive
from corridors.articles.formats.blocks import blocks
from corridors.articles.formats.drafts import Draft, Head, from_blocks
from corridors.errors import ArticleError

MAX_ELEMENTS = 100_000  # Mammoth takes about 50 µs and a kilobyte for each
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_NOTES = "//li[starts-with(@id, 'footnote') or starts-with(@id, 'endnote')]"
_REFERENCES = "//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"


def drafts(content: bytes, name: str) -> list[Draft]:
    """Read the text of a document, without its footnotes.

    Its date is that of the file, not of the article, and is ignored.
    """
    package = archive.opened(content, name, "DOCX")
    if "word/document.xml" not in package.namelist():
        raise ArticleError(f"{name}: a zip archive without a Word document (expected DOCX)")
    _refuse_bombs(package, name)
    try:
        converted = mammoth.convert_to_html(
            BytesIO(content), style_map=_STYLES, convert_image=lambda _: []
        )
    except Exception as error:  # a broken document fails in many ways, each its own exception
        raise ArticleError(f"{name}: not a Word document that can be read: {error}") from error
    if not converted.value:
        return []
    tree = html.fromstring(f"<div>{converted.value}</div>")
    for note in (*tree.xpath(_NOTES), *tree.xpath(_REFERENCES)):
        note.drop_tree()
    return from_blocks(blocks(tree), _head(archive.member(package, "docProps/core.xml", name)))


def _refuse_bombs(package: ZipFile, name: str) -> None:
    elements = 0
    for path in package.namelist():
        part = archive.member(package, path, name) if path.endswith((".xml", ".rels")) else None
        part = (part or b"").replace(b"\0", b"")  # in UTF-16 every other byte is 0
        if _DTD.search(part):
            raise ArticleError(f"{name}: {path} in it declares entities (DOCX has none)")
        elements += part.count(b"<") - part.count(b"</")
        if elements > MAX_ELEMENTS:
            raise ArticleError(
                f"{name}: more than {MAX_ELEMENTS:,} elements in it (save its text as plain text)"
            )


def _head(properties: bytes | None) -> Head:
    try:
        tree = etree.fromstring(properties or b"<none/>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return Head()
    title, author = (tree.findtext(_DUBLIN_CORE + key) for key in ("title", "creator"))
    return Head(title or None, author or None)

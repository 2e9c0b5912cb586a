"""The elements of an HTML tree as blocks: paragraphs and headings in their order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corridors.articles.formats.drafts import Block

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
_BLOCKS = _HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "cell", "center"),
        *("dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
        *("hr", "item", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_BREAKS = frozenset(("br", "lb"))
_NO_WORDS = frozenset(("noscript", "script", "style", "template", "svg"))


def blocks(root: etree._Element) -> Iterator[Block]:
    """Walk a tree, HTML or trafilatura's, and yield its blocks with words.

    White space counts as HTML counts it; two line breaks in a row end a paragraph.
    """
    words: list[str] = []
    open_headings = 0
    open_skipped = 0  # elements without words
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        name = tag.rpartition("}")[2].lower()  # XHTML names its elements with a namespace
        start = event == "start"
        if name in _BLOCKS and not open_skipped:
            yield from _flushed(words, is_heading=open_headings > 0)
        if name in _NO_WORDS:
            open_skipped += 1 if start else -1
        elif name in _HEADINGS:
            open_headings += 1 if start else -1
        elif name in _BREAKS and start:
            words.append("\n")
        text = element.text if start else element.tail if element is not root else None
        if text and not open_skipped:
            words.append(" ".join(text.split()) if not text.isspace() else " ")
            words[-1] = f"{' ' * text[:1].isspace()}{words[-1]}{' ' * text[-1:].isspace()}"
    yield from _flushed(words, is_heading=False)


def _flushed(words: list[str], *, is_heading: bool) -> Iterator[Block]:
    lines = [" ".join(line.split()) for line in "".join(words).split("\n")]
    words.clear()
    for part in "\n".join(lines).split("\n\n"):
        text = part.strip()
        if text:
            yield Block(" ".join(text.split()) if is_heading else text, is_heading)

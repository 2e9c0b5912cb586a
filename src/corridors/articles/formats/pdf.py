"""PDF: lines with their places on the page, joined into paragraphs again."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader

from corridors.articles.formats.drafts import Block, Draft, Head, from_blocks
from corridors.errors import ArticleError

MAX_PAGES = 500
MAX_PAGE_BYTES = 10_000_000
MAX_SECONDS = 60.0
_EDGE = 2  # lines at the top and at the foot of a page that may be running heads
_FULL = 0.8  # a line shorter than this share of the usual ends a paragraph if it ends a sentence
_ENDS = re.compile(r"[.!?:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([^\W_]+)[-\u2010\u00ad]$")
_NO_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|tex)$", re.IGNORECASE)

# Its warnings are for people who repair PDFs; a reader is told what cannot be read.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Line(NamedTuple):
    """One line of print: where it starts, in points from the left and the foot, and its size."""

    text: str
    x: float
    y: float
    size: float


def drafts(content: bytes, name: str) -> list[Draft]:
    """Read the text layer of a PDF, without running heads and page numbers."""
    try:
        pages, head = _read(content, name)
    except ArticleError:
        raise
    except Exception as error:  # a broken PDF fails in many ways, each its own exception
        raise ArticleError(f"{name}: not a PDF that can be read: {error}") from error
    if not any(pages):
        raise ArticleError(
            f"{name}: no text in its {len(pages)} page(s) (expected a PDF with a text layer; "
            "scanned pages need text recognition first)"
        )
    return from_blocks(joined(_without_running_heads(pages)), head)


def joined(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Join the lines of pages into paragraphs.

    A paragraph ends where the gap below a line is wider than usual, the next line is indented
    or set in another size, or a short line ends a sentence. Words hyphenated at a line's end
    are put together.
    """
    lines = [line for page in pages for line in page]
    body = median(line.size for line in lines for _ in line.text) if lines else 0
    usual = _Usual(lines)
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines).lower()))
    blocks: list[Block] = []
    part: list[Line] = []
    for line in lines:
        if part and usual.parted(part[-1], line):
            blocks.append(_block(part, body, words))
            part = []
        part.append(line)
    if part:
        blocks.append(_block(part, body, words))
    return blocks


class _Usual:
    """What is usual in a document: the distance between lines, their length, their left edges."""

    def __init__(self, lines: Sequence[Line]) -> None:
        drops = [a.y - b.y for a, b in pairwise(lines) if _is_below(a, b)]
        self.drop = median(drops) if drops else 0.0
        self.length = median(len(line.text) for line in lines) if lines else 0
        edges = Counter(round(line.x) for line in lines)
        self.edges = [edge for edge, count in edges.items() if 4 * count >= len(lines)]

    def parted(self, above: Line, line: Line) -> bool:
        """Tell whether a new paragraph starts with this line."""
        if abs(above.size - line.size) > 0.1 * above.size:
            return True
        if _is_below(above, line):
            if above.y - line.y > 1.25 * self.drop:
                return True
        elif not _ENDS.search(above.text):
            return False  # a sentence continues on the next page
        if self._indented(line) and not self._indented(above):
            return True
        return len(above.text) < _FULL * self.length and bool(_ENDS.search(above.text))

    def _indented(self, line: Line) -> bool:
        left = [edge for edge in self.edges if edge <= line.x + 1]
        return bool(left) and 4 <= line.x - max(left) <= 60


def _is_below(above: Line, line: Line) -> bool:
    """Tell whether a line is just below another, in the same column."""
    return 0 < above.y - line.y < 4 * max(above.size, line.size)


def _block(part: Sequence[Line], body: float, words: Counter[str]) -> Block:
    text = part[0].text
    for line in part[1:]:
        hyphen = _HYPHEN.search(text)
        after = re.match(r"\w+", line.text)
        if hyphen and after:
            mark = "" if _is_broken_word(text, hyphen[1], after[0], words) else "-"
            text = text[:-1] + mark + line.text
        else:
            text = f"{text} {line.text}"
    large = part[0].size > 1.15 * body and len(text) < 200
    return Block(" ".join(text.split()), is_heading=large)


def _is_broken_word(text: str, before: str, after: str, words: Counter[str]) -> bool:
    """Tell whether a hyphen at a line's end only breaks a word, by its spelling elsewhere."""
    if text.endswith("\u00ad"):
        return True
    if not after[0].islower():
        return False
    before = before.lower()
    return words[before + after] >= words[f"{before}-{after}"]


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out, at the edges of pages, small print and lines that recur except for numbers."""
    sizes = [line.size for page in pages for line in page for _ in line.text]
    small = 0.85 * median(sizes) if sizes else 0
    edges = [_edge(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    recurring = {key for key, count in counts.items() if count >= max(2, len(pages) / 3)}
    return [
        [
            line
            for line in page
            if not (
                line in edge
                and (_key(line) in recurring or _is_page_number(line) or line.size < small)
            )
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: Sequence[Line]) -> set[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return {*by_height[:_EDGE], *by_height[-_EDGE:]}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split())).lower()


def _is_page_number(line: Line) -> bool:
    return re.fullmatch(r"[\W_]*(?:\d{1,4}|[ivxlc]{1,6})[\W_]*", line.text.strip()) is not None


def _read(content: bytes, name: str) -> tuple[list[list[Line]], Head]:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(f"{name}: encrypted (expected a PDF without a password)")
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise ArticleError(f"{name}: {count:,} pages (limit {MAX_PAGES} pages)")
    end = time.monotonic() + MAX_SECONDS
    pages = []
    for number, page in enumerate(reader.pages, start=1):
        stream = page.get_contents()
        if stream is not None and len(stream.get_data()) > MAX_PAGE_BYTES:
            raise ArticleError(
                f"{name}: page {number} unpacks to more than {MAX_PAGE_BYTES:,} bytes"
            )
        pages.append(_lines(page))
        if time.monotonic() > end:
            raise ArticleError(f"{name}: not read within {MAX_SECONDS:.0f} s (page {number})")
    return pages, _head(reader)


def _lines(page: PageObject) -> list[Line]:
    lines: list[Line] = []
    fresh = True

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _: Any, size: float) -> None:  # noqa: ANN401
        nonlocal fresh
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                fresh = True
            elif piece.strip():
                if fresh:
                    lines.append(_placed(piece, cm, tm, size))
                else:
                    lines[-1] = lines[-1]._replace(text=lines[-1].text + piece)
                fresh = False

    page.extract_text(visitor_text=visit)
    return [line._replace(text=line.text.strip()) for line in lines]


def _placed(text: str, cm: Sequence[float], tm: Sequence[float], size: float) -> Line:
    indent = 0.25 * size * (len(text) - len(text.lstrip(" ")))  # a space is a quarter wide
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] + indent
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return Line(text, x, y, abs(size * (tm[3] or 1) * (cm[3] or 1)))


def _head(reader: PdfReader) -> Head:
    """Take title and author; the dates are those of the file, not of the article."""
    metadata = reader.metadata
    title = str(metadata.title or "").strip() if metadata else ""
    author = str(metadata.author or "").strip() if metadata else ""
    return Head(title if title and not _NO_TITLE.search(title) else None, author or None)

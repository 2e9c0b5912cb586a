"""What every format returns: articles without ids, and the blocks that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corridors.articles.formats.bylines import author_in, split
from corridors.articles.paragraphs import heading, number_paragraphs
from corridors.model import Paragraph


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says about an article; a field that it does not give is None."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None

    def filled(self, other: Head) -> Head:
        """Return this head, its gaps filled from another."""
        return Head(
            self.title or other.title,
            self.author or other.author,
            self.date or other.date,
            self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a format found it."""

    head: Head
    paragraphs: tuple[Paragraph, ...]


class Block(NamedTuple):
    """A paragraph or a heading of a document that marks them as such."""

    text: str
    is_heading: bool = False


def from_lines(lines: Sequence[str], head: Head) -> list[Draft]:
    """Split lines into articles at their bylines.

    What the file says about itself holds for each article, but its title and author only where
    it holds a single article.
    """
    drafts = []
    for part in split(lines):
        title, paragraphs = number_paragraphs(part.lines)
        if paragraphs:
            drafts.append(Draft(Head(part.title or title, part.author), paragraphs))
    return _completed(drafts, head)


def from_blocks(blocks: Iterable[Block], head: Head) -> list[Draft]:
    """Split blocks into articles; a single byline names the author of the file.

    A heading that is not the title becomes a paragraph.
    """
    blocks = [Block(_printable(block.text), block.is_heading) for block in blocks]
    bylines = [block for block in blocks if author_in(block.text)]
    if len(bylines) == 1:
        blocks.remove(bylines[0])
        head = replace(head, author=author_in(bylines[0].text))
    if len(bylines) < 2:
        blocks = list(_without_title(blocks, head.title))
        title, paragraphs = number_paragraphs(_lines(blocks))
        drafts = [Draft(Head(title), paragraphs)] if paragraphs else []
        drafts = [Draft(head.filled(draft.head), draft.paragraphs) for draft in drafts]
    else:
        drafts = from_lines(_lines(blocks), head)
    return [Draft(draft.head, tuple(map(_unmarked, draft.paragraphs))) for draft in drafts]


def _printable(text: str) -> str:
    """Replace halves of surrogate pairs, which PDFs can hold and no file can."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _completed(drafts: list[Draft], head: Head) -> list[Draft]:
    if len(drafts) > 1:
        head = replace(head, title=None, author=None)
    elif head.title:  # stated by the file, where that in the text is only a guess
        drafts = [Draft(replace(d.head, title=head.title), d.paragraphs) for d in drafts]
    return [Draft(draft.head.filled(head), draft.paragraphs) for draft in drafts]


def _lines(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [f"# {block.text}"] if block.is_heading else block.text.split("\n")
        lines.append("")
    return lines


def _without_title(blocks: Sequence[Block], title: str | None) -> Iterator[Block]:
    """Leave out the title where it is repeated above the text."""
    above = True
    for block in blocks:
        if above and title and _same_words(block.text, title):
            continue
        above = above and block.is_heading
        yield block


def _same_words(first: str, second: str) -> bool:
    return first.split() == second.split()


def _unmarked(paragraph: Paragraph) -> Paragraph:
    words = heading(paragraph.text)
    return replace(paragraph, text=words) if words else paragraph

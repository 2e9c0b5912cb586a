"""Recognise an article by its paragraphs, and give its passages the words at hand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count
from urllib.parse import urlsplit

from corridors.model import Article, Paragraph, Passage, Record, Text

_ENOUGH = 0.5  # the share of fingerprints that makes a text a copy of a known article


def fingerprint(text: str) -> str:
    r"""Hash the words of a paragraph, regardless of spaces, case, quotes and dashes.

    Examples
    --------
    >>> fingerprint("The  port\nis OPEN.") == fingerprint("the port is open")
    True
    """
    return hashlib.sha256(same_words(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def same_words(text: str) -> str:
    """Return only the words of a text, for comparing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def recognise(text: Text, known: Sequence[Article]) -> Article | None:
    """Find the known article that a text is a copy of.

    A copy shares at least half of the fingerprints with the article's locators, counted on the
    shorter of the two: an excerpt, a longer version and one with an edited paragraph are
    recognised. Of several, the article that shares the most is returned.

    Returns
    -------
    Article or None
        The known article as it was passed in, or None where there is none.
    """
    return recognised({fingerprint(paragraph.text) for paragraph in text.paragraphs}, known)


def recognised(prints: Set[str], known: Iterable[Article]) -> Article | None:
    """Find the known article that a text with these fingerprints is a copy of."""
    best, most = None, 0.0
    for article in known:
        located = fingerprints(article)
        share = len(prints & located) / max(1, min(len(prints), len(located)))
        if share >= _ENOUGH and share > most:
            best, most = article, share
    return best


def fingerprints(article: Article) -> set[str]:
    """Return the fingerprints of an article's locators."""
    return {passage.locator.fingerprint for passage in article.passages if passage.locator}


def covered(text: Text, article: Article) -> int:
    """Count the passages of a known article whose words are in a text."""
    return len(
        fingerprints(article) & {fingerprint(paragraph.text) for paragraph in text.paragraphs}
    )


def attach(text: Text, known: Sequence[Article]) -> Article:
    """Give the passages of an article the words of the text that is a copy of it.

    A passage gets the words with its locator's fingerprint. Where a run of paragraphs differs but
    is as long as the article's there, the passages get its words with ``differs``; else they stay
    without words. Paragraphs that the article does not have follow its last, without digests.

    Parameters
    ----------
    text
        The words at hand.
    known
        The articles of geodata.

    Returns
    -------
    Article
        A known article with its words, or a new one made of the text alone.
    """
    article = recognise(text, known)
    if article is None:
        return unknown(text)
    passages = list(article.passages)
    prints = [fingerprint(paragraph.text) for paragraph in text.paragraphs]
    located = [passage.locator.fingerprint if passage.locator else "" for passage in passages]
    extra: list[Paragraph] = []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, located, prints, False).get_opcodes():
        if tag in ("equal", "replace") and a_end - a == b_end - b:
            for at, paragraph in zip(range(a, a_end), text.paragraphs[b:b_end], strict=True):
                passages[at] = replace(passages[at], text=paragraph.text, differs=tag == "replace")
        else:
            extra += text.paragraphs[b:b_end]
    numbers = count(1 + max((passage.paragraph for passage in passages), default=0))
    passages += [
        Passage(article.record.id, number, paragraph.section, text=paragraph.text)
        for number, paragraph in zip(numbers, extra, strict=False)
    ]
    return Article(_addressed(article.record, text.url), tuple(passages), held=True)


def _addressed(record: Record, url: str | None) -> Record:
    """Give a record the article's own address where it has only a list's on the same host."""
    if not (url and record.url and record.url_is_list and same_host(url, record.url)):
        return record
    return record if url == record.url else replace(record, url=url, url_is_list=False)


def same_host(first: str, second: str) -> bool:
    """Tell whether two addresses have the same host, with or without www."""
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in (first, second)}
    return len(hosts) == 1


def unknown(text: Text) -> Article:
    """Make an article of a text alone."""
    supplied = f"[Article by {text.author}]" if text.author else f"[{text.source or text.id}]"
    return Article(
        Record(text.id, text.title or supplied, author=text.author, date=text.date, url=text.url),
        tuple(Passage(text.id, p.number, p.section, text=p.text) for p in text.paragraphs),
        held=True,
    )


def ids_after(text_id: str) -> Iterator[str]:
    """Yield the id itself, then the id with ``-2``, ``-3`` and so on."""
    yield text_id
    yield from (f"{text_id}-{number}" for number in count(2))

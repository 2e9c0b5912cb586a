"""Know an article again by its paragraphs, and give its passages the words at hand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count
from urllib.parse import urlsplit

from corridors.model import Article, Paragraph, Passage, Record, Text

_ENOUGH = 0.5  # the share of fingerprints that makes a text a copy of a known article
_COPY = 0.8  # the share of words that makes one unknown text a copy of another
_FEW_WORDS = 40  # fewer may be a notice that several articles carry


def fingerprint(text: str) -> str:
    r"""Hash the words of a paragraph, whatever its spaces, case, quotes and dashes.

    Examples
    --------
    >>> fingerprint("The  port\nis OPEN.") == fingerprint("the port is open")
    True
    """
    return hashlib.sha256(same_words(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def same_words(text: str) -> str:
    """Return the words of a text alone, for comparing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def recognise(text: Text, known: Sequence[Article]) -> Article | None:
    """Find the known article that a text is a copy of.

    A copy shares at least half of the fingerprints with the article's locators, counted on the
    shorter of the two: an excerpt, a longer version and one with an edited paragraph are known
    again. Of several, the article that shares the most is taken.

    Returns
    -------
    Article or None
        The known article as it was passed in, or None where there is none.
    """
    prints = {fingerprint(paragraph.text) for paragraph in text.paragraphs}
    best, most = None, 0.0
    for article in known:
        located = {passage.locator.fingerprint for passage in article.passages if passage.locator}
        share = len(prints & located) / max(1, min(len(prints), len(located)))
        if share >= _ENOUGH and share > most:
            best, most = article, share
    return best


def covered(text: Text, article: Article) -> int:
    """Count the passages of a known article whose words a text has."""
    located = {passage.locator.fingerprint for passage in article.passages if passage.locator}
    return len(located & {fingerprint(paragraph.text) for paragraph in text.paragraphs})


def attach(text: Text, known: Sequence[Article]) -> Article:
    """Put a text's words to the passages of the article that it is.

    A passage gets the words whose fingerprint is its locator's. Where as many paragraphs differ
    in a row as the article has there, they are shown with ``differs``; else the passage stays
    without words. Paragraphs that the article does not have follow after its last, without
    digests.

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
        return _unknown(text)
    passages = list(article.passages)
    here = [fingerprint(paragraph.text) for paragraph in text.paragraphs]
    there = [passage.locator.fingerprint if passage.locator else "" for passage in passages]
    extra: list[Paragraph] = []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, there, here, False).get_opcodes():
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
    """Give a record the article's own page, where it names only a list on the same host."""
    if not (url and record.url and record.url_is_list and same_host(url, record.url)):
        return record
    return record if url == record.url else replace(record, url=url, url_is_list=False)


def same_host(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, with or without www."""
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)}
    return len(hosts) == 1


def _unknown(text: Text) -> Article:
    supplied = f"[Article by {text.author}]" if text.author else f"[{text.source or text.id}]"
    return Article(
        Record(text.id, text.title or supplied, author=text.author, date=text.date, url=text.url),
        tuple(Passage(text.id, p.number, p.section, text=p.text) for p in text.paragraphs),
        held=True,
    )


def merge(known: Sequence[Article], texts: Iterable[Text]) -> tuple[Article, ...]:
    """Put all texts at hand to their articles.

    Parameters
    ----------
    known
        The articles of geodata.
    texts
        The texts at hand; of two copies of one known article the later counts, of an unknown
        one the fuller.

    Returns
    -------
    tuple of Article
        The known articles in their order, with their words where these are at hand, then the
        unknown ones in theirs: copies of one article once, different words under one id told
        apart by ``-2``, ``-3`` and so on.
    """
    articles = {article.record.id: article for article in known}
    unknown = Index()
    for text in texts:
        article = recognise(text, known)
        twin = unknown.find(text) if article is None else None
        if article is not None:
            articles[article.record.id] = attach(text, [article])
        elif twin is not None:
            unknown.add(combined(twin, text))
        else:
            free = next(n for n in ids_after(text.id) if n not in articles and n not in unknown)
            unknown.add(replace(text, id=free))
    return (*articles.values(), *map(_unknown, unknown.texts.values()))


def combined(one: Text, other: Text) -> Text:
    """Make one text of two copies of an article: the fuller words, and whatever heads say.

    What the first says of itself goes before what the second does.
    """
    fuller = other if _length(other) > _length(one) else one
    return replace(
        one,
        paragraphs=fuller.paragraphs,
        title=one.title or other.title,
        author=one.author or other.author,
        date=one.date or other.date,
        url=one.url or other.url,
    )


class Index:
    """Texts by their paragraphs, to find the one that another text is a copy of."""

    def __init__(self, texts: Iterable[Text] = ()) -> None:
        self.texts: dict[str, Text] = {}
        self._lengths: dict[str, dict[str, int]] = {}
        self._where: dict[str, set[str]] = {}
        for text in texts:
            self.add(text)

    def __contains__(self, text_id: object) -> bool:
        return text_id in self.texts

    def add(self, text: Text) -> None:
        """Take a text in, in place of an earlier one with its id."""
        for key in self._lengths.get(text.id, ()):
            self._where[key].discard(text.id)
        self.texts[text.id] = text
        self._lengths[text.id] = _lengths(text)
        for key in self._lengths[text.id]:
            self._where.setdefault(key, set()).add(text.id)

    def find(self, text: Text) -> Text | None:
        """Find the text that another is a copy of.

        A copy shares at least four fifths of the shorter one's words in whole paragraphs, and
        not only a few words; or it has the same paragraphs.
        """
        lengths = _lengths(text)
        shared: Counter[str] = Counter()
        for key, length in lengths.items():
            for text_id in self._where.get(key, ()):
                shared[text_id] += length
        for text_id, words in shared.most_common():
            there = self._lengths[text_id]
            shorter = min(sum(lengths.values()), sum(there.values()))
            if lengths == there or (words >= _FEW_WORDS and words >= _COPY * shorter):
                return self.texts[text_id]
        return None


def _lengths(text: Text) -> dict[str, int]:
    """Count the words of each paragraph, by its fingerprint."""
    return {fingerprint(p.text): len(re.findall(r"\w+", p.text)) for p in text.paragraphs}


def _length(text: Text) -> int:
    return sum(_lengths(text).values())


def ids_after(text_id: str) -> Iterator[str]:
    """Yield the id itself, then the id with ``-2``, ``-3`` and so on."""
    yield text_id
    yield from (f"{text_id}-{number}" for number in count(2))

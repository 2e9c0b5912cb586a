"""Global names for our things: URIs, and the parts of a link that every format uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote
from uuid import UUID, uuid5

from corridors import __version__
from corridors.model import Digest, Link, Passage, Record

# Made once and fixed: the names made from it must never change.
_OURS = UUID("746ce567-cee3-49aa-a480-f12b8d1b8a56")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def urn(kind: str, key: str) -> str:
    """Return the URI of one of our things, which is always the same for the same id.

    A name-based UUID needs no registered name and no host of ours.

    Examples
    --------
    >>> urn("feature", "port-aktau")
    'urn:uuid:13b835f4-4e73-5494-a61b-1b92c1036616'
    """
    return uuid5(_OURS, f"{kind}/{key}").urn


def page_of(record: Record) -> str | None:
    """Return the web address of an article itself, percent-encoded, or None for that of a list."""
    return None if record.url_is_list else address(record.url)


def listed_at(record: Record) -> str | None:
    """Return the web address of the publisher's list that contains the article."""
    return address(record.url) if record.url_is_list else None


def address(url: str | None) -> str | None:
    """Return a web address, with characters that a URI may not hold encoded, or None for others.

    Examples
    --------
    >>> address("https://example.org/a b{c}#d")
    'https://example.org/a%20b%7Bc%7D#d'
    >>> address("javascript:alert(1)")
    """
    if not url or not url.lower().startswith(("https://", "http://")):
        return None
    return _STRAY_PERCENT.sub("%25", quote(url, safe="%/:?#[]@!$&'()*+,;=~", errors="replace"))


def article_uri(record: Record) -> str:
    """Return the article's own address, or a URN where the address is not known."""
    return page_of(record) or urn("article", record.id)


def digest_of(passage: Passage, link: Link) -> Digest | None:
    """Return our summary of what the passage says about the linked feature."""
    return next((d for d in passage.digests if d.feature == link.feature), None)


def one_line(text: str) -> str:
    r"""Return a text on one line, without control characters.

    Examples
    --------
    >>> one_line(" a\nb\x00\tc ")
    'a b c'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def joined(parts: Iterable[str | None], by: str) -> str:
    """Join the parts that are not empty."""
    return by.join(part for part in parts if part)


def program() -> str:
    """Return our name and version."""
    return f"Corridors {__version__}"

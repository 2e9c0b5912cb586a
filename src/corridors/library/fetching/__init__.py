"""Pages from the web: public addresses only, one request at a time, as robots.txt allows."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from protego import Protego
from urllib3.util import Url

from corridors.articles.formats import endings, media_types, named, titles
from corridors.errors import FetchError
from corridors.library.fetching.addresses import Address, host_of, is_public, looked_up, parsed
from corridors.library.fetching.answers import AGENT, Answer, ask

MAX_BYTES = 5_000_000
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
PAUSE = 2.0
_MAX_PAUSE = 30.0
_OF_SCRIPTS = (".php", ".asp", ".aspx")  # endings of addresses that do not show the format
_ONE_AT_A_TIME = threading.Lock()  # however many visitors ask


@dataclass(frozen=True, slots=True)
class Page:
    """What an address led to: ``url`` after redirects, ``name`` as a file would have it."""

    url: str
    name: str
    content: bytes


class Fetcher:
    """Fetches pages one after the other, with a pause between any two requests.

    Parameters
    ----------
    allowed
        Which addresses may be connected to. For each request and each redirect the host's address
        is looked up once, checked, and then used, so that the name cannot change its meaning.
    pause, seconds, limit
        The seconds between two requests, the seconds that one may take, and its bytes at most.
    """

    def __init__(
        self,
        *,
        allowed: Callable[[Address], bool] = is_public,
        pause: float = PAUSE,
        seconds: float = MAX_SECONDS,
        limit: int = MAX_BYTES,
    ) -> None:
        self._allowed = allowed
        self._pause = pause
        self._seconds = seconds
        self._limit = limit
        self._robots: dict[str, Protego | None] = {}
        self._unreached: dict[str, str] = {}
        self._last = 0.0

    def page(self, url: str) -> Page:
        """Fetch a page, as its site's robots.txt allows it.

        Raises
        ------
        FetchError
            If the address is invalid, not allowed or not reached, or the answer is not an article:
            too large, too slow, of another type, or an error.
        """
        with _ONE_AT_A_TIME:
            for _ in range(MAX_REDIRECTS + 1):
                target = parsed(url)
                answer = self._ask(target, self._allowed_pause(target))
                if answer.location is None:
                    return _page(target, answer)
                url = urljoin(target.url, answer.location)
        raise FetchError(f"{url}: more than {MAX_REDIRECTS} redirects")

    def _allowed_pause(self, target: Url) -> float:
        """Ask the site's robots.txt whether a page may be fetched, and how slowly."""
        origin = f"{target.scheme}://{target.netloc}"
        if origin in self._unreached:  # once is enough: no other page will be reached either
            raise FetchError(f"{target.url}: {self._unreached[origin]}")
        if origin not in self._robots:
            url = f"{origin}/robots.txt"
            try:
                self._robots[origin] = self._rules(url)
            except FetchError as error:
                self._unreached[origin] = str(error).removeprefix(f"{url}: ")
                raise FetchError(f"{target.url}: {self._unreached[origin]}") from error
        rules = self._robots[origin]
        if rules is None:
            raise FetchError(f"{target.url}: the site's robots.txt fails, so nothing is fetched")
        if not rules.can_fetch(target.url, AGENT):
            raise FetchError(f"{target.url}: the site's robots.txt does not allow it")
        return max(self._pause, min(float(rules.crawl_delay(AGENT) or 0), _MAX_PAUSE))

    def _rules(self, url: str) -> Protego | None:
        """Read robots.txt by RFC 9309: a missing one allows all, a failing server nothing."""
        for _ in range(MAX_REDIRECTS):
            target = parsed(url)
            answer = self._ask(target, self._pause)
            if answer.location is None:
                text = answer.content if answer.status == 200 else b""
                rules = Protego.parse(text.decode("utf-8", "replace"))
                return None if answer.status >= 500 else rules
            url = urljoin(target.url, answer.location)
        return Protego.parse("")

    def _ask(self, target: Url, pause: float) -> Answer:
        time.sleep(max(0.0, self._last + pause - time.monotonic()))
        try:
            return ask(
                target,
                lambda target: looked_up(target, self._allowed),
                accept=f"{', '.join(media_types())}, */*;q=0.1",
                limit=self._limit,
                seconds=self._seconds,
            )
        finally:
            self._last = time.monotonic()


def _page(target: Url, answer: Answer) -> Page:
    if answer.status != 200:
        raise FetchError(f"{target.url}: the server answers {answer.status} (expected 200)")
    kind, charset = _content_type(answer.headers)
    ending = media_types().get(kind)
    if ending is None:
        raise FetchError(
            f"{target.url}: the page is {kind or 'of no type'} (expected {titles('or')})"
        )
    name = _name(target, ending)
    return Page(target.url, name, _recoded(answer.content, name, charset))


def _content_type(headers: Mapping[str, str]) -> tuple[str, str | None]:
    kind, _, parameters = headers.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else None


def _recoded(content: bytes, name: str, charset: str | None) -> bytes:
    """Convert text to UTF-8, where the server names its encoding."""
    file_format = named(name)
    if charset is None or not (file_format and file_format.is_text):
        return content
    try:
        return content.decode(charset).encode()
    except (LookupError, UnicodeError):
        return content


def _name(target: Url, ending: str) -> str:
    last = unquote((target.path or "").rstrip("/").rpartition("/")[2])
    known_endings = "|".join(map(re.escape, (*endings(), *_OF_SCRIPTS)))
    stem = re.sub(rf"(?:{known_endings})$", "", last, flags=re.IGNORECASE)
    return re.sub(r"[\\/\0]", "-", stem or host_of(target)) + ending

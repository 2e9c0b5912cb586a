"""One request: to a checked address, within limits of time and size."""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import certifi
import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout, Url

from corridors import __version__
from corridors.errors import FetchError
from corridors.library.fetching.addresses import host_of

AGENT = "Corridors"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; ``headers`` by lower-case name, ``content`` only with status 200."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def location(self) -> str | None:
        """Where the server redirects to, if it does."""
        return self.headers.get("location") if 300 <= self.status < 400 else None


def ask(
    target: Url,
    find: Callable[[Url], Sequence[str]],
    *,
    accept: str,
    limit: int,
    seconds: float,
) -> Answer:
    """Send one request and read the answer.

    Parameters
    ----------
    target
        The page.
    find
        Returns the addresses of the page's host that may be connected to.
    accept
        The types that are wanted.
    limit, seconds
        The bytes that the answer may have, unpacked, and the time that all of it may take.

    Raises
    ------
    FetchError
        If there is no answer within the limits.
    """

    def work() -> Answer:
        end = time.monotonic() + seconds
        with _opened(target, find(target), accept, seconds) as response:
            headers = {key.lower(): value for key, value in response.headers.items()}
            content = bytearray()
            while response.status == 200 and (chunk := response.read1(65_536)):
                content += chunk
                if len(content) > limit:
                    raise FetchError(f"{target.url}: larger than {limit:,} bytes")
                if time.monotonic() > end:
                    raise TimeoutError
            return Answer(response.status, headers, bytes(content))

    try:
        return _within(seconds, work)
    except TimeoutError as error:
        raise FetchError(f"{target.url}: not fetched within {seconds:g} s") from error
    except (HTTPError, OSError) as error:
        raise FetchError(f"{target.url}: cannot be reached: {_reason(error)}") from error


@contextmanager
def _opened(
    target: Url, addresses: Sequence[str], accept: str, seconds: float
) -> Iterator[urllib3.BaseHTTPResponse]:
    """Send the request to the first address that answers."""
    for number, address in enumerate(addresses, start=1):
        pool = _pool(target, address, seconds)
        try:
            response = pool.urlopen(
                "GET",
                target.request_uri,
                headers={
                    "Host": target.netloc or "",
                    "User-Agent": f"{AGENT}/{__version__} (one page at a time)",
                    "Accept": accept,
                    "Accept-Encoding": "gzip, deflate",
                },
                redirect=False,
                retries=False,
                preload_content=False,
                assert_same_host=False,
            )
        except (HTTPError, OSError):
            pool.close()
            if number == len(addresses):
                raise
            continue
        try:
            yield response
        finally:
            response.close()
            pool.close()
        return


def _pool(target: Url, address: str, seconds: float) -> urllib3.HTTPConnectionPool:
    timeout = Timeout(connect=min(10.0, seconds), read=min(15.0, seconds))
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port or 80, timeout=timeout)
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # some systems' Pythons have no authorities
    host = host_of(target)
    return urllib3.HTTPSConnectionPool(
        address,
        target.port or 443,
        timeout=timeout,
        ssl_context=context,
        server_hostname=host,
        assert_hostname=host,
    )


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Wait for work that may hang where no timeout applies, such as the look-up of a name."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # passed on to the waiting thread
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return done.result(timeout=seconds + 1.0)


def _reason(error: BaseException) -> str:
    """Return the innermost reason in a few words."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return re.sub(r"<[^>]*>:?\s*", "", str(words))

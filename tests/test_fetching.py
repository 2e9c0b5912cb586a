"""Pages fetched with care, from servers of the tests' own that behave badly."""

import doctest
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import trustme

from corridors.errors import FetchError
from corridors.library.fetching import Fetcher, addresses
from corridors.library.fetching.addresses import Address, is_public
from corridors.library.fetching.policy import allowed_on_page, is_off

Reply = Callable[[BaseHTTPRequestHandler], None]
HERE = ipaddress.IPv4Address("127.0.0.1")


def here(address: Address) -> bool:
    """Only the test's own server."""
    return address == HERE


def answer(
    content: bytes | str = "A ferry came.",
    kind: str | None = "text/plain",
    status: int = 200,
    **headers: str,
) -> Reply:
    body = content.encode() if isinstance(content, str) else content

    def reply(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if kind:
            request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return reply


class Site:
    """A web server on this machine: pages by path, and the requests that came."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Reply] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path.partition("?")[0], answer("", status=404))
                with suppress(OSError):  # the reader left
                    page(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.requests]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def fetcher(seconds: float = 20, limit: int = 100_000) -> Fetcher:
    return Fetcher(allowed=here, pause=0, seconds=seconds, limit=limit)


class TestAnswers:
    def test_a_page_comes_with_its_address_and_a_name(self, site: Site) -> None:
        site.pages["/item/7-heron.html"] = answer(
            "<p>A ferry came.</p>", "text/html; charset=utf-8"
        )
        page = fetcher().page(f"{site.url}/item/7-heron.html?print=1#part")
        assert page.url == f"{site.url}/item/7-heron.html?print=1"
        assert (page.name, page.content) == ("7-heron.html", b"<p>A ferry came.</p>")

    def test_the_agent_says_its_name(self, site: Site) -> None:
        site.pages["/a"] = answer()
        fetcher().page(f"{site.url}/a")
        assert all(headers["User-Agent"].startswith("Corridors/") for _, headers in site.requests)
        assert {headers["Host"] for _, headers in site.requests} == {f"127.0.0.1:{site.port}"}

    def test_an_old_encoding_that_the_server_names_is_recoded(self, site: Site) -> None:
        site.pages["/a"] = answer("Паром".encode("cp1251"), "text/plain; charset=windows-1251")
        assert fetcher().page(f"{site.url}/a").content.decode() == "Паром"

    def test_a_packed_answer_is_unpacked(self, site: Site) -> None:
        site.pages["/a"] = answer(gzip.compress(b"A ferry came."), Content_Encoding="gzip")
        assert fetcher().page(f"{site.url}/a").content == b"A ferry came."

    def test_spaces_and_other_scripts_in_an_address_are_escaped(self, site: Site) -> None:
        site.pages["/tag/Foreign%20Policy.html"] = answer()
        site.pages["/%D0%B0"] = answer()
        assert fetcher().page(f"{site.url}/tag/Foreign%20Policy.html").name == "Foreign Policy.txt"
        assert fetcher().page(f"{site.url}/а").content == b"A ferry came."

    @pytest.mark.parametrize(
        ("reply", "said"),
        [
            (answer(status=404), "answers 404"),
            (answer(status=503), "answers 503"),
            (answer(kind="image/png"), "is image/png"),
            (answer(kind=None), "of no type"),
            (answer(kind="application/octet-stream"), "octet-stream"),
            (answer("a" * 100_001), "larger than 100,000 bytes"),
            (answer(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip"), "larger than"),
            (answer(b"no gzip", Content_Encoding="gzip"), "cannot be reached"),
        ],
    )
    def test_what_is_no_article_is_refused_with_the_reason(
        self, site: Site, reply: Reply, said: str
    ) -> None:
        site.pages["/a"] = reply
        with pytest.raises(FetchError, match=said) as error:
            fetcher().page(f"{site.url}/a")
        assert str(error.value).startswith(f"{site.url}/a: ")

    def test_an_endless_answer_ends(self, site: Site) -> None:
        def endless(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Type", "text/plain")
            request.end_headers()
            while True:
                request.wfile.write(b"a" * 10_000)

        site.pages["/a"] = endless
        with pytest.raises(FetchError, match="larger than"):
            fetcher().page(f"{site.url}/a")

    @pytest.mark.parametrize("part", ["head", "body"])
    def test_an_answer_in_drips_ends(self, site: Site, part: str) -> None:
        def drip(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nX: ")
            if part == "body":
                request.wfile.write(b"\r\n\r\n")
            for _ in range(200):
                request.wfile.write(b"a")
                time.sleep(0.1)

        site.pages["/a"] = drip
        with pytest.raises(FetchError, match="not fetched within 1 s"):
            fetcher(seconds=1).page(f"{site.url}/a")

    def test_a_server_that_is_not_there_is_named_and_asked_once(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
        one = fetcher()
        for path in ("/a", "/b"):
            with pytest.raises(FetchError, match=f"{path}: .*cannot be reached"):
                one.page(url + path)


class TestRedirects:
    def test_they_are_followed_to_the_page(self, site: Site) -> None:
        site.pages["/a"] = answer(status=302, Location="b?x=1")
        site.pages["/b"] = answer(status=301, Location=f"{site.url}/c.html")
        site.pages["/c.html"] = answer()
        assert fetcher().page(f"{site.url}/a").url == f"{site.url}/c.html"

    def test_not_for_ever(self, site: Site) -> None:
        site.pages["/a"] = answer(status=302, Location="/a")
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetcher().page(f"{site.url}/a")

    @pytest.mark.parametrize(
        "target", ["/b", "http://127.0.0.2/", "http://localhost:1/", "http://[::1]/"]
    )
    def test_not_to_an_address_that_may_not_be_asked(self, site: Site, target: str) -> None:
        site.pages["/a"] = answer(status=302, Location=target)

        def first(address: Address) -> bool:
            """The site's own address, until it has sent us on."""
            return here(address) and "/a" not in site.asked

        with pytest.raises(FetchError, match="not an address of the public internet"):
            Fetcher(allowed=first, pause=0).page(f"{site.url}/a")

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://a/"])
    def test_not_to_another_protocol(self, site: Site, target: str) -> None:
        site.pages["/a"] = answer(status=302, Location=target)
        with pytest.raises(FetchError, match="not an address of the web"):
            fetcher().page(f"{site.url}/a")


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            *("http://127.0.0.1", "http://localhost", "http://[::1]", "http://0x7f.1"),
            *("http://2130706433", "http://017700000001", "http://0.0.0.0", "http://10.1.2.3"),
            *("http://192.168.0.1", "http://172.16.0.1", "http://169.254.169.254"),
            *("http://[::ffff:127.0.0.1]", "http://[fe80::1]", "http://[fd00::1]"),
            *("http://[64:ff9b::7f00:1]", "http://[2002:7f00:1::]", "http://100.64.0.1"),
        ],
    )
    def test_private_ones_are_refused_unless_a_test_says_otherwise(self, url: str) -> None:
        with pytest.raises(FetchError, match=r"not an address of the public internet|not found"):
            Fetcher(pause=0).page(f"{url}:9/")

    @pytest.mark.parametrize(
        "url",
        [
            *("", "heron", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a"),
            *("http://user:word@example.org/", "http://[::1", "http://a:b:c/", "http://a b/"),
        ],
    )
    def test_what_is_none_is_refused(self, url: str) -> None:
        with pytest.raises(FetchError):
            Fetcher(pause=0).page(url)

    @pytest.mark.parametrize(
        ("address", "public"),
        [
            *((a, True) for a in ("9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909")),
            *((a, False) for a in ("224.0.0.1", "ff0e::1", "255.255.255.255", "192.0.2.1")),
            *((a, False) for a in ("192.88.99.1", "2001:db8::1", "2001::1", "fec0::1", "::")),
        ],
    )
    def test_public_ones_are_told_from_the_rest(self, address: str, public: bool) -> None:
        assert is_public(ipaddress.ip_address(address)) is public

    def test_a_name_is_looked_up_once_a_request_and_cannot_change_its_meaning(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.pages["/a"] = answer()
        real, asked = socket.getaddrinfo, []

        def rebinding(host: str, *rest: object, **more: object) -> object:
            asked.append(host)
            if host == "heron.example":  # good when it is checked, another when it is used
                host = "127.0.0.1" if asked.count(host) <= 2 else "127.0.0.2"
            return real(host, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        page = fetcher().page(f"http://heron.example:{site.port}/a")
        assert page.content == b"A ferry came."
        assert asked.count("heron.example") == 2  # robots.txt and the page
        assert {headers["Host"] for _, headers in site.requests} == {f"heron.example:{site.port}"}

    def test_the_examples_hold(self) -> None:
        assert doctest.testmod(addresses).failed == 0


class TestRobots:
    RULES = "User-agent: *\nDisallow: /private/\nDisallow: /*print=1\n"

    def test_what_they_forbid_is_not_fetched(self, site: Site) -> None:
        site.pages["/robots.txt"] = answer(self.RULES)
        site.pages["/private/a"] = site.pages["/a"] = answer()
        one = fetcher()
        for path in ("/private/a", "/a?print=1"):
            with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
                one.page(site.url + path)
        assert one.page(f"{site.url}/a").content
        assert site.asked == ["/robots.txt", "/a"]

    def test_rules_for_our_name_go_before_those_for_all(self, site: Site) -> None:
        site.pages["/robots.txt"] = answer(
            "User-agent: *\nAllow: /\n\nUser-agent: corridors\nDisallow: /"
        )
        with pytest.raises(FetchError, match="does not allow"):
            fetcher().page(f"{site.url}/a")

    def test_a_redirect_does_not_lead_around_them(self, site: Site) -> None:
        site.pages["/robots.txt"] = answer(self.RULES)
        site.pages["/a"] = answer(status=302, Location="/private/a")
        with pytest.raises(FetchError, match="does not allow"):
            fetcher().page(f"{site.url}/a")
        assert "/private/a" not in site.asked

    def test_a_site_whose_rules_fail_is_left_alone(self, site: Site) -> None:
        site.pages["/robots.txt"] = answer(status=500)
        with pytest.raises(FetchError, match="nothing is fetched"):
            fetcher().page(f"{site.url}/a")
        assert site.asked == ["/robots.txt"]


class TestEncryption:
    @pytest.fixture
    def authority(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
        made = trustme.CA()
        made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        return made

    def secured(self, authority: trustme.CA, name: str) -> Site:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        site = Site(context)
        site.pages["/a"] = answer()
        return site

    def test_the_certificate_is_checked_for_the_hosts_name(self, authority: trustme.CA) -> None:
        site = self.secured(authority, "localhost")
        assert fetcher().page(f"https://localhost:{site.port}/a").content == b"A ferry came."
        site.close()

    def test_one_for_another_name_is_refused(self, authority: trustme.CA) -> None:
        site = self.secured(authority, "heron.example")
        with pytest.raises(FetchError, match=r"cannot be reached.*[Hh]ostname"):
            fetcher().page(f"https://localhost:{site.port}/a")
        site.close()

    def test_one_of_a_stranger_is_refused(self) -> None:
        site = self.secured(trustme.CA(), "localhost")
        with pytest.raises(FetchError, match=r"cannot be reached.*certificate"):
            fetcher().page(f"https://localhost:{site.port}/a")
        site.close()


class TestPolicy:
    OWN: ClassVar = {"Origin": "http://localhost:8501", "Host": "localhost:8501"}

    @pytest.mark.parametrize(
        ("headers", "address", "may"),
        [
            (OWN, None, True),
            ({"Origin": "http://127.0.0.1:8501"}, None, True),
            ({"Origin": "http://[::1]:8501"}, None, True),
            (OWN, "192.168.0.7", False),
            ({"Origin": "https://maps.example.org", "Host": "127.0.0.1:8501"}, None, False),
            ({**OWN, "X-Forwarded-For": "203.0.113.9"}, None, False),
            ({"Host": "localhost:8501"}, None, False),
            ({"Origin": "http://[broken"}, None, False),
            ({}, None, False),
        ],
    )
    def test_the_page_fetches_for_visitors_on_the_machine_itself(
        self, headers: dict[str, str], address: str | None, may: bool
    ) -> None:
        assert allowed_on_page(headers, address) is may

    def test_whoever_runs_it_can_say_otherwise(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CORRIDORS_FETCH", "off")
        assert not allowed_on_page(self.OWN, None)
        assert is_off()
        monkeypatch.setenv("CORRIDORS_FETCH", "on")
        assert not is_off()
        assert not allowed_on_page({}, "192.168.0.7")  # what is fetched goes into the library
        monkeypatch.setenv("CORRIDORS_WRITE", "on")
        assert allowed_on_page({}, "192.168.0.7")

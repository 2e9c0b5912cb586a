"""The page as others are given it: below a path, behind a proxy, under a strict policy."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from conftest import SAMPLE
from driving import ROOT, Server, Visit
from playwright.sync_api import Browser, FilePayload, expect
from proxying import Proxy

pytestmark = pytest.mark.browser


def policy() -> str:
    """The content security policy that the README gives."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^Content-Security-Policy: (.+)$", readme, re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """The app below a path, and its address at a proxy in front of it."""
    with Server(tmp_path_factory.mktemp("deployed"), below="/maps/caspian") as server:
        headers = {"Content-Security-Policy": policy(), "X-Content-Type-Options": "nosniff"}
        proxy = Proxy(server.port, headers)
        yield server, f"http://127.0.0.1:{proxy.port}/maps/caspian"
        proxy.close()


@pytest.fixture
def guest(browser: Browser, deployed: tuple[Server, str]) -> Iterator[Visit]:
    """A visitor who comes through the proxy."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page(), deployed[1])
    context.close()


def test_all_of_the_page_works_below_a_path_and_under_the_policy(guest: Visit) -> None:
    guest.open("?feature=port-aktau")
    guest.wait_for("port-aktau")
    guest.click_symbol("port-baku")
    guest.wait_for("port-baku")
    guest.page.wait_for_selector(".base-land", state="attached")
    guest.page.locator('.switch [data-id="read"]').click()
    guest.page.wait_for_selector(".articles li")
    guest.page.locator('.switch [data-id="actors"]').click()
    guest.page.wait_for_selector(".actors")
    guest.page.locator('.switch [data-id="table"]').click()
    guest.page.wait_for_selector(".stDataFrame canvas")
    with guest.page.expect_download() as download:
        guest.page.get_by_role("button", name="CSV", exact=True).click()
    assert download.value.path().read_bytes()
    guest.page.get_by_role("combobox", name="Search places and passages").fill("anakl")
    expect(guest.page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    assert re.match(r".*/maps/caspian/?\?.*panel=table", guest.page.url)
    guest.page.go_back()
    guest.page.wait_for_selector(".actors")
    # One line of Streamlit's own, for services that take pictures of pages.
    rest = [one for one in guest.complaints if "Executing inline script" not in one]
    assert rest == []
    assert guest.foreign == []


def test_guests_change_nothing_but_their_own_session(
    guest: Visit, deployed: tuple[Server, str]
) -> None:
    guest.open()
    expect(guest.page.get_by_role("button", name="New places")).to_have_count(0)
    guest.page.get_by_role("button", name="Add articles").click()
    guest.page.locator('input[type="file"]').set_input_files(
        FilePayload(name="songs.txt", mimeType="text/plain", buffer=SAMPLE.encode())
    )
    expect(guest.page.get_by_text("passages added")).to_be_visible()
    expect(guest.page.get_by_role("button", name="Keep them in my library")).to_have_count(0)
    expect(guest.page.get_by_role("button", name="Get this page")).to_have_count(0)
    own = Visit(guest.page.context.new_page(), deployed[0].url).open()
    expect(own.page.get_by_role("button", name="New places")).to_be_visible()
    own.page.get_by_role("button", name="Add articles").click()
    expect(own.page.get_by_text("0 texts at hand")).to_be_visible()


@pytest.fixture
def stranger(guest: Visit, tmp_path: Path) -> Iterator[str]:
    """The address of another site, whose page frames ours."""
    (tmp_path / "index.html").write_text(f'<!doctype html><iframe src="{guest.url}"></iframe>')
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()


def test_a_page_of_another_site_may_not_frame_it(guest: Visit, stranger: str) -> None:
    assert "frame-ancestors 'none'" in policy()
    guest.page.goto(stranger)
    guest.until(lambda: any("frame-ancestors" in said for said in guest.complaints))
    assert guest.page.frames[1].query_selector("#root") is None


def test_the_health_check_answers(deployed: tuple[Server, str]) -> None:
    with urlopen(f"{deployed[1]}/_stcore/health", timeout=5) as answer:
        assert (answer.status, answer.read()) == (200, b"ok")

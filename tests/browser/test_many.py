"""A place with many passages: the first ones, then more, by mouse and by keyboard."""

from collections.abc import Iterator

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, expect

from corridors.library.disk import store
from corridors.model import Paragraph, Text

pytestmark = pytest.mark.browser

ARTICLES = 50


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with 150 passages on one port."""
    folder = tmp_path_factory.mktemp("crowded")
    for number in range(ARTICLES):
        paragraphs = [
            Paragraph(at, "body", f"Tale {number}.{at}: a kite flew over the Port of Aktau.")
            for at in (1, 2, 3)
        ]
        store(Text(f"kite-{number:03}", tuple(paragraphs)), folder / "library")
    with Server(folder) as found:
        yield found


@pytest.fixture
def reading(browser: Browser, crowded: Server) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    visit = Visit(context.new_page(), crowded.url).open("/?feature=port-aktau")
    visit.wait_for("port-aktau")
    yield visit
    context.close()


def test_the_first_passages_stand_with_how_many_there_are(reading: Visit) -> None:
    passages = reading.page.locator(".reader .passage")
    expect(passages).to_have_count(40)
    total = reading.page.locator(".reader .bar b").first.inner_text()
    expect(reading.page.locator(".reader .rest")).to_contain_text(f"40 of {total} passages shown")
    assert int(total) >= 3 * ARTICLES


def test_more_come_without_a_jump_and_the_keyboard_goes_on_there(reading: Visit) -> None:
    page = reading.page
    more = page.locator(".reader .more")
    more.focus()
    before = page.locator(".reader").evaluate("(panel) => panel.scrollTop")
    assert before > 0
    page.keyboard.press("Enter")
    passages = page.locator(".reader .passage")
    expect(passages).to_have_count(80)
    assert page.locator(".reader").evaluate("(panel) => panel.scrollTop") == before
    focused = page.evaluate("() => document.activeElement.dataset.passage")
    assert focused == passages.nth(40).get_attribute("data-passage")
    assert reading.complaints == []


def test_all_can_be_read_and_another_place_begins_anew(reading: Visit) -> None:
    page = reading.page
    more = page.locator(".reader .more")
    passages = page.locator(".reader .passage")
    shown = 40
    while more.count():
        more.click()
        page.wait_for_function(
            "(count) => document.querySelectorAll('.reader .passage').length > count", arg=shown
        )
        shown = passages.count()
    assert page.locator(".reader .bar b").first.inner_text() == str(shown)
    identities = passages.evaluate_all("(all) => all.map((one) => one.dataset.passage)")
    assert len(set(identities)) == shown
    assert {f"kite-{n:03}#{at}" for n in range(ARTICLES) for at in (1, 2, 3)} <= set(identities)
    page.locator(".reader .close").click()
    reading.wait_for("")
    reading.click_symbol("port-aktau")
    reading.wait_for("port-aktau")
    expect(passages).to_have_count(40)

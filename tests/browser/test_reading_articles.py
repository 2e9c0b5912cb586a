"""The panel of articles: the list, one to read with its places, citations."""

import re
from collections.abc import Iterator

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser: Browser, stocked: Server) -> Iterator[Visit]:
    """A visitor who has three made-up articles."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield Visit(context.new_page(), stocked.url)
    context.close()


def in_sight(visit: Visit, selector: str) -> bool:
    """Tell whether an element lies within the panel as it is scrolled now."""
    return bool(
        visit.ask(
            """(selector) => {
              const box = document.querySelector(selector).getBoundingClientRect();
              const panel = document.querySelector('.article-view').getBoundingClientRect();
              return box.top >= panel.top && box.top < panel.bottom;
            }""",
            selector,
        )
    )


def test_the_address_keeps_the_list_and_the_window_of_time_cuts_it(reader: Visit) -> None:
    reader.open("/?panel=read")
    box = reader.page.get_by_label("Title, author or publication")
    rows = reader.page.locator(".articles li")
    box.fill("caspian")
    reader.page.get_by_role("combobox", name="Order").select_option("By title")
    reader.page.wait_for_url("**find=caspian&order=title**")
    expect(rows).to_have_count(1)
    reader.page.reload()
    expect(box).to_have_value("caspian")
    expect(reader.page.get_by_role("combobox", name="Order")).to_have_value("title")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Caspian")
    reader.open("/?panel=read&from=1990-01-01&to=1990-12-31")
    expect(rows).to_have_count(3)  # those without a date
    expect(reader.page.locator(".outside")).to_contain_text("4 articles outside the window")
    reader.page.get_by_role("button", name="Show all time", exact=True).click()
    expect(rows).to_have_count(7)
    reader.page.wait_for_url(lambda url: "from=" not in url)


def test_article_of_the_list_opens_with_its_words_and_places(reader: Visit) -> None:
    reader.open("/?panel=read")
    reader.page.get_by_label("Title, author or publication").fill("ada example")
    expect(reader.page.locator(".articles li")).to_have_count(1)
    reader.page.locator(".articles .title").click()
    second = reader.page.locator('.paragraph[data-number="2"]')
    expect(second.locator("mark")).to_have_count(2)
    expect(second.locator(".chip")).to_have_text("Anaklia")
    expect(reader.page.locator(".article-view h3")).to_have_text(
        ["Lead", "Background", "Implications", "Conclusions"]
    )
    reader.page.wait_for_url("**article=songs**")
    # The map tells what the article speaks of from the rest.
    spoken = reader.page.locator('.site[data-feature="port-anaklia"]')
    expect(spoken).to_have_attribute("aria-label", re.compile("^Port of Anaklia.* in paragraph 2$"))
    expect(reader.page.locator('.is-aside[data-feature="port-baku"]')).to_have_count(1)
    expect(reader.page.locator('.is-aside[data-feature="port-anaklia"]')).to_have_count(0)
    reader.page.get_by_role("button", name="All articles").click()
    expect(reader.page.locator(".articles li")).to_have_count(1)
    expect(reader.page.locator(".corridors-map.is-reading")).to_have_count(0)
    assert reader.complaints == []


def test_mentions_are_walked_and_marked(reader: Visit) -> None:
    reader.open("/?panel=read&article=lamps&feature=port-poti")
    count, following = reader.page.locator(".count"), reader.page.get_by_label("Next mention")
    expect(count).to_have_text("Mention 1 of 3, paragraph 2")
    expect(reader.page.locator("mark.is-chosen")).to_have_count(3)
    following.click()
    following.click()
    expect(count).to_have_text("Mention 3 of 3, paragraph 9")
    expect(count).to_have_attribute("role", "status")
    expect(following).to_be_focused()
    assert in_sight(reader, '[data-number="9"] mark.is-current')
    following.press("n")
    expect(count).to_have_text("Mention 1 of 3, paragraph 2")
    reader.page.locator('[data-number="5"] mark').first.focus()
    reader.page.keyboard.press("p")
    expect(count).to_have_text("Mention 3 of 3, paragraph 9")
    expect(reader.page.locator('[data-number="9"] mark')).to_be_focused()
    reader.page.get_by_label("Clear the chosen place").click()
    expect(reader.page.locator("mark.is-chosen")).to_have_count(0)
    reader.page.wait_for_url(lambda url: "feature" not in url)


def test_mention_points_out_its_place_and_leads_the_map_there(reader: Visit) -> None:
    reader.open("/?panel=read&article=songs")
    mention = reader.page.locator("mark", has_text="Port of Aktau")
    mention.hover()
    expect(reader.page.locator('.site.is-pointed[data-feature="port-aktau"]')).to_have_count(1)
    reader.page.locator(".article-view h2").hover()
    expect(reader.page.locator(".is-pointed")).to_have_count(0)
    reader.ask("() => void window.map_corridors.setView([42, 42], 8, {animate: false})")
    top = "(element) => Math.round(element.getBoundingClientRect().top)"
    before = mention.evaluate(top)
    mention.click()
    reader.page.wait_for_selector('.corridors-map[data-selected="port-aktau"]')
    reader.page.wait_for_function("() => window.map_corridors.getCenter().lng > 50")
    expect(reader.page.locator(".count")).to_have_text("Mention 1 of 1, paragraph 1")
    reader.page.wait_for_url("**feature=port-aktau**panel=read**article=songs**")
    assert abs(mention.evaluate(top) - before) <= 1, "the text stays under the pointer"
    assert reader.complaints == []


def test_place_on_the_map_leads_to_its_mention(reader: Visit) -> None:
    reader.open("/?panel=read&article=lamps")
    reader.click_symbol("port-anaklia")
    expect(reader.page.locator(".count")).to_have_text("Mention 1 of 1, paragraph 5")
    assert in_sight(reader, '[data-number="5"] mark.is-current')
    # Of another place the article has nothing to tell.
    reader.click_symbol("port-aktau")
    reader.wait_for("port-aktau")


def test_address_holds_the_paragraph(reader: Visit) -> None:
    reader.open("/?panel=read&article=lamps&paragraph=7")
    assert in_sight(reader, '.paragraph[data-number="7"]')
    reader.ask(
        """() => {
          const panel = document.querySelector('.article-view');
          const own = panel.querySelector('[data-number="4"]').getBoundingClientRect();
          panel.scrollTop += own.top - panel.getBoundingClientRect().top - 4;
        }"""
    )
    reader.page.wait_for_timeout(1500)  # what moved last was the page itself
    reader.page.mouse.move(1200, 500)
    reader.page.mouse.wheel(0, 8)
    reader.page.wait_for_url("**paragraph=4**")
    # What the page does meanwhile leaves it there.
    reader.page.locator('[data-number="5"] mark').first.click()
    reader.page.wait_for_url("**feature=port-poti**")
    reader.page.reload()
    reader.page.wait_for_selector('.paragraph[data-number="4"]')
    assert in_sight(reader, '.paragraph[data-number="4"]')
    assert "paragraph=4" in reader.page.url


def test_passage_is_read_in_its_article_and_back_returns(reader: Visit) -> None:
    reader.open("/?feature=port-poti").wait_for("port-poti")
    passage = reader.page.locator('.passage[data-passage="lamps#9"]')
    passage.get_by_role("button", name="In the article").click()
    expect(reader.page.locator(".count")).to_have_text("Mention 3 of 3, paragraph 9")
    assert in_sight(reader, '.paragraph[data-number="9"]')
    reader.page.wait_for_url("**article=lamps&paragraph=9**")
    reader.page.go_back()
    reader.wait_for("port-poti")
    expect(passage).to_be_in_viewport()


@pytest.mark.parametrize(
    ("query", "box", "said"),
    [
        ("/?feature=port-aktau", '.passage[data-passage="songs#1"]', "Lead, para. 1"),
        ("/?panel=read&article=songs", '.paragraph[data-number="2"]', "Background, para. 2"),
    ],
)
def test_citation_of_a_passage_is_copied(reader: Visit, query: str, box: str, said: str) -> None:
    reader.open(query)
    passage = reader.page.locator(box)
    passage.locator("summary", has_text="Cite").click()
    expect(passage.locator(".citation")).to_have_count(3)
    passage.get_by_role("button", name="Copy Chicago").click()
    expect(passage.get_by_role("button", name="Copied")).to_be_visible()
    copied = reader.ask("() => navigator.clipboard.readText()")
    assert copied == passage.locator(".citation").nth(1).inner_text()
    assert copied.startswith("Ada Example, “")
    assert said in copied


def test_hostile_article_stays_text(reader: Visit) -> None:
    reader.open("/?panel=read&article=hostile")
    expect(reader.page.locator(".article-view .words")).to_contain_text(
        "<script>window.hacked=1</script>"
    )
    reader.page.locator("mark").first.click()
    reader.page.locator(".cite summary").last.click()
    expect(reader.page.locator(".citation")).to_have_count(3)
    reader.page.get_by_role("button", name="All articles").click()
    expect(reader.page.locator(".articles")).to_contain_text("<img src=x")
    assert reader.ask("() => window.hacked") is None
    assert reader.complaints == []


def test_keyboard_alone_opens_reads_and_chooses(reader: Visit) -> None:
    reader.open("/?panel=read")
    reader.page.get_by_label("Title, author or publication").focus()
    reader.page.keyboard.type("ada")
    expect(reader.page.locator(".articles li")).to_have_count(1)
    for key in ("Tab", "Tab", "Enter"):
        reader.page.keyboard.press(key)
    expect(reader.page.locator(".article-view")).to_be_focused()
    mention = reader.page.locator("mark", has_text="TRIPP")
    for _ in range(30):
        reader.page.keyboard.press("Tab")
        if mention.evaluate("(one) => one === document.activeElement"):
            break
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_selector('.corridors-map[data-selected="corridor-tripp"]')
    expect(mention).to_be_focused()
    expect(mention).to_have_attribute("aria-current", "true")
    reader.page.keyboard.press("n")
    expect(mention).to_be_focused()


def test_without_a_text_the_digests_are_read(visit: Visit) -> None:
    visit.open("/?panel=read&article=blank-2025&feature=port-poti")
    expect(visit.page.locator(".hint")).to_contain_text("not at hand")
    expect(visit.page.locator(".count")).to_have_text("Passage 1 of 1, paragraph 4")
    expect(visit.page.locator('[data-number="4"] .digest').first).to_be_visible()
    expect(visit.page.locator(".article-view .words")).to_have_count(0)

"""The timeline on the page: its window by pointer and by keys, its marks, its play."""

import re

import pytest
from driving import Visit
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

EARLY, LATE = "exercise-birleistik-2024-tokmak", "exercise-casarex-2025"


def site(visit: Visit, feature: str) -> Locator:
    return visit.page.locator(f'.corridors-map .site[data-feature="{feature}"]')


def strip(visit: Visit, query: str = "") -> Locator:
    visit.open(query)
    expect(visit.page.locator(".timeline .mark").first).to_be_visible()
    return visit.page.locator(".timeline")


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_dragged_handle_hides_what_was_before_on_the_map(visit: Visit) -> None:
    timeline = strip(visit)
    expect(site(visit, EARLY)).to_be_visible()
    x, y = middle(timeline.locator(".handle.is-start"))
    to, _ = middle(timeline.locator(".tick.is-strong", has_text="2025"))
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(to - 12, y, steps=6)
    # The map follows the hand: it is hidden before the page knows of the window.
    visit.page.wait_for_function(
        """(site) => !document.querySelector(site).checkVisibility()
          && !location.search.includes("from=")""",
        arg=f'.corridors-map .site[data-feature="{EARLY}"]',
    )
    visit.page.mouse.up()
    visit.page.wait_for_url("**from=2025-01-01**")
    expect(timeline.locator(".words")).to_have_text("Since January 2025")
    expect(site(visit, EARLY)).to_be_hidden()
    expect(site(visit, LATE)).to_be_visible()
    expect(site(visit, "port-aktau")).to_be_visible()
    visit.page.reload()
    expect(timeline.locator(".words")).to_have_text("Since January 2025")
    expect(site(visit, EARLY)).to_be_hidden()
    timeline.get_by_role("button", name="All time", exact=True).click()
    expect(site(visit, EARLY)).to_be_visible()
    visit.page.wait_for_url(lambda url: "from=" not in url)
    assert visit.complaints == []


def test_keys_move_the_window_by_month_and_by_year(visit: Visit) -> None:
    timeline = strip(visit)
    end = timeline.get_by_role("slider", name="End of the window")
    end.focus()
    end.press("PageDown")
    end.press("ArrowRight")
    expect(end).to_have_attribute("aria-valuetext", "January 2025")
    visit.page.wait_for_url("**to=2025-01-31**")
    expect(site(visit, LATE)).to_be_hidden()
    told = timeline.get_by_role("status")
    expect(told).to_have_text(re.compile(r"^Window Until January 2025, \d+ of \d+ dated things, "))
    end.press("Home")
    expect(end).to_have_attribute("aria-valuetext", re.compile("January"))
    end.press("End")
    expect(timeline.locator(".words")).to_have_text("All time")
    expect(site(visit, LATE)).to_be_visible()


def test_passages_of_articles_outside_are_counted_and_shown_again(visit: Visit) -> None:
    strip(visit, "/?feature=port-poti&to=2024-12-31")
    panel = visit.page.locator(".reader")
    expect(panel.locator(".none")).to_have_text("No passage in the window of time.")
    expect(panel.locator(".passage")).to_have_count(0)
    expect(panel.locator(".outside")).to_contain_text(re.compile(r"^\d+ passages? of articles"))
    panel.get_by_role("button", name="Show all time").click()
    expect(panel.locator(".passage").first).to_be_visible()
    expect(visit.page.locator(".timeline .words")).to_have_text("All time")
    visit.page.wait_for_url(lambda url: "to=" not in url)


def test_span_between_the_handles_moves_as_it_is(visit: Visit) -> None:
    timeline = strip(visit, "/?from=2024-01-01&to=2024-06-30")
    box = timeline.locator(".between").bounding_box()
    step, _ = middle(timeline.locator(".tick.is-strong", has_text="2025"))
    year, _ = middle(timeline.locator(".tick.is-strong", has_text="2024"))
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + (step - year) / 2, y, steps=5)
    visit.page.mouse.up()
    visit.page.wait_for_url("**from=2024-07-01&to=2024-12-31**")
    expect(timeline.locator(".words")).to_have_text("July 2024 to December 2024")


def test_play_moves_to_the_end_and_stops(visit: Visit) -> None:
    timeline = strip(visit, "/?from=2025-06-01&to=2025-10-31")
    timeline.get_by_label("Speed").select_option("Fast")
    timeline.get_by_role("button", name="Play").click()
    expect(timeline.get_by_role("button", name="Pause")).to_be_visible()
    expect(timeline.locator(".words")).to_have_text("August 2025 to December 2025")
    expect(timeline.get_by_role("button", name="Play")).to_be_visible()
    visit.page.wait_for_url("**from=2025-08-01**")


def test_a_key_pauses_the_play(visit: Visit) -> None:
    timeline = strip(visit, "/?from=2022-01-01&to=2022-03-31")
    timeline.get_by_role("button", name="Play").click()
    expect(timeline.locator(".words")).to_have_text("February 2022 to April 2022")
    timeline.get_by_role("slider", name="Start of the window").press("Tab")
    expect(timeline.get_by_role("button", name="Play")).to_be_visible()


def test_click_on_a_mark_chooses_its_feature(visit: Visit) -> None:
    timeline = strip(visit)
    mark = timeline.locator(f'.mark[data-feature="{LATE}"]')
    mark.hover()
    expect(timeline.locator(".tip")).to_have_text("CASAREX 2025, 21 July 2025 to 23 July 2025")
    mark.click()
    visit.wait_for(LATE)
    expect(mark).to_have_attribute("aria-pressed", "true")


def test_arrow_keys_lead_from_mark_to_mark_and_enter_chooses(visit: Visit) -> None:
    timeline = strip(visit)
    timeline.locator(f'.mark[data-feature="{LATE}"]').focus()
    visit.page.keyboard.press("ArrowLeft")
    expect(timeline.locator('.mark[data-feature="exercise-caspian-breeze-2025"]')).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.wait_for("exercise-caspian-breeze-2025")


def test_each_click_on_a_mark_of_several_articles_opens_the_next(visit: Visit) -> None:
    mark = strip(visit).locator('.mark[data-article*="blank-2025"]')
    mark.click()
    visit.page.wait_for_url("**article=blank-2025**")
    expect(visit.page.get_by_role("heading", name="Georgia on Trump's Mind")).to_be_visible()
    mark.click()
    visit.page.wait_for_url("**article=avdaliani-2025**")


def test_chosen_event_stays_on_the_map_outside_of_the_window(visit: Visit) -> None:
    strip(visit, f"/?feature={EARLY}&from=2025-01-01")
    expect(site(visit, EARLY)).to_be_visible()


def test_open_strip_leaves_no_need_to_scroll(visit: Visit) -> None:
    timeline = strip(visit)
    page = "document.querySelector('[data-testid=stMain]')"
    fits = f"() => {page}.scrollHeight <= {page}.clientHeight"
    visit.page.wait_for_function(fits)
    before = visit.page.locator(".corridors-map").bounding_box()
    timeline.get_by_role("button", name="Timeline").click()
    expect(timeline.locator(".plot")).to_be_hidden()
    after = visit.page.locator(".corridors-map").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]
    visit.page.wait_for_function(fits)

"""Two corridors side by side, and what stands beside a place."""

import re
from collections.abc import Iterator

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

BOTH = "/?panel=compare&feature=corridor-middle&second=corridor-instc"
MARKED = """() => [...new Set([...document.querySelectorAll('path.leg.is-selected')]
  .map((path) => path.getAttribute('stroke')))].length"""


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    yield Visit(context.new_page(), server.url)
    context.close()


def test_address_opens_the_comparison_and_both_are_marked(visit: Visit) -> None:
    visit.open(BOTH)
    heads = visit.page.locator(".compare .lengths thead th")
    expect(heads).to_have_text([re.compile("^Middle CorridorDostyk"), re.compile("^INSTCWestern")])
    lengths = visit.page.locator(".compare .lengths")
    expect(lengths).to_contain_text("4,329")
    expect(lengths).to_contain_text("6,502")
    choices = visit.page.get_by_label("First corridor").locator("option")
    expect(choices.filter(has_text="whole")).to_have_text(["TRIPP: whole"])
    visit.page.wait_for_function(f"() => ({MARKED})() === 2")
    assert visit.complaints == []


def test_a_stop_is_chosen_and_the_comparison_stays(visit: Visit) -> None:
    visit.open(BOTH)
    visit.page.locator(".compare .strip").get_by_role("button", name="Aktau").click()
    visit.page.wait_for_selector('.corridors-map[data-selected="port-aktau"]')
    expect(visit.page.locator(".compare .lengths thead th").first).to_contain_text("Middle")
    visit.page.wait_for_url("**first=corridor-middle**")
    visit.page.wait_for_url("**feature=port-aktau**")
    visit.page.locator(".compare .strip").get_by_role("button", name="Poti").click()
    visit.page.wait_for_url("**feature=port-poti**")
    assert visit.page.url.count("first=") == 1
    visit.page.go_back()
    visit.page.wait_for_selector('.corridors-map[data-selected="port-aktau"]')
    visit.page.go_back()
    visit.page.wait_for_selector('.corridors-map[data-selected="corridor-middle"]')
    expect(visit.page.locator(".compare")).to_be_visible()


def test_branches_are_chosen_on_both_sides(visit: Visit) -> None:
    visit.open(BOTH)
    visit.page.get_by_label("First corridor").select_option("corridor-middle/middle-btk")
    expect(visit.page.locator(".compare .strip li").last).to_contain_text("Kars")
    visit.page.get_by_label("Second corridor").select_option("corridor-instc/instc-eastern")
    expect(visit.page.locator(".compare .sides")).to_contain_text("Turkmenistan")
    visit.page.wait_for_url("**second=corridor-instc/instc-eastern**")
    visit.page.get_by_role("button", name="Swap the two corridors").click()
    expect(visit.page.locator(".compare .strip li").first).to_contain_text("Moscow")
    visit.page.wait_for_url("**feature=corridor-instc**branch=instc-eastern**")


def test_on_a_phone_nothing_lies_beside_the_screen(phone: Visit) -> None:
    phone.open(BOTH)
    expect(phone.page.locator(".compare .strip")).to_be_visible()
    beyond = """() => [...document.querySelectorAll('.compare *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.outerHTML)"""
    assert phone.ask(beyond) == []
    assert phone.ask("document.scrollingElement.scrollWidth <= innerWidth")


def test_relations_of_a_place_lead_on(visit: Visit) -> None:
    visit.open("/?feature=corridor-middle").wait_for("corridor-middle")
    expect(visit.page.locator(".reader .stated")).to_contain_text("Sources differ")
    others = visit.page.locator(".reader .relations").get_by_role("button")
    others.filter(has_text="Port of Anaklia").click()
    visit.wait_for("port-anaklia")
    expect(visit.page.locator(".reader .stated")).to_contain_text("not built")

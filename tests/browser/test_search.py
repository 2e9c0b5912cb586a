"""The search box: typed, by keyboard alone, hostile words, late answers, the address."""

from pathlib import Path

import pytest
from driving import Visit
from playwright.sync_api import Locator, expect

from corridors.describe.overview import TITLE

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.hacked=1>${window.hacked=1}"


def box(visit: Visit) -> Locator:
    return visit.page.get_by_role("combobox", name="Search places and passages")


def results(visit: Visit) -> Locator:
    return visit.page.get_by_role("listbox", name="Places and passages")


def options(visit: Visit) -> Locator:
    return results(visit).get_by_role("option")


def active(visit: Visit) -> str | None:
    """The text of the option that the box says is active."""
    found = visit.ask(
        "() => document.getElementById(document.querySelector('[role=combobox][aria-controls="
        "search-list]').getAttribute('aria-activedescendant') ?? '')?.textContent ?? null"
    )
    assert found is None or isinstance(found, str)
    return found


def test_misspelt_name_and_enter_choose_the_place(visit: Visit) -> None:
    visit.open()
    box(visit).focus()
    visit.page.keyboard.type("Otchamtchire", delay=20)
    visit.page.keyboard.press("Enter")  # before the answer is there
    visit.wait_for("port-ochamchire")
    expect(box(visit)).to_be_focused()
    expect(box(visit)).to_have_attribute("aria-expanded", "false")
    assert visit.complaints == []


def test_hit_is_marked_and_results_are_told(visit: Visit) -> None:
    visit.open()
    box(visit).fill("anakl")
    expect(options(visit).first.locator("mark")).to_have_text("Anakl")
    expect(visit.page.locator(".search [role=status]")).to_contain_text("result")
    expect(results(visit).get_by_role("group", name="Places")).to_be_visible()


def test_arrows_home_and_end_move_through_the_results(visit: Visit) -> None:
    visit.open()
    box(visit).fill("port of")
    visit.page.wait_for_selector('.search[data-answered="port of"]')
    expect(options(visit).nth(3)).to_be_visible()
    names = options(visit).all_inner_texts()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    expect(options(visit).nth(1)).to_have_attribute("aria-selected", "true")
    assert (active(visit) or "").startswith(names[1].splitlines()[0])
    visit.page.keyboard.press("End")
    expect(options(visit).last).to_have_attribute("aria-selected", "true")
    visit.page.keyboard.press("Home")
    visit.page.keyboard.press("ArrowUp")
    expect(options(visit).last).to_have_attribute("aria-selected", "true")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".reader h2")).to_have_text(names[0].splitlines()[0])


def test_with_nothing_typed_all_places_are_listed_in_their_layers(visit: Visit) -> None:
    visit.open()
    box(visit).focus()
    expect(results(visit).get_by_role("group", name="Corridors")).to_be_visible()
    known = len(visit.ask("() => [...document.querySelectorAll('.reader details .choice')]"))
    expect(options(visit)).to_have_count(known)
    visit.page.keyboard.press("ArrowUp")
    last = (active(visit) or "").strip()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector('.reader:not([data-feature=""]) h2')
    assert last.startswith(visit.page.locator(".reader h2").inner_text())


def test_passage_is_found_marked_and_brought_into_view(visit: Visit, sample: Path) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Add articles").click()
    visit.page.locator('input[type="file"]').set_input_files(str(sample))
    expect(visit.page.get_by_text("1 article, 4 passages added")).to_be_visible()
    visit.page.keyboard.press("Escape")
    box(visit).fill("harbour band")
    passage = results(visit).get_by_role("group", name="Passages").get_by_role("option").first
    expect(passage.locator("mark")).to_have_text(["harbour", "band"])
    passage.click()
    found = visit.page.locator('[data-passage="songs#1"], [data-paragraph="1"]').first
    expect(found).to_be_in_viewport()
    expect(found).to_contain_text("harbour band")


def test_other_spelling_is_offered_where_no_passage_has_the_words(visit: Visit) -> None:
    visit.open()
    box(visit).fill("INSTK")
    expect(visit.page.locator(".search-message")).to_contain_text("Did you mean “INSTC”?")
    expect(options(visit).first).to_contain_text("International North-South Transport Corridor")


def test_escape_closes_then_clears(visit: Visit) -> None:
    visit.open()
    box(visit).fill("poti")
    expect(options(visit).first).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(box(visit)).to_have_attribute("aria-expanded", "false")
    expect(box(visit)).to_have_value("poti")
    visit.page.keyboard.press("Escape")
    expect(box(visit)).to_have_value("")
    visit.page.wait_for_url(lambda url: "words=" not in url)


def test_slash_leads_to_the_box_but_is_typed_in_it(visit: Visit) -> None:
    visit.open("/?feature=port-poti").wait_for("port-poti")
    visit.page.locator(".reader").focus()
    visit.page.keyboard.press("/")
    expect(box(visit)).to_be_focused()
    expect(box(visit)).to_have_value("")
    visit.page.keyboard.press("/")
    expect(box(visit)).to_have_value("/")


def test_hostile_words_stay_text(visit: Visit) -> None:
    visit.open()
    box(visit).fill(HOSTILE)
    expect(visit.page.locator(".search-message")).to_contain_text("onerror=window.hacked=1")
    visit.page.wait_for_url("**words=**")
    visit.open("/" + visit.ask("() => location.search"))
    expect(box(visit)).to_have_value(HOSTILE)
    box(visit).focus()
    expect(visit.page.locator(".search-message")).to_contain_text("onerror=window.hacked=1")
    visit.page.wait_for_timeout(300)
    assert visit.ask("() => window.hacked") is None
    assert visit.complaints == []


def test_address_holds_the_words_and_brings_their_results_back(visit: Visit) -> None:
    visit.open()
    box(visit).fill("Aqtau")
    visit.page.wait_for_url("**words=Aqtau**")
    visit.open("/?words=Aqtau")
    expect(box(visit)).to_have_value("Aqtau")
    expect(box(visit)).to_have_attribute("aria-expanded", "false")
    visit.page.keyboard.press("/")
    visit.page.keyboard.press("Enter")
    visit.wait_for("port-aktau")
    visit.page.wait_for_url("**feature=port-aktau**")
    assert "words=Aqtau" in visit.page.url


def test_late_answer_never_takes_the_place_of_a_newer_one(visit: Visit) -> None:
    visit.open()
    box(visit).fill("poti")
    expect(options(visit).first).to_contain_text("Port of Poti")
    visit.ask(
        """() => document.dispatchEvent(new CustomEvent("corridors:answer", {detail: {
          number: 1, words: "old", answer: {words: "old", corrected: null, placesTotal: 0,
            passagesTotal: 0, places: [], passages: []}}}))"""
    )
    expect(options(visit).first).to_contain_text("Port of Poti")
    visit.page.wait_for_url("**words=poti**")


def test_keystrokes_run_their_answer_only(visit: Visit) -> None:
    frames: list[bytes] = []

    def hear(frame: bytes | str) -> None:
        frames.append(frame if isinstance(frame, bytes) else frame.encode())

    visit.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    visit.open()
    expect(visit.page.locator(".reader h2")).to_have_text(TITLE)
    visit.page.wait_for_timeout(1500)  # the map has reported its first view
    frames.clear()
    box(visit).press_sequentially("port of anaklia", delay=10)
    expect(options(visit).first).to_contain_text("Port of Anaklia")
    assert any(b"answers.js" in frame for frame in frames)
    assert not any(b"map.js" in frame for frame in frames)
    visit.page.keyboard.press("Enter")
    visit.wait_for("port-anaklia")
    assert any(b"map.js" in frame for frame in frames)


def test_box_and_list_are_wide_and_easy_to_hit_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open()
    box(visit).click()
    expect(options(visit).first).to_be_visible()
    sizes = visit.ask(
        "() => [...document.querySelectorAll('.search input, .search [role=option]')]"
        ".map((one) => one.getBoundingClientRect()).map(({width, height}) => [width, height])"
    )
    assert min(height for _, height in sizes) >= 44
    assert min(width for width, _ in sizes) > 340

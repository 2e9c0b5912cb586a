"""The panel of actors: the filter of the map, and who met whom."""

import pytest
from driving import Visit
from playwright.sync_api import expect

from corridors.filtering import Filter
from corridors.workspace import open_workspace

pytestmark = pytest.mark.browser

SITES = """() => [...document.querySelectorAll('.site')]
  .filter((site) => site.checkVisibility()).map((site) => site.dataset.feature)"""


def test_a_state_leaves_on_the_map_what_it_has_a_part_in(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Actors", exact=True).click()
    visit.page.locator('.actors [data-key="state-TR"]').click()
    expect(visit.page.locator(".actors h3").first).to_have_text("Turkey")
    features = open_workspace().atlas.features.values()
    wanted = {f.id for f in features if Filter(actors=("TR",)).shows(f)}
    visit.page.wait_for_function(
        f"(ids) => ({SITES})().every((id) => ids.includes(id))", arg=[*wanted]
    )
    assert visit.ask(SITES)
    visit.page.wait_for_url("**actor=TR**")
    visit.page.get_by_role("button", name="Show all", exact=True).click()
    visit.page.wait_for_function(f"(n) => ({SITES})().length > n", arg=len(wanted))
    # The map may be drawn before the address is written, and back leads from what it says.
    visit.page.wait_for_url(lambda url: "actor=" not in url)
    visit.page.go_back()
    expect(visit.page.locator(".actors h3").first).to_have_text("Turkey")
    assert visit.complaints == []


def test_a_number_of_the_matrix_leads_to_what_both_were_at(visit: Visit) -> None:
    visit.open("/?panel=actors")
    visit.page.get_by_role("button", name="Iran and Russia: 1 exercise").click()
    visit.page.locator(".cell-list").get_by_role("button", name="CASAREX").click()
    visit.page.wait_for_selector('.corridors-map[data-selected="exercise-casarex-2025"]')
    expect(visit.page.locator(".actors")).to_be_visible()


def test_address_restores_the_choice_of_actors(visit: Visit) -> None:
    visit.open("/?panel=actors&actor=IR&actor=European+Union")
    expect(visit.page.locator(".actors h3").nth(0)).to_have_text("Iran")
    expect(visit.page.locator(".actors h3").nth(1)).to_have_text("European Union")

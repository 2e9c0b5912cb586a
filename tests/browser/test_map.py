"""The map on the page: features, layers, view, requests."""

import re

import pytest
from driving import Visit
from playwright.sync_api import FloatRect, WebSocketRoute, expect

from corridors.workspace import open_workspace

pytestmark = pytest.mark.browser

PORTS = ("port-baku", "port-aktau", "port-anaklia", "port-ochamchire", "port-poti")
CORRIDORS = ("corridor-middle", "corridor-instc", "corridor-tripp")
# Where each corridor runs alone, latitude first.
ALONE = {
    "corridor-middle": (40.75, 46.9),
    "corridor-instc": (36.35, 50.0),
    "corridor-tripp": (38.9, 46.2),
}
WESTERNMOST = """(feature) => {
  const { left } = window.map_corridors.getContainer().getBoundingClientRect();
  const found = [];
  window.map_corridors.eachLayer((layer) => {
    if (layer.feature?.properties.feature !== feature) return;
    const place = layer.getBounds().getNorthWest();
    found.push(left + window.map_corridors.latLngToContainerPoint(place).x);
  });
  return Math.min(...found);
}"""
LEGS = """() => {
  let found = 0;
  window.map_corridors.eachLayer((layer) => {
    found += layer.feature?.properties.feature?.startsWith('corridor-') ?? false;
  });
  return found;
}"""


def test_opens_without_a_request_to_another_host(visit: Visit) -> None:
    visit.open()
    visit.page.wait_for_selector(".base-land", state="attached")
    visit.page.wait_for_selector(".label-city")
    visit.page.wait_for_load_state("networkidle")
    visit.settle()
    assert visit.requests
    assert visit.foreign == []
    assert visit.complaints == []


@pytest.mark.parametrize("port", PORTS)
def test_click_on_a_port_shows_its_passages(visit: Visit, port: str) -> None:
    atlas = open_workspace().atlas
    visit.open().click_symbol(port)
    visit.wait_for(port)
    expect(visit.page.locator(".reader .passage")).to_have_count(len(atlas.links_to(port)))
    expect(visit.page.locator(".reader h2")).to_have_text(atlas.features[port].name)
    expect(visit.page.locator(f'.site.is-selected[data-feature="{port}"]')).to_have_count(1)
    assert visit.complaints == []


def test_click_on_an_exercise_site_shows_dates_and_participants(visit: Visit) -> None:
    visit.open().click_symbol("exercise-casarex-2025")
    visit.wait_for("exercise-casarex-2025")
    facts = visit.page.locator(".reader dl")
    expect(facts).to_contain_text("21 July 2025 to 23 July 2025")
    expect(facts).to_contain_text("Iran, Russia")


@pytest.mark.parametrize("corridor", CORRIDORS)
def test_click_on_a_line_chooses_its_corridor(visit: Visit, corridor: str) -> None:
    visit.open()
    # The spot of the line closest to a place where no other corridor runs and no symbol stands.
    x, y = visit.ask(
        """([lat, lng, corridor]) => {
          const map = window.map_corridors;
          map.setView([lat, lng], 8, {animate: false});
          const middle = map.latLngToContainerPoint([lat, lng]);
          const box = map.getContainer().getBoundingClientRect();
          const spots = [];
          map.eachLayer((layer) => {
            if (layer.feature?.properties.feature !== corridor || !layer.getLatLngs) return;
            for (const at of layer.getLatLngs().flat().map((p) => map.latLngToContainerPoint(p))) {
              const hit = document.elementFromPoint(box.x + at.x, box.y + at.y);
              if (hit?.matches('path.hit')) spots.push([at.distanceTo(middle), at]);
            }
          });
          const [, at] = spots.sort(([a], [b]) => a - b)[0];
          return [box.x + at.x, box.y + at.y];
        }""",
        [*ALONE[corridor], corridor],
    )
    visit.page.mouse.click(x, y)
    visit.wait_for(corridor)
    expect(visit.page.locator(".reader .total")).to_contain_text(" km")


def test_port_takes_the_click_where_a_corridor_passes_below(visit: Visit) -> None:
    visit.open()
    visit.ask("() => void window.map_corridors.setView([42.155, 41.655], 8, {animate: false})")
    visit.click_symbol("port-poti")
    visit.wait_for("port-poti")


def test_corridor_switched_off_vanishes_from_the_same_map(visit: Visit) -> None:
    visit.open()
    visit.ask("() => { window.first = window.map_corridors; }")
    visit.ask("() => void window.map_corridors.setView([40, 50], 6.5, {animate: false})")
    view = "() => [window.map_corridors.getZoom(), window.map_corridors.getCenter()]"
    before, legs = visit.ask(view), visit.ask(LEGS)
    switch = visit.page.locator('.legend input[data-group="corridor-instc"]')
    switch.uncheck()
    assert visit.ask(LEGS) < legs
    visit.page.wait_for_url("**off=corridor-instc**")  # the page has answered the report
    visit.settle()
    assert visit.ask("() => window.first === window.map_corridors")
    assert visit.ask(view) == before
    switch.check()
    assert visit.ask(LEGS) == legs
    expect(visit.page.locator(".corridors-map")).to_have_count(1)


def test_heading_switches_all_corridors(visit: Visit) -> None:
    visit.open()
    ports = visit.page.locator(".site-port").count()
    visit.page.locator('.legend input[data-heading="Corridors"]').uncheck()
    assert visit.ask(LEGS) == 0
    expect(visit.page.locator(".site-port")).to_have_count(ports)


def test_choosing_what_is_switched_off_shows_it_again(visit: Visit) -> None:
    visit.open()
    visit.page.locator('.legend input[data-group="ports"]').uncheck()
    expect(visit.page.locator(".site-port")).to_have_count(0)
    visit.page.get_by_role("combobox", name="Search").click()
    visit.page.get_by_role("option", name="Port of Poti").click()
    visit.wait_for("port-poti")
    expect(visit.page.locator('.site.is-selected[data-feature="port-poti"]')).to_have_count(1)


def test_keyboard_alone_chooses_on_the_map_and_in_the_list(visit: Visit) -> None:
    visit.open()
    visit.page.locator('.site[data-feature="port-aktau"]').focus()
    visit.page.keyboard.press("Enter")
    visit.wait_for("port-aktau")
    visit.page.get_by_role("combobox", name="Search").focus()
    visit.page.keyboard.type("anaklia")
    visit.page.keyboard.press("Enter")
    visit.wait_for("port-anaklia")
    visit.page.locator('.site[data-feature="port-baku"]').focus()
    visit.page.keyboard.press("Space")
    visit.wait_for("port-baku")
    assert visit.complaints == []


def test_button_leads_back_to_the_whole_region(visit: Visit) -> None:
    visit.open()
    zoom = visit.ask("() => window.map_corridors.getZoom()")
    visit.ask("() => void window.map_corridors.setView([25, 70], 9, {animate: false})")
    visit.page.get_by_label("Show the whole region").click()
    visit.page.wait_for_function(f"() => window.map_corridors.getZoom() === {zoom}")


def test_labels_do_not_overlap(visit: Visit) -> None:
    visit.open()
    visit.page.wait_for_selector(".label-city")
    for zoom in (4, 5, 6, 7, 8, 9):
        visit.ask(f"() => void window.map_corridors.setView([42, 46], {zoom}, {{animate: false}})")
        visit.ask("() => new Promise((next) => requestAnimationFrame(() => setTimeout(next)))")
        overlaps = visit.ask(
            """() => {
              const boxes = [...document.querySelectorAll('.corridors-map .label')]
                .map((label) => [label.textContent, label.getBoundingClientRect()]);
              const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b]));
              return pairs.filter(([[, a], [, b]]) => a.left < b.right && b.left < a.right
                && a.top < b.bottom && b.top < a.bottom).map(([a, b]) => [a[0], b[0]]);
            }"""
        )
        assert overlaps == [], f"at zoom {zoom}"


def test_phone_has_all_within_its_width(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open()
    assert visit.ask("() => document.documentElement.scrollWidth") <= 390
    visit.page.locator(".legend > summary").click()
    legend = visit.page.locator(".legend").bounding_box()
    assert legend is not None
    assert legend["x"] >= 0
    assert legend["x"] + legend["width"] <= 390


def test_page_at_an_address_opens_with_its_feature(visit: Visit) -> None:
    visit.open("/?feature=corridor-tripp").wait_for("corridor-tripp")


def test_unknown_feature_in_the_address_is_said_and_left(visit: Visit) -> None:
    visit.open("/?feature=port-atlantis")
    expect(visit.page.get_by_text("is not here (feature)")).to_be_visible()
    visit.page.wait_for_url(lambda url: "port-atlantis" not in url)


def test_pointer_shows_where_it_is(visit: Visit) -> None:
    visit.open()
    x, y = visit.ask(
        """() => {
          const map = window.map_corridors;
          map.setView([41.5, 50.5], 7, {animate: false});
          const at = map.latLngToContainerPoint([41.5, 50.5]);
          const box = map.getContainer().getBoundingClientRect();
          return [box.x + at.x, box.y + at.y];
        }"""
    )
    visit.page.mouse.move(x, y)
    position = visit.page.locator(".position")
    expect(position).to_have_text(re.compile(r"41\.(49|50)\d° N, 50\.(49|50)\d° E"))
    visit.page.mouse.move(5, 5)
    expect(position).to_be_empty()


def drawn(visit: Visit, kind: str) -> int:
    """How many lines of INSTC are drawn so: not hidden, and of a class where one is named."""
    found: int = visit.ask(
        """(kind) => {
          let found = 0;
          window.map_corridors.eachLayer((layer) => {
            if (layer.feature?.properties.feature !== 'corridor-instc') return;
            const { classList } = layer.getElement();
            found += classList.contains('leg') && !classList.contains('is-off')
              && (!kind || classList.contains(kind));
          });
          return found;
        }""",
        kind,
    )
    return found


def test_branch_is_chosen_alone_and_left_again(visit: Visit) -> None:
    instc = open_workspace().atlas.features["corridor-instc"]
    branch = instc.branches[0]
    visit.open("/?feature=corridor-instc").wait_for("corridor-instc")
    assert drawn(visit, "is-selected") == len(instc.legs)
    visit.page.locator(f'.reader .branch[data-branch="{branch.id}"]').click()
    expect(visit.page.locator(".reader tbody tr, .reader table tr:has(td)")).to_have_count(
        len(branch.legs)
    )
    expect(visit.page.locator(".reader .total")).to_contain_text(branch.name)
    visit.page.wait_for_function(
        "() => document.querySelectorAll('.corridors-map .is-dimmed').length > 0"
    )
    assert drawn(visit, "is-selected") == len(branch.legs)
    visit.page.wait_for_url(f"**branch={branch.id}**")
    visit.page.locator('.reader .branch[data-branch=""]').click()
    expect(visit.page.locator(".reader .total")).to_contain_text("All legs")
    visit.page.wait_for_url(lambda url: "branch" not in url)
    assert visit.complaints == []


def test_address_opens_a_branch(visit: Visit) -> None:
    branch = open_workspace().atlas.features["corridor-instc"].branches[-1]
    visit.open(f"/?feature=corridor-instc&branch={branch.id}").wait_for("corridor-instc")
    chosen = visit.page.locator('.reader .branch[aria-pressed="true"]')
    expect(chosen).to_have_text(branch.name)


def test_unknown_branch_in_the_address_is_said_and_left(visit: Visit) -> None:
    visit.open("/?feature=corridor-instc&branch=moon").wait_for("corridor-instc")
    expect(visit.page.get_by_text("is not here (branch)")).to_be_visible()
    visit.page.wait_for_url(lambda url: "branch" not in url)


def test_branches_switched_off_hide_the_legs_that_no_other_runs_along(visit: Visit) -> None:
    instc = open_workspace().atlas.features["corridor-instc"]
    first, *others = instc.branches
    alone = set(first.legs) - {leg for branch in others for leg in branch.legs}
    visit.open()
    visit.page.get_by_role("button", name="Branches of INSTC").click()
    switch = visit.page.locator(f'.legend input[data-branch="corridor-instc/{first.id}"]')
    switch.uncheck()
    assert drawn(visit, "") == len(instc.legs) - len(alone)
    switch.check()
    assert drawn(visit, "") == len(instc.legs)


def test_clicks_on_one_spot_choose_one_after_the_other(visit: Visit) -> None:
    features = open_workspace().atlas.features
    held = [f for f in features.values() if f.id.startswith("meeting-dushanbe-")]
    spot = held[0].geometry.representative_point()
    here = [f.id for f in held if f.geometry.distance(spot) < 1e-6]
    assert len(here) > 1
    visit.open()
    visit.ask(
        "([lat, lng]) => void window.map_corridors.setView([lat, lng], 9, {animate: false})",
        [spot.y, spot.x],
    )
    chosen: list[str] = []
    for _ in here:
        visit.click_symbol(here[0])
        visit.page.wait_for_function(
            "(before) => !before.includes(document.querySelector('.reader').dataset.feature)",
            arg=[*chosen, ""],
        )
        chosen.append(visit.ask("() => document.querySelector('.reader').dataset.feature"))
    assert sorted(chosen) == sorted(here)


def view_of(visit: Visit) -> list[float]:
    found: list[float] = visit.ask(
        "() => { const m = window.map_corridors, c = m.getCenter();"
        " return [c.lat, c.lng, m.getZoom()].map((n) => Math.round(n * 1000) / 1000); }"
    )
    return found


def test_what_is_chosen_from_the_list_does_not_lie_under_the_legend(visit: Visit) -> None:
    visit.open("?map=6/44.9/47.75")
    legend = visit.page.locator(".legend").bounding_box()
    poti = visit.page.locator('.site[data-feature="port-poti"]')
    assert legend is not None
    before = poti.bounding_box()
    assert before is not None
    assert _within(legend, before)
    visit.page.get_by_text(re.compile("^Ports \\d+$")).click()
    visit.page.get_by_role("button", name="Port of Poti", exact=True).click()
    visit.wait_for("port-poti")
    after = poti.bounding_box()
    assert after is not None
    assert not _within(legend, after)
    visit.page.get_by_role("button", name="Close").click()
    visit.wait_for("")
    visit.page.get_by_role("button", name=re.compile("^(TRIPP$|Trump Route)")).first.click()
    visit.wait_for("corridor-tripp")
    assert visit.ask(WESTERNMOST, "corridor-tripp") > legend["x"] + legend["width"]


def _within(outer: FloatRect, inner: FloatRect) -> bool:
    x, y = inner["x"] + inner["width"] / 2, inner["y"] + inner["height"] / 2
    return (
        outer["x"] <= x <= outer["x"] + outer["width"]
        and outer["y"] <= y <= outer["y"] + outer["height"]
    )


def test_back_and_forward_lead_through_what_was_seen_on_the_same_map(visit: Visit) -> None:
    visit.open()
    visit.ask("() => { window.first = window.map_corridors; }")
    start = view_of(visit)
    visit.click_symbol("port-baku")
    visit.wait_for("port-baku")
    visit.page.wait_for_url("**feature=port-baku**")
    visit.ask("() => void window.map_corridors.setView([42, 41], 7, {animate: false})")
    visit.page.locator('.legend input[data-group="corridor-instc"]').uncheck()
    visit.page.wait_for_url("**off=corridor-instc**")
    visit.click_symbol("port-poti")
    visit.wait_for("port-poti")
    visit.page.wait_for_url("**feature=port-poti**")
    visit.page.locator('.legend input[data-group="corridor-instc"]').check()
    visit.page.wait_for_url(lambda url: "off=" not in url)
    visit.page.go_back()
    visit.wait_for("port-baku")
    expect(visit.page.locator('.legend input[data-group="corridor-instc"]')).not_to_be_checked()
    assert view_of(visit) == [42, 41, 7]
    visit.page.go_back()
    visit.wait_for("")
    assert view_of(visit)[2] == start[2]
    assert view_of(visit)[:2] == pytest.approx(start[:2], abs=0.01)
    visit.page.go_forward()
    visit.wait_for("port-baku")
    visit.page.wait_for_url("**feature=port-baku**")
    assert visit.ask("() => window.first === window.map_corridors")
    assert visit.complaints == []


def test_back_arrives_though_the_first_word_of_it_was_lost(visit: Visit) -> None:
    lost: list[str | bytes] = []
    losing = False

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda said: lost.append(said) if losing else server.send(said))

    visit.page.route_web_socket("**/_stcore/stream", relay)
    visit.open()
    visit.click_symbol("port-baku")
    visit.wait_for("port-baku")
    visit.page.wait_for_url("**feature=port-baku**")
    losing = True
    visit.page.go_back()
    visit.until(lambda: any(b"moved" in said for said in lost if isinstance(said, bytes)))
    losing = False
    visit.wait_for("")
    assert "feature=" not in visit.page.url


def test_address_restores_view_and_switches(visit: Visit) -> None:
    visit.open("/?feature=port-poti&off=corridor-instc&map=8/42.2/42.1").wait_for("port-poti")
    expect(visit.page.locator('.legend input[data-group="corridor-instc"]')).not_to_be_checked()
    assert view_of(visit)[2] == 8
    assert view_of(visit)[:2] == pytest.approx([42.2, 42.1], abs=0.01)


def test_link_is_copied(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("/?feature=port-poti").wait_for("port-poti")
    visit.page.get_by_role("button", name="Copy link").click()
    expect(visit.page.get_by_role("status").get_by_text("copied")).to_have_count(1)
    assert visit.ask("() => navigator.clipboard.readText()") == visit.page.url

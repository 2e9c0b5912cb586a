"""Every place that a text from outside can enter: it stays text, runs nothing, asks nothing."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import hostile
import pytest
from driving import Server, Visit
from hostile import ALL, CORPUS, WAY
from playwright.sync_api import Browser, Dialog, FilePayload, expect

pytestmark = pytest.mark.browser

# What no text from outside may become: elements that run, load or lead away, and handlers.
PLANTED = """() => {
  const addresses = ['src', 'href', 'xlink:href', 'action', 'data', 'formaction', 'srcdoc'];
  const found = [];
  const strange = /^(iframe|object|embed|base|marquee|math|foreignObject|audio|video)$/i;
  for (const element of document.querySelectorAll('*')) {
    const planted = [...element.attributes].some(({ name, value }) => name.startsWith('on')
      || (addresses.includes(name) && /^\\s*(javascript|vbscript|data:text)/i.test(value))
      || (addresses.includes(name) && /hostile/.test(value)
        && !element.matches('a[rel~=noopener]')));
    const code = element.matches('script, style')
      && /hacked|hostile\\.invalid/.test(element.textContent);
    if (planted || code || strange.test(element.tagName)) {
      found.push(element.outerHTML.slice(0, 300));
    }
  }
  return found;
}"""
LEAD = "A made-up ferry sailed for Aktau, and its band played for"
ALL_TEXTS = "(selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent)"


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app over a library in which every word is hostile."""
    folder = tmp_path_factory.mktemp("besieged")
    hostile.fill(folder / "library")
    with Server(folder) as found:
        yield found


@pytest.fixture
def guard(browser: Browser, besieged: Server) -> Iterator[Visit]:
    """A visitor; at the end nothing has run, and nothing was asked of another host."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    visit = Visit(page, besieged.url)
    yield visit
    visit.settle()
    assert visit.ask("() => window.hacked") is None
    assert visit.ask(PLANTED) == []
    assert visit.foreign == []
    assert visit.complaints == []
    assert said == []
    assert len(context.pages) == 1
    context.close()


def texts(visit: Visit, selector: str) -> list[str]:
    found = visit.ask(ALL_TEXTS, selector)
    assert isinstance(found, list)
    return found


def missing(wanted: list[str], found: list[str]) -> list[str]:
    return [text for text in wanted if not any(text in one for one in found)]


def test_names_in_the_list_the_legend_and_on_the_map(guard: Visit) -> None:
    guard.open("/?map=7/41.0000/50.0000")
    assert missing(CORPUS, texts(guard, ".reader .choice")) == []
    assert CORPUS[0] in texts(guard, ".legend .row span")
    guard.page.wait_for_selector(".label-feature")
    names = {*texts(guard, ".label-feature")}
    assert len(names & set(CORPUS)) > 20
    for site in guard.page.locator('.site[data-feature^="hostile-0"]').all()[:20]:
        site.dispatch_event("mouseover")
    assert {*texts(guard, ".leaflet-tooltip div")} & set(CORPUS)


def test_all_that_is_said_of_a_place(guard: Visit) -> None:
    guard.open(f"/?feature={ALL}")
    guard.wait_for(ALL)
    assert missing(CORPUS, texts(guard, ".reader dd")) == []
    assert missing(CORPUS, texts(guard, ".reader details li")) == []
    assert guard.page.locator('.reader a:not([href^="https://example.org/"])').count() == 0
    for panel in guard.page.locator(".switch button").all():
        panel.click()
        guard.page.wait_for_selector('[data-test-script-state="notRunning"]')
    guard.page.locator('.switch [data-id="table"]').click()
    guard.page.wait_for_selector(".stDataFrame canvas")


def test_legs_and_branches_and_what_is_compared(guard: Visit) -> None:
    guard.open(f"/?feature={WAY}")
    guard.wait_for(WAY)
    assert missing(CORPUS, texts(guard, ".reader .branch")) == []
    assert missing(CORPUS, texts(guard, ".reader table td")) == []
    assert missing(CORPUS[::9], texts(guard, ".timeline .mark, .timeline .name, .reader")) == []
    guard.open(f"/?panel=compare&feature={WAY}&branch=branch-0&second={WAY}/branch-1")
    guard.page.wait_for_selector(".compare table")
    assert missing(CORPUS[:2], texts(guard, ".compare option, .compare h3, .compare th")) == []


def test_passages_of_a_place_with_their_heads(guard: Visit) -> None:
    guard.open("/?feature=port-poti")
    guard.wait_for("port-poti")
    while (more := guard.page.locator(".reader .more")).count():
        before = guard.page.locator(".reader .passage").count()
        more.click()
        guard.page.wait_for_function(
            "(n) => document.querySelectorAll('.reader .passage').length > n", arg=before
        )
    assert missing(CORPUS, texts(guard, ".reader blockquote")) == []
    assert missing(CORPUS, texts(guard, ".reader h4")) == []
    assert missing(CORPUS, texts(guard, ".reader .byline")) == []
    guard.page.locator(".reader .cite, .reader button:has-text('Cite')").first.click()


def test_articles_in_the_list_and_open(guard: Visit) -> None:
    guard.open("/?panel=read")
    rows = guard.page.locator(".articles li")
    while guard.page.locator(".article-view .more:visible").count():
        before = rows.count()
        guard.page.locator(".article-view .more").click()
        expect(rows.nth(before)).to_be_visible()
    assert missing(CORPUS, texts(guard, ".articles .title")) == []
    assert missing(CORPUS, texts(guard, ".articles .byline")) == []
    guard.page.locator(".articles .title", has_text="All").first.click()
    guard.page.wait_for_selector(".paragraph")
    found = texts(guard, ".paragraph .words")
    assert missing(CORPUS, found) == []
    assert found[-1] == hostile.WORD
    wide = guard.ask("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_faults_are_named_in_words(guard: Visit) -> None:
    guard.open()
    guard.page.get_by_text("faults in the data, left out").click()
    guard.page.wait_for_selector('[data-testid="stText"]')
    guard.settle()
    said = "\n".join(texts(guard, '[data-testid="stText"]'))
    assert "broken.geojson" in said
    assert "links.json" in said
    assert f"{CORPUS[0].replace('/', '∕')} 0.json" in said


def test_words_typed_into_the_search(guard: Visit) -> None:
    guard.open()
    box = guard.page.get_by_role("combobox", name="Search places and passages")
    for text in CORPUS:
        box.fill(text)
        guard.page.wait_for_timeout(30)
    box.fill(CORPUS[0])
    expect(guard.page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    expect(guard.page.get_by_role("option", name=CORPUS[0]).first).to_be_visible()


def test_whatever_stands_in_the_address(guard: Visit) -> None:
    for key in ("feature", "off", "actor"):
        guard.open("/?" + urlencode([(key, text) for text in CORPUS]))
        guard.page.wait_for_selector('[data-testid="stAlert"], .reader')
    guard.open("/?" + urlencode({"words": " ".join(CORPUS)[:2000], CORPUS[0]: CORPUS[1]}))
    pairs = [(key, CORPUS[18]) for key in ("article", "branch", "map", "panel", "second", "tiles")]
    guard.open("/?" + urlencode(pairs))
    expect(guard.page.get_by_text("names something that is not here")).to_be_visible()


def test_files_that_are_added_and_corrected(guard: Visit, tmp_path: Path) -> None:
    guard.open()
    guard.page.get_by_role("button", name="Add articles").click()
    # A browser sends line breaks, quotes and backslashes of a name in another form.
    named = [text for text in CORPUS[::5] if not set(text) & set('\0\n"\r\\')]
    names = [text.replace("/", "∕") for text in named]
    guard.page.locator('input[type="file"]').set_input_files(
        [FilePayload(name=f"{n}.pdf", mimeType="application/pdf", buffer=b"%PDF-no") for n in names]
    )
    alerts = guard.page.locator('[data-testid="stAlert"]')
    expect(alerts.nth(len(names) - 1)).to_be_visible()
    assert missing([name.strip() for name in names], texts(guard, '[data-testid="stAlert"]')) == []
    text = "\n\n".join(f"{LEAD} {text}" for text in CORPUS if text.isprintable())
    guard.page.locator('input[type="file"]').set_input_files(
        {"name": "x`${window.hacked=1}.md", "mimeType": "text/plain", "buffer": text.encode()}
    )
    expect(guard.page.get_by_text("passages added")).to_be_visible()


def test_places_that_are_typed(guard: Visit) -> None:
    guard.open()
    guard.page.get_by_role("button", name="New places").click()
    field = guard.page.get_by_role("textbox", name="Name", exact=True)
    for text in (
        CORPUS[18],
        ":material/home: a -> b",
        "<b>Quay</b> $x^2$ :red[no] www.hostile.invalid",
    ):
        field.fill(text)
        field.press("Enter")
        where = guard.page.get_by_role("textbox", name="Longitude, latitude")
        where.fill("51.5, 43.5")
        where.press("Enter")
        guard.page.get_by_role("button", name="Add", exact=True).click()
        expect(guard.page.locator('[data-testid="stAlert"]', has_text=text)).to_be_visible()
        # The fields of the run before stand until this one has ended.
        guard.page.wait_for_selector('[data-test-script-state="notRunning"]')

"""The panel: passages with and without their words, ways between features, uploads."""

from pathlib import Path

import pytest
from driving import Server, Visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

HOSTILE = """By <img src=x onerror="window.hacked=1">

The port of Poti <script>window.hacked=1</script> said `${window.hacked=1}` and
"></mark><svg onload=window.hacked=1> to Anaklia.
"""


def upload(visit: Visit, *files: Path) -> None:
    visit.page.get_by_role("button", name="Add articles").click()
    visit.page.locator('input[type="file"]').set_input_files([str(file) for file in files])


def test_without_articles_digests_stand_with_a_hint(visit: Visit) -> None:
    visit.open().click_symbol("port-anaklia")
    visit.wait_for("port-anaklia")
    expect(visit.page.locator(".reader .digest").first).to_be_visible()
    expect(visit.page.locator(".reader blockquote")).to_have_count(0)
    expect(visit.page.locator(".reader .quiet")).to_contain_text("corridors import")


def test_name_of_another_feature_leads_there(visit: Visit) -> None:
    visit.open("/?feature=port-poti").wait_for("port-poti")
    visit.page.locator(".reader .other", has_text="Port of Anaklia").first.click()
    visit.wait_for("port-anaklia")
    expect(visit.page.locator(".reader h2")).to_have_text("Port of Anaklia")
    visit.page.wait_for_url("**feature=port-anaklia**")


def test_closing_leaves_nothing_chosen(visit: Visit) -> None:
    visit.open("/?feature=port-poti").wait_for("port-poti")
    visit.page.locator(".reader .close").click()
    visit.wait_for("")
    visit.page.wait_for_url(lambda url: "feature" not in url)


def test_upload_finds_its_places(visit: Visit, sample: Path) -> None:
    visit.open("/?feature=port-aktau").wait_for("port-aktau")
    upload(visit, sample)
    expect(visit.page.get_by_text("1 article, 4 passages added")).to_be_visible()
    quote = visit.page.locator('.passage[data-passage="songs#1"]')
    expect(quote.locator("mark")).to_have_text("Port of Aktau")
    expect(quote.locator("blockquote")).to_contain_text("made-up spring")


def test_reference_back_is_shown_as_such(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "crane.txt"
    path.write_text(
        "A made-up crane was lent to the Port of Poti for one summer.\n\n"
        "The port gave it back in autumn.\n",
        encoding="utf-8",
    )
    visit.open("/?feature=port-poti").wait_for("port-poti")
    upload(visit, path)
    second = visit.page.locator('.passage[data-passage="crane#2"]')
    expect(second.locator(".basis")).to_contain_text("referred back to")
    expect(second.locator("mark")).to_have_text("The port")


def test_hostile_upload_stays_text(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "<b>`${window.hacked=1}.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    visit.open("/?feature=port-poti").wait_for("port-poti")
    upload(visit, path)
    expect(visit.page.locator(".reader blockquote")).to_contain_text("<script>window.hacked=1")
    visit.page.wait_for_timeout(500)
    assert visit.ask("() => window.hacked") is None
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt"),
        ("wide.txt", "Poti".encode("utf-16-be"), "wide.txt"),
    ],
)
def test_bad_upload_is_named_and_the_rest_stays_up(
    visit: Visit, tmp_path: Path, sample: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    visit.open()
    upload(visit, path, sample)
    expect(visit.page.get_by_text("Not added").first).to_contain_text(said)
    expect(visit.page.get_by_text("1 article, 4 passages added")).to_be_visible()
    visit.page.keyboard.press("Escape")
    visit.click_symbol("port-baku")
    visit.wait_for("port-baku")


def test_upload_beyond_the_limit_is_refused(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    visit.open()
    upload(visit, path)
    expect(visit.page.get_by_text("must be 20.0MB or smaller")).to_be_visible()
    visit.page.keyboard.press("Escape")
    visit.click_symbol("port-baku")
    visit.wait_for("port-baku")


def test_folder_of_articles_is_read_and_its_broken_file_named(
    browser: Browser, stocked: Server
) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    visit = Visit(context.new_page(), stocked.url).open("/?feature=port-aktau")
    visit.wait_for("port-aktau")
    expect(visit.page.locator('.passage[data-passage="songs#1"] mark')).to_have_count(1)
    notice = visit.page.get_by_text("1 fault in the data")
    notice.click()
    expect(visit.page.get_by_text("broken.txt")).to_be_visible()
    context.close()

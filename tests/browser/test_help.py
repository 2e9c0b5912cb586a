"""The first hint, the help, and keys of a single character that can be switched off."""

import pytest
from driving import Visit
from playwright.sync_api import expect

from corridors import __version__

pytestmark = pytest.mark.browser


def test_hint_stays_away_once_it_is_dismissed(visit: Visit) -> None:
    visit.open()
    hint = visit.page.get_by_role("region", name="First steps")
    expect(hint).to_contain_text("Click a port or a line")
    hint.get_by_role("button", name="Got it").click()
    expect(hint).to_have_count(0)
    visit.open()
    expect(visit.page.get_by_role("button", name="Help and about")).to_be_visible()
    expect(hint).to_have_count(0)


def test_help_opens_by_its_key_keeps_the_focus_and_closes(visit: Visit) -> None:
    visit.open()
    button = visit.page.get_by_role("button", name="Help and about")
    button.focus()
    visit.page.keyboard.press("?")
    dialog = visit.page.get_by_role("dialog", name="Help")
    expect(dialog).to_contain_text("ODbL 1.0")
    expect(dialog).to_contain_text(f"Corridors {__version__}:")
    for _ in range(8):
        visit.page.keyboard.press("Tab")
        # Past the last element the browser's own bar has the focus: nothing of the page below.
        assert visit.ask(
            "() => document.activeElement === document.body"
            " || Boolean(document.activeElement.closest('dialog'))"
        )
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_keys_of_one_character_can_be_switched_off_for_good(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Help and about").click()
    dialog = visit.page.get_by_role("dialog", name="Help")
    dialog.get_by_label("Use keys of a single character").uncheck()
    dialog.get_by_role("button", name="Close").click()
    visit.open()
    search = visit.page.get_by_role("combobox", name="Search")
    visit.page.wait_for_selector('html[data-keys="off"]', state="attached")
    visit.page.keyboard.press("/")
    visit.page.keyboard.press("?")
    expect(search).not_to_be_focused()
    expect(dialog).to_be_hidden()
    visit.page.get_by_role("button", name="Help and about").click()
    dialog.get_by_label("Use keys of a single character").check()
    dialog.get_by_role("button", name="Close").click()
    visit.page.keyboard.press("/")
    expect(search).to_be_focused()

"""The part of the page that adds articles, without a browser."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import making
import pytest
from driving import ROOT
from streamlit.testing.v1 import AppTest
from test_fetching import Site, answer, here

from corridors.articles.recognition import fingerprint
from corridors.library.disk import load, save
from corridors.library.fetching import Fetcher
from corridors.model import Paragraph, Text
from corridors.page.header import add_articles

STORY = [f"{making.paragraph(1)} It sailed for Aktau.", making.paragraph(2)]
HERONS = Text("herons", tuple(Paragraph(n, "body", words) for n, words in enumerate(STORY, 1)))


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def geodata(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Geodata with one made-up article that the test's own site lists."""
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder)
    record = {
        "id": "heron-2001",
        "title": "A Heron",
        "author": "Ada Example",
        "publication": "The Analyst of Herons",
        "publisher": "Herons",
        "date": "2001",
        "date_text": "2001",
        "url": f"{site.url}/list.html",
        "url_is_list": True,
    }
    digests = [
        {
            "article": "heron-2001",
            "section": "body",
            "paragraph": number,
            "fingerprint": fingerprint(words),
            "start": " ".join(words.split()[:3]),
            "features": [],
        }
        for number, words in enumerate(STORY, 1)
    ]
    (folder / "articles.json").write_text(json.dumps([record]))
    (folder / "digests.json").write_text(json.dumps(digests))
    monkeypatch.setenv("CORRIDORS_GEODATA", str(folder))
    return folder


@pytest.fixture
def may_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the page allows it; the site of the test is on this machine."""
    monkeypatch.setenv("CORRIDORS_FETCH", "on")
    monkeypatch.setenv("CORRIDORS_WRITE", "on")
    monkeypatch.setattr(add_articles, "_fetcher", lambda: Fetcher(allowed=here, pause=0))


@pytest.fixture
def may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the page lets any visitor change the library."""
    monkeypatch.setenv("CORRIDORS_WRITE", "on")


def page() -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not test.exception
    return test


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if label in button.label).click().run()
    assert not test.exception
    return test


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def said(test: AppTest) -> str:
    return " ".join(element.value for element in (*test.success, *test.error))


def serve(site: Site, *stories: list[str]) -> None:
    items = [
        making.item(f"Heron {i}", f"/item/{i}.html", "".join(f"<p>{text}</p>" for text in story))
        for i, story in enumerate(stories)
    ]
    site.pages["/list.html"] = answer(making.tag_page(*items), "text/html")


@pytest.mark.usefixtures("may_fetch", "geodata")
class TestFetching:
    def test_one_click_gets_the_described_articles(self, site: Site, own_library: Path) -> None:
        serve(site, making.story(7), STORY)
        test = press(page(), "Get 1 article from the publisher")
        assert "A Heron: 2 passages" in said(test).replace("\\", "")
        assert [text.id for text in load(own_library)[0]] == ["heron-2001"]
        assert any("1 text at hand" in caption.value for caption in test.caption)
        assert not any("from the publisher" in label for label in labels(test))

    def test_what_cannot_be_reached_is_said(self, site: Site, own_library: Path) -> None:
        site.close()
        test = press(page(), "Get 1 article from the publisher")
        assert "cannot be reached" in test.error[0].value
        assert any("from the publisher" in label for label in labels(test))
        assert not own_library.exists()

    def test_the_page_of_any_address_is_added(self, site: Site, own_library: Path) -> None:
        story = "".join(f"<p>{text}</p>" for text in making.story(8))
        site.pages["/heron.html"] = answer(making.article_page("A Reed", story), "text/html")
        test = page()
        field = next(field for field in test.text_input if "Address" in field.label)
        field.input(f"{site.url}/heron.html")
        press(test, "Get this page")
        assert [text.title for text in load(own_library)[0]] == ["A Reed"]

    def test_an_address_that_may_not_be_asked_is_refused_in_words(self, own_library: Path) -> None:
        test = page()
        field = next(field for field in test.text_input if "Address" in field.label)
        field.input("http://10.0.0.1/secret")
        press(test, "Get this page")
        assert "not an address of the public internet" in test.error[0].value
        assert not own_library.exists()


def test_a_visitor_from_elsewhere_is_offered_no_fetching() -> None:
    test = page()
    assert not any(label.startswith("Get") for label in labels(test))


@pytest.mark.usefixtures("may_write")
class TestCorrecting:
    def choose(self) -> AppTest:
        test = page()
        box = next(box for box in test.selectbox if "Correct" in box.label)
        box.select("herons").run()
        assert not test.exception
        return test

    def test_what_an_article_says_of_itself_is_corrected(self, own_library: Path) -> None:
        save(HERONS, own_library)
        test = self.choose()
        for field, value in zip(
            ("Title", "Author", "Date", "Address"),
            ("A Reed", "Ada Example", "1 May 2024", "https://example.org/reed"),
            strict=True,
        ):
            next(f for f in test.text_input if f.label == field).input(value)
        press(test, "Correct")
        [text] = load(own_library)[0]
        assert (text.title, text.author) == ("A Reed", "Ada Example")
        assert (text.date, text.url) == ("2024-05-01", "https://example.org/reed")

    def test_what_is_no_date_is_said_and_changes_nothing(self, own_library: Path) -> None:
        save(HERONS, own_library)
        test = self.choose()
        next(field for field in test.text_input if field.label == "Date").input("soon")
        press(test, "Correct")
        assert "is not a date" in test.error[0].value
        assert load(own_library)[0] == [HERONS]

    def test_the_described_articles_are_not_offered(self) -> None:
        assert not any("Correct" in box.label for box in page().selectbox)


def test_a_cache_that_breaks_in_use_is_named_and_made_anew(own_library: Path) -> None:
    save(HERONS, own_library)
    test = page()
    [path] = (own_library.parent / "cache").glob("*.sqlite")
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\7" * (len(whole) - 8192))
    test.query_params["feature"] = "port-aktau"
    broken = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    broken.query_params["feature"] = "port-aktau"
    broken.run()
    assert not broken.exception
    assert path.name in " ".join(error.value for error in broken.error).replace("\\", "")
    healed = broken.run()
    assert not healed.exception
    assert not healed.error
    assert any("1 text at hand" in caption.value for caption in healed.caption)

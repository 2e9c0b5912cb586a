"""What several tests need: a made-up article and an environment of the test's own."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Server, Visit, chromium
from hypothesis import settings
from making import paragraph
from playwright.sync_api import Browser

# How long an example takes is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

BRIEF = 15

SAMPLE = """By Ada Example

The ferry Meduza began to call at the Port of Aktau in a made-up spring, and the harbour band
played for it.

BACKGROUND: A second ferry, the Nautilus, was to sail for Anaklia. It waits; the port of Anaklia
exists in this tale as a drawing only.

IMPLICATIONS: The two captains agreed that a corridor of songs, which they named TRIPP for their
tripping feet, needs neither rails nor customs.

CONCLUSIONS: Nothing of this ever happened.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick, and begin with what takes longest, which others may then run beside."""
    for item in items:
        if not any(map(item.get_closest_marker, ("browser", "slow"))):
            item.add_marker("quick")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


# Poti thrice, in paragraphs 2, 5 and 9; Anaklia in 5.
LAMPS = "\n\n".join(
    {
        2: "A barge of made-up lamps lay in the Port of Poti.",
        5: "The Port of Poti lent its one crane to the Port of Anaklia, in this tale.",
        9: "At last the Port of Poti sold the lamps.",
    }.get(number, "")
    + paragraph(number, 4)
    for number in range(1, 15)
)
_HOSTILE = """---
title: "<img src=x onerror='window.hacked=1'>"
author: "`${window.hacked=1}</script>"
---

The port of Poti <script>window.hacked=1</script> said `${window.hacked=1}` and
"></mark><svg onload=window.hacked=1> to the port of Anaklia.
"""


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the library and the cache of whoever runs it."""
    library = tmp_path / "library"
    monkeypatch.setenv("CORRIDORS_LIBRARY", str(library))
    monkeypatch.setenv("CORRIDORS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CORRIDORS_ARTICLES", raising=False)
    monkeypatch.delenv("CORRIDORS_FETCH", raising=False)
    monkeypatch.delenv("CORRIDORS_WRITE", raising=False)
    monkeypatch.delenv("CORRIDORS_GEODATA", raising=False)
    return library


@pytest.fixture
def brief() -> Iterator[None]:
    """End a test that takes ten times what the longest of its kind needs of the processor."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(*_: object) -> None:
        pytest.fail(f"more than {BRIEF} seconds of the processor")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, BRIEF)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A made-up article in a file."""
    path = tmp_path / "songs.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with the shipped geodata and no articles."""
    with Server(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """A visitor with a wide screen, who has not yet opened the page."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page(), server.url)
    context.close()


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with three made-up articles and a broken file."""
    folder = tmp_path_factory.mktemp("stocked")
    articles = folder / "articles"
    articles.mkdir()
    for name, text in (("songs.txt", SAMPLE), ("lamps.txt", LAMPS), ("hostile.md", _HOSTILE)):
        (articles / name).write_text(text, encoding="utf-8")
    (articles / "broken.txt").write_bytes(b"\0\1\2\3")
    with Server(folder, CORRIDORS_ARTICLES=str(articles)) as server:
        yield server

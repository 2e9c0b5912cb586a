"""What several tests of the page share: the app with made-up articles."""

from collections.abc import Iterator

import pytest
from conftest import SAMPLE
from driving import Server
from making import paragraph

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
HOSTILE = """---
title: "<img src=x onerror='window.hacked=1'>"
author: "`${window.hacked=1}</script>"
---

The port of Poti <script>window.hacked=1</script> said `${window.hacked=1}` and
"></mark><svg onload=window.hacked=1> to the port of Anaklia.
"""


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with three made-up articles and a broken file."""
    folder = tmp_path_factory.mktemp("stocked")
    articles = folder / "articles"
    articles.mkdir()
    for name, text in (("songs.txt", SAMPLE), ("lamps.txt", LAMPS), ("hostile.md", HOSTILE)):
        (articles / name).write_text(text, encoding="utf-8")
    (articles / "broken.txt").write_bytes(b"\0\1\2\3")
    with Server(folder, CORRIDORS_ARTICLES=str(articles)) as server:
        yield server

"""What a filter lets through."""

from dataclasses import replace

import pytest
from atlases import MOLE

from corridors.filtering import Filter
from corridors.model import Actor, Record

HARBOUR = replace(MOLE, actors=(Actor("owner", "TR", "Ferry Company"),))
DRILL = replace(HARBOUR, id="drill", start="2025-07", end="2025-08-02")


def test_empty_filter_lets_everything_through() -> None:
    assert not Filter()
    assert Filter().shows(HARBOUR)
    assert Filter().tells(Record("a", "A", date="1999"))


@pytest.mark.parametrize("actor", ["TR", "Ferry Company"])
def test_a_state_stands_for_its_bodies(actor: str) -> None:
    assert Filter(actors=(actor,)).shows(HARBOUR)
    assert not Filter(actors=("RU", "Navy")).shows(HARBOUR)


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ("2025-07-15", "2025-07-16", True),
        ("2025-08-02", None, True),
        ("2025-08-03", None, False),
        (None, "2025-07-01", True),
        (None, "2025-06-30", False),
    ],
)
def test_window_shows_what_it_touches(start: str | None, end: str | None, seen: bool) -> None:
    window = Filter(start=start, end=end)
    assert window.shows(DRILL) is seen
    assert window.shows(HARBOUR)


def test_article_of_a_month_counts_where_the_window_touches_the_month() -> None:
    window = Filter(start="2025-09-30", end="2025-12-31")
    assert window.tells(Record("a", "A", date="2025-09"))
    assert not window.tells(Record("a", "A", date="2025-09-29"))
    assert window.tells(Record("a", "A"))

"""Passages of articles by the window of time that these were published in."""

from atlases import feature
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from corridors.atlas import Atlas, of
from corridors.filtering import Filter
from corridors.model import Article, Layer, Link, Name, Passage, Record
from corridors.store.writing import in_memory

QUAY = feature("port-quay", Point(50, 40), Name("Quay", "preferred"))
DAYS = st.dates().map(str)
DATES = st.none() | DAYS | DAYS.map(lambda d: d[:7]) | DAYS.map(lambda d: d[:4])


def article(key: str, date: str | None) -> tuple[Article, list[Link]]:
    record = Record(key, key.title(), date=date)
    passages = tuple(Passage(key, number, "body", text="At the quay.") for number in (1, 2))
    return Article(record, passages), [Link(p.id, "port-quay", "named") for p in passages]


def atlas(dates: list[str | None], own: list[str | None]) -> Atlas:
    """An atlas of articles, the last of which a session's own ones take the place of."""
    placed = [(b"a%03d" % n, *article(f"a{n}", date)) for n, date in enumerate(dates)]
    above = [(b"a%03d" % n, *article(f"a{n}", date)) for n, date in enumerate(own, len(dates) - 1)]
    return Atlas([Layer("ports", "Ports", (QUAY,))], in_memory(placed), in_memory(above))


@settings(deadline=None)  # each example makes two databases
@given(st.lists(DATES, min_size=1, max_size=6), st.lists(DATES, max_size=3), DATES, DATES)
def test_store_and_filter_agree_on_every_date(
    dates: list[str | None], own: list[str | None], start: str | None, end: str | None
) -> None:
    start = start if start and len(start) == 10 else None
    end = end if end and len(end) == 10 else None
    window, made = Filter(start=start, end=end), atlas(dates, own)
    told = [e.record.id for e in made.articles.entries() if window.tells(e.record)]
    found = [link.passage for link in made.links_to("port-quay", window=window.window)]
    assert found == [f"{key}#{number}" for key in told for number in (1, 2)]
    assert made.count_to("port-quay", window.window) == len(found)
    assert [x.passage for x in made.links_to("port-quay", 1, 2, window.window)] == found[1:3]


def test_window_of_no_article_leaves_nothing() -> None:
    made = of([Layer("ports", "Ports", (QUAY,))], [article("a1", "2025-03")])
    assert made.count_to("port-quay", ("2025-04-01", None)) == 0
    assert made.count_to("port-quay", ("2025-03-31", None)) == 2

"""Dated things: their spans, their numbers by month, what a window lets through."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from atlases import KINDS, MOLE
from hypothesis import given
from hypothesis import strategies as st

from corridors.atlas import Atlas, of
from corridors.describe.events import FEW, months, published, span, things, years
from corridors.describe.timeline import Strip
from corridors.filtering import Filter
from corridors.model import Article, Event, Layer, Record, Source
from corridors.workspace import open_workspace

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PARTIAL = st.builds(lambda day, length: str(day)[:length], DAYS, st.sampled_from([4, 7, 10]))
EPOCH = date(1970, 1, 1)


def atlas(*dates: str | None, **of_mole: object) -> Atlas:
    layer = Layer("ports", "Ports", (replace(MOLE, **of_mole),))  # type: ignore[arg-type]
    articles = (Article(Record(f"a{n}", "A", date=d), ()) for n, d in enumerate(dates))
    return of([layer], [(article, []) for article in articles])


@given(DAYS)
def test_day_lies_in_the_spans_of_its_month_and_its_year(day: date) -> None:
    number = (day - EPOCH).days
    assert span(str(day)) == (number, number)
    first, last = span(str(day)[:7])
    assert first <= number <= last
    assert EPOCH + timedelta(first) == day.replace(day=1)
    assert (EPOCH + timedelta(last + 1)).day == 1
    assert span(str(day)[:4])[0] <= first <= last <= span(str(day)[:4])[1]


@given(PARTIAL, DAYS, DAYS)
def test_span_touches_a_window_where_the_filter_says_so(text: str, one: date, other: date) -> None:
    start, end = sorted((one, other))
    first, last = span(text)
    drawn = first <= (end - EPOCH).days and last >= (start - EPOCH).days
    assert drawn is Filter(start=str(start), end=str(end)).touches(text, text)


def test_day_that_its_month_does_not_have_is_its_last() -> None:
    assert span("2025-02-31") == span("2025-02-28")


@given(st.dictionaries(st.none() | PARTIAL, st.integers(1, 50), max_size=20))
def test_months_and_years_add_up_to_all_dated_articles(dates: dict[str | None, int]) -> None:
    by_month, by_year = months(dates)
    assert sum(n for _, n in by_month + by_year) == sum(n for d, n in dates.items() if d)
    known = {int(d[:4]) * 12 + int(d[5:7]) - 1 for d in dates if d and len(d) > 4}
    assert [month for month, _ in by_month] == sorted(known)


@given(st.lists(PARTIAL.map(span), min_size=1, max_size=30))
def test_first_view_holds_most_and_begins_and_ends_with_one_of_them(
    spans: list[tuple[int, int]],
) -> None:
    first, last = years(spans)
    held = [s for s in spans if span(str(first))[0] <= s[0] and s[1] <= span(str(last))[1]]
    assert len(held) >= round(len(spans) * 2 / 3)
    assert any(s[0] <= span(str(first))[1] for s in held)
    assert any(s[1] >= span(str(last))[0] for s in held)


def test_date_of_a_source_is_no_event() -> None:
    assert things(atlas(status_date="2025-01-01").features.values()) == []


def test_opening_of_a_place_is_a_milestone_of_it() -> None:
    opened = Event("2019-05", "Opened", Source("A sign at the gate"))
    [thing] = things(atlas(dates=(opened,)).features.values())
    assert (thing.lane, thing.what, thing.start, thing.end) == (
        "milestones",
        "Opened",
        "2019-05",
        "2019-05",
    )


def test_numbers_in_the_window_are_those_of_the_filter() -> None:
    made = atlas("2024", "2025-03", "2025-03-31", None, start="2025-03-30", kind=KINDS["meeting"])
    strip = Strip.of(made)
    inside = strip.inside(Filter(start="2025-03-31"))
    assert inside == {"things": (0, 1), "articles": (3, 4)}
    content = strip.described()
    assert content is not None
    assert content["articles"]["undated"] == 1


def test_many_articles_are_told_by_month_only() -> None:
    made = atlas(*["2025-03"] * (FEW + 1), "2024")
    assert published(made).few is None
    content = Strip.of(made).described()
    assert content is not None
    assert content["articles"]["each"] is None
    assert content["articles"]["months"] == [[2025 * 12 + 2, FEW + 1]]
    assert content["articles"]["years"] == [[2024, 1]]


def test_atlas_without_any_date_has_no_timeline() -> None:
    assert Strip.of(atlas(None)).described() is None


@pytest.mark.parametrize("lane", ["exercises", "meetings", "milestones"])
def test_shipped_geodata_fill_each_lane_with_sources(lane: str) -> None:
    found = [t for t in things(open_workspace().atlas.features.values()) if t.lane == lane]
    assert found
    for thing in found:
        sources = [e.source.text for e in thing.feature.dates if e.what == thing.what]
        assert all(sources) if thing.what else thing.feature.provenance

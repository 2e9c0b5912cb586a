"""Articles as plain data for the page: the list of them, and one to read."""

from dataclasses import replace

import pytest
from atlases import HELD, LAYERS, LISTED, MOLE, NOT_HELD, PAGE, SONGS, TEXT, atlas, passage
from hypothesis import given
from hypothesis import strategies as st

from corridors.atlas import Atlas, of
from corridors.describe.articles import choice, describe, where
from corridors.model import Article, Link, Mention, Record
from corridors.store.article_list import Order
from corridors.store.dating import Window
from corridors.store.writing import in_memory

RECORDS = (
    Record("old", "An old tale", author="Ada Example", date="2019-05"),
    Record("none", "Zebra", publication="Harbour Weekly"),
    Record("new", "Ärger im Hafen", author="Bo Övçi", date="2025-01-02"),
)


def atlas_of(*records: Record) -> Atlas:
    return of(LAYERS, ((Article(r, (passage(r, 1, "Nothing here."),)), ()) for r in records))


def listed(found: Atlas, words: str = "", order: Order = "newest", count: int = 50) -> list[str]:
    return [one["id"] for one in choice(found.articles.listed(words, order, count))["articles"]]


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("newest", ["new", "old", "none"]),
        ("oldest", ["old", "new", "none"]),
        ("title", ["old", "new", "none"]),
    ],
)
def test_articles_are_listed_in_each_order(order: Order, ids: list[str]) -> None:
    assert listed(atlas_of(*RECORDS), order=order) == ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("harbour", ["none"]),
        ("ovci arger", ["new"]),
        ("ADA tal", ["old"]),
        ("ada zebra", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_all_words_must_be_in_title_author_or_publication(words: str, ids: list[str]) -> None:
    assert listed(atlas_of(*RECORDS), words) == ids


@pytest.mark.parametrize(
    ("window", "ids"),
    [
        ((None, None), ["new", "old", "none"]),
        (("2019-05-31", None), ["new", "old", "none"]),
        (("2019-06-01", None), ["new", "none"]),
        (("2019-01-01", "2025-01-01"), ["old", "none"]),
    ],
)
def test_a_window_leaves_articles_that_touch_it_and_those_without_a_date(
    window: Window, ids: list[str]
) -> None:
    found = atlas_of(*RECORDS).articles.listed(window=window)
    assert [one["id"] for one in choice(found)["articles"]] == ids
    assert found.total == len(ids)


def test_only_the_first_articles_are_listed_and_all_are_counted() -> None:
    found = atlas_of(*(Record(f"a-{n}", f"Tale {n}", date=f"2{n:03}") for n in range(200)))
    some = found.articles.listed(count=3)
    assert [one.entry.record.id for one in some.articles] == ["a-199", "a-198", "a-197"]
    assert some.total == 200
    assert found.articles.listed("tale 7", count=3).total == 38


def test_an_article_of_the_session_is_listed_in_place_of_the_stored_one() -> None:
    def kept(*records: Record) -> list[tuple[bytes, Article, tuple[()]]]:
        return [(r.id.encode(), Article(r, (passage(r, 1, "Nothing here."),)), ()) for r in records]

    own = replace(RECORDS[0], title="The same tale, again")
    both = Atlas(LAYERS, in_memory(kept(*RECORDS)), in_memory(kept(own)))
    some = both.articles.listed(order="title")
    assert [one.entry.record.title for one in some.articles] == [
        "Ärger im Hafen",
        "The same tale, again",
        "Zebra",
    ]
    assert some.total == 3


def test_a_listed_article_counts_its_paragraphs_and_places() -> None:
    held, listed_at = choice(atlas().articles.listed())["articles"]
    assert (held["id"], held["passages"], held["places"], held["held"]) == (PAGE.id, 2, 2, True)
    assert (listed_at["id"], listed_at["places"], listed_at["held"]) == (LISTED.id, 2, False)
    assert held["byline"] == "Ann van den Berg and Bo-Li Lee Jr., Harbour Weekly, 4 March 2025"


def test_an_article_is_read_with_its_places_in_the_order_of_the_text() -> None:
    content = describe(atlas(), HELD)
    ((first, second),) = (section["passages"] for section in content["sections"])
    assert content["sections"][0]["title"] == "Background"
    assert first["places"] == []
    assert [place["id"] for place in second["places"]] == ["port-mole", "exercise-drill"]
    assert second["places"][1]["digest"] == "A drill."
    assert [place["why"] for place in second["places"]] == [
        None,
        "described, not named: tells of one",
    ]
    assert "".join(piece["text"] for piece in second["text"]) == TEXT
    assert content["features"]["port-mole"]["name"] == "Mole Harbour"
    assert set(content["features"]) == {"port-mole", "exercise-drill"}


def test_without_its_text_an_article_has_its_digests() -> None:
    ((only,),) = (section["passages"] for section in describe(atlas(), NOT_HELD)["sections"])
    assert only["text"] is None
    assert [place["digest"] for place in only["places"]] == ["Somebody sings.", "A song travels."]


def test_where_an_article_speaks_of_what() -> None:
    assert where(atlas(), PAGE.id) == {"port-mole": [2], "exercise-drill": [2]}
    assert where(atlas(), "no-article") == {}


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.booleans()), max_size=8))
def test_pieces_join_to_the_text_and_hold_every_mention(
    spans: list[tuple[int, int, bool]],
) -> None:
    words = "The mole sang of the song line, and no more of it."
    one = passage(PAGE, 1, words)
    links = [
        Link(
            one.id,
            feature.id,
            "named",
            tuple(
                Mention(start, start + size, words[start : start + size])
                for start, size, which in spans
                if which == (feature is MOLE)
            ),
        )
        for feature in (MOLE, SONGS)
    ]
    found = of(LAYERS, [(Article(PAGE, (one,), held=True), links)])
    pieces = describe(found, found.articles[PAGE.id])["sections"][0]["passages"][0]["text"]
    assert "".join(piece["text"] for piece in pieces) == words
    at, marked = 0, {}
    for piece in pieces:
        for index in range(at, at + len(piece["text"])):
            marked[index] = piece.get("features", [])
        at += len(piece["text"])
    for start, size, which in spans:
        wanted = MOLE.id if which else SONGS.id
        assert all(wanted in marked[index] for index in range(start, start + size))

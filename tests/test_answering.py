"""Answers to what is typed: places and passages, other spellings, excerpts and marks."""

from dataclasses import replace

import pytest
from atlases import HELD, LAYERS, MOLE, NOT_HELD, PAGE, RULES, TEXT, atlas, passage
from hypothesis import given
from hypothesis import strategies as st

from corridors.atlas import assemble
from corridors.model import Layer, Name
from corridors.search.answering import answer, content, excerpt, pieces
from corridors.search.name_index import Names

ATLAS = atlas()
NAMES = Names(ATLAS.features.values(), ATLAS.count_to)
COUNTRIES = {"AZ": "Azerbaijan"}


def test_place_tells_its_layer_and_country() -> None:
    (place,) = answer(ATLAS, NAMES, "harb", COUNTRIES).places
    assert (place.id, place.title, place.subtitle) == (
        "port-mole",
        "Mole Harbour",
        "Ports · Azerbaijan",
    )
    assert [place.title[a:b] for a, b in place.spans] == ["Harb"]


def test_other_name_is_told_where_it_is_the_one_that_fits() -> None:
    (place,) = answer(ATLAS, NAMES, "мол", COUNTRIES).places
    assert (place.title, place.spans) == ("Mole Harbour", ())
    assert (place.also, place.also_spans) == ("Мол", ((0, 3),))


def test_passage_tells_article_and_paragraph_and_what_it_speaks_of() -> None:
    (found,) = answer(ATLAS, NAMES, "band sang", COUNTRIES).passages
    assert (found.id, found.feature) == ("tale-2025#2", "port-mole")
    assert PAGE.title in found.subtitle
    assert found.subtitle.endswith("Background, paragraph 2")
    assert [found.title[a:b] for a, b in found.spans] == ["band", "sang"]


def test_passage_leads_to_the_place_that_was_asked_for() -> None:
    found = answer(ATLAS, NAMES, "drill", COUNTRIES)
    assert [(one.id, one.feature) for one in found.passages] == [("tale-2025#2", "exercise-drill")]


def test_digest_is_shown_and_marked_where_it_has_the_words() -> None:
    (found,) = answer(ATLAS, NAMES, "somebody", COUNTRIES).passages
    assert found.title == "Somebody sings."
    assert [found.title[a:b] for a, b in found.spans] == ["Somebody"]


@pytest.mark.parametrize(
    ("typed", "corrected"), [("Мол", "Mole Harbour"), ("mola band", "Mole band")]
)
def test_passages_with_another_spelling_are_said_to_be_so(typed: str, corrected: str) -> None:
    found = answer(ATLAS, NAMES, typed, COUNTRIES)
    assert found.corrected == corrected
    assert [one.id for one in found.passages] == ["tale-2025#2"]


def test_right_spelling_is_not_corrected() -> None:
    assert answer(ATLAS, NAMES, "Mole", COUNTRIES).corrected is None


def test_nothing_is_found_of_what_is_nowhere() -> None:
    found = answer(ATLAS, NAMES, "zyzzyx", COUNTRIES)
    assert (found.places, found.passages, found.corrected) == ((), (), None)


def test_of_many_the_first_are_shown_and_all_counted() -> None:
    many = tuple(
        replace(MOLE, id=f"port-{n}", name=f"Pier {n}", names=(Name(f"Pier {n}", "preferred"),))
        for n in range(50)
    )
    whole = assemble([Layer("ports", "Ports", many)], [HELD, NOT_HELD], RULES)
    found = answer(whole, Names(whole.features.values(), whole.count_to), "pier", {})
    assert len(found.places) < found.places_total == 50


def test_long_passage_is_cut_around_its_first_hit() -> None:
    long = "Nothing at all. " * 40 + TEXT + " Nothing more." * 40
    whole = assemble(LAYERS, [replace(HELD, passages=(passage(PAGE, 1, long),))], RULES)
    names = Names(whole.features.values(), whole.count_to)
    (found,) = answer(whole, names, "quay", COUNTRIES).passages
    assert len(found.title) < 200
    assert (found.title[0], found.title[-1]) == ("…", "…")
    assert [found.title[a:b] for a, b in found.spans] == ["quay"]


@given(st.text(max_size=300))
def test_any_text_is_answered_and_all_marks_are_inside(typed: str) -> None:
    found = answer(ATLAS, NAMES, typed, COUNTRIES)
    for one in (*found.places, *found.passages):
        flat = [at for span in one.spans for at in span]
        assert flat == sorted(flat)
        assert all(0 <= at <= len(one.title) for at in flat)
        assert "".join(str(piece["text"]) for piece in pieces(one.title, one.spans)) == one.title
    assert content(found)["placesTotal"] == found.places_total


@given(st.text(max_size=600), st.data())
def test_excerpt_keeps_its_marks_on_the_same_words(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = tuple(zip(ends[::2], ends[1::2], strict=False))
    cut, moved = excerpt(text, spans)
    assert len(cut) < 180
    assert len(moved) <= len(spans)
    for (start, end), (first, last) in zip(spans, moved, strict=False):
        assert text[start:end].startswith(cut[first:last])
    if spans:
        assert moved

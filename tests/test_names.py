"""Names found in whatever spelling: ranking, slips, scripts, marks."""

import csv
from dataclasses import replace

import pytest
from atlases import DRILL, LAYERS, MOLE, SONGS
from driving import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors.geodata import dataset
from corridors.model import Feature, Name
from corridors.search.name_index import Level, Names
from corridors.search.spelling import begins, sound, whole, words

with (ROOT / "tests/spellings.tsv").open(encoding="utf-8") as file:
    SPELLINGS = list(csv.DictReader(file, delimiter="\t"))
FEATURES = [f for layer in dataset.read(ROOT / "geodata").layers for f in layer.features]
ALL = Names(FEATURES, lambda _: 0)


def named(key: str, *texts: str) -> Feature:
    names = tuple(Name(text, "preferred" if not at else "alias") for at, text in enumerate(texts))
    return replace(MOLE, id=key, name=texts[0], label=None, names=names)


def ids(names: Names, typed: str) -> list[str]:
    return [found.feature.id for found in names.find(typed)]


@pytest.mark.parametrize("row", SPELLINGS, ids=[row["typed"] for row in SPELLINGS])
def test_spelling_finds_its_feature_among_the_first_three(row: dict[str, str]) -> None:
    assert row["expected"] in ids(ALL, row["typed"])[:3]


@pytest.mark.parametrize("feature", FEATURES, ids=[f.id for f in FEATURES])
def test_each_name_finds_its_feature(feature: Feature) -> None:
    for name in feature.names:
        if name.type != "exclusion" and words(name.text):
            assert feature.id in ids(ALL, name.text), name.text


def test_exact_goes_before_beginning_before_word_before_slip() -> None:
    names = Names(
        [
            named("word", "Old Mole"),
            named("beginning", "Moles of the north"),
            named("exact", "Mole"),
            named("slip", "Mola"),
        ],
        lambda _: 0,
    )
    assert ids(names, "mole") == ["exact", "beginning", "word"]
    assert ids(names, "moel")[0] == "exact"


def test_of_names_that_fit_as_well_the_most_spoken_of_goes_first() -> None:
    features = [named("quiet", "Mole Point"), named("loud", "Mole Rock")]
    assert ids(Names(features, {"quiet": 1, "loud": 7}.__getitem__), "mole") == ["loud", "quiet"]


def test_name_that_means_a_feature_in_contexts_only_goes_behind() -> None:
    harbour = replace(named("harbour", "Mole Harbour"), names=(Name("Mole", "ambiguous", "quay"),))
    names = Names([harbour, named("town", "Mole")], {"harbour": 9, "town": 0}.__getitem__)
    assert ids(names, "mole") == ["town", "harbour"]


def test_name_of_something_else_does_not_count() -> None:
    names = Names([MOLE, SONGS, DRILL], lambda _: 0)
    assert ids(names, "Old Mole") != []  # "Mole" is a word of it
    assert all(found.name != "Old Mole" for found in names.find("Old Mole"))


def test_words_may_stand_in_any_order() -> None:
    assert ids(Names([MOLE], lambda _: 0), "harb mol") == ["port-mole"]


def test_short_words_forgive_nothing() -> None:
    assert ids(Names([named("one", "Shu"), named("two", "Oba")], lambda _: 0), "Obo") == []


def test_unfinished_word_may_be_misspelt() -> None:
    assert ids(ALL, "Otchamtch")[0] == "port-ochamchire"


def test_words_of_no_name_find_nothing() -> None:
    assert ids(ALL, "grain exports") == []


def test_marks_cover_what_was_typed() -> None:
    (found,) = Names([MOLE], lambda _: 0).find("har")
    assert found.level == Level.WORDS
    assert [found.name[a:b] for a, b in found.marks(found.name, "har")] == ["Har"]


def test_marks_cover_a_word_with_a_slip_and_its_accents() -> None:
    (found,) = Names([named("one", "Port of Constant\u0326a\u0306")], lambda _: 0).find("constanza")
    assert [found.name[a:b] for a, b in found.marks(found.name, "constanza")] == [
        "Constant\u0326a\u0306"
    ]


def test_corrections_are_other_spellings() -> None:
    assert "Aktau" in ALL.corrections("Aqtau")
    assert "Aqtau" not in ALL.corrections("Aqtau")


@given(st.text(max_size=80))
def test_any_text_is_answered_and_its_marks_are_inside(typed: str) -> None:
    for found in ALL.find(typed):
        for text in (found.name, found.feature.name):
            ends = [0]
            for start, end in found.marks(text, typed):
                assert ends[-1] <= start < end <= len(text)
                ends.append(end)


@given(st.text(max_size=40), st.lists(st.text(max_size=8)))
def test_spans_are_inside_any_text_and_apart(text: str, asked: list[str]) -> None:
    sounds = {sound(word.text) for word in words(text)}
    for spans in (begins(text, [one for one in asked if one])[0], whole(text, sounds)):
        flat = [at for span in spans for at in span]
        assert flat == sorted(flat)
        assert all(start < end <= len(text) for start, end in spans)


@settings(max_examples=60)
@given(st.sampled_from(FEATURES), st.data())
def test_one_slip_in_a_long_name_still_finds_it(feature: Feature, data: st.DataObject) -> None:
    word = max((w.text for w in words(feature.name) if w.text.isascii()), key=len)
    at = data.draw(st.integers(1, len(word) - 2))
    slipped = data.draw(
        st.sampled_from(
            [word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
        )
    )
    rest = " ".join(w.text for w in words(feature.name) if w.text != word)
    assert feature.id in ids(ALL, f"{slipped} {rest}")


def test_layers_of_the_tests_have_each_their_name() -> None:
    names = Names((f for layer in LAYERS for f in layer.features), lambda _: 0)
    assert ids(names, "drill") == ["exercise-drill"]

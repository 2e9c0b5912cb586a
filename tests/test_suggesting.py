"""Names that look like places: found, counted, and told from all other names."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors.geodata import dataset
from corridors.map import folium_map
from corridors.model import Article, Feature, Passage, Record
from corridors.places.suggesting import Suggestion, suggest
from corridors.places.towns import MAP, fold, towns
from corridors.places.wordlists import group

DATA = dataset.read(dataset.default_folder())
FEATURES: Sequence[Feature] = [feature for layer in DATA.layers for feature in layer.features]


def article(*texts: str) -> Article:
    passages = (
        Passage("tale", number, "body", text=text) for number, text in enumerate(texts, start=1)
    )
    return Article(Record("tale", "[A tale]"), tuple(passages), held=True)


def found(*texts: str) -> tuple[Suggestion, ...]:
    return suggest([article(*texts)], FEATURES, towns(), tuple(DATA.countries.values()))


def names(*texts: str) -> set[str]:
    return {one.name for one in found(*texts)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry sleeps in Zhetybay.", "Zhetybay"),
        ("A harbour near Nowhereville was drawn.", "Nowhereville"),
        ("The band left for the port of Fetisovo.", "Fetisovo"),
        ("Camels crossed the Mangystau region at night.", "Mangystau"),
        ("Camels crossed Mangystau Region at night.", "Mangystau"),
        ("Boats were counted in the Strait of Hormuz.", "Strait of Hormuz"),
        ("Poets live along the Fergana Valley.", "Fergana Valley"),
        ("They swam around Cape Blueberry.", "Cape Blueberry"),
        ("A song went from Termez to the sea.", "Termez"),
        ("The song of Grozny was long.", "Grozny"),
        ("It was, as always in northern Zhetibay, windy.", "Zhetibay"),
        ("They slept in Zhetybay and Fetisovo.", "Zhetybay"),
        ("Bandar-e Ganaveh was asleep.", "Bandar-e Ganaveh"),
        ("The Kars-Igdir line hums.", "Igdir"),
        ("The wind in Жаңаөзен was cold.", "Жаңаөзен"),
    ],
)
def test_a_name_that_stands_as_a_place_is_offered(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sleeps in Aktau, near Poti.",
        "A tale from Kazakhstan, in Central Asia, by the Caspian Sea, told in January.",
        "In Kazakh and in Persian, in Europe as in the West, it reads the same.",
        "President Zhetybay met Mr Termez. Termez said so.",
        "Svetlana Derbent said nothing. Nobody believed in Derbent.",
        "The Zhetybay Institute and the Ministry of Songs are in Parliament.",
        "Meanwhile nothing. Windy weather. Regional songs were sung, windy and regional.",
        "NATO and the EU sang in OSCE.",
        "Talks in Brussels, in London and in Washington, with New York and Beijing.",
        "In the end, Harbour and Ferry were only words: a harbour, a ferry.",
        "",
        "?!.",
    ],
)
def test_what_is_known_or_no_place_is_not_offered(text: str) -> None:
    assert names(text) == set()


def test_a_known_name_keeps_the_words_beside_it() -> None:
    assert names("They signed it in Aktau Blueberry, by Blueberry Aktau.") == set()


def test_mentions_are_counted_over_all_passages_with_their_offsets() -> None:
    texts = (
        "Zhetybay grows. The ferry to Zhetybay sings.",
        "Nothing here.",
        "Zhetybay’s quays, in Zhetybay.",
    )
    (one,) = found(*texts)
    assert one.name == "Zhetybay"
    assert one.passages == ("tale#1", "tale#3")
    assert len(one.mentions) == 4
    for passage, mention in one.mentions:
        text = texts[int(passage.split("#")[1]) - 1]
        assert text[mention.start : mention.end] == mention.text == "Zhetybay"
    assert set(one.reasons) == {"“to”", "“in”", "in GeoNames"}


def test_the_most_mentioned_comes_first() -> None:
    listed = found("In Termez. In Zhetybay. In Zhetybay. In Derbent.")
    assert [one.name for one in listed] == ["Zhetybay", "Derbent", "Termez"]


def test_articles_without_words_suggest_nothing() -> None:
    assert suggest(DATA.articles, FEATURES, towns(), ()) == ()


PARTS = [
    "Zhetybay",
    "in",
    "the",
    "port",
    "of",
    "Aktau",
    "President",
    "Valley",
    "-",
    ", ",
    ". ",
    "’s",
    "Q",
]


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(PARTS)), max_size=30))
def test_any_text_gives_spans_of_itself_and_the_same_twice(parts: list[str]) -> None:
    text = " ".join(parts)
    listed = found(text)
    assert listed == found(text)
    spans = sorted((m.start, m.end) for one in listed for _, m in one.mentions)
    assert all(text[m.start : m.end] == m.text for one in listed for _, m in one.mentions)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    known = {fold(name.text) for feature in FEATURES for name in feature.names}
    assert not known & {fold(one.name) for one in listed}


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize(
    "unit", ["In Zhetybay ", "Zhetybay-", "Port of ", "Zhetybay, ", "A", "’s "]
)
def test_a_long_text_of_anything_is_read(unit: str) -> None:
    assert len(found(unit * 20_000)) <= 1


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Zhetybay", ("Zhetybay", "KZ")),
        ("Zhetibay", ("Zhetybay", "KZ")),
        ("Жетыбай", ("Zhetybay", "KZ")),
        ("aqtau", ("Aktau", "KZ")),
        ("Samarkand", ("Samarkand", "UZ")),
        ("Termez", ("Tirmiz", "UZ")),
        ("Bandar Anzali", ("Bandar-e Anzalī", "IR")),
    ],
)
def test_candidates_are_found_by_any_spelling_the_likeliest_first(
    name: str, first: tuple[str, str]
) -> None:
    town = towns().candidates(name)[0]
    assert (town.name, town.country) == first
    assert towns()[town.geonames] == town


def test_candidates_lie_on_the_map_longitude_first() -> None:
    (zhetybay,) = towns().candidates("Zhetybay")
    assert (zhetybay.longitude, zhetybay.latitude) == (52.1031, 43.5893)
    assert zhetybay.geonames == 607551
    assert towns().candidates("Washington") == ()
    assert towns().named("Washington")


def test_the_gazetteer_ends_where_the_map_does() -> None:
    assert MAP == (folium_map.WEST, folium_map.SOUTH, folium_map.EAST, folium_map.NORTH)


def test_no_word_is_in_the_lists_for_places_and_for_bodies() -> None:
    assert not group("landforms") & group("bodies")

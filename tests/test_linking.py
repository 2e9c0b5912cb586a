"""Names in a text, and the links that come of them."""

import itertools
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from driving import ROOT
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from corridors.articles.merging import merge
from corridors.articles.parsing import read
from corridors.geodata import dataset
from corridors.linking.find.gazetteer import Gazetteer
from corridors.linking.find.spellings import spellings
from corridors.linking.linker import Linker
from corridors.linking.rules.context_window import ContextWindow
from corridors.linking.rules.phrases import Phrases
from corridors.linking.rules.ruleset import RuleError, rules_of
from corridors.linking.rules.wording import Token
from corridors.linking.text.folding import fold, normalise
from corridors.model import (
    Article,
    Digest,
    Feature,
    Link,
    Name,
    Passage,
    Precision,
    Record,
    Source,
)

DATA = dataset.read(ROOT / "geodata")
FEATURES = [feature for layer in DATA.layers for feature in layer.features]
SHIPPED = Linker(Gazetteer(FEATURES, DATA.rules))
RULES_FILE = json.loads((ROOT / "geodata" / "rules.json").read_text(encoding="utf-8"))
ARTICLE = ROOT.parent / "shared" / "articles" / "caci-analyst-2025.txt"
RULES = rules_of({"generic": ["port", "quay"]}, {"harbour": {"words": ["port", "ferry"]}})


def feature(key: str, *names: Name) -> Feature:
    return Feature(
        key,
        "ports",
        DATA.kinds["port"],
        names[0].text,
        names,
        ("AZ",),
        "operating",
        "Made up.",
        Point(50, 40),
        Precision("exact"),
        (Source("nowhere"),),
    )


MOLE = feature(
    "port-mole",
    Name("Port of Mole", "preferred"),
    Name("Mole", "ambiguous", "harbour"),
    Name("Mole–Ceyhan", "exclusion"),
)
SONGS = feature("corridor-songs", Name("SONG", "acronym"), Name("Song Line", "alias"))
OLD = feature("port-old", Name("Ōld Quay", "preferred"), Name("Old", "alias"))
LINKER = Linker(Gazetteer([MOLE, SONGS, OLD], RULES))
SPELLINGS = {normalise(n.text)[0] for f in (MOLE, SONGS, OLD) for n in f.names}


def passage(text: str | None, *digests: Digest, differs: bool = False) -> Passage:
    return Passage("tale", 1, "body", None, digests, text, differs)


def linked(text: str | None, *digests: Digest, differs: bool = False) -> dict[str, Link]:
    found = LINKER.passage(passage(text, *digests, differs=differs))
    return {link.feature: link for link in found}


def words(links: Iterable[Link]) -> list[str]:
    return [mention.text for link in links for mention in link.mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Port of Mole.", ["Port of Mole"]),
        ("the Port\nof  Mole,", ["Port\nof  Mole"]),
        ("a song in the songbook, SONGS", []),
        ("SONG, and the Song Line", ["SONG", "Song Line"]),
        ("Song–Line and Song-Line", ["Song–Line", "Song-Line"]),
        ("at Old Quay, at O\u0304ld Quay", ["Old Quay", "O\u0304ld Quay"]),
        ("the old quay", []),
        ("So\u00adng Line", ["So\u00adng Line"]),
        ("Olden, Old_Quay", []),
        ("Old’s", ["Old"]),
    ],
)
def test_names_are_found_as_whole_words_the_longest_first(text: str, found: list[str]) -> None:
    assert words(linked(text).values()) == found


def test_ambiguous_name_counts_only_with_a_word_of_its_context_in_the_sentence() -> None:
    assert linked("Mole signed the treaty. A ferry left elsewhere.") == {}
    link = linked("The ferry left Mole at noon. Mole signed.")["port-mole"]
    assert link.basis == "context"
    assert "ferry" in (link.reason or "")
    assert words([link]) == ["Mole"]


def test_sentence_ends_before_an_article() -> None:
    assert SHIPPED.mentions("In Baku nobody pays tax, but a ferry sank.")[0]
    assert not SHIPPED.mentions("In Baku nobody pays tax. A ferry sank.")[0]


def test_longer_name_that_means_something_else_hides_the_name_in_it() -> None:
    assert linked("The ferry follows the Mole-Ceyhan pipeline.") == {}


def test_without_the_text_the_digests_carry_the_links() -> None:
    said = Digest("corridor-songs", "named", "It is long.")
    links = linked(None, said)
    assert links["corridor-songs"].basis == "named"
    assert links["corridor-songs"].mentions == ()


def test_with_the_text_only_what_is_named_or_described_counts() -> None:
    named = Digest("corridor-songs", "named", "It is long.")
    described = Digest("port-old", "described", "It is old.", "speaks of a quay")
    links = linked("At the Port of Mole.", named, described)
    assert set(links) == {"port-mole", "port-old"}
    assert links["port-old"].reason == "speaks of a quay"


def test_text_that_differs_leaves_all_digests_standing() -> None:
    named = Digest("corridor-songs", "named", "It is long.")
    assert set(linked("At the Port of Mole.", named, differs=True)) == {
        "port-mole",
        "corridor-songs",
    }


TEXTS = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        ["Mole", "Port of Mole", "SONG", "Song Line", "Old", "port", ". ", " ", "\u0301", "\u200b"]
    ),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_offsets_are_true_in_any_text(text: str) -> None:
    taken: list[tuple[int, int]] = []
    for link in LINKER.passage(passage(text)):
        for mention in link.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert normalise(mention.text)[0] in SPELLINGS
            taken.append((mention.start, mention.end))
    taken.sort()
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in itertools.pairwise(taken))


SEPARATORS = st.text(
    st.characters(categories=["Po", "Zs", "Ps", "Pe"], exclude_characters="_’‘'"), min_size=1
)


@given(SEPARATORS, SEPARATORS, st.sampled_from(["Port of Mole", "SONG", "Old"]))
def test_name_between_separators_is_found_where_it_stands(
    before: str, after: str, name: str
) -> None:
    (link,) = LINKER.passage(passage(f"{before}{name}{after}"))
    assert [(m.start, m.text) for m in link.mentions] == [(len(before), name)]


@given(st.text())
def test_normalised_text_knows_where_it_comes_from(text: str) -> None:
    plain, origins = normalise(text)
    assert len(plain) == len(origins)
    assert origins == sorted(origins)
    assert all(0 <= at < len(text) for at in origins)
    again, _ = normalise(unicodedata.normalize("NFC", plain))
    assert again == normalise(plain)[0]


@given(st.text())
def test_any_text_ends_and_offsets_lie_in_it(text: str) -> None:
    mentions, _ = SHIPPED.mentions(text)
    for found in mentions.values():
        for mention in found:
            assert text[mention.start : mention.end] == mention.text != ""


NAMES = [name.text for feature in FEATURES for name in feature.names]
BITS = (
    *(
        "port",
        "the port",
        "both exercises",
        "in ",
        "Mr ",
        " and ",
        "ferry",
        ", ",
        ". ",
        "'s",
        " – ",
    ),
    *("(NSTC)", "2025", "\u00ad", "\u0301", "\n", "talks between ", "“", "U.S. "),
)
PIECES = st.lists(
    st.sampled_from(NAMES) | st.sampled_from(BITS) | st.text(max_size=3), max_size=15
).map("".join)


@given(PIECES)
def test_names_in_any_mixture_keep_their_places(text: str) -> None:
    mentions, _ = SHIPPED.mentions(text)
    for found in mentions.values():
        assert [m.start for m in found] == sorted(m.start for m in found)
        for mention in found:
            assert text[mention.start : mention.end] == mention.text != ""
            assert (mention.basis == "named") or mention.reason
            if mention.sentence:
                start, end = mention.sentence
                assert 0 <= start < end <= len(text)


@given(st.sampled_from(NAMES))
def test_folding_twice_changes_nothing(name: str) -> None:
    plain, _ = normalise(name)
    assert normalise(plain)[0] == plain


@pytest.mark.parametrize(
    ("text", "feature", "found"),
    [
        (
            "The Caspian Breeze – 2025 drill",
            "exercise-caspian-breeze-2025",
            "Caspian Breeze – 2025",
        ),
        ("Caspian Breeze—2025 ended", "exercise-caspian-breeze-2025", "Caspian Breeze—2025"),
        ("the Birlestik2024 drill", "exercise-birleistik-2024-tokmak", "Birlestik2024"),
        ("at Aqtau's quay", "port-aktau", "Aqtau"),
        ("the Port\nof  Aktau", "port-aktau", "Port\nof  Aktau"),
        ("Otchamtchire’s pier", "port-ochamchire", "Otchamtchire"),
        ("the Middle corridor", "corridor-middle", "Middle corridor"),
        ("the Middle Corridors of old", "corridor-middle", "Middle Corridors"),
        ("the Middle and Zangezur corridors", "corridor-middle", "Middle"),
        (
            "the “North–South” Transport Corridor",
            "corridor-instc",
            "North–South” Transport Corridor",
        ),
        ("the Transcaspian International Transport Route", "corridor-middle", None),
        ("the international north-south transport corridor", "corridor-instc", None),
        ("the seaport of Poti", "port-poti", "seaport of Poti"),
    ],
)
def test_spellings_that_occur_are_known(text: str, feature: str, found: str | None) -> None:
    mentions, _ = SHIPPED.mentions(text)
    assert (found or text.removeprefix("the ")) in [m.text for m in mentions.get(feature, ())]


@pytest.mark.parametrize(
    "text",
    [
        "Bakuriani and the Alatau are mountains.",
        "Mr Tripp called.",
        "the middle corridor of the ministry",
        "a caspian breeze in the evening",
        "the Zangezur mountains",
        "The Baku-Tbilisi-Ceyhan pipeline feeds a port.",
        "Talks between Baku and Yerevan touched on ports.",
        "Baku and Yerevan compete over ports.",
        "Caspian Breeze 2023 was another.",
        "FC Kolkheti Poti lost.",
    ],
)
def test_what_looks_like_a_name_is_none(text: str) -> None:
    ports = {"port-baku", "port-poti", "port-aktau"}
    others = {"corridor-middle", "corridor-tripp", "exercise-caspian-breeze-2025"}
    assert not SHIPPED.mentions(text)[0].keys() & (ports | others)


def test_reason_and_sentence_that_decided_are_kept() -> None:
    text = "It rained. Containers wait eleven days in Baku for a vessel. Nobody cared."
    (mention,) = SHIPPED.mentions(text)[0]["port-baku"]
    assert mention.basis == "context"
    assert "Containers wait" in (mention.reason or "")
    start, end = mention.sentence or (0, 0)
    assert text[start:end].strip() == "Containers wait eleven days in Baku for a vessel."


def test_nearest_evidence_decides() -> None:
    assert "port-baku" not in SHIPPED.mentions("Baku told Moscow that ports stay open.")[0]
    assert "port-baku" in SHIPPED.mentions("Baku told Moscow that its ships left Baku.")[0]


BYSTANDERS = {"id": "bystanders", **RULES_FILE["referring"]["bystanders"]}


@pytest.mark.parametrize(
    "rule", [*RULES_FILE["never"], BYSTANDERS], ids=lambda rule: str(rule["id"])
)
def test_rule_holds_for_its_examples_and_not_for_the_others(rule: dict[str, list[str]]) -> None:
    phrases = Phrases(rule["phrases"], RULES_FILE["classes"])
    for key, wanted in (("examples", True), ("counterexamples", False)):
        for example in rule.get(key, []):
            start = example.index("{name}")
            text = example.replace("{name}", "Xanadu")
            sides = ContextWindow.of(text, start, start + len("Xanadu"))
            assert bool(phrases.nearest(sides.readings(), sides.words())) == wanted, example


def test_every_rule_has_an_example() -> None:
    assert all(rule["examples"] for rule in RULES_FILE["never"])


def test_rule_that_cannot_be_used_is_named_with_its_place() -> None:
    with pytest.raises(RuleError, match=r"contexts\.json: a\.phrases\[0\]"):
        rules_of({}, {"a": {"words": ["x"], "phrases": ["<none> {name}"]}})
    with pytest.raises(RuleError, match=r"a\.also\[0\]"):
        rules_of({}, {"a": {"words": ["x"], "also": ["b"]}})
    with pytest.raises(RuleError, match=r"a\.like: found 'b'"):
        rules_of({}, {"a": {"like": "b"}, "b": {"like": "a"}})
    with pytest.raises(RuleError, match=r"phrases\[0\]: found .*, expected words, not “-”"):
        rules_of({}, {"a": {"words": ["x"], "phrases": ["ferry {name} -"]}})
    with pytest.raises(RuleError, match=r"expected a class as a word of its own, not “<b>,”"):
        rules_of({"classes": {"b": ["port"]}}, {"a": {"words": ["x"], "phrases": ["<b>, {name}"]}})


def test_context_takes_from_one_that_it_is_like_what_it_does_not_say() -> None:
    one = {"words": ["ferry"], "against": ["talks"], "only_after": ["in"]}
    contexts = rules_of({}, {"one": one, "other": {"like": "one", "only_after": []}}).contexts
    assert contexts["other"].words == contexts["one"].words
    assert contexts["other"].against == {"talks"}
    assert contexts["one"].only_after == {"in"}
    assert not contexts["other"].only_after


def referred(text: str) -> list[tuple[str, str]]:
    return [
        (mention.text, feature)
        for feature, found in SHIPPED.mentions(text)[0].items()
        for mention in found
        if mention.basis == "referred"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Poti is old. The port is shallow.", [("The port", "port-poti")]),
        ("The INSTC is long. Who pays for the corridor?", [("the corridor", "corridor-instc")]),
        ("Poti and Anaklia compete. The port is shallow.", []),
        ("Poti is old. Another port is planned. The port is deep.", []),
        ("Poti is old. The port of Odesa is older.", []),
        ("Poti is old. The port city sleeps.", []),
        ("The port is shallow. Poti is old.", []),
        ("Poti is old. It rained. It snowed. The port is shallow.", [("The port", "port-poti")]),
        ("Poti is old." + " It rained." * 8 + " The port is shallow.", []),
        ("Poti is old. A driver from Xanadu waits. The port is shut.", [("The port", "port-poti")]),
        ("Poti is old. Xanadu Bank pays. The port is shut.", [("The port", "port-poti")]),
        ("Poti is old. Ships prefer Xanadu. The port is shut.", [("The port", "port-poti")]),
        ("Poti is old. Xanadu is new. The port is shut.", []),
    ],
)
def test_word_refers_back_where_exactly_one_feature_fits(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert referred(text) == found


@pytest.mark.parametrize(
    "rule", RULES_FILE["references"], ids=lambda rule: str(rule["singular"][0])
)
def test_words_refer_in_their_examples_and_not_in_the_others(rule: dict[str, list[str]]) -> None:
    for example in rule["examples"]:
        assert len(referred(example)) == 1, example
    for example in rule["counterexamples"]:
        assert referred(example) == [], example


@pytest.mark.parametrize(
    "between",
    [
        "Novorossiysk is deep.",  # known as a port
        "Prorva, further north, is dug for oil.",  # a name that nobody told us
        "Traders look to Hobyo instead.",
        "Turkey's own port is deep.",
        "Its older neighbour is deep.",
        "So is a harbour for yachts.",
        "Batumi is a town of casinos.",  # a port of ours that does not count here
    ],
)
def test_another_thing_between_takes_the_reference(between: str) -> None:
    assert referred(f"Poti is old. {between} The port is shallow.") == []
    assert (
        referred(f"The port of Poti is old. Everyone knows it. {between} The port is full.") == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Russia, which has a port at Novorossiysk, sends ships to Poti. The port is shallow.",
        "Poti is busy. Turkey, which has a port of its own at Hopa, sends ships. The port is full.",
        "Poti is old, though most ships call at Novorossiysk. The port is shallow.",
        "Poti is busier than the port of Hopa. The port is full.",
        "Poti is old. Unlike Novorossiysk, the port is shallow.",
        "Poti is old. Compared with the port of Hopa, the port is shallow.",
        "Hauliers who left Novorossiysk in May ship through Poti now. The port is full.",
        "Novorossiysk had the ships, but the cranes went to Poti. The port is full.",
        "Poti is busy. Novorossiysk is not. The Georgian port is full.",
        "Poti exports manganese to Aktau. The Georgian port is full.",
        "The port of Poti is shut because the port is frozen.",
        "Poti is old. The damaged port is shut.",
        "Poti is old. The deep-sea port is shut.",
        "Poti is old. Hopa is not, but nobody knows when the port will be full.",
        "Poti is old. Years after the quake at Novorossiysk, insurers still avoid the port.",
        "The port of Poti is old. A harbour at Xanadu is not. Insurers avoid the port.",
        "Poti took two cranes from a ship that had called at Hopa. Agents say the port is full.",
        "Poti is old. A firm that works at Novorossiysk has asked for plans of the port.",
        "Poti is old. Hopa is full, whereas the port is not.",
        "Poti is old. The owners looked at Hopa but chose the port.",
        "Poti is old. With Hopa closed, the port is full.",
        "Poti is old. An engineer who studied in Novorossiysk runs the port.",
        "Poti is old. With the port Georgia earns money.",
        "Poti is old. It was the port that froze.",
        "Poti is old. The port for Armenia is shallow.",
        "Poti is old. The 2019 port plan for Hopa failed, yet a choir sang in the Black Sea port.",
        "Poti is old. Novorossiysk is full. Agents say the cranes of the port are new.",
        "Poti is old. With Hopa nearly full, the port is busy.",
        "Ships left Poti for Hopa and Novorossiysk. A choir sang in the port.",
        "A choir sang in Poti, the first one that the port had heard.",
        "Poti is old. Two ferries had been sent to Hopa. The port is open again.",
        "Poti is old. Shippers went to Hopa instead, yet a choir sang in the port.",
        "Poti is old. Without the port Bolivia would lose money.",
        "Poti is old. After a day in the port they went home.",
        "Poti is old. The minister said after a day at the port that it was full.",
    ],
)
def test_what_is_said_in_passing_takes_no_reference(text: str) -> None:
    assert [feature for _, feature in referred(text)] == ["port-poti"]


@pytest.mark.parametrize(
    "text",
    [
        "Novorossiysk has the ships, Poti the cranes. The port is full.",
        "Unlike Poti, the port of Hopa is deep. The port is new.",
        "Poti sold its crane. In Hopa the port was shut.",
        "Poti is old. The unnamed port is shut.",
        "Poti is old. Hopa is not, but the port is full.",
        "Poti is old. Ships waited at Novorossiysk for the port to open.",
        "The port of Poti is old. A harbour at Xanadu is not. The port is full.",
        "INSTC and TRIPP are long. A choir sang on the route.",
        "Poti lent a crane to Hopa, where the work is done. Mechanics say the port is deep.",
        "Poti is old. He knows the port that Turkey built.",
        "Poti is old. The port Georgia once had is closed.",
        "INSTC is long. The corridor for Armenia is short.",
        "Poti is old. Ships go via Hopa, although that port is dear.",
        "Poti is old. In Hopa they have cranes, and the port is deep.",
        "Poti is old. Across the border at Hopa, the port is deep.",
        "Poti is old. Hopa has cranes. In the port a choir sang.",
        "Poti is old. Kenya has a bigger one. Critics say that the port is empty.",
        "Poti is old. In Kenya, by contrast, a choir sang in the port.",
    ],
)
def test_what_a_text_is_about_takes_the_reference(text: str) -> None:
    assert referred(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Poti is old. The Georgian port is shallow.", 1),
        ("Poti is old. The Turkish port is shallow.", 0),
        ("Poti is old. It rained. It snowed. It rained again. This port is shallow.", 0),
        ("Poti is old. This port is shallow.", 1),
        ("Ochamchire is old. The Abkhaz port is shallow.", 1),
        ("Poti is old. The Abkhaz port is shallow.", 0),
        ("The Khujand treaty is short. The treaty has three parties.", 1),
        ("The Khujand summit was short. The treaty has three parties.", 0),
        ("The Fifth Caspian Summit was short. Nothing matched the 2018 summit.", 1),
        ("The Fifth Caspian Summit was short. Nothing matched the 2014 summit.", 0),
        ("Zenit of Uralsk is a shipyard. A choir sang in the Uralsk enterprise.", 1),
        ("Zenit of Uralsk is a shipyard. A choir sang in the Sughd enterprise.", 0),
        ("CASA-1000 is late. The Tajik-Kyrgyz line is costly.", 1),
        ("TRIPP is late. The American-backed route is costly.", 1),
        ("Nurek is full. A choir sang in the older dam.", 0),
        ("Nurek is full. Its owners say the plant burns coal.", 0),
        ("Nurek is full. Its owners say the plant works, while Kenya burns coal.", 1),
        ("Poti is old. Agents say the port in Georgia is shallow.", 1),
        ("Poti is old. Agents say the port in Turkey is shallow.", 0),
        ("Aktau is old. Agents say the port on the Caspian is shallow.", 1),
        ("Poti is old. Agents say the port on the Caspian is shallow.", 0),
    ],
)
def test_reference_must_suit_what_it_speaks_of(text: str, found: int) -> None:
    assert len(referred(text)) == found


@pytest.mark.parametrize(
    ("words", "feature"),
    [("the former port", "port-poti"), ("the latter port", "port-anaklia")],
)
def test_one_of_two_is_the_former_or_the_latter(words: str, feature: str) -> None:
    text = f"Poti and Anaklia compete. Shippers prefer {words} for its price."
    assert referred(text) == [(words, feature)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trains left Samtredia for Incheh Borun. A fox slept at the junction.", "node-samtredia"),
        (
            "Trains left Incheh Borun for Samtredia. A fox slept at the crossing.",
            "node-incheh-borun",
        ),
        ("Unlike Nurek, Rogun is unfinished. A choir sang in the dam.", "energy-rogun"),
        ("Nurek is full and Rogun is not. A choir sang in the older dam.", "energy-nurek"),
        ("Poti and Anaklia compete. A choir sang in the deep-sea port.", "port-anaklia"),
        ("Nurek and Rogun compete. A choir sang in the new dam.", "energy-rogun"),
        ("Poti is old. At Aktau port a choir sang as the port was shut.", "port-aktau"),
        ("Poti is old. Aktau is older. A choir says that the port is shut.", "port-aktau"),
    ],
)
def test_one_of_several_is_told_by_what_is_said_of_it(text: str, found: str) -> None:
    assert [feature for _, feature in referred(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "While Novorossiysk waits, ships come to Poti. A choir sang in the port.",
        "Poti is an alternative to Novorossiysk. A choir sang in the port.",
        "Ships that avoid Novorossiysk come to Poti. A choir sang in the port.",
        "Makhachkala froze before Olya did. A choir sang in the Dagestani port.",
    ],
)
def test_what_is_only_compared_takes_no_reference(text: str) -> None:
    assert len(referred(text)) == 1


def test_reference_passes_over_what_else_bears_the_name() -> None:
    text = "Ships reach Astrakhan and Olya. Half of the cargo passes through these two ports."
    assert {feature for _, feature in referred(text)} == {"port-astrakhan", "port-olya"}


@pytest.mark.parametrize(
    "text",
    [
        "Olya Petrova wrote of containers aboard a river ship.",
        "Lorries drove rice to Amirabad, a northern district of a made-up town.",
    ],
)
def test_person_or_district_with_the_name_of_a_port_is_none(text: str) -> None:
    assert not SHIPPED.mentions(text)[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("POTI, Georgia – A choir sang on Monday.", 0),
        ("POTI (Choirs Today) - A choir sang on Monday.", 0),
        ("POTI, May 4 — “A choir sang.”", 0),
        ("KARS - Ferries left Poti.", 1),
        ("POTI – ITS SHIPS AND CRANES", 1),
        ("Poti – its ships and cranes", 1),
    ],
)
def test_town_with_which_a_report_begins_is_no_mention(text: str, found: int) -> None:
    assert len(SHIPPED.mentions(text)[0]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sixth consultative meeting, in Astana, was short.", 1),
        ("At the sixth meeting of the leaders, in Astana, a choir sang.", 1),
        ("The 2024 Astana summit was short. They left the sixth meeting in Astana.", 2),
    ],
)
def test_town_is_no_further_mention_of_the_meeting_that_its_sentence_names(
    text: str, found: int
) -> None:
    mentions = SHIPPED.mentions(text)[0].get("meeting-astana-2024", [])
    assert len(mentions) == found


@pytest.mark.parametrize("words", ["Both dams", "The two dams", "Neither dam"])
def test_two_are_two_whatever_else_is_named(words: str) -> None:
    text = f"Nurek and Rogun are old. Toktogul is not. {words} froze."
    assert {feature for _, feature in referred(text)} == {"energy-nurek", "energy-rogun"}


@pytest.mark.parametrize(("text", "found"), [("Anaklia", 1), ("Poti", 0)])
def test_a_port_is_a_project_until_it_operates(text: str, found: int) -> None:
    assert len(referred(f"{text} is late. A choir sang for the project.")) == found


def test_one_name_of_two_features_is_both() -> None:
    text = "Birleistik 2024 was held in summer. The ministry praised both exercises."
    sites = {"exercise-birleistik-2024-oymasha", "exercise-birleistik-2024-tokmak"}
    assert {feature for _, feature in referred(text)} == sites


def test_what_a_word_spoke_of_in_the_passage_before_yields_to_another_thing_in_this() -> None:
    _, memory = SHIPPED.mentions("Years of delay and of broken promises lie behind Poti.")
    text = "The port is full. Hopa is a town. The port is shallow."
    found, _ = SHIPPED.mentions(text, memory)
    assert [mention.start for mention in found["port-poti"]] == [0]


def test_another_thing_in_the_passage_before_takes_the_reference() -> None:
    _, memory = SHIPPED.mentions("Poti is old. Novorossiysk is deep.")
    assert not SHIPPED.mentions("The port is shallow.", memory)[0]
    _, memory = SHIPPED.mentions("Poti is old. It is full.")
    assert "port-poti" in SHIPPED.mentions("The port is shallow.", memory)[0]


@pytest.mark.parametrize(
    "text",
    [
        "TRIPP, the Transport Research and Injury Prevention Programme, counts crashes.",
        "The Transport Research and Injury Prevention Programme (TRIPP) counts crashes.",
        "The Tripartite Review of Injury Prevention Programmes, or TRIPP, is out.",
    ],
)
def test_acronym_of_something_else_names_nothing_in_the_whole_article(text: str) -> None:
    mentions, memory = SHIPPED.mentions(text)
    assert not mentions
    assert not SHIPPED.mentions("TRIPP is cheap, the corridor's critics say.", memory)[0]
    assert "corridor-tripp" in SHIPPED.mentions("TRIPP is cheap.")[0]


def test_known_acronym_may_be_spelled_out_a_little_otherwise() -> None:
    text = "TITR (the Trans-Caspian International Trade Route) is long."
    assert "corridor-middle" in SHIPPED.mentions(text)[0]


@pytest.mark.parametrize("written", ["I.N.S.T.C.", "IN-STC", "I N S T C", "INST–C"])
def test_acronym_may_be_parted(written: str) -> None:
    assert "corridor-instc" in SHIPPED.mentions(f"The {written} is long.")[0]


def test_term_introduced_for_a_name_counts_with_its_article() -> None:
    text = (
        "The North-South Transport Corridor (hereinafter the “Corridor”) is old. Lachin Corridor."
    )
    mentions = SHIPPED.mentions(text)[0]["corridor-instc"]
    assert [m.text for m in mentions] == ["North-South Transport Corridor", "Corridor"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two navies met in Khazar-2025.", True),
        ("Khazar-2025 began on Monday. Frigates fired at a raft.", True),
        ("Khazar-2025 began on Monday. Sopranos came from Ganja.", False),
        ("Sailors from two navies sang at the Khazar-2025 festival.", False),
    ],
)
def test_name_that_fairs_bear_too_asks_for_soldiers_nearby(text: str, found: bool) -> None:
    assert ("exercise-caspian-breeze-2025" in SHIPPED.mentions(text)[0]) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kuryk's librarian retired.", False),
        ("Kuryk's ferries are full.", True),
        ("Samtredia sells sweets.", False),
        ("Samtredia sorts wagons.", True),
        ("We heard of Maciej Kuryk, and of ships.", False),
        ("We saw Poti Central, and no ships.", False),
        ("The hotel in Poti is full of sailors.", True),
        ("The hotel in Poti is full of dentists.", False),
    ],
)
def test_town_counts_where_traffic_is_spoken_of(text: str, found: bool) -> None:
    assert bool(SHIPPED.mentions(text)[0]) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Makhachkala handles grain.", True),
        ("Makhachkala is never frozen. Its berths are full.", True),
        ("Makhachkala is never dull.", False),
        ("Baku is cautious. Its partners want more berths.", False),
    ],
)
def test_town_that_is_no_capital_is_its_port_as_a_subject_too(text: str, found: bool) -> None:
    assert bool(SHIPPED.mentions(text)[0]) is found


def test_both_refers_to_two_and_reaches_into_the_next_passage() -> None:
    _, memory = SHIPPED.mentions("Caspian Breeze was held in June, CASAREX in July.")
    mentions, _ = SHIPPED.mentions("Both exercises were small.", memory)
    assert set(mentions) == {"exercise-caspian-breeze-2025", "exercise-casarex-2025"}
    assert not SHIPPED.mentions("They ended. Both exercises were small.", memory)[0]


def test_editors_description_counts_before_a_reference() -> None:
    digest = Digest("port-poti", "described", "It is small.", "speaks of it")
    first = Passage("tale", 1, "body", text="Poti is old.")
    second = Passage("tale", 2, "body", None, (digest,), "The port is shallow.")
    article = Article(Record("tale", "A tale"), (first, second))
    link = SHIPPED.article(article)[-1]
    assert (link.basis, link.reason) == ("described", "speaks of it")
    assert words([link]) == ["The port"]


def test_acronym_introduced_in_brackets_counts_from_there_on() -> None:
    text = "The North–South Transport Corridor (NSTC) is old. Who needs the NSTC?"
    mentions, memory = SHIPPED.mentions(text)
    assert [m.text for m in mentions["corridor-instc"]].count("NSTC") == 2
    assert "corridor-instc" in SHIPPED.mentions("The NSTC again.", memory)[0]
    assert "corridor-instc" not in SHIPPED.mentions("The NSTC again.")[0]
    assert SHIPPED.mentions("The port of Poti (Georgia) is old. Georgia!")[0].keys() == {
        "port-poti"
    }


def test_exclusion_of_one_feature_may_be_the_name_of_another() -> None:
    found = SHIPPED.mentions("The Aktau Convention was signed.")[0]
    assert "meeting-aktau-2018" in found
    assert "port-aktau" not in found


LETTERS = ("mole", "quay", "k", "o'mo", "әй", "m", "s", "_")
MARKS = (" ", "  ", ". ", "-", "'", "…", "•", "\n")
SMALL_NAMES = ("mole", "mole quay", "k. mole", "әй", "o’mo")
SMALL = feature("small", *(Name(name, "alias") for name in SMALL_NAMES))


@given(st.lists(st.sampled_from(LETTERS + MARKS), max_size=12).map("".join))
def test_names_stand_where_no_letter_is_beside_them(text: str) -> None:
    folded = fold(text)
    spelled = {s.text for s in spellings(SMALL, RULES)}
    expected = {
        (folded.origin(match.start()), name)
        for name in spelled
        for match in re.finditer(rf"(?<!\w)(?={re.escape(name)}(?!\w))", folded.plain)
    }
    hits = Gazetteer([SMALL], RULES).candidates(text)
    assert {(hit.start, s.text) for hit in hits for _, s in hit.names} == expected


@given(st.lists(st.text("abc .", min_size=1), min_size=1), st.text("ABCabc ."))
def test_of_several_words_the_longest_is_taken(words: list[str], text: str) -> None:
    found = re.match(Token(tuple(words)).pattern, text, re.IGNORECASE)
    fitting = [word for word in words if text.lower().startswith(word)]
    assert (found[0].lower() if found else None) == max(fitting, key=len, default=None)


def test_text_with_half_a_character_is_read() -> None:
    assert len(LINKER.mentions("Song Line \ud83d Song Line")[0]["corridor-songs"]) == 2


def test_no_names_find_nothing() -> None:
    assert Gazetteer([]).hits("Port of Mole") == []


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the articles are not at hand")
class TestRealArticles:
    """The four articles that the digests speak of."""

    @pytest.fixture(scope="class")
    @staticmethod
    def links() -> dict[tuple[str, str], Link]:
        data = dataset.read(ROOT / "geodata")
        articles = merge(data.articles, list(read(Path(ARTICLE))))
        linker = Linker(Gazetteer((f for layer in data.layers for f in layer.features), data.rules))
        assert [len(article.passages) for article in articles] == [16, 12, 9, 14]
        assert all(article.held for article in articles)
        assert not any(p.differs for article in articles for p in article.passages)
        found = [link for article in articles for link in linker.article(article)]
        return {(link.passage, link.feature): link for link in found}

    def test_every_link_has_a_digest_and_every_digest_a_link(
        self, links: dict[tuple[str, str], Link]
    ) -> None:
        data = dataset.read(ROOT / "geodata")
        digests = {
            (p.id, digest.feature): digest.basis
            for article in data.articles
            for p in article.passages
            for digest in p.digests
        }
        assert {key: link.basis for key, link in links.items()} == digests

    def test_capital_that_stands_for_a_government_is_no_port(
        self, links: dict[tuple[str, str], Link]
    ) -> None:
        text = ARTICLE.read_text(encoding="utf-8")
        assert "Washington, Baku, and Yerevan" in text
        assert ("blank-2025#2", "port-baku") not in links

    def test_name_stands_where_the_link_says(self, links: dict[tuple[str, str], Link]) -> None:
        (mention,) = links["blank-2025#3", "port-ochamchire"].mentions
        assert mention.text == "Ochamchire"

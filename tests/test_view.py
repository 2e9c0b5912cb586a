"""What reaches the page: descriptions, the map's script, escaping."""

import html
import re
from dataclasses import replace
from typing import get_args

import pytest
from driving import ROOT
from hypothesis import given
from hypothesis import strategies as st

from corridors.atlas import Atlas, assemble
from corridors.describe.facts import day
from corridors.describe.passages import BASES, describe, overview, web, why
from corridors.escaping import markup
from corridors.geodata import dataset
from corridors.map.folium_map import draw, script
from corridors.model import Article, Basis, Link, Passage, Record

HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(1)}\\'\""


@pytest.fixture(scope="module")
def data() -> dataset.Geodata:
    return dataset.read(ROOT / "geodata")


@pytest.fixture(scope="module")
def atlas(data: dataset.Geodata) -> Atlas:
    return assemble(data.layers, data.articles, data.rules)


def test_links_lead_both_ways(atlas: Atlas) -> None:
    forth = {(link.passage, link.feature) for f in atlas.features for link in atlas.links_to(f)}
    passages = [p.id for article in atlas.articles for p in article.passages]
    back = {(link.passage, link.feature) for p in passages for link in atlas.links_from(p)}
    assert forth == back == {(link.passage, link.feature) for link in atlas.links}


def test_every_feature_is_described_with_its_passages(atlas: Atlas, data: dataset.Geodata) -> None:
    for feature in atlas.features.values():
        content = describe(atlas, feature, data.countries)
        shown = [p["id"] for article in content["articles"] for p in article["passages"]]
        assert shown == [link.passage for link in atlas.links_to(feature.id)]
        assert content["sources"]
        terms = {fact["term"] for fact in content["facts"]}
        assert {"Kind", "Status", "Countries", "Precision"} <= terms
        for article in content["articles"]:
            assert all(p["digest"] and p["text"] is None for p in article["passages"])


def test_other_features_of_a_passage_lead_there(atlas: Atlas, data: dataset.Geodata) -> None:
    content = describe(atlas, atlas.features["port-poti"], data.countries)
    ((passage,),) = (article["passages"] for article in content["articles"])
    assert {"id": "port-anaklia", "name": "Port of Anaklia"} in passage["others"]


def test_why_a_passage_counts_is_said_where_the_place_is_not_plainly_named() -> None:
    assert why(Link("tale#1", "port-poti", "named", reason="its name")) is None
    said = why(Link("tale#1", "port-poti", "context", reason="near a quay"))
    assert said == "named in context: near a quay"
    for basis in set(get_args(Basis)) - {"named"}:
        assert why(Link("tale#1", "port-poti", basis)) == BASES[basis]


def test_words_for_a_basis_stand_once() -> None:
    sources = [p for p in (ROOT / "src").rglob("*.*") if p.suffix in (".py", ".js", ".json")]
    for words in BASES.values():
        holders = [path.name for path in sources if words in path.read_text(encoding="utf-8")]
        assert holders == ["passages.py"]


def test_overview_counts_the_passages(atlas: Atlas) -> None:
    rows = [row for layer in overview(atlas)["layers"] for row in layer["features"]]
    assert [row["id"] for row in rows] == list(atlas.features)
    assert sum(row["passages"] for row in rows) == len(atlas.links)


@given(text=st.text(alphabet=st.characters(codec="utf-8")))
def test_pieces_of_a_passage_join_to_its_text(data: dataset.Geodata, text: str) -> None:
    words = f"{text} Poti {text}"
    passage = Passage("tale", 1, "body", text=words)
    tale = Article(Record("tale", "A tale", url="javascript:alert(1)"), (passage,), held=True)
    atlas = assemble(data.layers[:1], [tale], data.rules)
    content = describe(atlas, atlas.features["port-poti"], {})
    if not atlas.links_to("port-poti"):
        return  # the text makes Poti part of a longer word
    (shown,) = content["articles"][0]["passages"]
    assert "".join(piece["text"] for piece in shown["text"]) == words
    assert any(piece["mention"] for piece in shown["text"])
    assert shown["page"] is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        (None, None),
    ],
)
def test_only_web_pages_are_linked(url: str | None, found: str | None) -> None:
    assert web(url) == found


def test_link_leads_to_the_passage_on_a_page_of_the_article_alone(data: dataset.Geodata) -> None:
    first = next(a for a in data.articles if a.record.id == "blank-2025")
    own = replace(first.record, url="https://example.org/item", url_is_list=False)
    for record, fragment in ((first.record, False), (own, True)):
        atlas = assemble(data.layers, [replace(first, record=record)], data.rules)
        content = describe(atlas, atlas.features["port-poti"], {})
        page = content["articles"][0]["passages"][0]["page"]
        assert ("#:~:text=" in page["url"]) == fragment


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2025", "2025"), ("2025-06", "June 2025"), ("2025-07-01", "1 July 2025")],
)
def test_dates_read_as_people_write_them(iso: str, said: str) -> None:
    assert day(iso) == said


@given(st.text())
def test_markup_shows_the_text_and_ends_nothing(text: str) -> None:
    safe = markup(text)
    assert html.unescape(safe) == html.unescape(html.escape(text.replace("\0", "\ufffd")))
    assert not re.search(r"[<>\"'`$\\\0]", safe)


def test_same_layers_give_the_same_script(data: dataset.Geodata) -> None:
    assert script(draw(data.layers)) == script(draw(data.layers))


@pytest.mark.parametrize("name", ["{{ 7 * 191 }}", "{% raw %}", "{{", "{#", "#}}{{ 7 * 191 }}"])
def test_name_is_no_template(data: dataset.Geodata, name: str) -> None:
    first = data.layers[0]
    layer = replace(first, features=(replace(first.features[0], name=name),))
    text = script(draw([layer]))
    assert markup(name) in text
    assert "1337" not in text


def test_script_holds_every_feature_and_no_hostile_text(data: dataset.Geodata) -> None:
    layers = [
        replace(layer, features=tuple(replace(f, name=HOSTILE) for f in layer.features))
        for layer in data.layers
    ]
    text = script(draw(layers))
    for layer in layers:
        for feature in layer.features:
            assert feature.id in text
    assert markup(HOSTILE) in text
    for piece in ("</script", "<img", "${", "onerror=alert(1)>"):
        assert piece not in text

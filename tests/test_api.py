"""The public face: tables, links of a text, a map."""

import ast
import doctest
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import folium
import geopandas
import hostile
import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import SAMPLE
from driving import ROOT
from lxml import html

import corridors
from corridors import OpenAtlas
from corridors.api import frames, functions, open_atlas
from corridors.cli.main import main
from corridors.library import disk
from corridors.model import Paragraph, Text
from corridors.workspace import open_workspace

README = (ROOT / "README.md").read_text(encoding="utf-8")
FERRIES = Text("ferries", (Paragraph(1, "body", "A ferry came to Baku, another to Poti."),))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> OpenAtlas:
    """The shipped map over an empty library."""
    return corridors.open(library=tmp_path_factory.mktemp("library"))


@pytest.fixture
def songs(sample: Path) -> OpenAtlas:
    """The shipped map with a made-up article."""
    return corridors.open(articles=sample.parent)


@pytest.mark.parametrize("module", [functions, open_atlas])
def test_examples_are_true(module: object) -> None:
    failed, attempted = doctest.testmod(module)  # type: ignore[arg-type]
    assert attempted
    assert failed == 0


def test_the_readmes_ten_lines_run_and_end_with_a_map(capsys: pytest.CaptureFixture[str]) -> None:
    section = README.partition("## In Python")[2].partition("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert len([line for line in code.splitlines() if line]) == 10
    *first, last = ast.parse(code).body
    assert isinstance(last, ast.Expr)
    names: dict[str, object] = {}
    exec(compile(ast.Module(first, []), "README.md", "exec"), names)
    shown = eval(compile(ast.Expression(last.value), "README.md", "eval"), names)
    assert isinstance(shown, folium.Map)
    assert "Port of Aktau" in shown._repr_html_()
    said = capsys.readouterr().out
    assert "corridor-middle" in said
    assert "port-aktau" in said


def test_nothing_heavy_is_loaded_before_it_is_asked_for() -> None:
    told = "print(*(name in sys.modules for name in ('pandas', 'folium', 'streamlit', 'click')))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, corridors; {told}; corridors.read; {told}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    before, after = done.stdout.splitlines()
    assert before == "False False False False"
    assert after == "True True False False"


def test_all_that_is_named_is_there() -> None:
    for name in corridors.__all__:
        assert getattr(corridors, name).__doc__
    with pytest.raises(AttributeError, match="gazetteer"):
        corridors.gazetteer  # noqa: B018 - asked for, not used


@pytest.mark.parametrize(
    ("doc", "columns"),
    [
        (OpenAtlas.__dict__["features"].__doc__, frames.FEATURE_COLUMNS),
        (OpenAtlas.__dict__["legs"].__doc__, frames.LEG_COLUMNS),
        (OpenAtlas.__dict__["articles"].__doc__, frames.ARTICLE_COLUMNS),
        (OpenAtlas.passages.__doc__, frames.LINK_COLUMNS),
        (OpenAtlas.search.__doc__, frames.HIT_COLUMNS),
    ],
)
def test_every_column_is_explained(doc: str, columns: list[str]) -> None:
    assert [column for column in columns if f"``{column}``" not in doc] == []


def test_features_are_those_of_the_map(shipped: OpenAtlas, tmp_path: Path) -> None:
    atlas = open_workspace().atlas
    features = shipped.features
    assert list(features.index) == list(atlas.features)
    assert features.crs == "EPSG:4326"
    for feature in atlas.features.values():
        assert features.geometry[feature.id] == feature.geometry
        assert features.passages[feature.id] == atlas.count_to(feature.id)
    features.to_file(tmp_path / "features.gpkg")
    read = geopandas.read_file(tmp_path / "features.gpkg").set_index("id")
    assert list(read.columns) == list(features.columns)
    assert read.loc["port-aktau", "geometry"] == features.geometry["port-aktau"]


def test_legs_have_their_own_lengths_and_lines(shipped: OpenAtlas) -> None:
    legs = shipped.legs[shipped.legs.feature == "corridor-middle"]
    own = shipped.feature("corridor-middle").legs
    assert list(legs.leg) == [leg.id for leg in own]
    assert legs.length_km.sum() == sum(leg.length_km for leg in own)
    assert legs.crs == "EPSG:4326"
    assert list(legs.geometry) == [leg.geometry for leg in own]


def test_a_table_stays_the_same_so_that_columns_can_be_added(shipped: OpenAtlas) -> None:
    shipped.articles["seen"] = True
    assert shipped.articles.seen.all()


def test_a_described_article_without_its_text_has_digests(shipped: OpenAtlas) -> None:
    article = shipped.articles.index[0]
    passages = shipped.passages(article=article)
    assert set(passages.passage.str.split("#").str[0]) == {article}
    assert passages.text.isna().all()
    assert passages.digest.notna().any()
    assert not shipped.articles.held[article]


def test_links_are_those_of_the_command_line(songs: OpenAtlas, sample: Path) -> None:
    told = CliRunner().invoke(main, ["link", str(sample), "--json"])
    rows = pd.DataFrame([json.loads(line) for line in told.output.splitlines()])
    links = songs.links[songs.links.article == "songs"]
    assert links.feature.tolist() == rows.feature.tolist()
    assert links.passage.tolist() == rows.passage.tolist()
    assert links.basis.tolist() == rows.basis.tolist()
    for link in links.to_dict("records"):
        assert link["mentions"]
        for mention in link["mentions"]:
            assert mention.text == link["text"][mention.start : mention.end]


def test_a_passage_that_speaks_of_nothing_has_a_row_without_a_feature(songs: OpenAtlas) -> None:
    passages = songs.passages(article="songs")
    assert passages.paragraph.unique().tolist() == [1, 2, 3, 4]
    last = passages.iloc[-1]
    assert pd.isna(last.feature)
    assert last.text == "Nothing of this ever happened."
    assert "songs#4" not in set(songs.links.passage)


def test_passages_of_a_feature_in_an_article(songs: OpenAtlas) -> None:
    everywhere = songs.passages("port-aktau")
    assert set(everywhere.feature) == {"port-aktau"}
    here = songs.passages("port-aktau", "songs")
    assert here.passage.tolist() == ["songs#1"]
    assert len(everywhere) == songs.features.passages["port-aktau"] > len(here)


def test_a_search_finds_passages_and_counts_all(songs: OpenAtlas) -> None:
    hits = songs.search("captains songs")
    assert hits.index.tolist() == ["songs#3"]
    assert hits.features.tolist() == ["corridor-tripp"]
    [(start, end), *_] = hits.spans.iloc[0]
    assert hits.text.iloc[0][start:end].casefold() in ("captains", "songs")
    some = songs.search("corridor", limit=1)
    assert len(some) == 1 < some.attrs["total"]


def test_folders_that_are_named_take_the_place_of_the_usual_ones(
    tmp_path: Path, own_library: Path
) -> None:
    disk.save(FERRIES, own_library)
    assert "ferries" in corridors.open().articles.index
    other = tmp_path / "other"
    disk.save(Text("others", FERRIES.paragraphs), other)
    geodata = tmp_path / "geodata"
    geodata.mkdir()
    shutil.copy(ROOT / "geodata" / "ports.geojson", geodata)
    shutil.copy(ROOT / "geodata" / "contexts.json", geodata)
    atlas = corridors.open(geodata, str(other))
    assert atlas.articles.index.tolist() == ["others"]
    assert set(atlas.features.kind) == {"port"}
    assert set(atlas.links.feature) == {"port-baku", "port-poti"}


def test_an_empty_map_has_empty_tables_with_all_columns(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="no layer"):
        atlas = corridors.open(geodata=tmp_path)
    assert atlas.features.reset_index().columns.tolist() == frames.FEATURE_COLUMNS
    assert atlas.legs.columns.tolist() == frames.LEG_COLUMNS
    assert atlas.links.columns.tolist() == frames.LINK_COLUMNS
    assert atlas.articles.empty
    assert "folium-map" in atlas.map().get_root().render()


def test_what_cannot_be_used_is_told(own_library: Path) -> None:
    own_library.mkdir()
    (own_library / "broken.json").write_text("{")
    with pytest.warns(UserWarning, match=r"broken\.json"):
        atlas = corridors.open()
    assert "broken.json" in atlas.notices[0]


def test_what_is_not_there_is_an_error_that_names_the_nearest(
    shipped: OpenAtlas, tmp_path: Path
) -> None:
    with pytest.raises(corridors.NotFoundError, match=r"'port-aktu'.* port-aktau"):
        shipped.feature("port-aktu")
    with pytest.raises(corridors.NotFoundError, match="'port-aktu'"):
        shipped.passages("port-aktu")
    with pytest.raises(corridors.CorridorsError, match="no article 'blank'"):
        shipped.passages(article="blank")
    with pytest.raises(corridors.NotFoundError, match="nowhere"):
        shipped.map(["nowhere"])
    for folder in ("geodata", "library", "articles"):
        with pytest.raises(corridors.NotFoundError, match=f"{folder}: .*gone"):
            corridors.open(**{folder: tmp_path / "gone"})


def test_a_text_its_paragraphs_and_its_article_have_the_same_links(sample: Path) -> None:
    (article,) = corridors.read(sample)
    of_article = corridors.link(article)
    assert of_article.feature.tolist() == ["port-aktau", "port-anaklia", "corridor-tripp"]
    paragraphs = [paragraph.text for paragraph in article.paragraphs]
    of_text = corridors.link("\n \n".join(paragraphs), language="en-GB")
    assert of_text.paragraph.tolist() == of_article.paragraph.tolist() == [1, 2, 3]
    pd.testing.assert_frame_equal(of_text, corridors.link(paragraphs))
    pd.testing.assert_frame_equal(
        of_text.drop(columns="section"), of_article.drop(columns="section")
    )


def test_what_one_paragraph_names_the_next_may_refer_to() -> None:
    links = corridors.link(["The Port of Aktau is large.", "The port has nine berths."])
    assert links.feature.tolist() == ["port-aktau", "port-aktau"]
    assert links.basis.tolist() == ["named", "referred"]


def test_a_text_that_names_nothing_has_no_links() -> None:
    assert corridors.link("").empty
    assert corridors.link([]).columns.tolist() == corridors.link(SAMPLE).columns.tolist()


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(corridors.NotFoundError, match=r"'ru'.*en"):
        corridors.link("Паром пришёл в Баку.", language="ru")


def test_a_map_has_what_was_asked_for_alone(shipped: OpenAtlas) -> None:
    ports = shipped.features[shipped.features.kind == "port"]
    for asked in ("port-aktau", ["port-aktau"], ports.loc[["port-aktau"]]):
        page = shipped.map(asked).get_root().render()
        assert re.findall(r'"featureId": "([\w-]+)"', page) == ["port-aktau"]
        assert html.document_fromstring(page).xpath("//script[@src] | //link") == []


def test_hostile_words_stay_words_in_every_table(tmp_path: Path) -> None:
    hostile.fill(tmp_path / "library")
    with pytest.warns(UserWarning, match="left out"):
        atlas = corridors.open(library=tmp_path / "library")
    own = atlas.features[atlas.features.layer == "hostile"]
    assert len(own) == len(hostile.CORPUS) + 2
    assert len(atlas.legs[atlas.legs.feature == hostile.WAY]) == len(hostile.CORPUS)
    assert (atlas.links.feature == "port-poti").sum() >= len(hostile.CORPUS)
    own.to_file(tmp_path / "own.gpkg")

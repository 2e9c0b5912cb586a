"""What goes out: each convention held against a schema or a reader of its own."""

import csv
import io
import json
import re
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geojson_validator
import pytest
from atlases import (
    DRILL,
    HELD,
    HOSTILE,
    LISTED,
    MOLE,
    NOT_HELD,
    PAGE,
    TEXT,
    atlas,
    feature,
    passage,
)
from click.testing import CliRunner, Result
from driving import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from shapely import GeometryCollection, LineString, Point
from streamlit.testing.v1 import AppTest

from corridors.articles.recognition import fingerprint
from corridors.atlas import Atlas, assemble
from corridors.cli import export as cli_export
from corridors.cli.export import write
from corridors.cli.main import main
from corridors.errors import ExportError
from corridors.exporting.export_format import ExportFormat, File, Setting
from corridors.exporting.link_table import COLUMNS
from corridors.exporting.registry import EXPORTS, export
from corridors.exporting.selecting import select, select_features
from corridors.geodata import dataset
from corridors.linking.rules.ruleset import Rules
from corridors.model import Article, Digest, Layer, Name, Source

SCHEMAS = Path(__file__).parent / "schemas"
DATA = [name for name, f in EXPORTS.items() if f.holds in ("links", "features", "articles")]


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    data = dataset.read(ROOT / "geodata")
    return assemble(data.layers, data.articles, data.rules)


def faults(schema: str, value: object) -> list[str]:
    rules = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    return [f"{e.json_path}: {e.message}" for e in Draft202012Validator(rules).iter_errors(value)]


def exported(
    whole: Atlas,
    name: str,
    *,
    generated: datetime | None = None,
    texts: bool = True,
    **part: list[str],
) -> File:
    """Export with the words at hand, as the command line does."""
    return export(whole, name, Setting(texts=texts, generated=generated), **part)


def as_json(whole: Atlas, name: str, **more: Any) -> Any:
    return json.loads(exported(whole, name, **more).content)


def items(whole: Atlas, **more: Any) -> list[Any]:
    collection = as_json(whole, "annotations", **more)
    assert faults("web-annotation.schema.json", collection) == []
    found: list[Any] = collection["first"]["items"] if collection["total"] else []
    assert len(found) == collection["total"]
    return found


def targets(item: Any) -> list[Any]:
    found = item["target"]
    return found if isinstance(found, list) else [found]


def about(found: list[Any], key: str, source: str) -> Any:
    [item] = [
        item
        for item in found
        if item["body"][0]["source"]["dcterms:identifier"] == key
        and targets(item)[0]["source"]["dcterms:identifier"] == source
    ]
    return item


def rows(whole: Atlas, **more: Any) -> list[dict[str, str]]:
    text = exported(whole, "csv", **more).content.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def known(value: Any) -> Any:
    """Leave out what geodata says is empty or not known."""
    if isinstance(value, dict):
        inner = {key: known(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in (None, {}, [])}
    return [known(item) for item in value] if isinstance(value, list) else value


class TestEveryFormat:
    @pytest.mark.parametrize("name", DATA)
    def test_says_the_same_twice(self, shipped: Atlas, name: str) -> None:
        first = exported(shipped, name)
        assert first.content
        assert first == exported(shipped, name)

    @pytest.mark.parametrize("name", DATA)
    def test_holds_no_word_of_a_text_that_is_not_at_hand(self, name: str) -> None:
        content = exported(atlas(), name).content.decode(errors="replace")
        assert "Zyzzyva" not in content
        without = replace(HELD, passages=tuple(replace(p, text=None) for p in HELD.passages))
        gone = exported(atlas(without, NOT_HELD), name).content.decode(errors="replace")
        for words in ("quay of", "band sang", "some said", "Nothing here", "TextQuote", "offset"):
            assert words not in gone

    @pytest.mark.parametrize("name", DATA)
    def test_leaves_words_at_hand_out_if_asked(self, name: str) -> None:
        with_words, without = (
            exported(atlas(), name, texts=texts).content.decode(errors="replace")
            for texts in (True, False)
        )
        words = ("quay of", "band sang", "some said", "TextQuote", "offset")
        assert not any(one in without for one in words)
        assert any(one in with_words for one in words) == ("texts" in EXPORTS[name].options)

    @pytest.mark.parametrize("name", DATA)
    def test_of_an_empty_atlas_is_whole(self, name: str) -> None:
        empty = exported(Atlas(()), name)
        if name in ("annotations", "lpf", "geojson", "csl"):
            assert json.loads(empty.content) is not None

    @pytest.mark.parametrize("name", DATA)
    def test_has_a_file_name_and_a_media_type(self, name: str) -> None:
        made = exported(Atlas(()), name)
        assert made.name.startswith("corridors-")
        assert "/" in made.mime

    def test_that_does_not_exist_is_an_error_that_names_the_others(self) -> None:
        with pytest.raises(ExportError, match=r"no format 'pdf' .*png, .*annotations, csv"):
            exported(atlas(), "pdf")


class TestRegistry:
    @pytest.fixture
    def knots(self, monkeypatch: pytest.MonkeyPatch) -> ExportFormat:
        """A made-up format, added as any other: by one entry."""
        made = ExportFormat(
            name="knots",
            title="Features as knots in a rope",
            holds="features",
            convention="Knots",
            file="corridors.knots",
            mime="text/x-knots",
            write=lambda atlas, _: ["o" * len(atlas.features)],
        )
        monkeypatch.setitem(EXPORTS, made.name, made)
        return made

    def test_readme_lists_each_format_with_what_it_holds(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        told = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) \|$", readme, re.MULTILINE)
        assert [row[:2] for row in told] == [(f.name, f.holds) for f in EXPORTS.values()]
        for name, _, convention in told:
            assert convention.startswith(EXPORTS[name].convention)

    def test_command_has_a_new_format_in_its_help_and_writes_it(self, knots: ExportFormat) -> None:
        command = runpy.run_path(cli_export.__file__)["export_"]
        told = CliRunner().invoke(command, ["--help"]).output
        assert re.search(f"{knots.name} +{knots.title}", told)
        written = CliRunner().invoke(command, ["knots", "--feature", "port-aktau"])
        assert written.stdout == "o"

    def test_page_has_a_new_format_in_its_list_and_below_the_table(
        self, knots: ExportFormat
    ) -> None:
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        page.query_params["panel"] = "table"
        page.session_state["take-along"] = True  # as if its button had been pressed
        page.run()
        assert not page.exception
        assert page.selectbox("take-what").options == [f.title for f in EXPORTS.values()]
        buttons = [button.proto.label for button in page.get("download_button")]
        assert buttons[-1] == knots.convention


class TestAnnotations:
    def test_of_what_is_shipped_keep_to_the_model(self, shipped: Atlas) -> None:
        found = items(shipped)
        assert len(found) == len(shipped.links) > 30
        assert len({item["id"] for item in found}) == len(found)

    def test_of_no_link_keep_to_the_model(self) -> None:
        assert items(Atlas(())) == []

    def test_offsets_in_the_line_of_the_plain_text_give_the_quote(self) -> None:
        lines = [(p.text or "").replace("\n", " ") for p in HELD.passages]
        seen = 0
        for item in items(atlas(HELD)):
            for target in targets(item):
                if not isinstance(target["selector"], list):
                    continue
                fragment, quote = target["selector"]
                first, last = map(int, fragment["value"].removeprefix("line=").split(","))
                [line] = lines[first:last]
                start, end = fragment["refinedBy"]["start"], fragment["refinedBy"]["end"]
                around = quote["prefix"] + quote["exact"] + quote["suffix"]
                assert line[start:end] == quote["exact"]
                assert around.replace("\n", " ") in line
                assert around in TEXT
                seen += 1
        assert seen == 2

    def test_each_place_where_a_name_stands_is_a_target(self) -> None:
        item = about(items(atlas(HELD)), "port-mole", "tale-2025")
        exact = [target["selector"][1]["exact"] for target in targets(item)]
        assert exact == ["Mole Harbour", "Mole"]
        assert item["body"][0]["purpose"] == "identifying"
        assert item["creator"]["type"] == "Software"

    def test_without_the_text_a_passage_is_known_by_its_locator_alone(self) -> None:
        item = about(items(atlas()), "port-mole", "list-2025")
        [target] = targets(item)
        assert target["selector"] == {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc5147",
            "value": "line=0,1",
        }
        assert target["label"] == "Background, paragraph 1"
        located = {p["schema:name"]: p["schema:value"] for p in target["schema:additionalProperty"]}
        assert located == {
            "section": "background",
            "paragraph": 1,
            "fingerprint": f"{1:016x}",
        }
        assert item["creator"]["type"] == "Organization"

    def test_digest_basis_and_reason_each_have_their_purpose(self) -> None:
        item = about(items(atlas()), "corridor-songs", "list-2025")
        assert item["body"][0]["purpose"] == "linking"
        assert [(body["purpose"], body["value"]) for body in item["body"][1:]] == [
            ("describing", "A song travels."),
            ("classifying", "described"),
            ("commenting", "speaks of songs"),
        ]

    def test_an_articles_own_address_is_the_source_and_that_of_a_list_is_not(self) -> None:
        found = items(atlas())
        own = targets(about(found, "port-mole", "tale-2025"))[0]["source"]
        assert own["id"] == PAGE.url
        assert own["dcterms:hasFormat"]["format"] == "text/plain"
        listed = targets(about(found, "port-mole", "list-2025"))[0]["source"]
        assert listed["id"].startswith("urn:uuid:")
        assert listed["format"] == "text/plain"
        assert listed["rdfs:seeAlso"] == {"id": LISTED.url}

    def test_words_that_differ_from_those_described_are_marked(self) -> None:
        other = replace(HELD.passages[1], differs=True)
        item = about(items(atlas(replace(HELD, passages=(other,)))), "port-mole", "tale-2025")
        located = {
            p["schema:name"]: p["schema:value"]
            for p in targets(item)[0]["schema:additionalProperty"]
        }
        assert located["differs from the text described"] is True
        assert located["fingerprint"] == fingerprint(TEXT)

    def test_the_time_is_named_where_it_is_given(self) -> None:
        when = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
        found = items(atlas(), generated=when)
        assert {item["generated"] for item in found} == {"2025-03-04T05:06:07Z"}
        assert about(found, "port-mole", "tale-2025")["created"] == "2025-03-04T05:06:07Z"
        assert "created" not in about(found, "port-mole", "list-2025")
        assert all("generated" not in item for item in items(atlas()))

    def test_a_links_id_is_the_same_whatever_else_is_exported(self) -> None:
        whole = about(items(atlas()), "port-mole", "tale-2025")
        part = about(items(atlas(), articles=["tale-2025"]), "port-mole", "tale-2025")
        assert whole["id"] == part["id"]


class TestPlaces:
    def places(self, whole: Atlas) -> dict[str, Any]:
        found = as_json(whole, "lpf")
        assert faults("linked-places.schema.json", found) == []
        assert geojson_validator.validate_structure(found) == {}
        return {place["properties"]["identifier"]: place for place in found["features"]}

    def test_of_what_is_shipped_keep_to_the_format(self, shipped: Atlas) -> None:
        assert list(self.places(shipped)) == list(shipped.features)

    def test_names_are_those_of_the_feature_with_their_languages(self) -> None:
        names = self.places(atlas())["port-mole"]["names"]
        assert [name["toponym"] for name in names] == ["Mole Harbour", "Мол"]
        assert names[1]["lang"] == "ru"

    def test_a_name_is_cited_from_the_article_at_hand_that_uses_it(self) -> None:
        [first, *_] = self.places(atlas())["port-mole"]["names"]
        assert first["citations"][0]["@id"] == PAGE.url
        [first, *_] = self.places(atlas(NOT_HELD))["port-mole"]["names"]
        assert [citation["label"].split()[0] for citation in first["citations"]] == ["Corridors"]

    def test_certainty_follows_precision_leg_by_leg(self) -> None:
        places = self.places(atlas())
        certain = {
            key: [shape["certainty"] for shape in place["geometry"]["geometries"]]
            for key, place in places.items()
        }
        assert certain == {
            "port-mole": ["less-certain"],
            "corridor-songs": ["less-certain", "uncertain"],
            "exercise-drill": ["uncertain"],
        }

    def test_identifiers_lead_to_authorities_and_a_list_of_articles_is_no_subject(self) -> None:
        links = self.places(atlas())["port-mole"]["links"]
        assert [(link["type"], link["identifier"]) for link in links] == [
            ("closeMatch", "http://www.wikidata.org/entity/Q1"),
            ("closeMatch", "https://sws.geonames.org/2/"),
            ("subjectOf", PAGE.url),
            ("seeAlso", "https://example.org/where"),
        ]

    def test_an_event_has_its_dates(self) -> None:
        places = self.places(atlas())
        assert places["exercise-drill"]["when"] == {
            "timespans": [{"start": {"in": "2025-06-01"}, "end": {"in": "2025-06-03"}}]
        }
        assert "when" not in places["port-mole"]


class TestGeojson:
    def test_of_what_is_shipped_keeps_to_the_standard(self, shipped: Atlas) -> None:
        found = as_json(shipped, "geojson")
        assert geojson_validator.validate_structure(found) == {}
        assert geojson_validator.validate_geometries(found)["invalid"] == {}
        assert "crs" not in found
        assert [f["id"] for f in found["features"]] == list(shipped.features)

    def test_a_clockwise_ring_is_turned(self) -> None:
        given_as_it_stands = {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {}, "geometry": json.loads(
                json.dumps(DRILL.geometry.__geo_interface__))}]}  # fmt: skip
        assert geojson_validator.validate_geometries(given_as_it_stands)["invalid"] != {}
        found = as_json(atlas(), "geojson")
        assert geojson_validator.validate_geometries(found)["invalid"] == {}

    def test_properties_are_those_of_geodata_with_what_articles_say(self, shipped: Atlas) -> None:
        for layer in shipped.layers:
            path = ROOT / "geodata" / f"{layer.id}.geojson"
            original = json.loads(path.read_text(encoding="utf-8"))["features"]
            for before, after in zip(
                original, as_json(shipped, "geojson", layers=[layer.id])["features"], strict=True
            ):
                properties = after["properties"]
                assert properties.pop("layer") == layer.id
                links = shipped.links_to(after["id"])
                assert properties.pop("passages") == len(links)
                texts = {shipped.passage(link.passage).article for link in links}
                assert set(properties.pop("articles")) == texts
                assert properties == known(before["properties"])


class TestTable:
    def test_of_what_is_shipped_has_a_row_a_link(self, shipped: Atlas) -> None:
        found = rows(shipped)
        assert [row["feature"] for row in found] == [link.feature for link in shipped.links]
        assert all(set(row) == set(COLUMNS) for row in found)
        assert {row["quote"] for row in found} == {""}
        assert {row["held"] for row in found} == {"no"}

    def test_tells_article_passage_feature_and_why(self) -> None:
        row = next(row for row in rows(atlas()) if row["feature"] == "port-mole")
        assert row["passage"] == "tale-2025#2"
        assert (row["section"], row["paragraph"]) == ("background", "2")
        assert (row["basis"], row["mentions"]) == ("named", "Mole Harbour; Mole")
        assert (row["quote"], row["held"]) == (TEXT, "yes")
        assert (row["address"], row["address_is_list"]) == (PAGE.url, "False")

    @given(HOSTILE, HOSTILE)
    def test_no_cell_is_a_formula_and_none_is_lost(self, title: str, text: str) -> None:
        record = replace(PAGE, title=title, author=text)
        # A reason is read from a file, which may hold no half of a character.
        digest = Digest("port-mole", "described", text, title.replace("\ud800", "?"))
        article = Article(record, (passage(record, 1, f"Mole Harbour {text}", digest),))
        [row] = rows(assemble((Layer("ports", "Ports", (MOLE,)),), [article], Rules()))
        for cell in row.values():
            assert cell.lstrip(" ")[:1] not in tuple("=+-@＝＋－＠")
            assert cell[:1] not in ("\t", "\r", "\n")
        assert row["title"] in (title.replace("\ud800", "?"), "'" + title)
        assert row["quote"] == f"Mole Harbour {text}".replace("\ud800", "?")


class TestSelecting:
    def test_a_feature_brings_its_articles(self) -> None:
        part = select(atlas(), features=["corridor-songs"])
        assert list(part.features) == ["corridor-songs"]
        assert [article.record.id for article in part.articles] == ["list-2025"]
        assert len(part.links) == 1

    def test_an_article_brings_its_features(self) -> None:
        part = select(atlas(), articles=["tale-2025"])
        assert list(part.features) == ["port-mole", "exercise-drill"]

    def test_features_alone_are_told_as_in_a_part_with_their_articles(self) -> None:
        chosen = ["corridor-songs", "port-mole"]
        part, alone = select(atlas(), chosen), select_features(atlas(), chosen)
        assert list(alone.features) == list(part.features)
        for key in chosen:
            assert alone.count_to(key) == part.count_to(key) > 0
            assert alone.links_to(key) == part.links_to(key)

    def test_features_and_layers_add_up_and_articles_narrow(self) -> None:
        part = select(atlas(), ["port-mole"], ["list-2025"], ["corridors"])
        assert list(part.features) == ["port-mole", "corridor-songs"]
        assert {link.passage for link in part.links} == {"list-2025#1"}

    def test_nothing_chosen_is_everything(self) -> None:
        whole = atlas()
        part = select(whole)
        assert (part.layers, list(part.links)) == (whole.layers, list(whole.links))
        assert list(part.articles) == list(whole.articles)

    @pytest.mark.parametrize("what", ["features", "articles", "layers"])
    def test_what_does_not_exist_is_an_error_that_names_the_others(self, what: str) -> None:
        with pytest.raises(ExportError, match=r"no .* 'nowhere' \(there are: "):
            select(atlas(), **{what: ["nowhere"]})


@given(HOSTILE, HOSTILE, st.sampled_from(["https://example.org/", "http://", "javascript:"]))
def test_hostile_words_break_no_json(name: str, words: str, scheme: str) -> None:
    record = replace(PAGE, title=name, author=words, publication=name, url=scheme + words)
    port = feature(
        "port-mole",
        GeometryCollection([Point(1, 2), LineString([(1, 2), (3, 4)])]),
        Name("Mole Harbour", "preferred"),
        Name(name, "alias"),
        name=name,
        summary=words,
        provenance=(Source(words, scheme + words),),
        identifiers={"wikidata": words},
    )
    digest = Digest("port-mole", "described", words, name)
    article = Article(record, (passage(record, 1, f"{words} Mole Harbour {words}", digest),))
    whole = assemble((Layer("ports", "Ports", (port,)),), [article], Rules())
    items(whole)
    assert faults("linked-places.schema.json", as_json(whole, "lpf")) == []
    found = as_json(whole, "geojson")
    assert geojson_validator.validate_structure(found) == {}
    assert found["features"][0]["properties"]["summary"] == words.replace("\ud800", "?")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["export", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a hundred bytes."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestCommand:
    def test_help_lists_the_formats(self) -> None:
        text = run("--help").output
        for found in EXPORTS.values():
            assert found.name in text
            assert found.title in text

    @pytest.mark.parametrize("name", DATA)
    def test_writes_to_the_standard_output(self, name: str) -> None:
        assert len(run(name, "--feature", "port-aktau").stdout_bytes) > 100

    def test_filters_by_feature_article_and_layer(self) -> None:
        options = ("--layer", "ports", "--feature", "corridor-tripp", "--article", "blank-2025")
        found = json.loads(run("geojson", *options).stdout)["features"]
        assert {f["properties"]["layer"] for f in found} == {"ports", "corridors"}
        tripp = found[-1]
        assert (tripp["id"], tripp["properties"]["articles"]) == ("corridor-tripp", ["blank-2025"])

    def test_tells_what_is_not_there(self) -> None:
        assert "port-aktau" in run("csv", "--feature", "port-atlantis").stderr
        assert "annotations" in run("pdf").stderr

    def test_an_imported_article_goes_out_with_its_words(self, sample: Path) -> None:
        assert CliRunner().invoke(main, ["import", str(sample)]).exit_code == 0
        table = run("csv", "--article", "songs", "--feature", "port-aktau").stdout
        assert "made-up spring" in table
        assert "made-up spring" not in run("csv", "--article", "blank-2025").stdout

    def test_a_file_is_written_whole_and_never_over_another(self, tmp_path: Path) -> None:
        folder = tmp_path / "here"  # beside the cache
        folder.mkdir()
        path = folder / "out.bib"
        assert run("bibtex", "-o", path).exit_code == 0
        assert path.read_bytes() == run("bibtex").stdout_bytes
        path.write_text("mine")
        refused = run("ris", "-o", path)
        assert refused.exit_code == 1
        assert "exists already" in refused.stderr
        assert path.read_text() == "mine"
        assert run("ris", "-o", path, "--force").exit_code == 0
        assert path.read_bytes().startswith(b"TY  - ")
        assert list(folder.iterdir()) == [path]

    def test_a_file_that_came_meanwhile_is_not_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "out.bib"
        path.write_text("mine")
        with pytest.raises(ExportError, match="exists already"):
            write(path, [b"ours"])
        assert path.read_text() == "mine"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_link_is_followed_and_stays_one(self, tmp_path: Path) -> None:
        path, link = tmp_path / "out.bib", tmp_path / "link.bib"
        path.write_text("mine")
        link.symlink_to(path)
        write(link, [b"ours"], force=True)
        assert link.is_symlink()
        assert path.read_bytes() == b"ours"

    def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(self, tmp_path: Path) -> None:
        folder = tmp_path / "here"  # beside the cache
        folder.mkdir()
        path = folder / "out.json"
        path.write_text("mine")
        with full_disk():
            failed = run("csl", "-o", path, "--force")
        assert failed.exit_code == 1
        assert "cannot be written" in failed.stderr
        assert path.read_text() == "mine"
        assert list(folder.iterdir()) == [path]

    def test_a_missing_folder_is_an_error_of_one_line(self, tmp_path: Path) -> None:
        failed = run("csl", "-o", tmp_path / "none" / "out.json")
        assert failed.exit_code == 1
        assert failed.stderr.count("\n") == 1

    def test_a_file_has_the_rights_of_any_new_file(self, tmp_path: Path) -> None:
        (tmp_path / "any").write_text("")
        run("csl", "-o", tmp_path / "out.json")
        rights = [(tmp_path / name).stat().st_mode for name in ("any", "out.json")]
        assert rights[0] == rights[1]

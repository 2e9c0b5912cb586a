"""The measure of the linker, and what it says of our own sentences."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from driving import ROOT

from corridors.cli.main import main
from corridors.evaluation.measure import Report, measure
from corridors.evaluation.sets import EvaluationError, read_set
from corridors.geodata import dataset
from corridors.linking.find.gazetteer import Gazetteer
from corridors.model import Feature

SETS = ROOT / "tests" / "evaluation"
DATA = dataset.read(ROOT / "geodata")
FEATURES: dict[str, Feature] = {f.id: f for layer in DATA.layers for f in layer.features}
GAZETTEER = Gazetteer(FEATURES.values(), DATA.rules)
TEXT = "The ferry left Baku."
Writer = Callable[[str], Path]


def measured(path: Path) -> Report:
    return measure(read_set(path, FEATURES)[0], GAZETTEER, FEATURES)


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write(content: str) -> Path:
        path = tmp_path / "set.json"
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        {"text": TEXT, "links": ["port-baku"]},
        {"sentence": TEXT, "features": "port-baku"},
        {"text": TEXT, "links": [{"feature": "port-baku", "mention": "Baku"}]},
        {"text": TEXT, "links": [{"id": "port-baku", "start": 15, "end": 19}]},
        {"text": TEXT, "entities": [[15, 19, "port-baku"]]},
        {"text": TEXT, "expected": {"port-baku": ["Baku"]}},
        {"text": TEXT, "links": [{"feature": "Port of Baku (Alat)", "span": [15, 19]}]},
        {"passage": TEXT, "mentions": [{"feature": "port-baku", "mentions": [{"text": "Baku"}]}]},
        {"text": TEXT, "feature": "port-baku"},
        [TEXT, ["port-baku"]],
    ],
)
@pytest.mark.parametrize("shape", ["line", "list", "wrapped"])
def test_sets_of_many_shapes_are_understood(content: object, shape: str, written: Writer) -> None:
    made = {
        "line": json.dumps(content) + "\n" + json.dumps({"text": "Nothing."}),
        "list": json.dumps([content, {"text": "Nothing.", "links": []}]),
        "wrapped": json.dumps({"sentences": [content, {"text": "Nothing."}]}),
    }
    report = measured(written(made[shape]))
    assert (report.entries, report.traps) == (2, 1)
    assert (report.links["all"].right, report.misses) == (1, [])


def test_mentions_count_once_each_and_only_where_the_set_tells_them(written: Writer) -> None:
    text = "Ships left Baku. Other ships left Baku too."
    twice = {"text": text, "links": [{"feature": "port-baku", "mention": "Baku"}] * 2}
    report = measured(written(json.dumps([twice, {"text": text, "links": ["port-baku"]}])))
    assert report.mentions["all"].right == 2
    assert report.links["all"].right == 2


def test_misses_are_named_with_their_text(written: Writer) -> None:
    wrong = {"id": "w", "text": TEXT, "links": []}
    missed = {"id": "m", "text": "Nothing here.", "links": ["port-poti"]}
    report = measured(written(json.dumps([wrong, missed])))
    score = report.links["all"]
    assert (score.right, score.wrong, score.missed) == (0, 1, 1)
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)
    told = {(miss.entry, miss.what, miss.feature, miss.text) for miss in report.misses}
    assert ("w", "link wrongly found", "port-baku", TEXT) in told
    assert ("m", "link missed", "port-poti", "Nothing here.") in told


def test_nested_names_are_counted_apart_and_described_links_left_out(written: Writer) -> None:
    entry = {
        "text": "The Port of Poti is old.",
        "links": [
            {"feature": "port-poti", "mention": "Port of Poti"},
            {"feature": "corridor-middle", "basis": "described"},
        ],
    }
    report = measured(written(json.dumps([entry])))
    assert report.links["names nested"].right == 1
    assert report.misses == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no entry"),
        ("{", "line 1"),
        ('[{"links": []}]', "entry 1: text"),
        ('[{"text": "x", "links": 3}]', "entry 1: links"),
        ('[{"text": "x", "links": [{"mention": "x"}]}]', "links[0].feature"),
        ('[{"text": "x", "links": [{"feature": "port-poti", "mention": "y"}]}]', "mention"),
        ('[{"text": "x", "links": [{"feature": "port-poti", "start": 5, "end": 9}]}]', "start"),
        ("7", "a list of entries"),
    ],
)
def test_broken_set_is_an_error_that_names_the_place(
    content: str, told: str, written: Writer
) -> None:
    with pytest.raises(EvaluationError, match=r"set\.json") as caught:
        measured(written(content))
    assert told in str(caught.value)


def test_command_prints_scores_and_misses_and_what_it_left_out(written: Writer) -> None:
    path = written(json.dumps([{"id": "w", "text": TEXT, "links": ["port-atlantis"]}]))
    result = CliRunner().invoke(main, ["evaluate", str(path)])
    assert result.exit_code == 0
    assert "port-atlantis" in result.output
    assert "w: link wrongly found: port-baku" in result.output
    rows = json.loads(CliRunner().invoke(main, ["evaluate", str(path), "--json"]).stdout)
    assert rows["links"]["all"]["wrong"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: str(path.stem))
def test_linker_is_as_good_as_it_says(path: Path) -> None:
    report = measured(path)
    for score in (report.mentions["all"], report.links["all"]):
        assert (score.precision or 0) >= 0.98
        assert (score.recall or 0) >= 0.96
    referred = report.mentions.get("basis referred")
    assert referred is None or (referred.precision or 0) >= 0.97


def test_sets_are_large_and_hold_enough_traps() -> None:
    entries = [entry for path in SETS.glob("*.jsonl") for entry in read_set(path, FEATURES)[0]]
    assert len(entries) >= 300
    assert sum(entry.trap for entry in entries) >= len(entries) / 3
    assert len({entry.text for entry in entries}) == len(entries)
    layers = {FEATURES[link.feature].layer for entry in entries for link in entry.links}
    assert layers == {layer.id for layer in DATA.layers}

"""The commands for new places, as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridors.cli.main import main

TALE = (
    "By Ada Example\n\n"
    "The ferry sleeps in Zhetybay. A song of Zhetybay goes to Fetisovo, near Termez.\n"
)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.fixture
def tale(tmp_path: Path) -> Path:
    path = tmp_path / "tale.txt"
    path.write_text(TALE, encoding="utf-8")
    return path


def test_suggest_reads_files_and_stores_nothing(tale: Path, own_library: Path) -> None:
    rows = {row["name"]: row for row in json.loads(run("suggest", tale, "--json").output)}
    assert rows["Zhetybay"]["count"] == 2
    assert rows["Zhetybay"]["mentions"][0] == {
        "passage": "tale#1",
        "start": TALE.index("Zhetybay") - TALE.index("The ferry"),
        "end": TALE.index("Zhetybay") - TALE.index("The ferry") + 8,
        "text": "Zhetybay",
    }
    assert rows["Zhetybay"]["candidates"][0]["geonames"] == 607551
    assert rows["Zhetybay"]["candidates"][0]["longitude"] == 52.1031
    assert not own_library.exists()


def test_suggest_reads_the_library_and_says_when_nothing_is_new(tale: Path) -> None:
    assert "No new place found" in run("suggest").output
    run("import", tale)
    assert "Zhetybay, KZ, 11,731 inhabitants" in run("suggest").output


def test_an_added_place_is_on_the_map_linked_and_no_longer_suggested(tale: Path) -> None:
    run("import", tale)
    result = run(
        "add-place", "Zhetybay", "--geonames", 607551, "--alias", "Zhetibay", "--kind", "port"
    )
    assert result.exit_code == 0
    assert "my-zhetybay: added" in result.output
    rows = json.loads(run("features", "--layer", "my-places", "--json").output)
    assert [(row["id"], row["kind"], row["passages"]) for row in rows] == [
        ("my-zhetybay", "port", 1)
    ]
    assert "sleeps in Zhetybay" in run("passages", "my-zhetybay").output
    assert "Zhetybay" not in run("suggest").output
    assert "my-zhetybay" in run("link", tale).output


def test_a_typed_position_gets_the_country_that_it_lies_in(own_library: Path) -> None:
    assert run("add-place", "Fetisovo", "--at", "52.65,42.9", "--layer", "tales").exit_code == 0
    content = json.loads((own_library / "layers" / "tales.geojson").read_text(encoding="utf-8"))
    (item,) = content["features"]
    assert item["geometry"]["coordinates"] == [52.65, 42.9]
    assert item["properties"]["countries"] == ["KZ"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--geonames 607551: Zhetybay, KZ"),
        (("--at", "51.7,43.2", "--geonames", "607551"), "say where Zhetybay lies"),
        (("--at", "43.2"), "longitude first"),
        (("--at", "-51.7,43.2"), "not on the map"),
        (("--geonames", "1"), "no town 1"),
        (("--geonames", "607551", "--layer", "ports"), "'ports' is ours"),
        (("--geonames", "607551", "--layer", "../x"), "the layer's name"),
        (("--geonames", "607551", "--kind", "corridor"), "corridor"),
    ],
)
def test_what_cannot_be_added_is_said_in_words(
    own_library: Path, options: tuple[str, ...], said: str
) -> None:
    result = run("add-place", "Zhetybay", *options)
    assert result.exit_code != 0
    assert said in result.output
    assert not own_library.exists()


def test_check_names_the_faults_of_the_layers_of_ones_own(own_library: Path) -> None:
    layer = own_library / "layers" / "tales.geojson"
    assert "tales.geojson" not in run("check").output
    run("add-place", "Zhetybay", "--geonames", 607551, "--layer", "tales")
    assert "tales.geojson" not in run("check").output
    layer.write_text(
        layer.read_text(encoding="utf-8").replace("43.5893", "143.5893"), encoding="utf-8"
    )
    result = run("check")
    assert result.exit_code == 1
    assert "tales.geojson: my-zhetybay: geometry.coordinates[1]: found 143.5893" in result.output
    run("add-place", "Poti-on-Land", "--at", "44.0,42.0", "--kind", "port", "--layer", "mine")
    assert "mine.geojson: my-poti-on-land: geometry: found from the shore" in run("check").output

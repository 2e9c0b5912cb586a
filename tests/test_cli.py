"""The command line, as a user types it."""

import cProfile
import json
import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SAMPLE
from driving import ROOT

from corridors import __version__
from corridors.cli.main import main
from corridors.geodata import dataset
from corridors.linking.find.gazetteer import Gazetteer


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(main.commands) > 5
    for command in main.commands:
        assert run(command, "--help").exit_code == 0
        assert f"corridors {command}" in readme, command


def test_version_is_that_of_the_package_and_the_newest_in_the_changelog() -> None:
    assert run("--version").output.endswith(f"version {__version__}\n")
    assert metadata.version("corridors") == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)
    assert released[0] == __version__


def test_features_of_a_layer_as_json() -> None:
    rows = json.loads(run("features", "--layer", "ports", "--json").output)
    assert {"port-baku", "port-aktau", "port-anaklia"} <= {row["id"] for row in rows}
    assert {"id", "kind", "name", "countries", "status", "passages"} <= set(rows[0])


def test_unknown_layer_and_feature_are_errors_that_name_the_known() -> None:
    result = run("features", "--layer", "airports")
    assert result.exit_code == 1
    assert "ports, corridors" in result.output
    result = run("passages", "port-atlantis")
    assert result.exit_code == 1
    assert "port-aktau" in result.output


def test_passages_of_a_feature() -> None:
    assert "Implications, paragraph 12" in run("passages", "port-baku").output
    content = json.loads(run("passages", "port-baku", "--json").output)
    assert content["id"] == "port-baku"
    assert content["articles"]


def test_import_stores_and_a_second_time_changes_nothing(sample: Path, own_library: Path) -> None:
    assert "stored" in run("import", sample).output
    before = {path: path.read_bytes() for path in own_library.iterdir()}
    assert {path.name for path in before} == {"songs.json", ".imported.jsonl"}
    assert "1 already there" in run("import", sample.parent).output
    assert {path: path.read_bytes() for path in own_library.iterdir()} == before
    assert "songs#1" not in run("passages", "port-poti").output
    assert "made-up spring" in run("passages", "port-aktau").output


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Poti".encode("utf-16-be")]
)
def test_file_that_is_no_text_is_named_and_the_others_imported(
    sample: Path, tmp_path: Path, own_library: Path, content: bytes
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    result = run("import", bad, sample)
    assert result.exit_code == 1
    assert "bad.txt" in result.output
    assert [path.name for path in own_library.glob("*.json")] == ["songs.json"]


def test_missing_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    result = run("import", tmp_path / "none.txt")
    assert result.exit_code != 0
    assert "none.txt" in result.output


def test_link_prints_one_object_a_line_and_stores_nothing(sample: Path, own_library: Path) -> None:
    rows = [json.loads(line) for line in run("link", sample, "--json").output.splitlines()]
    assert {row["feature"] for row in rows} == {"port-aktau", "port-anaklia", "corridor-tripp"}
    paragraphs = [" ".join(part.split()) for part in SAMPLE.split("\n\n")[1:]]
    for row in rows:
        assert row["article"] == "songs"
        assert row["passage"] == f"songs#{row['paragraph']}"
        assert row["basis"] == "named"
        for mention in row["mentions"]:
            assert mention["text"] in paragraphs[row["paragraph"] - 1]
            assert mention["end"] - mention["start"] == len(mention["text"])
    assert not own_library.exists()


def test_link_reads_geodata_and_prepares_names_once_for_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder that nobody has read yet, with a name that nobody has linked by.
    geodata = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", geodata, ignore=shutil.ignore_patterns("basemap"))
    ports = geodata / "ports.geojson"
    renamed = ports.read_text(encoding="utf-8").replace('"Port of Aktau"', '"Harbour of Aktau"')
    ports.write_text(renamed, encoding="utf-8")
    monkeypatch.setenv("CORRIDORS_GEODATA", str(geodata))
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(5):
        (texts / f"songs-{number}.txt").write_text(SAMPLE, encoding="utf-8")
    profile = cProfile.Profile()
    assert profile.runcall(run, "link", texts).exit_code == 0
    calls = {entry.code: entry.callcount for entry in profile.getstats()}
    assert calls[dataset.read.__code__] == calls[Gazetteer.__init__.__code__] == 1


def test_check_finds_no_fault_in_what_is_shipped() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "no fault" in result.output


def test_check_prints_a_line_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder, ignore=shutil.ignore_patterns("basemap"))
    path = folder / "ports.geojson"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("[49.4448, 39.9774]", "[49.4448, 139.9774]")
        .replace('"id": "port-poti"', '"id": "port-aktau"'),
        encoding="utf-8",
    )
    result = run("check", folder)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert any("port-baku" in line and "139.9774" in line and "90" in line for line in lines)
    assert any("port-aktau" in line and "id again" in line for line in lines)


def test_what_is_recognised_is_listed_and_can_be_edited(sample: Path, own_library: Path) -> None:
    run("import", sample)
    assert "Ada Example" in run("articles").output
    result = run("edit", "songs", "--title", "Songs of a Ferry", "--date", "1 May 2025")
    assert result.exit_code == 0
    rows = {row["id"]: row for row in json.loads(run("articles", "--json").output)}
    assert rows["songs"]["title"] == "Songs of a Ferry"
    assert (rows["songs"]["date"], rows["songs"]["author"]) == ("2025-05-01", "Ada Example")
    assert "1 May 2025" in run("passages", "port-aktau").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none", "--title", "A"), "songs"),
        (("blank-2025", "--title", "A"), "articles.json"),
        (("songs", "--date", "soon"), "not a date"),
        (("songs", "--url", "file:///etc/passwd"), "not an address"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    sample: Path, own_library: Path, arguments: tuple[str, ...], said: str
) -> None:
    run("import", sample)
    before = (own_library / "songs.json").read_bytes()
    result = run("edit", *arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert (own_library / "songs.json").read_bytes() == before


def test_search_finds_words_phrases_and_digests(sample: Path) -> None:
    run("import", sample)
    found = run("search", "ferry", "spri")
    assert "songs#1: Ada Example" in found.output
    assert "Lead, paragraph 1" in found.output
    [row] = json.loads(run("search", "harbour band", "--json").stdout)
    assert row["passage"] == "songs#1"
    assert [row["text"][start:end] for start, end in row["spans"]] == ["harbour band"]
    assert "port-aktau" in row["features"]
    assert json.loads(run("search", "band harbour", "--json").stdout) == []
    [digest] = json.loads(run("search", "poti", "--limit", "1", "--json").stdout)
    assert digest["text"] is None
    assert digest["digests"]

"""Geodata: what is shipped is whole; what is broken is named and leaves the rest standing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.geodata import dataset

SHIPPED = ROOT / "geodata"
IDS = {
    "port-baku",
    "port-aktau",
    "port-anaklia",
    "port-ochamchire",
    "port-poti",
    "corridor-middle",
    "corridor-instc",
    "corridor-tripp",
    "exercise-birleistik-2024-oymasha",
    "exercise-birleistik-2024-tokmak",
    "exercise-caspian-breeze-2025",
    "exercise-casarex-2025",
}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=15,
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "geodata"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("basemap", "sources"))
    return folder


def edit(path: Path, change: Callable[[Any], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def ids(data: dataset.Geodata) -> set[str]:
    return {feature.id for layer in data.layers for feature in layer.features}


def test_shipped_geodata_is_whole() -> None:
    data = dataset.read(SHIPPED)
    assert data.faults == ()
    assert ids(data) >= IDS
    assert [layer.id for layer in data.layers[:3]] == ["ports", "corridors", "exercises"]


def test_every_feature_tells_where_its_position_comes_from() -> None:
    for layer in dataset.read(SHIPPED).layers:
        for feature in layer.features:
            assert feature.provenance, feature.id
            if feature.kind.id == "exercise":
                assert feature.precision.km, feature.id
            for leg in feature.legs:
                assert leg.source, leg.id


def test_every_digest_is_of_a_known_feature() -> None:
    data = dataset.read(SHIPPED)
    known = ids(data)
    digests = [d for a in data.articles for p in a.passages for d in p.digests]
    assert digests
    assert {digest.feature for digest in digests} <= known


def port(change: Callable[[dict[str, Any]], object]) -> Callable[[Any], object]:
    """A change of the first port."""
    return lambda content: change(content["features"][0])


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        (lambda f: f["geometry"].update(coordinates=[249.4, 40.0]), "coordinates[0]", "180"),
        (lambda f: f["geometry"].update(coordinates=[40.0, 91.0]), "coordinates[1]", "90"),
        (lambda f: f["geometry"].update(coordinates=["a", 40.0]), "coordinates[0]", "number"),
        (
            lambda f: f["geometry"].update(type="LineString", coordinates=[[1, 2], [3, 4]]),
            "geometry.type",
            "Point",
        ),
        (lambda f: f["properties"].update(kind="airport"), "properties.kind", '"port"'),
        (lambda f: f["properties"].update(status="rumoured"), "properties.status", "planned"),
        (lambda f: f["properties"].update(status_date="2025-13"), "status_date", "text like"),
        (lambda f: f["properties"].pop("summary"), "properties.summary", "a value"),
        (lambda f: f["properties"].update(provenance=[]), "provenance", "at least 1"),
        (lambda f: f["properties"]["names"][0].update(type="nickname"), "names[0].type", "alias"),
        (
            lambda f: f["properties"]["names"].append(
                {"text": "Alat", "type": "ambiguous", "context": "moonlight"}
            ),
            "context",
            "harbour",
        ),
    ],
)
def test_fault_of_a_feature_is_named_and_the_others_stay(
    copy: Path, change: Callable[[Any], object], field: str, expected: str
) -> None:
    edit(copy / "ports.geojson", port(change))
    data = dataset.read(copy)
    fault = next(fault for fault in data.faults if fault.file == "ports.geojson")
    assert fault.feature == "port-baku"
    assert field in fault.field
    assert expected in fault.expected
    assert fault.found
    assert "port-baku" not in ids(data)
    assert ids(data) >= IDS - {"port-baku"}


def test_id_given_twice_is_named_also_across_files(copy: Path) -> None:
    ports = json.loads((copy / "ports.geojson").read_text(encoding="utf-8"))
    ports["features"] = ports["features"][1:2]
    (copy / "zz-more.geojson").write_text(json.dumps(ports), encoding="utf-8")
    (fault,) = dataset.read(copy).faults
    assert (fault.file, fault.feature, fault.field) == ("zz-more.geojson", "port-aktau", "id")
    assert "ports.geojson" in fault.found


def test_area_that_crosses_itself_is_named(copy: Path) -> None:
    bow = [[[50, 40], [51, 41], [51, 40], [50, 41], [50, 40]]]
    edit(
        copy / "exercises.geojson",
        lambda content: content["features"][0]["geometry"].update(coordinates=bow),
    )
    (fault,) = (f for f in dataset.read(copy).faults if f.file == "exercises.geojson")
    assert fault.field == "geometry"
    assert "intersection" in fault.found.casefold()


def test_corridor_with_a_line_too_few_is_named(copy: Path) -> None:
    edit(
        copy / "corridors.geojson",
        lambda content: content["features"][0]["geometry"]["coordinates"].pop(),
    )
    fault = next(f for f in dataset.read(copy).faults if f.file == "corridors.geojson")
    assert fault.feature == "corridor-middle"
    assert "one per leg" in fault.expected


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b'{"type": "FeatureCollection", "features": [', "line 1, column"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 0x89"),
        ('{"type": "FeatureCollection"}'.encode("utf-16"), "byte 0xff"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN"),
        (b"[" * 100_000, "nested"),
        (b"[]", "[]"),
    ],
)
def test_broken_file_is_named_and_the_others_stay(copy: Path, content: bytes, found: str) -> None:
    (copy / "ports.geojson").write_bytes(content)
    data = dataset.read(copy)
    fault = next(fault for fault in data.faults if fault.file == "ports.geojson")
    assert found in str(fault)
    assert "corridor-tripp" in ids(data)


@pytest.mark.parametrize(
    ("change", "field", "found"),
    [
        (
            lambda d: d[0]["features"].append(
                {"feature": "port-atlantis", "basis": "named", "digest": "It sank."}
            ),
            "feature",
            "port-atlantis",
        ),
        (lambda d: d[0].update(article="nobody-1999"), "article", "nobody-1999"),
        (lambda d: d.append(d[0]), "paragraph", "again"),
        (lambda d: d[-1].update(paragraph=99), "paragraph", "99"),
    ],
)
def test_digest_that_leads_nowhere_is_named(
    copy: Path, change: Callable[[Any], object], field: str, found: str
) -> None:
    edit(copy / "digests.json", change)
    data = dataset.read(copy)
    fault = next(fault for fault in data.faults if fault.file == "digests.json")
    assert field in fault.field
    assert found in fault.found
    assert ids(data) >= IDS


def test_digest_without_a_known_passage_is_named(copy: Path) -> None:
    edit(copy / "digests.json", lambda d: d[0].update(paragraph=0))
    fault = next(f for f in dataset.read(copy).faults if f.file == "digests.json")
    assert "paragraph" in fault.field


@pytest.mark.parametrize("status", [{"status": "rumoured"}, {"status_of": "one of its quays"}])
def test_status_that_a_passage_cannot_give_is_named(copy: Path, status: dict[str, str]) -> None:
    edit(copy / "digests.json", lambda d: d[0]["features"][0].update(status))
    fault = next(f for f in dataset.read(copy).faults if f.file == "digests.json")
    assert "status" in str(fault)


def test_folder_without_a_layer_is_a_fault(tmp_path: Path) -> None:
    (fault,) = dataset.read(tmp_path).faults
    assert fault.found == "no layer"


def test_folder_of_ones_own_is_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIDORS_GEODATA", str(tmp_path))
    assert dataset.default_folder() == tmp_path


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(JSON)
def test_any_json_in_place_of_a_layer_is_survived(tmp_path: Path, value: object) -> None:
    (tmp_path / "ports.geojson").write_text(json.dumps(value), encoding="utf-8")
    assert dataset.read(tmp_path).faults


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(["id", "properties", "geometry", "type"]), JSON)
def test_any_json_in_place_of_a_part_is_survived(tmp_path: Path, part: str, value: object) -> None:
    content = json.loads((SHIPPED / "ports.geojson").read_text(encoding="utf-8"))
    content["features"][0][part] = value
    (tmp_path / "ports.geojson").write_text(json.dumps(content), encoding="utf-8")
    data = dataset.read(tmp_path)
    assert "port-poti" in ids(data)
    assert data.faults or len(ids(data)) == len(content["features"])


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_json_in_place_of_a_property_is_survived(tmp_path: Path, data: st.DataObject) -> None:
    content = json.loads((SHIPPED / "exercises.geojson").read_text(encoding="utf-8"))
    properties = content["features"][0]["properties"]
    properties[data.draw(st.sampled_from(sorted(properties)))] = data.draw(JSON)
    (tmp_path / "exercises.geojson").write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "contexts.json").write_bytes((SHIPPED / "contexts.json").read_bytes())
    assert "exercise-casarex-2025" in ids(dataset.read(tmp_path))


def test_a_rule_that_cannot_be_used_leaves_all_features(tmp_path: Path) -> None:
    for name in ("ports.geojson", "contexts.json", "countries.json"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    rules = json.loads((SHIPPED / "rules.json").read_text(encoding="utf-8"))
    rules["never"][0]["phrases"].append("{name} -")
    (tmp_path / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    data = dataset.read(tmp_path)
    ports = json.loads((SHIPPED / "ports.geojson").read_text(encoding="utf-8"))
    assert set(ids(data)) == {feature["id"] for feature in ports["features"]}
    assert [fault.field for fault in data.faults] == ["never[0].phrases[1]"]

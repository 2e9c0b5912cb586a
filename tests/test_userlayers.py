"""Layers of the user's own: checked like ours, and never lost."""

import json
import math
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors import workspace
from corridors.articles.merging import merge
from corridors.articles.parsing import parse
from corridors.atlas import assemble
from corridors.errors import LibraryError
from corridors.geodata import dataset
from corridors.geodata.dataset import Geodata
from corridors.places import userlayers
from corridors.places.drafting import draft, position
from corridors.places.towns import towns
from corridors.places.userlayers import MINE, add, joined, remove, undo

DATA = dataset.read(dataset.default_folder())
ZHETYBAY = towns()[607551]
HERE = (52.3, 43.0)
OFFERED = [key for key, kind in DATA.kinds.items() if kind.needs_only_a_point]


@pytest.fixture
def folder(own_library: Path) -> Path:
    assert userlayers.default_folder() == own_library / "layers"
    return own_library / "layers"


def own(data: Geodata) -> dict[str, list[str]]:
    ours = len(DATA.layers)
    return {layer.id: [f.id for f in layer.features] for layer in data.layers[ours:]}


def faults(data: Geodata) -> list[str]:
    return [str(fault) for fault in data.faults[len(DATA.faults) :]]


def test_without_layers_of_ones_own_all_is_as_it_was(folder: Path) -> None:
    assert joined(DATA) == DATA
    assert not folder.exists()


def test_an_added_town_is_a_feature_of_the_schema(folder: Path) -> None:
    added = add(draft("Zhetybay", ZHETYBAY, aliases=["Zhetibay", "zhetybay", " "]), MINE, DATA)
    data = joined(DATA)
    assert faults(data) == []
    assert own(data) == {"my-places": ["my-zhetybay"]}
    (feature,) = data.layers[-1].features
    assert (feature.id, feature.layer) == (added.feature, added.layer)
    assert [(n.text, n.type) for n in feature.names] == [
        ("Zhetybay", "preferred"),
        ("Zhetibay", "alias"),
    ]
    assert feature.geometry.coords[0] == (52.1031, 43.5893)
    assert feature.countries == ("KZ",)
    assert feature.identifiers == {"geonames": "607551"}
    assert "GeoNames 607551" in feature.provenance[0].text
    assert (feature.precision.level, feature.precision.km) == ("approximate", 5)
    assert data.layers[-1].title == "My places"


def test_a_place_is_linked_as_soon_as_it_is_added(folder: Path) -> None:
    (text,) = parse(b"By Ada Example\n\nThe ferry Meduza slept in Zhetibay.", "songs.txt")
    assert "Zhetibay" in [one.name for one in workspace.open_workspace([text]).suggestions]
    add(draft("Zhetybay", ZHETYBAY, aliases=["Zhetibay"]), MINE, DATA)
    space = workspace.open_workspace([text])
    assert [link.feature for link in space.atlas.links_from("songs#1")] == ["my-zhetybay"]
    assert space.suggestions == ()


@pytest.mark.parametrize(
    "kind", [key for key, kind in DATA.kinds.items() if kind.needs_only_a_point]
)
def test_each_kind_that_is_offered_passes_the_schema(folder: Path, kind: str) -> None:
    add(draft("Sandbank", HERE, kind=kind, km=2.5, summary="A bank\n of sand."), MINE, DATA)
    data = joined(DATA)
    assert faults(data) == []
    (feature,) = data.layers[-1].features
    assert (feature.kind.id, feature.precision.km) == (kind, 2.5)
    assert feature.summary == "A bank of sand."
    assert feature.provenance[0].text == "Position set by the user."


def test_ids_never_clash_and_a_name_is_added_once(folder: Path) -> None:
    taken = draft("Zhetybay", ZHETYBAY)
    ours = DATA.layers[0].features[0].id
    assert add({**taken, "id": ours}, MINE, DATA).feature == f"{ours}-2"
    with pytest.raises(LibraryError, match=f"has Zhetybay already: {ours}-2"):
        add(taken, MINE, DATA)
    assert add(draft("Жетыбай", HERE), MINE, DATA).feature == "my-place"
    assert add(draft("Құрық", HERE), MINE, DATA).feature == "my-place-2"
    assert add(draft("Zhetybay", ZHETYBAY), "elsewhere", DATA).feature == "my-zhetybay"
    assert faults(joined(DATA)) == []


def test_an_id_of_ours_by_hand_is_a_fault_and_left_out(folder: Path) -> None:
    item = {**draft("Zhetybay", ZHETYBAY), "id": "port-aktau"}
    write(folder / "mine.geojson", [item, draft("Sandbank", HERE)])
    data = joined(DATA)
    assert own(data) == {"mine": ["my-sandbank"]}
    (fault,) = faults(data)
    assert "mine.geojson: port-aktau: id" in fault
    assert "also in ports.geojson" in fault


@pytest.mark.parametrize("name", ["ports", "corridor-tripp"])
def test_a_layer_with_a_name_of_ours_is_a_fault_and_left_out(folder: Path, name: str) -> None:
    write(folder / f"{name}.geojson", [draft("Zhetybay", ZHETYBAY)])
    data = joined(DATA)
    assert own(data) == {}
    assert f"{name}.geojson: the file's name" in faults(data)[0]
    with pytest.raises(LibraryError, match="is ours"):
        add(draft("Zhetybay", ZHETYBAY), name, DATA)


@pytest.mark.parametrize("name", ["", "..", "a/b", "A", "ports ", "x" * 81, "a\0", "-"])
def test_a_layer_that_cannot_name_a_file_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(LibraryError):
        add(draft("Zhetybay", ZHETYBAY), name, DATA)
    assert not folder.exists()


def write(path: Path, features: list[object], **more: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"type": "FeatureCollection", **more, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"type": "FeatureCollection", "features": [], "x": NaN}',
    ],
)
def test_a_broken_file_is_named_and_never_overwritten(folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    path = folder / f"{MINE}.geojson"
    path.write_bytes(content)
    assert any("my-places.geojson" in fault for fault in faults(joined(DATA)))
    with pytest.raises(LibraryError, match=r"nothing was changed.*my-places\.geojson"):
        add(draft("Zhetybay", ZHETYBAY), MINE, DATA)
    with pytest.raises(LibraryError, match="nothing was changed"):
        remove("my-zhetybay", MINE, DATA)
    assert path.read_bytes() == content


def test_what_is_in_the_file_by_hand_stays(folder: Path) -> None:
    broken = {"type": "Feature", "id": "my-half", "properties": {"note": "to do"}, "geometry": None}
    path = folder / f"{MINE}.geojson"
    write(path, [broken, 7], title="Ferries", author="Ada Example")
    add(draft("Zhetybay", ZHETYBAY), MINE, DATA)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["features"][:2] == [broken, 7]
    assert (content["title"], content["author"]) == ("Ferries", "Ada Example")
    data = joined(DATA)
    assert own(data) == {MINE: ["my-zhetybay"]}
    assert any("my-half" in fault for fault in faults(data))
    assert remove("my-zhetybay", MINE, DATA).name == "Zhetybay"
    assert json.loads(path.read_text(encoding="utf-8"))["features"] == [broken, 7]


def test_a_faulty_feature_is_refused_and_nothing_is_written(folder: Path) -> None:
    item = {
        **draft("Zhetybay", ZHETYBAY),
        "geometry": {"type": "Point", "coordinates": [51.7, 143.2]},
    }
    with pytest.raises(LibraryError, match=r"geometry\.coordinates\[1\].*143\.2"):
        add(item, MINE, DATA)
    assert not (folder / f"{MINE}.geojson").exists()


def test_adding_and_removing_can_be_undone(folder: Path) -> None:
    for name in ("Zhetybay", "Sandbank", "Fetisovo"):
        added = add(draft(name, HERE), MINE, DATA)
    path = folder / f"{MINE}.geojson"
    three = path.read_bytes()
    removed = remove("my-sandbank", MINE, DATA)
    assert own(joined(DATA)) == {MINE: ["my-zhetybay", "my-fetisovo"]}
    undo(removed, DATA)
    assert path.read_bytes() == three
    with pytest.raises(LibraryError, match="another 'my-sandbank' by now"):
        undo(removed, DATA)
    undo(added, DATA)
    assert own(joined(DATA)) == {MINE: ["my-zhetybay", "my-sandbank"]}
    with pytest.raises(LibraryError, match="has no 'my-fetisovo'"):
        undo(added, DATA)


def test_writers_at_the_same_time_lose_nothing(folder: Path) -> None:
    errors: list[Exception] = []

    def work(writer: int) -> None:
        try:
            for number in range(5):
                add(draft(f"Place {writer} {number}", HERE), MINE, DATA)
        except LibraryError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(own(joined(DATA))[MINE]) == 20


def test_a_layer_kept_elsewhere_stays_there(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "kept.geojson"
    write(elsewhere, [])
    folder.mkdir(parents=True)
    (folder / f"{MINE}.geojson").symlink_to(elsewhere)
    add(draft("Zhetybay", ZHETYBAY), MINE, DATA)
    assert (folder / f"{MINE}.geojson").is_symlink()
    assert "my-zhetybay" in elsewhere.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_an_error_of_one_line(own_library: Path) -> None:
    own_library.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot be written"):
        add(draft("Zhetybay", ZHETYBAY), MINE, DATA)
    assert joined(DATA) == DATA


@pytest.mark.parametrize("at", [(0.0, 0.0), (43.18, 91.68), (math.nan, 43.0), (52.0, math.inf)])
def test_a_position_off_the_map_is_refused(at: tuple[float, float]) -> None:
    with pytest.raises(LibraryError, match=r"not on the map.*longitude 15 to 95"):
        draft("Zhetybay", at)


@pytest.mark.parametrize("text", ["", "51.68", "51,68,43,18", "Zhetybay", "51.68; 43.18", "1 2 3"])
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(LibraryError, match="longitude first"):
        position(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=250),
    aliases=st.lists(st.text(max_size=30), max_size=3),
    longitude=st.floats(15, 95) | st.floats(),
    latitude=st.floats(8, 62) | st.floats(),
    summary=st.text(max_size=40),
)
def test_any_place_is_refused_in_words_or_read_back_as_it_was_given(
    own_library: Path,
    name: str,
    aliases: list[str],
    longitude: float,
    latitude: float,
    summary: str,
) -> None:
    path = own_library / "layers" / f"{MINE}.geojson"
    path.unlink(missing_ok=True)
    where = (longitude, latitude)
    try:
        added = add(draft(name, where, aliases=aliases, summary=summary), MINE, DATA)
    except LibraryError:
        assert not path.exists()
        return
    data = joined(DATA)
    assert faults(data) == []
    (feature,) = data.layers[-1].features
    assert feature.id == added.feature
    assert feature.name == " ".join(name.split())
    assert feature.geometry.coords[0] == pytest.approx(where, abs=1e-5)


def test_half_a_character_is_refused_and_nothing_is_written(folder: Path) -> None:
    with pytest.raises(LibraryError):
        draft("Zhetybay\ud800", HERE)
    with pytest.raises(LibraryError, match="surrogate"):
        add(draft("Zhetybay", HERE, summary="\ud800"), MINE, DATA)
    assert not list(folder.glob("*.geojson"))


@given(st.sampled_from(["<script>alert(1)</script>", "`${1}`", "../../etc", "a\u202eb", "a\0b"]))
def test_a_hostile_name_is_refused_or_stays_text(name: str) -> None:
    try:
        item = draft(name, HERE)
    except LibraryError:
        return
    (text,) = parse(f"By Ada Example\n\nThe ferry slept in {name} at night.".encode(), "x.txt")
    assert item["properties"]["name"] == name
    assert all(c.isalnum() or c == "-" for c in item["id"])
    assert assemble(DATA.layers, merge(DATA.articles, [text]), DATA.rules)

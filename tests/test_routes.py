"""The corridors as shipped: true lengths, chains of legs, on their networks, over water or land."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
import shapely.affinity
from pyproj import Geod
from shapely.geometry import LineString, Point, shape

from corridors.rebuild import corridors, riverbank
from corridors.rebuild.files import write_text
from corridors.rebuild.rail import RailNetwork, Track
from corridors.rebuild.railgraph import JOIN, TRACK, RouteError
from corridors.rebuild.sea import Sea

ROOT = Path(__file__).resolve().parents[1]
GEODATA = ROOT / "geodata"
REFERENCE = ROOT.parent / "shared" / "reference"
WGS84 = Geod(ellps="WGS84")
WEST, SOUTH, EAST, NORTH = CASPIAN = (46.5, 36.4, 55.0, 47.5)
# The river and the canal from Olya to the sea: the map draws no river banks.

Line = list[tuple[float, float]]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def lines_of(name: str) -> dict[str, Line]:
    """Lines by leg id, of the corridors that ship."""
    return {
        leg["id"]: [(x, y) for x, y in line]
        for feature in FEATURES
        for leg, line in zip(
            feature["properties"]["legs"], feature["geometry"]["coordinates"], strict=True
        )
        if name in ("all", leg["mode"])
    }


FEATURES = read(GEODATA / "corridors.geojson")["features"]
LEGS = {leg["id"]: leg for feature in FEATURES for leg in feature["properties"]["legs"]}
LINES = lines_of("all")
BRANCHES = {
    branch["id"]: branch for feature in FEATURES for branch in feature["properties"]["branches"]
}
LAND_OF = {
    feature["properties"]["iso"]: shape(feature["geometry"])
    for feature in read(GEODATA / "basemap" / "land.geojson")["features"]
}
LAND = shapely.union_all(list(LAND_OF.values()))


def length_km(line: Sequence[Sequence[float]]) -> float:
    xs, ys = zip(*(point[:2] for point in line), strict=True)
    return float(WGS84.line_length(xs, ys)) / 1000


def km_of(shapes: shapely.Geometry) -> float:
    return sum(WGS84.geometry_length(part) for part in shapely.get_parts(shapes)) / 1000


def dense(line: Sequence[Sequence[float]], step_km: float = 1.0) -> Line:
    """Points along a line, no further apart than a step."""
    points: Line = []
    for a, b in pairwise(line):
        pieces = int(length_km([a, b]) // step_km) + 1
        points += [
            (a[0] + (b[0] - a[0]) * i / pieces, a[1] + (b[1] - a[1]) * i / pieces)
            for i in range(pieces)
        ]
    return [*points, (line[-1][0], line[-1][1])]


def km_to(points: Line, target: shapely.Geometry) -> np.ndarray:
    """Distance of each point to a shape; degrees are measured at the point's own latitude."""
    distances = []
    for lon, lat in points:
        scale = np.array([111.32 * np.cos(np.radians(lat)), 111.195])
        near = shapely.clip_by_rect(target, lon - 2, lat - 1.5, lon + 2, lat + 1.5)
        local = shapely.affinity.scale(near, scale[0], scale[1], origin=(0, 0))
        here = Point(lon * scale[0], lat * scale[1])
        distances.append(float("inf") if local.is_empty else here.distance(local))
    return np.array(distances)


def chain(ids: Sequence[str]) -> Line:
    line = list(LINES[ids[0]])
    for name in ids[1:]:
        line += LINES[name][1:]
    return line


@pytest.mark.parametrize("leg", LEGS)
def test_each_leg_says_its_length_as_drawn(leg: str) -> None:
    assert LEGS[leg]["length_km"] == pytest.approx(length_km(LINES[leg]), abs=0.51)


@pytest.mark.parametrize("leg", LEGS)
def test_a_track_is_no_shorter_than_its_drawing(leg: str) -> None:
    said = LEGS[leg]
    assert said.get("track_km", said["length_km"]) >= said["length_km"] - 1


@pytest.mark.parametrize("leg", LEGS)
def test_each_leg_says_how_exact_it_is_and_whence(leg: str) -> None:
    said = LEGS[leg]
    assert said["precision"]["note"]
    assert said["precision"]["km"] > 0
    assert said["source"]
    assert said["mode"] in {"rail", "sea", "river"}


@pytest.mark.parametrize("leg", [name for name in LEGS if LEGS[name]["mode"] == "rail"])
def test_vertices_on_rail_are_at_most_50_km_apart(leg: str) -> None:
    assert max(length_km(step) for step in pairwise(LINES[leg])) <= 50


@pytest.mark.parametrize("branch", BRANCHES)
def test_a_branch_is_a_chain_of_legs(branch: str) -> None:
    for one, other in pairwise(BRANCHES[branch]["legs"]):
        assert LINES[one][-1] == LINES[other][0], (one, other)


def test_each_leg_belongs_to_a_branch() -> None:
    assert {leg for branch in BRANCHES.values() for leg in branch["legs"]} == LEGS.keys()


@pytest.mark.parametrize("leg", sorted(lines_of("sea")))
def test_sea_legs_are_over_water_but_for_the_last_3_km(leg: str) -> None:
    line = LINES[leg]
    ends = [line[0], line[-1]]
    dry = LineString(line).intersection(LAND)
    for part in () if dry.is_empty else shapely.get_parts(dry):
        ashore = [max(length_km([point, end]) for point in part.coords) for end in ends]
        assert min(ashore) <= 3


@pytest.mark.parametrize("leg", sorted(lines_of("river")))
def test_the_leg_in_the_delta_says_that_the_map_has_no_river_there(leg: str) -> None:
    assert "river" in LEGS[leg]["precision"]["note"]
    assert LEGS[leg]["length_km"] < 40


@pytest.mark.parametrize(
    "leg",
    [
        name
        for name, line in lines_of("rail").items()
        if LineString(line).intersects(shapely.box(*CASPIAN))
    ],
)
def test_no_land_leg_runs_out_over_the_caspian(leg: str) -> None:
    # The map's shore is drawn to some 250 m, a railway's vertex to about 150 m.
    points = [
        (x, y)
        for x, y in dense(LINES[leg], 0.5)
        if WEST <= x <= EAST and SOUTH <= y <= NORTH and not LAND.contains(Point(x, y))
    ]
    assert max(km_to(points, LAND), default=0) <= 0.8


def test_tripp_runs_on_the_northern_bank_of_the_aras() -> None:
    for name, line in LINES.items():
        if name.startswith("tripp-"):
            inside = LineString(line).intersection(shapely.buffer(LAND_OF["IR"], -0.004))
            assert km_of(inside) == 0


@pytest.mark.parametrize(
    ("port", "leg", "end"),
    [
        ("port-baku", "middle-aktau-alat", -1),
        ("port-aktau", "middle-aktau-alat", 0),
        ("port-poti", "middle-poti-constanta", 0),
        ("port-anaklia", "middle-anaklia-constanta", 0),
    ],
)
def test_sea_legs_end_at_the_ports(port: str, leg: str, end: int) -> None:
    ports = read(GEODATA / "ports.geojson")["features"]
    (place,) = [p["geometry"]["coordinates"] for p in ports if p["id"] == port]
    assert length_km([place, LINES[leg][end]]) <= 2


def test_the_missing_railway_is_shown_as_missing() -> None:
    missing = LEGS["instc-astara-rasht"]
    assert missing["status"] == "planned"
    assert "Not built" in missing["precision"]["note"]


@pytest.mark.parametrize(
    ("published_km", "ids"),
    [
        (162, ["instc-astara-rasht"]),  # Mehr News, 18 January 2026
        (37, ["instc-anzali-rasht"]),  # Railway Gazette, 25 June 2024
        (146, ["instc-uzen-bolashak"]),  # Kazinform, 11 May 2013
        (13, ["middle-kuryk-station-kuryk"]),  # Oreanda, 15 August 2016
    ],
)
def test_lengths_agree_with_published_ones(published_km: float, ids: list[str]) -> None:
    ours = sum(LEGS[leg].get("track_km", LEGS[leg]["length_km"]) for leg in ids)
    assert ours == pytest.approx(published_km, rel=0.05)


WEST_KZ = ["middle-saksaulskiy-beyneu", "middle-beyneu-mangystau", "middle-mangystau-aktau"]
IRAN = ["instc-junction-garmsar", "instc-garmsar-tehran", "instc-tehran-bandar-abbas"]
# A section of the reference, and the legs that follow it.
SECTIONS = {
    "MC Khorgos-Aktau (north-Zhezkazgan)": [
        *("middle-altynkol-shu", "middle-shu-mointy", "middle-mointy-saksaulskiy"),
        *WEST_KZ,
    ],
    "MC Khorgos-Aktau (free)": ["middle-altynkol-shu", "middle-shu-saksaulskiy", *WEST_KZ],
    "MC Dostyk-Aktau": ["middle-dostyk-mointy", "middle-mointy-saksaulskiy", *WEST_KZ],
    "MC Alat-Tbilisi": ["middle-alat-tbilisi"],
    "Tbilisi-Poti": ["middle-tbilisi-samtredia", "middle-samtredia-senaki", "middle-senaki-poti"],
    "Tbilisi-Batumi": ["middle-tbilisi-samtredia", "middle-samtredia-batumi"],
    "BTK Tbilisi-Kars": ["middle-tbilisi-kars"],
    "Turkmenbashi-Ashgabat-Turkmenabat": [
        "middle-turkmenabat-bereket",
        "middle-bereket-turkmenbashi",
    ],
    "INSTC W Astrakhan-Samur": ["instc-astrakhan-zenzeli", "instc-zenzeli-samur"],
    "INSTC W Samur-Baku-Astara": ["instc-samur-baku", "instc-baku-astara"],
    "INSTC W Rasht-Qazvin-Tehran": ["instc-rasht-tehran"],
    "INSTC Tehran-BandarAbbas": ["instc-tehran-bandar-abbas"],
    "INSTC E Uzen-Bolashak-Bereket-Gorgan": [
        *("instc-mangystau-uzen", "instc-uzen-bolashak", "instc-bolashak-bereket"),
        "instc-bereket-gorgan",
    ],
    "INSTC E Gorgan-Garmsar-BA": ["instc-gorgan-junction", *IRAN],
    "INSTC C Amirabad-BA": ["instc-amirabad-junction", *IRAN],
    "TRIPP Horadiz-Minjivan-Agband": ["tripp-horadiz-minjivan", "tripp-minjivan-agband"],
    "Ordubad-Julfa-Nakhchivan": [
        *("tripp-ordubad-julfa", "tripp-julfa-nehram", "tripp-nehram-nakhchivan"),
        "tripp-nakhchivan-sharur",
    ],
    "TRIPP (schematic, along Aras)": ["tripp-agband-ordubad"],
    "Aktau-Alat": ["middle-aktau-alat"],
    "Kuryk-Alat": ["middle-kuryk-alat"],
    "Turkmenbashi-Alat": ["middle-turkmenbashi-alat"],
    "Olya-Anzali": ["instc-olya-mouth", "instc-mouth-anzali"],
    "Olya-Amirabad": ["instc-olya-mouth", "instc-mouth-amirabad"],
    "Poti-Constanta": ["middle-poti-constanta"],
    "Batumi-Constanta": ["middle-batumi-constanta"],
    "BandarAbbas-Mumbai": ["instc-bandar-abbas-nhava-sheva"],
}


def reference() -> dict[str, tuple[float, Line]]:
    """Length along the network (km) and line of each section of the reference."""
    found = {}
    for name in ("rail_corridors_hybrid", "sea_routes_grid", "tripp_schematic"):
        for feature in read(REFERENCE / f"{name}.geojson")["features"]:
            told = feature["properties"]
            line = [(x, y) for x, y in feature["geometry"]["coordinates"]]
            found[told.get("name") or told["pair"]] = (told["km"], line)
    return found


def tracks(line: Line) -> Iterator[Line]:
    """Stretches where the reference has track: close vertices in Azerbaijan or Turkmenistan."""
    area = shapely.union_all([LAND_OF["AZ"], LAND_OF["TM"]])
    for a, b in pairwise(line):
        if length_km([a, b]) <= 12 and LineString([a, b]).intersects(area):
            yield [a, b]


needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="no reference geometry here")


@needs_reference
@pytest.mark.parametrize("section", SECTIONS)
def test_lengths_along_the_network_are_within_5_percent_of_the_reference(section: str) -> None:
    km, _ = reference()[section]
    legs = [LEGS[leg] for leg in SECTIONS[section]]
    ours = sum(leg.get("track_km", leg["length_km"]) for leg in legs)
    assert ours == pytest.approx(km, rel=0.05)


@needs_reference
@pytest.mark.parametrize("section", SECTIONS)
def test_lengths_as_drawn_are_within_5_percent_of_the_reference_as_drawn(section: str) -> None:
    _, line = reference()[section]
    ours = sum(LEGS[leg]["length_km"] for leg in SECTIONS[section])
    assert ours == pytest.approx(length_km(line), rel=0.05)


@needs_reference
@pytest.mark.parametrize(
    "section", [name for name, ids in SECTIONS.items() if LEGS[ids[0]]["mode"] == "rail"]
)
def test_no_leg_is_off_the_track_by_more_than_5_km(section: str) -> None:
    _, line = reference()[section]
    points = [point for stretch in tracks(line) for point in dense(stretch)]
    ours = LineString(chain(SECTIONS[section]))
    assert max(km_to(points, ours), default=0) <= 5


STATIONS = [(60.0, 40.0), (61.0, 40.0), (62.0, 40.0)]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A railway of two straight edges along a parallel, 90 km and 120 km by its own account."""
    path = tmp_path / "world_railways.py"
    path.write_text(
        "graph=[{1: 90.0}, {0: 90.0, 2: 120.0}, {1: 120.0}]\n"
        f"nodes={[[y, x] for x, y in STATIONS]}\n",
        encoding="utf-8",
    )
    return path


def test_a_track_takes_the_place_of_the_chord_between_its_ends(graph: Path) -> None:
    bend = Track("bend", (STATIONS[1], (61.5, 40.2), STATIONS[2]), 3.0)
    path = RailNetwork(graph, (50, 30, 70, 50), [bend]).route(STATIONS[0], STATIONS[2])
    assert path.points == (STATIONS[0], STATIONS[1], (61.5, 40.2), STATIONS[2])
    assert path.kinds[1:] == (TRACK, TRACK)
    assert path.errors_km == (0.0, 3.0, 3.0)


def test_a_track_keeps_the_length_of_the_chord_that_it_replaces(graph: Path) -> None:
    bend = Track("bend", (STATIONS[1], (61.5, 40.05), STATIONS[2]), 3.0)
    path = RailNetwork(graph, (50, 30, 70, 50), [bend]).route(STATIONS[1], STATIONS[2])
    assert sum(path.lengths_km) == pytest.approx(120.0)


def test_a_place_near_the_railway_is_joined_and_one_far_off_is_refused(graph: Path) -> None:
    network = RailNetwork(graph, (50, 30, 70, 50), [])
    assert network.route((60.0, 40.05), STATIONS[1]).kinds[0] == JOIN
    with pytest.raises(RouteError, match="at most 12 km"):
        network.route((60.0, 41.0), STATIONS[1])


def test_a_course_rounds_the_land(tmp_path: Path) -> None:
    cape = shapely.box(0.9, -3.0, 1.1, 0.5)
    land = tmp_path / "land.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(cape)}
    land.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    course = Sea(land).route((0.0, 0.0), (2.0, 0.0))
    assert (course[0], course[-1]) == ((0.0, 0.0), (2.0, 0.0))
    assert not LineString(course).intersects(cape)
    assert length_km(course) < 1.2 * length_km([(0.0, 0.0), (1.0, 0.5), (2.0, 0.0)])


def test_a_line_along_a_bank_never_enters_the_country() -> None:
    country = shapely.box(0.0, -1.0, 2.0, 0.0)
    line = LineString(riverbank.along_bank(country, (0.3, 0.01), (1.7, 0.01), 0.4))
    assert not line.intersects(country)


def test_a_branch_that_is_no_chain_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "sources"
    source.mkdir()
    for path in (GEODATA / "sources").glob("*.json"):
        (source / path.name).write_bytes(path.read_bytes())
    tripp = read(source / "tripp.json")
    tripp["branches"][0]["legs"].reverse()
    (source / "tripp.json").write_text(json.dumps(tripp), encoding="utf-8")
    with pytest.raises(corridors.BranchError, match=r"but .* begins at"):
        corridors.build(source, tmp_path, tmp_path / "cache")
    assert not (tmp_path / "corridors.geojson").exists()


@pytest.mark.parametrize("name", corridors.CORRIDORS)
def test_what_is_written_has_the_facts_of_its_source(name: str) -> None:
    source = read(GEODATA / "sources" / f"{name}.json")
    shipped = next(feature for feature in FEATURES if feature["id"] == source["id"])
    drawn = {leg["id"]: (leg, LINES[leg["id"]]) for leg in shipped["properties"]["legs"]}
    made = corridors._feature(source, drawn)
    assert list(made["properties"].items()) == list(shipped["properties"].items())


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "layer.geojson"
    write_text(path, "old\n")
    write_text(path, "new\n")
    assert path.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [path]

"""The roads: past the towns they must pass, true in length, honest about straight stretches."""

import json
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from driving import ROOT
from pyproj import Transformer
from shapely import LineString, Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridors.geodata import ground
from corridors.rebuild.highways import Highways, RoadError, Stretch
from corridors.rebuild.railgraph import length_km

ROADS: dict[str, dict[str, Any]] = {
    feature["id"]: feature
    for feature in json.loads((ROOT / "geodata" / "roads.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
}
HIGHWAY, TO_RUSSIA = "road-east-west-highway", "road-georgia-russia"
LEGS = [
    pytest.param(leg, line, id=leg["id"])
    for road in ROADS.values()
    for leg, line in zip(road["properties"]["legs"], road["geometry"]["coordinates"], strict=True)
]


def lengths(road: str) -> dict[str, float]:
    return {leg["id"]: leg["length_km"] for leg in ROADS[road]["properties"]["legs"]}


def km_from(lon: float, lat: float, geometry: BaseGeometry) -> float:
    """Distance of a geometry from a place, in a projection true from that place."""
    around = f"+proj=aeqd +lon_0={lon} +lat_0={lat} +datum=WGS84 +units=km"
    into = Transformer.from_crs("EPSG:4326", around, always_xy=True)
    near = shapely.transform(geometry, lambda xy: np.column_stack(into.transform(*xy.T)))
    return float(shapely.distance(near, Point(0, 0)))


@pytest.mark.parametrize(
    ("road", "town", "lon", "lat", "within_km"),
    [
        (HIGHWAY, "Rustavi", 44.9787, 41.5627, 5),
        (HIGHWAY, "Mtskheta", 44.7188, 41.8451, 2),
        (HIGHWAY, "Gori", 44.1129, 41.9853, 4),
        (HIGHWAY, "Khashuri", 43.5991, 41.9973, 4),
        (HIGHWAY, "Shorapani", 43.0825, 42.0960, 2),
        (HIGHWAY, "Zestaponi", 43.0329, 42.1075, 2),
        (HIGHWAY, "Kutaisi, by its bypass", 42.6946, 42.2679, 10),
        (HIGHWAY, "Samtredia", 42.3352, 42.1537, 1),
        (HIGHWAY, "Senaki", 42.0633, 42.2708, 1),
        (HIGHWAY, "Poti", 41.6738, 42.1427, 1),
        (HIGHWAY, "Lanchkhuti", 42.0361, 42.0874, 2),
        (HIGHWAY, "Kobuleti, by its bypass", 41.7782, 41.8328, 5),
        (HIGHWAY, "Batumi, by its bypass", 41.6306, 41.6408, 5),
        (HIGHWAY, "Sarpi", 41.5519, 41.5214, 1),
        (TO_RUSSIA, "Pasanauri", 44.6891, 42.3506, 1),
        (TO_RUSSIA, "Gudauri", 44.4762, 42.4780, 1),
        (TO_RUSSIA, "Kobi", 44.5119, 42.5594, 1),
        (TO_RUSSIA, "Stepantsminda", 44.6431, 42.6569, 1),
        (TO_RUSSIA, "Larsi", 44.6270, 42.7400, 1),
    ],
)
def test_a_road_passes_its_towns(
    road: str, town: str, lon: float, lat: float, within_km: float
) -> None:
    assert km_from(lon, lat, shape(ROADS[road]["geometry"])) <= within_km, town


@pytest.mark.parametrize(("leg", "line"), LEGS)
def test_a_leg_is_as_long_as_it_says(leg: dict[str, Any], line: list[tuple[float, float]]) -> None:
    assert leg["length_km"] == pytest.approx(length_km(line), abs=0.06)


@pytest.mark.parametrize(("leg", "line"), LEGS)
def test_a_leg_says_how_far_off_it_is_and_what_of_it_is_straight(
    leg: dict[str, Any], line: list[tuple[float, float]]
) -> None:
    assert leg["precision"]["level"] in {"approximate", "schematic"}
    assert leg["precision"]["km"] >= 1
    # Vertices that break a straight stretch fall away when the line is simplified.
    bare = LineString(line).simplify(0.0002).coords
    if max(length_km([(a[0], a[1]), (b[0], b[1])]) for a, b in pairwise(bare)) > 5.5:
        assert "straight stretches" in leg["precision"]["note"]


@pytest.mark.parametrize(("leg", "line"), LEGS)
def test_vertices_are_dense(leg: dict[str, Any], line: list[tuple[float, float]]) -> None:
    assert max(length_km(step) for step in pairwise(line)) <= 5.1, leg["id"]


@pytest.mark.parametrize(("leg", "line"), LEGS)
def test_a_leg_lies_in_georgia(leg: dict[str, Any], line: list[tuple[float, float]]) -> None:
    land = json.loads((ROOT / "geodata" / "basemap" / "land.geojson").read_text(encoding="utf-8"))
    (georgia,) = (
        shape(item["geometry"]) for item in land["features"] if item["properties"]["iso"] == "GE"
    )
    # The land is simplified: at border crossings, and where Lake Paliastomi meets the sea by Poti.
    assert ground.length_km(LineString(line).difference(georgia)) < 2, leg["id"]


def test_legs_that_follow_each_other_meet() -> None:
    for road in ROADS.values():
        lines = [LineString(line) for line in road["geometry"]["coordinates"]]
        joined = shapely.line_merge(shapely.node(shapely.MultiLineString(lines)))
        # Grigoleti has two vertices 100 m apart, one for each road that ends there.
        around = shapely.union_all([part.buffer(0.001) for part in shapely.get_parts(joined)])
        assert isinstance(around, shapely.Polygon), road["id"]


def test_the_highway_is_not_longer_than_published_nor_much_shorter() -> None:
    km = lengths(HIGHWAY)
    to_samtredia = sum(list(km.values())[:5])
    by_senaki = to_samtredia + km["ewh-samtredia-senaki"] + km["ewh-senaki-poti"]
    # Red Bridge – Poti: 388 km before the last bypasses (European Investment Bank, 2015).
    assert 0.9 * 388 < by_senaki < 388
    # Samtredia – Chorokhi by the new road: 110 km.
    legs = ("samtredia-japana", "japana-grigoleti", "grigoleti-batumi", "batumi-bypass")
    assert 0.9 * 110 < sum(km[f"ewh-{leg}"] for leg in legs) < 1.1 * 110


def test_the_road_to_russia_is_shorter_than_its_bends() -> None:
    km = lengths(TO_RUSSIA)
    new = km["russia-kvesheti-tskere"] + km["russia-tskere-kobi"]
    assert new < 22.7
    assert new < km["russia-kvesheti-gudauri-kobi"] < 34
    assert sum(km.values()) - new < 139


def test_what_is_built_and_what_is_not_is_told_leg_by_leg() -> None:
    status = {
        leg["id"]: leg["status"] for road in ROADS.values() for leg in road["properties"]["legs"]
    }
    assert status["ewh-khashuri-zestaponi"] == "operating"
    assert status["ewh-red-bridge-rustavi"] == status["ewh-batumi-sarpi"] == "planned"
    assert status["russia-tskere-kobi"] == status["russia-kvesheti-tskere"] == "under construction"
    assert status["russia-kvesheti-gudauri-kobi"] == "operating"


def test_a_road_of_known_length_lies_within_its_bound() -> None:
    a, top, b = (44.0, 42.0), (44.15, 42.08), (44.3, 42.0)
    drawn = Stretch((a, b), length_km([a, top, b]), (0.0, 0.0))
    height = km_from(*top, LineString([a, b]))
    assert height <= drawn.bound_km() <= height + 1.5


def test_places_on_the_way_do_not_loosen_the_bound() -> None:
    a, b = (44.0, 42.0), (44.3, 42.0)
    km = length_km([a, b]) + 1
    plain = Stretch((a, b), km, (0.0, 0.0)).bound_km()
    exact = Stretch((a, (44.15, 42.0), b), km, (0.0, 0.0, 0.0)).bound_km()
    vague = Stretch((a, (44.15, 42.0), b), km, (0.0, 9.0, 0.0)).bound_km()
    assert exact < plain
    assert vague == pytest.approx(plain, abs=0.1)
    assert plain == pytest.approx(sqrt((km + 0.1) ** 2 - (km - 1) ** 2) / 2, rel=1e-6)


def test_a_road_shorter_than_its_places_is_refused() -> None:
    stretch = Stretch(((44.0, 42.0), (44.3, 42.0)), 20.0, (0.0, 0.0))
    with pytest.raises(RoadError, match="20 km of road cannot pass places that are 24"):
        stretch.bound_km()


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """Two pieces of road with a gap of 800 m, as the package writes them: latitude first."""
    path = tmp_path / "world_highways.py"
    path.write_text(
        "graph=[{1: 9.5}, {0: 9.5}, {3: 8.9}, {2: 8.9}]\n"
        "nodes=[[42.0, 44.0], [42.0, 44.1], [42.0, 44.11], [42.0, 44.2]]\n",
        encoding="utf-8",
    )
    return path


REGION = (43.0, 41.0, 45.0, 43.0)


def test_a_join_closes_a_gap_of_the_graph(module: Path) -> None:
    highways = Highways(module, REGION, [((44.1, 42.0), (44.11, 42.0))])
    route = highways.route((44.0, 42.0), (44.2, 42.0))
    assert [stretch.road_km for stretch in route] == pytest.approx([9.5, 0.83, 8.9], abs=0.01)
    assert route[0].points == ((44.0, 42.0), (44.1, 42.0))


def test_a_gap_that_is_not_joined_is_no_road(module: Path) -> None:
    with pytest.raises(RoadError, match="no road joins"):
        Highways(module, REGION, []).route((44.0, 42.0), (44.2, 42.0))


def test_a_stop_beside_the_graph_is_refused(module: Path) -> None:
    with pytest.raises(RoadError, match=r"no vertex of the graph; the nearest is \(44\.1, 42\.0\)"):
        Highways(module, REGION, []).route((44.0, 42.0), (44.105, 42.0))

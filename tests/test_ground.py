"""The ground: ports on the shore, courses on water, lengths true."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from driving import ROOT
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from corridors.checking import Fault, FaultError
from corridors.geodata import dataset
from corridors.geodata.ground import Ground, check, length_km
from corridors.model import Branch, Feature, Layer, Leg, Precision

DATA = dataset.read(ROOT / "geodata")
FEATURES = {feature.id: feature for layer in DATA.layers for feature in layer.features}


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(ROOT / "geodata" / "basemap" / "land.geojson")


def faults(feature: Feature, ground: Ground) -> list[Fault]:
    return check([Layer("made-up", "Made up", (feature,))], ground)[0]


def corridor(*lines: BaseGeometry, mode: str = "rail", countries: tuple[str, ...]) -> Feature:
    legs = tuple(
        Leg(
            f"leg-{number}",
            "A leg",
            mode,  # type: ignore[arg-type]
            "operating",
            length_km(line),
            Precision("network"),
            "nowhere",
            line,
        )
        for number, line in enumerate(lines)
    )
    whole = Branch("whole", "Whole", tuple(leg.id for leg in legs))
    return replace(FEATURES["corridor-tripp"], legs=legs, branches=(whole,), countries=countries)


def test_shipped_features_stand_on_true_ground(ground: Ground) -> None:
    found, distances = check(DATA.layers, ground)
    assert [str(fault) for fault in found] == []
    measured = {(d.feature, d.what) for d in distances}
    assert ("port-poti", "from the shore") in measured
    assert ("corridor-instc", "over land") in measured


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ((44.79, 41.72), "GE"),
        ((41.02, 43.0), "GE"),
        ((43.97, 42.23), "GE"),
        ((34.1, 44.95), "UA"),
        ((46.25, 38.93), "AM"),
        ((45.41, 39.21), "AZ"),
        ((50.5, 42.0), None),
        ((53.5, 41.3), None),
        ((36.5, 46.2), None),
    ],
)
def test_land_lies_in_the_country_that_most_states_recognise(
    ground: Ground, place: tuple[float, float], country: str | None
) -> None:
    assert ground.country_at(Point(place)) == country


def test_port_away_from_the_shore_is_a_fault(ground: Ground) -> None:
    inland = replace(FEATURES["port-poti"], geometry=Point(42.7, 42.25))
    (fault,) = faults(inland, ground)
    assert "from the shore" in fault.found
    assert fault.expected == "at most 2 km"


def test_port_in_another_country_is_a_fault(ground: Ground) -> None:
    astray = replace(FEATURES["port-poti"], geometry=Point(41.43, 41.39))
    assert "TR" in next(fault.found for fault in faults(astray, ground))


@pytest.mark.parametrize(
    ("feature", "found"),
    [
        (corridor(LineString([(49.5, 40.0), (50.5, 41.2)]), mode="sea", countries=("AZ",)), "land"),
        (corridor(LineString([(49.7, 40.4), (50.3, 42.0)]), countries=("AZ",)), "over the sea"),
        (corridor(LineString([(44.8, 41.7), (44.5, 40.2)]), countries=("GE",)), "in other count"),
        (corridor(LineString([(65.0, 47.0), (66.0, 47.0)]), countries=("KZ",)), "between vert"),
        (
            corridor(
                LineString([(65.0, 47.0), (65.2, 47.0)]),
                LineString([(65.3, 47.0), (65.5, 47.0)]),
                countries=("KZ",),
            ),
            "widest gap",
        ),
    ],
)
def test_leg_that_cannot_be_is_a_fault(ground: Ground, feature: Feature, found: str) -> None:
    assert any(found in fault.found for fault in faults(feature, ground))


@pytest.mark.parametrize("change", [lambda km: km * 1.5, lambda km: km / 2])
def test_wrong_length_is_a_fault(ground: Ground, change: Callable[[float], float]) -> None:
    tripp = FEATURES["corridor-tripp"]
    first = replace(tripp.legs[0], length_km=change(tripp.legs[0].length_km))
    (fault,) = faults(replace(tripp, legs=(first, *tripp.legs[1:])), ground)
    assert fault.field == first.id


def test_ground_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "land.geojson"
    path.write_text('{"features": [{"properties": {}}]}', encoding="utf-8")
    with pytest.raises(FaultError, match=r"land\.geojson"):
        Ground(path)


def test_neighbours_share_their_borders() -> None:
    path = ROOT / "geodata" / "basemap" / "land.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    areas = [shapely.geometry.shape(item["geometry"]) for item in content["features"]]
    assert shapely.coverage_is_valid(areas)


def test_basemap_is_small_enough_to_travel() -> None:
    files = (ROOT / "geodata" / "basemap").glob("*.geojson")
    assert 100_000 < sum(path.stat().st_size for path in files) < 1_500_000

"""Journeys, distances and what stands side by side."""

from dataclasses import replace
from itertools import pairwise

import pytest
from atlases import LAYERS, LEGS, MOLE, SONGS, atlas, feature
from shapely import LineString, Point

from corridors.atlas import Atlas, assemble
from corridors.describe.compare import compare
from corridors.describe.pair import Side, sides
from corridors.describe.relations import away, relate, stated
from corridors.geodata import dataset
from corridors.geodata.ground import Ground, length_km
from corridors.geodata.journeys import directed, shared, states, stops
from corridors.geodata.nearness import Near, Positions
from corridors.model import Branch, Digest, Entry, Layer, Name, Precision, Record

SHIPPED = dataset.read(dataset.default_folder())
FEATURES = {f.id: f for layer in SHIPPED.layers for f in layer.features}
POSITIONS = Positions(FEATURES.values())
WAYS = [
    pytest.param(Side(corridor, branch), id=branch.id)
    for corridor in FEATURES.values()
    if corridor.kind.branched
    for branch in corridor.branches
]


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return assemble(SHIPPED.layers, SHIPPED.articles, SHIPPED.rules)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(dataset.default_folder() / "basemap" / "land.geojson")


@pytest.mark.parametrize("side", WAYS)
def test_each_leg_begins_where_the_one_before_ends(side: Side) -> None:
    journey = directed(side.legs)
    for one, following in pairwise(journey):
        gap = LineString([one.line.coords[-1], following.line.coords[0]])
        assert length_km(gap) < 1
        assert one.end == following.start
    assert journey[-1].end == pytest.approx(sum(leg.travel_km for leg in side.legs))


@pytest.mark.parametrize("side", WAYS)
def test_stops_follow_one_another_from_the_start_to_the_end(side: Side) -> None:
    journey = directed(side.legs)
    found = stops(journey, POSITIONS.on(side.corridor, side.legs))
    kilometres = [stop.km for stop in found]
    assert kilometres == sorted(kilometres)
    assert kilometres[0] == 0
    assert kilometres[-1] == pytest.approx(journey[-1].end)
    assert {stretch.start for stretch in journey} <= set(kilometres)
    named = [stop.feature.id for stop in found if stop.feature]
    assert len(named) == len(set(named))
    assert [stop.onward for stop in found].count(None) == 1


def test_legs_drawn_against_the_journey_are_turned_with_their_names() -> None:
    turned = replace(LEGS[1], geometry=LEGS[1].geometry.reverse(), name="C – B")
    line = replace(SONGS, legs=(LEGS[0], turned))
    journey = directed(line.along(line.branches[0]))
    assert [stretch.turned for stretch in journey] == [False, True]
    assert [stop.name for stop in stops(journey, {})] == ["A", "B", "C"]
    assert [stop.km for stop in stops(journey, {})] == [0, 9, 18]


def test_a_port_near_the_end_of_a_leg_stands_at_that_end() -> None:
    positions = Positions([MOLE, SONGS])
    (on,) = positions.legs_at("port-mole")
    assert (on.leg.id, on.at) == ("a-b", 0)
    assert on.km == pytest.approx(0, abs=1e-6)
    first, *others = stops(directed(SONGS.legs), positions.on(SONGS, SONGS.legs))
    assert (first.feature, first.km) == (MOLE, 0)
    assert [stop.feature for stop in others] == [None, None]


@pytest.mark.parametrize(
    ("longitude", "latitude", "legs"),
    [
        (50.5, 40.06, ["a-b"]),  # beside the railway, 7 km: its precision and five more
        (50.5, 40.07, []),  # 8 km
        (51.5, 40.5, []),  # a ship passes it
        (52.0, 41.0, ["b-c"]),  # a ship calls there
    ],
)
def test_a_port_is_on_a_railway_it_lies_at_and_on_sea_legs_that_end_there(
    longitude: float, latitude: float, legs: list[str]
) -> None:
    port = replace(MOLE, id="port", geometry=Point(longitude, latitude))
    assert [on.leg.id for on in Positions([port, SONGS]).legs_at("port")] == legs


def test_nearest_is_the_same_from_both_sides() -> None:
    found = {
        (key, near.feature.id): near.km
        for key in FEATURES
        for near in POSITIONS.nearest(key, len(FEATURES))
    }
    assert len(found) == len(FEATURES) * (len(FEATURES) - 1)
    for (one, other), km in found.items():
        assert km == pytest.approx(found[other, one], abs=1e-6)


def test_distance_between_two_points_is_geodesic() -> None:
    far = feature("far", Point(50, 41), Name("Far", "preferred"))
    (near,) = Positions([MOLE, far]).nearest("port-mole", 1)
    # One degree of latitude from 40 to 41 degrees north is 111.04 km on WGS 84.
    assert near.km == pytest.approx(111.04, abs=0.01)
    assert away(MOLE, near) == "111 km north"


def test_a_distance_that_the_positions_may_be_off_says_so() -> None:
    other = replace(MOLE, precision=Precision("approximate", 1))
    assert away(MOLE, Near(other, 10, -90)) == "10 km west, give or take 3 km"
    assert away(MOLE, Near(other, 0.4, 180)) == "less than 1 km south, give or take 3 km"
    assert away(MOLE, Near(other, 0, None)) == "same spot"
    assert away(MOLE, Near(SONGS, 0, None)) == "touches"


def test_states_stand_in_the_order_of_travel(ground: Ground) -> None:
    tripp = FEATURES["corridor-tripp"]
    forth = states(directed(tripp.along(tripp.branches[0])), tripp.countries, ground)
    assert [state for state, _ in forth] == ["AZ", "AM", "AZ"]
    instc = FEATURES["corridor-instc"]
    eastern = next(b for b in instc.branches if b.id == "instc-eastern")
    crossed = states(directed(instc.along(eastern)), instc.countries, ground)
    assert [s for s, _ in crossed] == ["RU", "KZ", "RU", "KZ", "TM", "IR", "IN"]
    assert crossed[-1] == ("IN", 0)


@pytest.mark.parametrize("side", WAYS)
def test_states_cover_what_is_drawn_on_land(side: Side, ground: Ground) -> None:
    drawn = sum(leg.length_km for leg in side.legs if leg.mode != "sea")
    crossed = states(directed(side.legs), side.corridor.countries, ground)
    assert sum(km for _, km in crossed) == pytest.approx(drawn, rel=0.05)


def test_one_track_under_two_names_is_shared() -> None:
    pairs = shared(FEATURES["corridor-middle"].legs, FEATURES["corridor-instc"].legs)
    assert ("middle-beyneu-mangystau", "instc-beyneu-mangystau") in {
        (one.id, other.id) for one, other, _ in pairs
    }
    for one, other, km in pairs:
        assert one.mode == other.mode
        assert km <= min(length_km(one.geometry), length_km(other.geometry)) + 0.001
    assert shared(LEGS[:1], LEGS[1:]) == []


@pytest.mark.parametrize("side", WAYS)
def test_lengths_add_up(side: Side, shipped: Atlas, ground: Ground) -> None:
    other = Side(FEATURES["corridor-instc"])
    content = compare(shipped, POSITIONS, ground, {}, (side, other))
    for at, one in enumerate((side, other)):
        sums = {
            heading: sum(
                r["values"][at]["km"] for r in content["lengths"] if r["heading"] == heading
            )
            for heading in ("", "By mode", "By status")
        }
        total = sum(leg.travel_km for leg in one.legs)
        assert sums == pytest.approx(dict.fromkeys(sums, total), abs=3)
    strip = content["profile"]["stops"]
    assert sum(stop["onward"]["km"] for stop in strip[:-1]) == strip[-1]["km"]


def test_articles_of_both_are_those_that_link_to_both(shipped: Atlas) -> None:
    pairs = [("corridor-middle", "corridor-instc"), ("corridor-middle", "corridor-tripp")]
    for one, other in pairs:
        told = [{link.passage.split("#")[0] for link in shipped.links_to(f)} for f in (one, other)]
        assert {entry.record.id for entry in shipped.telling(one, other)} == told[0] & told[1]


def test_mentioned_together_counts_common_passages(shipped: Atlas) -> None:
    for key in FEATURES:
        passages = {link.passage for link in shipped.links_to(key)}
        counted = {
            other: len(passages & {link.passage for link in shipped.links_to(other)})
            for other in FEATURES
            if other != key
        }
        assert shipped.together(key) == {o: n for o, n in counted.items() if n}
    numbers = list(shipped.together("port-anaklia").values())
    assert numbers == sorted(numbers, reverse=True)


def test_what_an_upload_hides_is_not_counted_twice() -> None:
    whole = atlas()
    again = Atlas(LAYERS, whole._stores[0], atlas()._stores[0])
    assert again.together("port-mole") == whole.together("port-mole")
    assert again.telling("port-mole", "corridor-songs") == whole.telling(
        "port-mole", "corridor-songs"
    )
    assert whole.telling("port-mole", "corridor-songs")


def test_a_corridor_takes_the_place_of_what_is_none() -> None:
    found = sides(FEATURES, "port-baku", None)
    assert found is not None
    main = "corridor-middle/middle-northern", "corridor-instc/instc-western"
    assert tuple(side.key for side in found) == main
    found = sides(FEATURES, "corridor-instc/instc-eastern", "corridor-instc/nonsense")
    assert found is not None
    assert [side.key for side in found] == ["corridor-instc/instc-eastern", main[1]]
    assert sides({MOLE.id: MOLE}, None, None) is None


def test_a_corridor_without_branches_can_be_compared() -> None:
    bare = replace(SONGS, branches=())
    small = atlas(layers=(Layer("corridors", "Corridors", (bare,)),))
    pair = sides(small.features, bare.id, None)
    assert pair is not None
    content = compare(small, Positions([bare]), None, {}, pair)
    assert content["profile"] is None
    assert [row["values"][0]["km"] for row in content["lengths"]] == [18, 9, 9, 9, 9]


def test_a_place_tells_its_lines_and_neighbours(shipped: Atlas) -> None:
    found = relate(shipped, POSITIONS, FEATURES["port-poti"])
    assert "corridor-middle" in {line["id"] for line in found["lines"]}
    assert "industry-poti-free-zone" in {near["id"] for near in found["near"]}
    assert not {line["id"] for line in found["lines"]} & {near["id"] for near in found["near"]}


@pytest.mark.parametrize(
    ("here", "said", "differ"),
    [
        ("planned", [("not built", None)], False),
        ("operating", [("operating", None), ("idea", None)], True),
        ("partly operating", [("under construction", None)], False),
        ("operating", [("planned", None)], True),
        ("operating", [("under construction", "a second quay")], False),
    ],
)
def test_statuses_differ_where_they_cannot_all_be_true(
    here: str, said: list[tuple[str, str | None]], *, differ: bool
) -> None:
    entry = Entry(Record("a", "A", author="Ada Example", date="2025-03"), 1)
    told = stated(
        replace(MOLE, status=here, status_date="2024"),
        [(entry, Digest(MOLE.id, "named", "It is.", None, *one)) for one in said],
    )
    assert told is not None
    assert told["differ"] is differ
    assert told["here"] == f"{here} (as of 2024)"
    assert told["said"][0]["by"] == "Ada Example (March 2025)"


def test_nothing_is_stated_where_no_passage_says_a_status() -> None:
    entry = Entry(Record("a", "A"), 1)
    assert stated(MOLE, [(entry, Digest(MOLE.id, "named", "It is."))]) is None


def test_shipped_digests_say_statuses() -> None:
    said = {
        (digest.feature, digest.status)
        for article in SHIPPED.articles
        for passage in article.passages
        for digest in passage.digests
        if digest.status
    }
    assert ("port-anaklia", "not built") in said
    assert ("corridor-middle", "idea") in said
    assert ("corridor-tripp", "planned") in said


def test_branch_of_a_side_is_found_by_its_key() -> None:
    pair = sides({SONGS.id: SONGS}, f"{SONGS.id}/main", None)
    assert pair is not None
    assert pair[0].branch == Branch("main", "Main", ("a-b", "b-c"))

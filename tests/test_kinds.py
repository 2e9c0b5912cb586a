"""Kinds of features: one entry of data each, whole, and all that is needed to add one."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from atlases import KINDS
from click.testing import CliRunner
from driving import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.atlas import Atlas
from corridors.cli.main import main
from corridors.describe.actors import matrices
from corridors.describe.facts import facts
from corridors.describe.pair import sides
from corridors.describe.timeline import Strip
from corridors.geodata import dataset
from corridors.kinds import Glyph, Kind, Shape
from corridors.map import glyphs, symbols
from corridors.map.contract import describe
from corridors.map.folium_map import draw as draw_map
from corridors.map.folium_map import script
from corridors.map.picture.basemap import Basemap
from corridors.map.picture.compose import Picture, draw
from corridors.map.picture.drawing import Seen

SHIPPED = ROOT / "geodata"
# The main branches, since those of a corridor run side by side.
MIDDLE, INSTC = "corridor-middle/middle-northern", "corridor-instc/instc-western"
FILE = json.loads((SHIPPED / "kinds.json").read_text(encoding="utf-8"))
SCHEMA = dataset.schema("kinds")
PARTS = SCHEMA["$defs"]["kind"]["required"]
REGATTA = {
    "title": "Regatta",
    "plural": "Regattas",
    "fact": "Race of boats",
    "colour": "#AA3377",
    "glyph": {"shape": "triangle", "drawing": "M12 8v9M8 17h8"},
    "geometry": ["Point"],
    "requires": ["start", "actors"],
    "rank": 9,
    "first_zoom": {"symbol": 0, "name": 0, "silent": 0},
    "lane": "regattas",
    "matrix": "Who raced whom",
}


def item(key: str, kind: str, geometry: dict[str, Any], **more: object) -> dict[str, Any]:
    name = key.replace("-", " ").title()
    properties = {
        "kind": kind,
        "name": name,
        "names": [{"text": name, "type": "preferred"}],
        "countries": ["AZ"],
        "status": "held",
        "summary": "Made up.",
        "position": {"precision": "approximate", "km": 1},
        "provenance": [{"text": "made up"}],
        **more,
    }
    return {"type": "Feature", "id": key, "properties": properties, "geometry": geometry}


def corridor(number: int, **more: object) -> dict[str, Any]:
    leg = {
        "id": f"leg-{number}",
        "name": "A – B",
        "mode": "rail",
        "status": "operating",
        "length_km": 85,
        "precision": {"level": "schematic"},
        "source": "made up",
    }
    branch = {"id": f"way-{number}", "name": "Way", "legs": [leg["id"]]}
    line = {"type": "MultiLineString", "coordinates": [[[49, 40 + number], [50, 40 + number]]]}
    return item(f"line-{number}", "corridor", line, legs=[leg], branches=[branch], **more)


def race(key: str = "race-of-2025") -> dict[str, Any]:
    actors = [{"state": "AZ", "role": "host"}, {"state": "KZ", "role": "participant"}]
    point = {"type": "Point", "coordinates": [50.2, 40.2]}
    return item(key, "regatta", point, start="2025-05-04", actors=actors)


def written(folder: Path, features: list[dict[str, Any]], **kinds: object) -> dataset.Geodata:
    content = {"type": "FeatureCollection", "title": "Water", "features": features}
    (folder / "water.geojson").write_text(json.dumps(content), encoding="utf-8")
    (folder / "rules.json").write_text("{}", encoding="utf-8")  # the shipped ones take long
    if kinds:
        (folder / "kinds.json").write_text(json.dumps(kinds), encoding="utf-8")
    return dataset.read(folder)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder = tmp_path_factory.mktemp("shipped")
    for name in ("corridors.geojson", "contexts.json"):
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    return Atlas(written(folder, []).layers)


def colours(data: dataset.Geodata) -> list[str | None]:
    return [feature.colour for layer in data.layers for feature in layer.features]


def test_shipped_kinds_are_whole_and_all_are_read() -> None:
    faults: list[Any] = []
    assert list(dataset.kinds(SHIPPED, faults)) == list(FILE)
    assert faults == []


def test_schema_and_class_have_the_same_parts() -> None:
    schema = SCHEMA["$defs"]["kind"]["properties"]
    assert {"id", *schema} == {field.name for field in fields(Kind)}
    assert schema["glyph"]["properties"]["shape"]["enum"] == list(get_args(Shape))


@pytest.mark.parametrize("part", PARTS)
def test_entry_that_lacks_a_part_is_named_and_the_others_stay(tmp_path: Path, part: str) -> None:
    for key, entry in FILE.items():
        lame = {name: value for name, value in entry.items() if name != part}
        content = {"lame": lame, "whole": entry}
        (tmp_path / "kinds.json").write_text(json.dumps(content), encoding="utf-8")
        faults: list[Any] = []
        known = dataset.kinds(tmp_path, faults)
        assert [(f.file, f.feature, f.field) for f in faults] == [("kinds.json", "lame", part)], key
        assert "whole" in known
        assert "lame" not in known


@pytest.mark.parametrize("drawing", ['M0 0"/><script>', "url(#a)", "M0 0\n"])
def test_drawing_that_is_no_path_is_refused(tmp_path: Path, drawing: str) -> None:
    kind = {**REGATTA, "glyph": {"shape": "dot", "drawing": drawing}}
    data = written(tmp_path, [race()], regatta=kind)
    assert [fault.field for fault in data.faults] == ["glyph.drawing", "properties.kind"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(
    st.sampled_from([None, *SCHEMA["$defs"]["kind"]["properties"]]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    ),
)
def test_any_json_in_place_of_kinds_or_a_part_is_survived(
    tmp_path: Path, part: str | None, value: object
) -> None:
    content = value if part is None else {"regatta": {**REGATTA, part: value}}
    (tmp_path / "kinds.json").write_text(json.dumps(content), encoding="utf-8")
    assert set(dataset.kinds(tmp_path)) >= set(KINDS)


@pytest.mark.parametrize("shape", get_args(Shape))
def test_each_shape_is_drawn_in_its_own_way(shape: Shape) -> None:
    others = [other for other in get_args(Shape) if other != shape]
    own = glyphs.draw(Glyph(shape), "#AA3377")
    assert own not in [glyphs.draw(Glyph(other), "#AA3377") for other in others]


def test_edge_and_drawing_are_dark_on_a_light_colour_only() -> None:
    drawn = [glyphs.draw(Glyph("round", "M7 8h10"), fill) for fill in ("#F0E442", "#0072B2")]
    light, dark = drawn
    assert "#fff" not in light
    assert "#fff" in dark


class TestMadeUpKind:
    """A kind that is nothing but an entry of ``kinds.json`` beside a layer."""

    @pytest.fixture
    def data(self, tmp_path: Path) -> dataset.Geodata:
        quay = item("quay", "port", {"type": "Point", "coordinates": [49.9, 40.3]})
        return written(tmp_path, [race(), quay], regatta=REGATTA)

    @pytest.fixture
    def atlas(self, data: dataset.Geodata) -> Atlas:
        return Atlas(data.layers)

    def test_is_read_beside_the_shipped_ones(self, data: dataset.Geodata) -> None:
        assert data.faults == ()
        assert list(data.kinds) == [*FILE, "regatta"]

    def test_is_on_the_map_and_above_others(self, atlas: Atlas) -> None:
        text = script(draw_map(atlas.layers))
        assert "site-regatta" in text
        assert "M12 8v9M8 17h8" in text
        regatta, port = (symbols.level(feature) for feature in atlas.features.values())
        assert regatta > port

    def test_is_in_the_legend_and_the_contract(self, atlas: Atlas) -> None:
        told: Any = describe(atlas)
        assert "M12 8v9M8 17h8" in told["groups"][0]["symbol"]
        assert told["kinds"]["regatta"] == {
            **{"symbol": 0, "name": 0, "silent": 0},
            **{"rank": 9, "dot": False},
        }

    def test_is_in_the_facts(self, atlas: Atlas) -> None:
        told = list(facts(atlas.features["race-of-2025"], {}))
        assert told[0] == {"term": "Kind", "text": "Race of boats"}

    def test_has_a_lane_of_the_timeline(self, atlas: Atlas) -> None:
        told = Strip.of(atlas).described()
        assert told is not None
        assert told["lanes"][0] == {"id": "regattas", "title": "Regattas"}
        assert [thing["lane"] for thing in told["things"]] == ["regattas"]

    def test_has_a_table_of_who_was_there(self, atlas: Atlas) -> None:
        (told,) = matrices(atlas.features.values(), {})
        assert (told["title"], told["thing"], told["things"]) == (
            "Who raced whom",
            "regatta",
            "regattas",
        )
        assert told["cells"][0][1] == [{"id": "race-of-2025", "name": "Race Of 2025 (4 May 2025)"}]

    def test_is_in_the_picture_with_its_name(self, atlas: Atlas) -> None:
        svg = draw(atlas, Basemap(), Picture())
        assert svg.count("M12 8v9M8 17h8") == 2  # on the map and in the legend
        assert ">Race Of 2025<" in svg

    def test_is_in_the_picture_from_its_first_zoom_on_or_where_it_is_chosen(
        self, tmp_path: Path
    ) -> None:
        late = {**REGATTA, "first_zoom": {"symbol": 8, "name": 8, "silent": 8}}
        atlas = Atlas(written(tmp_path, [race()], regatta=late).layers)
        for zoom, seen, shown in ((7, Seen(), False), (8, Seen(), True)):
            picture = Picture(spot=(40.2, 50.2, zoom), seen=seen)
            assert ("M12 8v9M8 17h8" in draw(atlas, Basemap(), picture)) is shown
        chosen = Picture(spot=(40.2, 50.2, 5), seen=Seen(feature="race-of-2025"))
        assert "M12 8v9M8 17h8" in draw(atlas, Basemap(), chosen)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            (lambda f: f["properties"].pop("actors"), "properties.actors"),
            (lambda f: f["geometry"].update(type="MultiPoint", coordinates=[[1, 2]]), "geometry"),
        ],
    )
    def test_says_what_its_features_need(self, tmp_path: Path, change: Any, field: str) -> None:
        faulty = race()
        change(faulty)
        data = written(tmp_path, [faulty, race("other")], regatta=REGATTA)
        (fault,) = data.faults
        assert fault.feature == "race-of-2025"
        assert fault.field.startswith(field)
        assert [feature.id for feature in data.layers[0].features] == ["other"]

    def test_that_a_point_is_enough_for_can_be_added_by_hand(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_library: Path
    ) -> None:
        buoy = {**REGATTA, "requires": [], "lane": None}
        written(tmp_path, [race()], regatta=REGATTA, buoy=buoy)
        monkeypatch.setenv("CORRIDORS_GEODATA", str(tmp_path))
        command = ["add-place", "Old Bell", "--at", "50.3,40.1", "--kind"]
        refused = CliRunner().invoke(main, [*command, "regatta"])
        assert refused.exit_code != 0
        assert "buoy" in refused.output
        assert CliRunner().invoke(main, [*command, "buoy"]).exit_code == 0
        layer = json.loads((own_library / "layers" / "my-places.geojson").read_text("utf-8"))
        assert layer["features"][0]["properties"]["kind"] == "buoy"


class TestCorridors:
    """What is one corridor's own stands in its data, not in the code."""

    def test_no_id_of_one_stands_in_the_code(self, shipped: Atlas) -> None:
        ids = [feature.id for feature in shipped.features.values() if feature.kind.branched]
        assert ids
        for path in (ROOT / "src").rglob("*"):
            if path.suffix in (".py", ".js", ".css", ".json", ".html"):
                assert not re.findall("|".join(ids), path.read_text(encoding="utf-8")), path

    def test_others_get_colours_that_differ(self, tmp_path: Path) -> None:
        palette = KINDS["corridor"].palette
        data = written(tmp_path, [corridor(number) for number in range(len(palette) + 1)])
        assert data.faults == ()
        assert colours(data) == [*palette, palette[0]]

    def test_a_colour_that_is_given_stays_and_no_other_gets_it(self, tmp_path: Path) -> None:
        first, second, *_ = KINDS["corridor"].palette
        data = written(tmp_path, [corridor(0), corridor(1, colour=first), corridor(2)])
        assert colours(data)[:2] == [second, first]
        assert len(set(colours(data))) == 3
        svg = draw(Atlas(data.layers), Basemap(), Picture())
        assert all(f'stroke="{colour}"' in svg for colour in colours(data))

    def test_an_underlay_is_wide_and_lies_below(self, tmp_path: Path) -> None:
        under = corridor(1, underlay=True, colour="#123456")
        data = written(tmp_path, [corridor(0), under])
        svg = draw(Atlas(data.layers), Basemap(), Picture())
        below, above = (svg.index(f'stroke="{c}" stroke-width') for c in ("#123456", "#E03800"))
        assert below < above
        assert 'stroke="#123456" stroke-width="6.4"' in svg

    @pytest.mark.parametrize(
        ("chosen", "pair"),
        [
            (None, [MIDDLE, INSTC]),
            ("corridor-middle", [MIDDLE, INSTC]),
            ("corridor-instc", [INSTC, MIDDLE]),
            ("corridor-tripp", ["corridor-tripp", INSTC]),
        ],
    )
    def test_the_first_two_are_compared(
        self, shipped: Atlas, chosen: str | None, pair: list[str]
    ) -> None:
        compared = sides(shipped.features, chosen, None)
        assert compared is not None
        assert [side.key for side in compared] == pair

    def test_one_alone_is_compared_with_itself(self, tmp_path: Path) -> None:
        features = Atlas(written(tmp_path, [corridor(0)]).layers).features
        compared = sides(features, None, None)
        assert compared is not None
        assert [side.key for side in compared] == ["line-0", "line-0"]
